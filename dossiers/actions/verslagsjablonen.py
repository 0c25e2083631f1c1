"""Writing the sjablonen of reports: each change is the next version, and reports that were begun keep theirs."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from dossiers import gebeurtenissen
from dossiers.models import Verslagsjabloon
from dossiers.verslagsjablonen import Sjabloondeel
from kern import logboek
from kern.fouten import AlGewijzigd
from kern.models import Medewerker

MEESTE_DELEN = 20
_SLEUTEL = 40  # characters


@transaction.atomic
def maak_versie(
    *,
    soort: str,
    na_versie: int,
    delen: Sequence[Sjabloondeel],
    nalezen: bool,
    vast_na_uren: int | None,
    door: Medewerker,
    op: datetime,
) -> Verslagsjabloon:
    """Make the version after *na_versie*; what says the same as that one already makes none.

    Args:
        delen: the headings in order; one that is new has no `sleutel` yet.

    Raises:
        ValidationError: no heading, too many, or a value is not valid.
        AlGewijzigd: a colleague made a version since.
    """
    vorige = Verslagsjabloon.objects.filter(soort=soort).latest("versie")
    if not delen:
        raise ValidationError("Een verslag heeft minstens één kop.")
    if len(delen) > MEESTE_DELEN:
        raise ValidationError(f"Een verslag heeft hoogstens {MEESTE_DELEN} koppen.")
    nieuw = Verslagsjabloon(
        soort=soort,
        versie=na_versie + 1,
        delen=_met_sleutels(delen),
        nalezen=nalezen,
        vast_na_uren=vast_na_uren,
        gemaakt_op=op,
        gemaakt_door=door,
    )
    velden = ("delen", "nalezen", "vast_na_uren")
    if vorige.versie == na_versie and all(getattr(vorige, veld) == getattr(nieuw, veld) for veld in velden):
        return vorige
    nieuw.full_clean(validate_unique=False, exclude=("versie",))
    if vorige.versie != na_versie:
        raise AlGewijzigd(vorige)
    try:
        with transaction.atomic():
            nieuw.save(force_insert=True)
    except IntegrityError:  # the other was a moment earlier
        raise AlGewijzigd(vorige) from None
    logboek.schrijf(gebeurtenissen.SJABLOON_GEMAAKT, over=nieuw, door=door, op=op, gegevens={"versie": nieuw.versie})
    return nieuw


def _met_sleutels(delen: Sequence[Sjabloondeel]) -> list[Sjabloondeel]:
    """Give a new heading its key, and let no two have the same: by it a text finds its place."""
    bezet = {deel["sleutel"] for deel in delen if deel["sleutel"]}
    uit: list[Sjabloondeel] = []
    for deel in delen:
        sleutel = deel["sleutel"]
        if not sleutel:
            begin = slugify(deel["kop"])[: _SLEUTEL - 3] or "deel"
            namen = [begin, *(f"{begin}-{nummer}" for nummer in range(2, MEESTE_DELEN + 2))]
            sleutel = next(naam for naam in namen if naam not in bezet)
            bezet.add(sleutel)
        uit.append({"sleutel": sleutel, "kop": deel["kop"], "vragen": deel["vragen"], "verplicht": deel["verplicht"]})
    return uit
