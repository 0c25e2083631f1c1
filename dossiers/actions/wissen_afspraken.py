"""How appointments are found and emptied (registered by `dossiers.inrichting.afspraken`)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from dossiers.models import Afspraak, Bezoekfoto, Bezoekpunt, Deelnemer
from kern import wissen
from kern.actions.bestanden import neem_weg
from kern.tijd import BRUSSEL
from kern.wissen import Verzameling

AFSPRAAK = "dossiers.afspraak"
_MEESTE = 50


def _zin(afspraak: Afspraak) -> str:
    return f"{afspraak.soortnaam} van {afspraak.begin.astimezone(BRUSSEL):%d/%m/%Y} bij {afspraak.organisator}"


def _te_wissen() -> QuerySet[Afspraak]:
    return Afspraak.objects.filter(gewist_op=None).select_related("organisator")


def beschrijf(sleutel: str) -> str | None:
    """Return the appointment in words, without who takes part."""
    nummer = wissen.als_uuid(sleutel)
    afspraak = _te_wissen().filter(pk=nummer).first() if nummer else None
    return _zin(afspraak) if afspraak else None


def zoek(term: str) -> Iterable[tuple[str, str]]:
    """Find appointments with somebody of this name or address, or in whose words it stands."""
    genoemd = Q(onderwerp__icontains=term) | Q(plaats__icontains=term) | Q(boodschap__icontains=term) | Q(nota__icontains=term)
    mensen = Deelnemer.objects.filter(Q(naam__icontains=term) | Q(email__icontains=term)).values("afspraak")
    genoemd |= Q(reden__icontains=term) | Q(pk__in=mensen)
    punten = Bezoekpunt.objects.filter(Q(tekst__icontains=term) | Q(nota__icontains=term)).values("afspraak")
    genoemd |= Q(pk__in=Bezoekfoto.objects.filter(alt__icontains=term).values("afspraak"))
    return [(str(a.pk), _zin(a)) for a in _te_wissen().filter(genoemd | Q(pk__in=punten))[:_MEESTE]]


def _afspraken(alles: Verzameling) -> QuerySet[Afspraak]:
    return Afspraak.objects.filter(pk__in=wissen.uuids(alles, AFSPRAAK))


def wis_afspraken(alles: Verzameling, op: datetime) -> int:
    """Empty the words; that there was an appointment, when and whose stays. What was sent goes with the outbox."""
    return _afspraken(alles).filter(gewist_op=None).update(gewist_op=op, onderwerp="", plaats="", boodschap="", nota="", reden="")


def rest_afspraken(alles: Verzameling) -> int:
    """Count appointments that still hold words."""
    return _afspraken(alles).filter(gewist_op=None).count()


def _deelnemers(alles: Verzameling) -> QuerySet[Deelnemer]:
    return Deelnemer.objects.filter(afspraak__in=_afspraken(alles)).exclude(naam="", email="")


def wis_deelnemers(alles: Verzameling, _op: datetime) -> int:
    """Take out who is no colleague; colleagues stand there by their account."""
    return _deelnemers(alles).delete()[0]


def rest_deelnemers(alles: Verzameling) -> int:
    """Count names and addresses that are left."""
    return _deelnemers(alles).count()


def _punten(alles: Verzameling) -> QuerySet[Bezoekpunt]:
    return Bezoekpunt.objects.filter(afspraak__in=_afspraken(alles), gewist_op=None)


def wis_punten(alles: Verzameling, op: datetime) -> int:
    """Empty what was ticked and written on the spot."""
    return _punten(alles).update(tekst="", nota="", gewist_op=op)


def rest_punten(alles: Verzameling) -> int:
    """Count points that still hold words."""
    return _punten(alles).count()


def _fotos(alles: Verzameling) -> QuerySet[Bezoekfoto]:
    return Bezoekfoto.objects.filter(afspraak__in=_afspraken(alles))


def wis_fotos(alles: Verzameling, op: datetime) -> int:
    """Take out the photos with their files; those of a report go with the report."""
    bestanden = [foto.bestand for foto in _fotos(alles).select_related("bestand")]
    aantal, _ = _fotos(alles).delete()
    neem_weg(bestanden=bestanden, op=op)
    return aantal


def rest_fotos(alles: Verzameling) -> int:
    """Count photos that are left."""
    return _fotos(alles).count()
