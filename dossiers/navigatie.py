"""What dossiers adds to the navigation and the palette."""

from collections.abc import Iterable

from django.db.models import Q

from dossiers.access import organisatoren_zichtbaar_voor
from dossiers.models import Dossier, Toegangsvraag
from kern.models import Medewerker
from kern.navigatie import NavItem, registreer
from kern.palet import PER_ZOEKER, Treffer, registreer_sprong, registreer_zoeker
from kern.tekst import sorteersleutel


def _intern(medewerker: Medewerker) -> bool:
    return medewerker.is_intern


def zoek_dossiers(medewerker: Medewerker, q: str) -> Iterable[Treffer]:
    """Find locations by part of number, name or gemeente, among those this person may know of."""
    waar = Q(dossiernummer__istartswith=q) | Q(gemeente__istartswith=q)
    if sleutel := sorteersleutel(q):
        waar |= Q(sorteersleutel__contains=sleutel)
    gevonden = Dossier.objects.zichtbaar_voor(medewerker).filter(waar)[:PER_ZOEKER]
    return [Treffer(str(d), d.get_absolute_url(), "map", "Dossier") for d in gevonden]


def zoek_organisatoren(medewerker: Medewerker, q: str) -> Iterable[Treffer]:
    """Find organisatoren by part of number, ondernemingsnummer or name, for who may open their page."""
    waar = Q(nummer__istartswith=q)
    if cijfers := q.replace(".", "").replace(" ", ""):
        waar |= Q(kbo__startswith=cijfers)
    if sleutel := sorteersleutel(q):
        waar |= Q(sorteersleutel__contains=sleutel)
    gevonden = organisatoren_zichtbaar_voor(medewerker).filter(waar)[:PER_ZOEKER]
    return [Treffer(str(o), o.get_absolute_url(), "gebouw", "Organisator") for o in gevonden]


def spring_naar_dossier(medewerker: Medewerker, q: str) -> str | None:
    """Return the page of exactly this dossiernummer, if this person may know of it."""
    dossier = Dossier.objects.zichtbaar_voor(medewerker).filter(dossiernummer__iexact=q).first()
    return dossier.get_absolute_url() if dossier else None


registreer(
    NavItem("werkvoorraad", "Werkvoorraad", "dossiers:werkvoorraad", "huis", 10, toets="w"),
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
)
registreer_zoeker(zoek_dossiers)
registreer_zoeker(zoek_organisatoren)
registreer_sprong(spring_naar_dossier)
