"""What dossiers adds to the navigation and the palette."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from dossiers import opzoeken
from dossiers.models import Overdracht, Overdrachtsregel, Toegangsvraag
from kern.models import Medewerker
from kern.navigatie import NavItem, registreer
from kern.palet import PER_ZOEKER, Treffer, registreer_sprong, registreer_zoeker
from kern.queries.werk import dringend


def _intern(medewerker: Medewerker) -> bool:
    return medewerker.is_intern


def _ongelezen(medewerker: Medewerker) -> QuerySet[Overdracht]:
    open_ = Overdrachtsregel.objects.filter(overdracht=OuterRef("pk"), gelezen_op=None)
    return Overdracht.objects.filter(Exists(open_), naar=medewerker)


def zoek_dossiers(medewerker: Medewerker, q: str) -> Iterable[Treffer]:
    """Find locations for the palette; each says by which field it was found."""
    gevonden = opzoeken.zoek_dossiers(medewerker, q, hoogstens=PER_ZOEKER)
    return [Treffer(str(v.ding), v.ding.get_absolute_url(), "map", "Dossier", waarom=v.waarom) for v in gevonden]


def zoek_organisatoren(medewerker: Medewerker, q: str) -> Iterable[Treffer]:
    """Find organisatoren for the palette, for who may open their page."""
    gevonden = opzoeken.zoek_organisatoren(medewerker, q, hoogstens=PER_ZOEKER)
    return [Treffer(str(v.ding), v.ding.get_absolute_url(), "gebouw", "Organisator", waarom=v.waarom) for v in gevonden]


registreer(
    NavItem("werkvoorraad", "Werkvoorraad", "dossiers:werkvoorraad", "huis", 10, toets="w", teller=dringend, dringend=True),
    NavItem("mijn_locaties", "Mijn locaties", "dossiers:mijn_locaties", "gebouw", 12, toets="l", zichtbaar=_intern),
    NavItem("dossiers", "Dossiers", "dossiers:dossiers", "map", 20, toets="d"),
    NavItem("organisatoren", "Organisatoren", "dossiers:organisatoren", "gebouw", 30, toets="o", zichtbaar=_intern),
    NavItem(
        "toegang",
        "Toegang",
        "dossiers:toegang",
        "slot",
        40,
        zichtbaar=_intern,
        teller=Toegangsvraag.objects.te_beslissen_door,
        dringend=True,
    ),
    NavItem("overdrachten", "Overdrachten", "dossiers:overdrachten", "personen", 45, zichtbaar=_intern, teller=_ongelezen),
)
registreer_zoeker(zoek_dossiers)
registreer_zoeker(zoek_organisatoren)
registreer_sprong(opzoeken.spring)
