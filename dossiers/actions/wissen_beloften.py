"""How promises are found and emptied (registered by `dossiers.inrichting.beloften`)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from dossiers.models import Belofte
from kern import wissen
from kern.tijd import BRUSSEL
from kern.wissen import Verzameling

BELOFTE = "dossiers.belofte"
_MEESTE = 50


def _zin(belofte: Belofte) -> str:
    return f"belofte van {belofte.gemaakt_op.astimezone(BRUSSEL):%d/%m/%Y} bij {belofte.over}"


def _te_wissen() -> QuerySet[Belofte]:
    return Belofte.objects.filter(gewist_op=None).select_related("dossier", "organisator")


def beschrijf(sleutel: str) -> str | None:
    """Return the promise in words, without what was promised."""
    nummer = wissen.als_uuid(sleutel)
    belofte = _te_wissen().filter(pk=nummer).first() if nummer else None
    return _zin(belofte) if belofte else None


def zoek(term: str) -> Iterable[tuple[str, str]]:
    """Find promises in whose words a name or address stands."""
    return [(str(b.pk), _zin(b)) for b in _te_wissen().filter(Q(wat__icontains=term) | Q(uitleg__icontains=term))[:_MEESTE]]


def gemaakt_bij(alles: Verzameling) -> Iterable[wissen.Onderwerp]:
    """Return the promises made in what is erased: they repeat its words."""
    waar = Q(pk__in=[])
    for soort in {onderwerp.soort for onderwerp in alles}:
        waar |= Q(waar_soort=soort, waar_id__in=wissen.sleutels(alles, soort))
    return [wissen.Onderwerp(BELOFTE, str(pk)) for pk in Belofte.objects.filter(waar).values_list("pk", flat=True)]


def _gevraagd(alles: Verzameling) -> QuerySet[Belofte]:
    return Belofte.objects.filter(pk__in=wissen.uuids(alles, BELOFTE), gewist_op=None)


def wis(alles: Verzameling, op: datetime) -> int:
    """Empty the words; that something was promised, by whom, by when and what became of it stays."""
    return _gevraagd(alles).update(gewist_op=op, wat="", uitleg="")


def rest(alles: Verzameling) -> int:
    """Count promises that still hold words."""
    return _gevraagd(alles).count()
