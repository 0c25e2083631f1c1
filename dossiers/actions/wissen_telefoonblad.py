"""How telefoonbladen are found and emptied (registered by `dossiers.inrichting.telefoonblad`)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from dossiers.models import Bladuitkomst, Telefoonblad
from kern import wissen
from kern.wissen import Onderwerp, Verzameling

BLAD = "dossiers.telefoonblad"
_MEESTE = 50


def _met_woorden() -> QuerySet[Telefoonblad]:
    return Telefoonblad.objects.filter(leeg_op=None).select_related("auteur")


def _zin(blad: Telefoonblad) -> str:
    return f"{blad} van {blad.auteur.naam}"


def beschrijf(sleutel: str) -> str | None:
    """Return which blad it is, without what it says."""
    nummer = wissen.als_uuid(sleutel)
    blad = _met_woorden().filter(pk=nummer).first() if nummer else None
    return _zin(blad) if blad else None


def zoek(term: str) -> Iterable[tuple[str, str]]:
    """Find bladen on which a name, number or address stands; never shows their words."""
    genoemd = Q(tekst__icontains=term) | Q(wie__icontains=term) | Q(nummer__icontains=term) | Q(reden__icontains=term)
    return [(str(blad.pk), _zin(blad)) for blad in _met_woorden().filter(genoemd)[:_MEESTE]]


def blad_van_wat_het_werd(alles: Verzameling) -> Iterable[Onderwerp]:
    """Lead from what is erased to the blad it came from: its words stand there too for a while."""
    sleutels = [onderwerp.sleutel for onderwerp in alles]
    bladen = Bladuitkomst.objects.filter(verwijzing__in=sleutels).values_list("blad", flat=True)
    return [Onderwerp(BLAD, str(pk)) for pk in bladen]


def _bladen(alles: Verzameling) -> QuerySet[Telefoonblad]:
    return Telefoonblad.objects.filter(pk__in=wissen.uuids(alles, BLAD), leeg_op=None)


def wis_bladen(alles: Verzameling, op: datetime) -> int:
    """Empty the words; that there was a call, when and by whom stays. What was open is done: nobody can finish it any more."""
    leeg = {"tekst": "", "wie": "", "nummer": "", "reden": ""}
    return _bladen(alles).update(leeg_op=op, klaar_op=Coalesce(F("klaar_op"), op), versie=F("versie") + 1, **leeg)


def rest_bladen(alles: Verzameling) -> int:
    """Count bladen that still hold words."""
    return _bladen(alles).count()
