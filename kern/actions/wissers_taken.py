"""How tasks and notes for the night watch are emptied of a person (`kern.inrichting_taken` registers it)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from kern import wissen
from kern.choices import Taakstatus
from kern.models import Nachtnota, Taak, TaakEvent, Taakpunt
from kern.wissen import Onderwerp, Verzameling

GEWIST = "(gewist)"
TAAK, NACHTNOTA = "kern.taak", "kern.nachtnota"


def verwanten(nieuw: Verzameling) -> Iterable[Onderwerp]:
    """Yield tasks and notes about these things, and the other tasks of the same series: they say the same words."""
    yield from _als(TAAK, Taak.objects.filter(wissen.over(nieuw)))
    yield from _als(NACHTNOTA, Nachtnota.objects.filter(wissen.over(nieuw)))
    sleutels = wissen.sleutels(nieuw, TAAK)
    yield from _als(TAAK, Taak.objects.filter(Q(vorige__in=sleutels) | Q(volgende__in=sleutels)))


def _als(soort: str, rijen: QuerySet) -> Iterable[Onderwerp]:
    return [Onderwerp(soort, str(sleutel)) for sleutel in rijen.values_list("pk", flat=True)]


def beschrijf_taak(sleutel: str) -> str | None:
    """Return what whoever asks and confirms reads of a task."""
    taak = Taak.objects.filter(pk=sleutel, gewist_op=None).first()
    return f"taak “{taak.titel}” van {taak.gegeven_op:%d/%m/%Y}" if taak else None


def zoek_taken(wie: str) -> Iterable[tuple[str, str]]:
    """Yield the tasks in whose words, now or before, this name or address stands."""
    waar = Q(titel__icontains=wie) | Q(nota__icontains=wie) | Q(wacht_op__icontains=wie) | Q(punten__tekst__icontains=wie)
    waar |= Q(events__titel__icontains=wie) | Q(events__wacht_op__icontains=wie)  # what it said before
    for taak in Taak.objects.filter(waar, gewist_op=None).distinct():
        yield str(taak.pk), f"taak van {taak.gegeven_op:%d/%m/%Y}"


def beschrijf_nachtnota(sleutel: str) -> str | None:
    """Return what whoever asks and confirms reads of a note."""
    nota = Nachtnota.objects.filter(pk=sleutel, gewist_op=None).first()
    return f"nota voor de nachtwacht van {nota.op:%d/%m/%Y}" if nota else None


def zoek_nachtnotas(wie: str) -> Iterable[tuple[str, str]]:
    """Yield the notes in whose words this name or address stands."""
    for nota in Nachtnota.objects.filter(tekst__icontains=wie, gewist_op=None):
        yield str(nota.pk), f"nota voor de nachtwacht van {nota.op:%d/%m/%Y}"


def wis_taken(alles: Verzameling, op: datetime) -> int:
    """Empty the words of these tasks, and close what was open: there is nothing left to do."""
    rijen = _taken(alles).exclude(titel=GEWIST)
    return rijen.update(
        titel=GEWIST,
        nota="",
        wacht_op=Case(When(wacht_op="", then=Value("")), default=Value(GEWIST)),
        status=Case(When(status=Taakstatus.OPEN, then=Value(str(Taakstatus.INGETROKKEN))), default=F("status")),
        klaar_op=Coalesce("klaar_op", Value(op)),
        gewist_op=op,
    )


def rest_taken(alles: Verzameling) -> int:
    """Count tasks that still hold words."""
    return _taken(alles).exclude(titel=GEWIST, nota="").count()


def _events(alles: Verzameling) -> QuerySet:
    events: QuerySet = TaakEvent.objects.filter(pgh_obj__in=_taken(alles)).exclude(titel=GEWIST, wacht_op__in=("", GEWIST))
    return events


def wis_events(alles: Verzameling, op: datetime) -> int:
    """Empty what these tasks said before."""
    return _events(alles).update(titel=GEWIST, wacht_op=Case(When(wacht_op="", then=Value("")), default=Value(GEWIST)))


def rest_events(alles: Verzameling) -> int:
    """Count earlier words that are left."""
    return _events(alles).count()


def wis_punten(alles: Verzameling, op: datetime) -> int:
    """Remove the lists of these tasks."""
    return Taakpunt.objects.filter(taak__in=_taken(alles)).delete()[0]


def rest_punten(alles: Verzameling) -> int:
    """Count lines of lists that are still there."""
    return Taakpunt.objects.filter(taak__in=_taken(alles)).count()


def wis_nachtnotas(alles: Verzameling, op: datetime) -> int:
    """Empty the words of these notes."""
    return _notas(alles).exclude(tekst=GEWIST).update(tekst=GEWIST, gewist_op=op)


def rest_nachtnotas(alles: Verzameling) -> int:
    """Count notes that still hold words."""
    return _notas(alles).exclude(tekst=GEWIST).count()


def _taken(alles: Verzameling) -> QuerySet[Taak]:
    return Taak.objects.filter(wissen.over(alles) | Q(pk__in=wissen.sleutels(alles, TAAK)))


def _notas(alles: Verzameling) -> QuerySet[Nachtnota]:
    return Nachtnota.objects.filter(wissen.over(alles) | Q(pk__in=wissen.sleutels(alles, NACHTNOTA)))
