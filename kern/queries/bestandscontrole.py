"""Do the rows and the storage agree? Everything in the storage has a row, every row has its content, of its size (and sum)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import ForeignObjectRel

from kern.bestanden import opslag
from kern.bestanden.fouten import OpslagFout
from kern.bestanden.keuzes import Bestandstand
from kern.models import Bestand, Bestandinhoud

MEESTE_PLAATSEN = 5


@dataclass(frozen=True)
class Wees:
    """Something in the storage that no row names."""

    sleutel: str
    grootte: int
    op: datetime


@dataclass
class Uitslag:
    """What was found; `aantal` things lie in the storage."""

    aantal: int = 0
    zonder_rij: list[Wees] = field(default_factory=list)
    zonder_bestand: list[str] = field(default_factory=list)
    zonder_voorbeeld: list[str] = field(default_factory=list)  # can be drawn again
    beschadigd: list[str] = field(default_factory=list)

    def zinnen(self) -> Iterator[str]:
        """Return one line per finding."""
        for wees in self.zonder_rij:
            yield f"zonder rij: {wees.sleutel} ({wees.grootte} bytes, {wees.op:%d/%m/%Y %H:%M})"
        for sleutel in self.zonder_bestand:
            yield f"zonder bestand: {sleutel}{_hoort_bij(sleutel)}"
        for sleutel in self.zonder_voorbeeld:
            yield f"zonder voorbeeld: {sleutel}"
        for sleutel in self.beschadigd:
            yield f"beschadigd: {sleutel}{_hoort_bij(sleutel)}"


def vergelijk(*, inhoud: bool) -> Uitslag:
    """Compare rows and storage; with *inhoud* each content is read and its sum computed again.

    The rows are read before and after the storage is listed: who comes or goes meanwhile is no finding.
    """
    uitslag = Uitslag()
    voor, op_weg = _verwacht(), _op_weg()
    gezien: dict[str, int] = {}
    gevonden: list[Wees] = []
    for sleutel, grootte, op in opslag.alle():
        uitslag.aantal += 1
        gezien[sleutel] = grootte
        if sleutel not in voor:
            gevonden.append(Wees(sleutel, grootte, op))
    na = _verwacht()
    op_weg |= _op_weg()
    uitslag.zonder_rij = [wees for wees in gevonden if wees.sleutel not in na and wees.sleutel not in op_weg]
    for sleutel, hoort in voor.items():
        if sleutel in gezien:
            if _is_beschadigd(sleutel, hoort, gezien[sleutel], inhoud):
                uitslag.beschadigd.append(sleutel)
        elif sleutel in na:
            (uitslag.zonder_bestand if hoort else uitslag.zonder_voorbeeld).append(sleutel)
    return uitslag


def verwijzingen() -> Iterator[ForeignObjectRel]:
    """Return every relation by which a row of some app holds a file, also without a way back (`related_name="+"`)."""
    return (relatie for relatie in Bestand._meta.get_fields(include_hidden=True) if isinstance(relatie, ForeignObjectRel))


def waar_van(bestand: Bestand) -> str:
    """Return the page of what the file belongs to, whichever app that is; "" when it has none."""
    for relatie in verwijzingen():
        houder = relatie.related_model._default_manager.filter(**{relatie.field.name: bestand}).first()
        if houder is not None and hasattr(houder, "get_absolute_url"):
            return str(houder.get_absolute_url())
    return ""


def _hoort_bij(sleutel: str) -> str:
    """Say where somebody has to ask for the content again; addresses, for the names of files are not for a log of the system."""
    bestanden = Bestand.objects.filter(inhoud=sleutel.rpartition("/")[2])[:MEESTE_PLAATSEN]
    plaatsen = sorted({waar for bestand in bestanden if (waar := waar_van(bestand))})
    return f" (hoort bij {', '.join(plaatsen)})" if plaatsen else ""


def _verwacht() -> dict[str, tuple[str, int] | None]:
    """Return what must lie in the storage: sum and size of each content, None for a drawing."""
    uit: dict[str, tuple[str, int] | None] = {}
    rijen = Bestandinhoud.objects.filter(weg_op=None).exclude(stand=Bestandstand.BESMET)
    for rij in rijen.only("sha256", "grootte", "voorbeeld").iterator():
        uit[rij.sleutel] = (rij.sha256, rij.grootte)
        if rij.voorbeeld:
            uit[rij.voorbeeldsleutel] = None
    return uit


def _op_weg() -> set[str]:
    """Return what is being removed by its row: no orphan, and not missing when it is gone."""
    rijen = Bestandinhoud.objects.filter(weg_op__isnull=False).only("sha256")
    return {sleutel for rij in rijen for sleutel in (rij.sleutel, rij.voorbeeldsleutel)}


def _is_beschadigd(sleutel: str, hoort: tuple[str, int] | None, grootte: int, inhoud: bool) -> bool:
    if hoort is None:
        return False
    som, hoort_grootte = hoort
    if grootte != hoort_grootte:
        return True
    try:
        return inhoud and opslag.som_van(sleutel) != som
    except OpslagFout:
        return False  # removed since it was listed; the rows were read before that
