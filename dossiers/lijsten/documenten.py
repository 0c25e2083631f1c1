"""The lists of documents: of one location or organisator, and all that somebody may read."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dossiers.documentsoorten import Documentsoort
from dossiers.lijsten.dossiers import teams
from dossiers.models import Document, Dossier, Organisator
from dossiers.opzoeken.lijst import houd_gevonden
from dossiers.queries.documenten import documenten_voor, met_laatste, van
from kern.bestanden.keuzes import Bestandstand
from kern.choices import Toon
from kern.lijst import JaNeefilter, Keuzefilter, Kolom, Leeg, Lijst, Tekstfilter
from kern.lijst.filters import Filter
from kern.templatetags.scherm import icoon, pil


def _zoek(rijen: QuerySet[Any], tekst: str) -> QuerySet[Any]:
    waar = Q(titel__icontains=tekst) | Q(alle_versies__bestand__naam__icontains=tekst)
    return rijen.filter(pk__in=Document.objects.filter(waar).values("pk"))


def _zoek_overal(rijen: QuerySet[Any], tekst: str) -> QuerySet[Any]:
    plaatsen = houd_gevonden(Dossier.objects.all(), tekst).values("pk")
    return _zoek(rijen, tekst) | rijen.filter(dossier__in=plaatsen)


def _titel(document: Any) -> SafeString:
    return format_html('<span class="metbeeldje">{}<bdi>{}</bdi></span>', beeldje(document), document.titel)


def beeldje(document: Any, *, los: bool = False) -> SafeString:
    """The small image of the last version, or the icon of its kind; *los* takes the place of the one on the page (htmx)."""
    bestand = document.laatste.bestand if document.laatste else None
    plek = format_html(' id="beeldje-{}"{}', document.pk, SafeString(' hx-swap-oob="true"') if los else "")
    if bestand is None or not bestand.inhoud.voorbeeld or not bestand.is_open:
        naam = bestand.soort.icoon if bestand is not None and bestand.soort is not None else "document"
        return format_html('<span class="beeldje"{}>{}</span>', plek, icoon(naam))
    url = reverse("dossiers:document_voorbeeld", args=[document.pk, document.laatste.nummer])
    return format_html('<img class="beeldje"{} src="{}" alt="" width="48" height="48" loading="lazy">', plek, url)


def stand(document: Any, keer: int = 0) -> SafeString:
    """How the last version stands, where that is worth a word; drawn for the *keer*th time when it was asked again."""
    if document.ingetrokken_op:
        return pil(label="ingetrokken", toon=Toon.RUSTIG, icoon="kruis")
    bestand = document.laatste.bestand if document.laatste else None
    if bestand is None:
        return SafeString("")
    uit = SafeString("") if bestand.stand is Bestandstand.VEILIG else pil(bestand.stand)
    return kijk_opnieuw(document, uit, "rij", keer) if bestand.wacht else uit


# How often a page asks by itself how a file stands: for some minutes. A scanner can be away longer; then one looks again oneself.
MEESTE_KEREN = 30


def kijk_opnieuw(document: Any, inhoud: SafeString, waar: str, keer: int) -> SafeString:
    """Draw *inhoud* so that it asks by itself how the file stands, ever less often; not all rows of a page at one moment."""
    if keer >= MEESTE_KEREN:
        return inhoud
    return format_html(
        '<span hx-get="{}?{}={}" hx-trigger="load delay:{}ms" hx-target="this" hx-swap="outerHTML" hx-headers="{}">{}</span>',
        reverse("dossiers:document_stand", args=[document.pk]),
        waar,
        keer + 1,
        1500 + min(keer, 12) * 1000 + document.pk.int % 1000,
        '{"X-Achtergrond": "1"}',
        inhoud,
    )


def _stand_in_woorden(document: Any) -> str:
    if document.ingetrokken_op:
        return "ingetrokken"
    bestand = document.laatste.bestand if document.laatste else None
    return str(bestand.stand.label) if bestand is not None else "gewist"


def _bestand(document: Any) -> str:
    bestand = document.laatste.bestand if document.laatste else None
    if bestand is None:
        return ""
    label = bestand.soort.label if bestand.soort else bestand.mime
    return f"{label}, {filesizeformat(bestand.grootte)}"


def _waar(document: Any) -> SafeString:
    over = document.over
    return format_html('<a href="{}"><bdi>{}</bdi></a>', over.get_absolute_url(), over)


_TITEL = Kolom("titel", "Titel", "titel", html=_titel, sorteer=("titel",), opent=True)
_SOORT = Kolom("soort", "Soort", lambda d: str(d.soortlid.label), sorteer=("soort",))
_BESTAND = Kolom("bestand", "Bestand", _bestand)
_VERSIES = Kolom("versies", "Versies", "versies", sorteer=("versies",), klasse="getal")
_OP = Kolom(
    "op",
    "Toegevoegd",
    lambda d: timezone.localtime(d.toegevoegd_op).strftime("%d/%m/%Y"),
    sorteer=("toegevoegd_op",),
    klasse="nietbreken",
)
_DOOR = Kolom("door", "Door", lambda d: d.toegevoegd_door.naam if d.toegevoegd_door else "vorig systeem")
_STAND = Kolom("stand", "Stand", _stand_in_woorden, html=stand)
_FILTERS = (
    Keuzefilter("soort", "Soort", keuzes=Documentsoort.choices),
    JaNeefilter("ingetrokken", "Ingetrokken", voorwaarde=Q(ingetrokken_op__isnull=False)),
)


class DocumentLijst(Lijst):
    """Every document of the locations and organisatoren whose content is open."""

    sleutel = "documenten"
    enkelvoud, meervoud = "document", "documenten"
    sortering = "-op"
    toont_inhoud = True
    kolommen: ClassVar[Sequence[Kolom]] = (
        _TITEL,
        Kolom("waar", "Bij", lambda d: str(d.over), html=_waar),
        _SOORT,
        _BESTAND,
        _VERSIES,
        _OP,
        _DOOR,
        _STAND,
    )
    filters: ClassVar[Sequence[Filter]] = (
        Tekstfilter("q", "Zoek", zoek=_zoek_overal),
        *_FILTERS,
        Keuzefilter("team", "Team", keuzes=teams, orm="dossier__team__code"),
    )
    leeg = Leeg("Geen documenten", "Voeg een document toe op de pagina van een dossier.", "/dossiers/", "Naar de dossiers")

    def basis(self) -> QuerySet[Any]:
        """What this person may read, with what a row shows."""
        return documenten_voor(self.medewerker).filter(gewist_op=None)

    def vul_aan(self, rijen: Sequence[Any]) -> None:
        """Add the last version of each."""
        met_laatste(rijen)


class DocumentLijstBij(DocumentLijst):
    """The documents of one location, or of an organisator itself; who may read there was looked at before."""

    sleutel = "documenten-bij"
    kolommen = (_TITEL, _SOORT, _BESTAND, _VERSIES, _OP, _DOOR, _STAND)
    filters = (Tekstfilter("q", "Zoek", zoek=_zoek), *_FILTERS)
    leeg = Leeg("Nog geen documenten", "Voeg hierboven een bestand toe: kies, sleep, plak, of neem een foto.")

    def __init__(self, request: HttpRequest, over: Dossier | Organisator) -> None:
        super().__init__(request)
        self.over = over

    def basis(self) -> QuerySet[Any]:
        """What stands there."""
        return van(self.over).select_related("toegevoegd_door")
