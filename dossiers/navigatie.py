"""What dossiers adds to the navigation and the palette."""

from django.db.models import Exists, OuterRef, QuerySet

from dossiers.access.tekstblok import SCHRIJFT, SJABLONEN
from dossiers.choices import Importstatus
from dossiers.models import Aanvraag, ImportRun, Overdracht, Overdrachtsregel, Postbericht, Toegangsvraag
from dossiers.opzoeken import Opzoeking, spring
from dossiers.opzoeken.personen import zoek_personen
from dossiers.querysets import POSTVAK
from kern.access import heeft_recht
from kern.models import Medewerker
from kern.navigatie import NavItem, registreer
from kern.palet import PER_ZOEKER, Opdracht, Treffer, registreer_opdracht, registreer_sprong, registreer_zoeker
from kern.queries.werk import dringend


def _intern(medewerker: Medewerker) -> bool:
    return medewerker.is_intern


def _mag_importeren(medewerker: Medewerker) -> bool:
    return heeft_recht(medewerker, "dossiers.importeer")


def _houdt_postvak(medewerker: Medewerker) -> bool:
    return heeft_recht(medewerker, POSTVAK)


def _schrijft_verslagen(medewerker: Medewerker) -> bool:
    return heeft_recht(medewerker, SCHRIJFT) or heeft_recht(medewerker, SJABLONEN)


def _mag_sjablonen(medewerker: Medewerker) -> bool:
    return heeft_recht(medewerker, SJABLONEN)


def _ongelezen(medewerker: Medewerker) -> QuerySet[Overdracht]:
    open_ = Overdrachtsregel.objects.filter(overdracht=OuterRef("pk"), gelezen_op=None)
    return Overdracht.objects.filter(Exists(open_), naar=medewerker)


def zoek_in_register(medewerker: Medewerker, q: str) -> list[Treffer]:
    """Find locations, organisatoren and people for the palette; each says by which field it was found."""
    opzoeking = Opzoeking(medewerker, q, PER_ZOEKER)
    gevonden = [("map", "Dossier", vondst) for vondst in opzoeking.dossiers()]
    gevonden += [("gebouw", "Organisator", vondst) for vondst in opzoeking.organisatoren()]
    uit = [Treffer(str(v.ding), v.ding.get_absolute_url(), icoon, soort, waarom=v.waarom) for icoon, soort, v in gevonden]
    personen = zoek_personen(medewerker, q, hoogstens=PER_ZOEKER, ook_lijkend=not uit)
    return uit + [
        Treffer(p.label, p.betrokkene.get_absolute_url(), "persoon", "Persoon", waarom=p.waarom, persoon=str(p.betrokkene.pk))
        for p in personen
    ]


registreer(
    NavItem("werkvoorraad", "Werkvoorraad", "dossiers:werkvoorraad", "huis", 10, toets="w", teller=dringend, dringend=True),
    NavItem("mijn_locaties", "Mijn locaties", "dossiers:mijn_locaties", "plaats", 12, toets="l", zichtbaar=_intern),
    NavItem("mijn_dag", "Mijn dag", "dossiers:mijn_dag", "zon", 11, toets="m", zichtbaar=_intern),
    NavItem("dossiers", "Dossiers", "dossiers:dossiers", "map", 20, toets="d"),
    NavItem("organisatoren", "Organisatoren", "dossiers:organisatoren", "gebouw", 30, toets="o", zichtbaar=_intern),
    NavItem("groepen", "Groepen", "dossiers:groepen", "ketting", 32, zichtbaar=_intern),
    NavItem("documenten", "Documenten", "dossiers:documenten_alle", "bestanden", 33, zichtbaar=_intern),
    NavItem("inspectieverzoeken", "Inspecties", "dossiers:inspectieverzoeken", "oog", 35, toets="i", zichtbaar=_intern),
    NavItem("verslagen", "Verslagen", "dossiers:verslagen", "pen", 37, toets="r", zichtbaar=_schrijft_verslagen),
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
    NavItem(
        "aanvragen",
        "Aanvragen",
        "dossiers:aanvragen",
        "document",
        43,
        toets="a",
        zichtbaar=_intern,
        teller=Aanvraag.objects.te_behandelen_door,
    ),
    NavItem("overdrachten", "Overdrachten", "dossiers:overdrachten", "wissel", 45, zichtbaar=_intern, teller=_ongelezen),
)
registreer(
    NavItem(
        "postvak",
        "Postvak",
        "dossiers:postvak",
        "download",
        47,
        toets="p",
        zichtbaar=_houdt_postvak,
        teller=Postbericht.objects.te_plaatsen_door,
    )
)
registreer_zoeker(zoek_in_register)
registreer_sprong(spring)
registreer_opdracht(
    Opdracht("Nieuwe taak", "dossiers:taak_nieuw", "taak", "onthoud iets te doen herinnering noteren", "t", zichtbaar=_intern),
    Opdracht("Einde van de dag", "dossiers:dageinde", "zon", "morgen doorgeven nachtwacht nota", zichtbaar=_intern),
    Opdracht("Meerdere rijen tegelijk", "dossiers:werk_meerdere", "lijst", "bulk selectie werkvoorraad", zichtbaar=_intern),
    Opdracht("Tekstblokken", "dossiers:tekstblokken", "pen", "zinnen sjabloon verslag", zichtbaar=_schrijft_verslagen),
    Opdracht(
        "Sjablonen van verslagen", "dossiers:verslagsjablonen", "document", "koppen vragen verslag", zichtbaar=_mag_sjablonen
    ),
)
registreer(
    NavItem(
        "import",
        "Import",
        "dossiers:imports",
        "upload",
        80,
        zichtbaar=_mag_importeren,
        teller=lambda _medewerker: ImportRun.objects.filter(status=Importstatus.NAGEKEKEN),
    )
)
