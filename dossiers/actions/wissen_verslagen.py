"""How reports are found and emptied (registered by `dossiers.inrichting.verslagen`)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from dossiers.models import Addendum, Deelversie, Opmerking, Steun, Verslag, Verslagdeel, Verslagfoto
from kern import wissen
from kern.actions.bestanden import neem_weg
from kern.models import PdfDocument
from kern.tijd import BRUSSEL
from kern.wissen import Verzameling

VERSLAG = "dossiers.verslag"
GEWIST = "(gewist)"
_MEESTE = 50


def _zin(verslag: Verslag) -> str:
    return f"{verslag.get_soort_display()} van {verslag.op.astimezone(BRUSSEL):%d/%m/%Y} bij {verslag.over}"


def _te_wissen() -> QuerySet[Verslag]:
    return Verslag.objects.filter(gewist_op=None).select_related("dossier", "organisator")


def beschrijf(sleutel: str) -> str | None:
    """Return the report in words, without what it says."""
    nummer = wissen.als_uuid(sleutel)
    verslag = _te_wissen().filter(pk=nummer).first() if nummer else None
    return _zin(verslag) if verslag else None


def zoek(term: str) -> Iterable[tuple[str, str]]:
    """Find reports in whose words, now or before, a name or address stands."""
    genoemd = Q(titel__icontains=term) | Q(met__icontains=term) | Q(delen__tekst__icontains=term)
    genoemd |= Q(delen__versies__tekst__icontains=term) | Q(delen__opmerkingen__tekst__icontains=term)
    genoemd |= Q(delen__opmerkingen__citaat__icontains=term) | Q(delen__opmerkingen__antwoord__icontains=term)
    genoemd |= Q(delen__fotos__alt__icontains=term)
    genoemd |= Q(addenda__tekst__icontains=term) | Q(addenda__reden__icontains=term) | Q(verwerpreden__icontains=term)
    return [(str(v.pk), _zin(v)) for v in _te_wissen().filter(pk__in=Verslag.objects.filter(genoemd).values("pk"))[:_MEESTE]]


def _verslagen(alles: Verzameling) -> QuerySet[Verslag]:
    return Verslag.objects.filter(pk__in=wissen.uuids(alles, VERSLAG))


def wis_verslagen(alles: Verzameling, op: datetime) -> int:
    """Empty the words and remove the PDF; that there was a report, when, of what kind and by whom stays, with its hash."""
    te_wissen = _verslagen(alles).filter(gewist_op=None)
    pdfs = list(te_wissen.exclude(pdf=None).values_list("pdf", flat=True))
    aantal = te_wissen.update(gewist_op=op, titel=GEWIST, met="", verwerpreden="", vast="", pdf=None)
    PdfDocument.objects.filter(pk__in=pdfs).delete()
    return aantal


def rest_verslagen(alles: Verzameling) -> int:
    """Count reports that still hold words."""
    return _verslagen(alles).filter(gewist_op=None).count()


def wis_fotos(alles: Verzameling, op: datetime) -> int:
    """Take the photos and what is said of them away; that there was a photo stays."""
    te_wissen = _fotos(alles)
    bestanden = [foto.bestand for foto in te_wissen.select_related("bestand") if foto.bestand]
    aantal = te_wissen.update(alt="", bestand=None)
    neem_weg(bestanden=bestanden, op=op)
    return aantal


def rest_fotos(alles: Verzameling) -> int:
    """Count photos that are left."""
    return _fotos(alles).count()


def wis_delen(alles: Verzameling, _op: datetime) -> int:
    """Empty what stands under the headings."""
    return _delen(alles).update(tekst="")


def rest_delen(alles: Verzameling) -> int:
    """Count parts that still hold words."""
    return _delen(alles).count()


def wis_versies(alles: Verzameling, _op: datetime) -> int:
    """Empty what stood there before."""
    return _versies(alles).update(tekst="")


def rest_versies(alles: Verzameling) -> int:
    """Count earlier versions that still hold words."""
    return _versies(alles).count()


def wis_opmerkingen(alles: Verzameling, _op: datetime) -> int:
    """Empty what readers said and what was answered."""
    return _opmerkingen(alles).update(citaat="", tekst="", antwoord="")


def rest_opmerkingen(alles: Verzameling) -> int:
    """Count remarks that still hold words."""
    return _opmerkingen(alles).count()


def wis_addenda(alles: Verzameling, _op: datetime) -> int:
    """Empty what was added."""
    return _addenda(alles).update(tekst="", reden="")


def rest_addenda(alles: Verzameling) -> int:
    """Count addenda that still hold words."""
    return _addenda(alles).count()


def wis_steun(alles: Verzameling, _op: datetime) -> int:
    """Empty how what rests on it is called here."""
    return _steun(alles).update(titel=GEWIST)


def rest_steun(alles: Verzameling) -> int:
    """Count names that are left."""
    return _steun(alles).count()


def _fotos(alles: Verzameling) -> QuerySet[Verslagfoto]:
    return Verslagfoto.objects.filter(deel__verslag__in=_verslagen(alles)).exclude(bestand=None)


def _delen(alles: Verzameling) -> QuerySet[Verslagdeel]:
    return Verslagdeel.objects.filter(verslag__in=_verslagen(alles)).exclude(tekst="")


def _versies(alles: Verzameling) -> QuerySet[Deelversie]:
    return Deelversie.objects.filter(deel__verslag__in=_verslagen(alles)).exclude(tekst="")


def _opmerkingen(alles: Verzameling) -> QuerySet[Opmerking]:
    return Opmerking.objects.filter(deel__verslag__in=_verslagen(alles)).exclude(citaat="", tekst="", antwoord="")


def _addenda(alles: Verzameling) -> QuerySet[Addendum]:
    return Addendum.objects.filter(verslag__in=_verslagen(alles)).exclude(tekst="", reden="")


def _steun(alles: Verzameling) -> QuerySet[Steun]:
    return Steun.objects.filter(verslag__in=_verslagen(alles)).exclude(titel=GEWIST)
