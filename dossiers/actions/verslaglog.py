"""The rows of the log about a report."""

from datetime import datetime

from dossiers.access import namens_wie
from dossiers.models import Dossier, Verslag
from kern import logboek
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Medewerker


def log(gebeurtenis: Gebeurtenis, verslag: Verslag, door: Medewerker | None, op: datetime, **gegevens: str | int) -> None:
    """Write about the file, so that its log shows it; words and reasons stay with the report, where erasing finds them."""
    over = verslag.over
    logboek.schrijf(
        gebeurtenis,
        over=over,
        door=door,
        op=op,
        namens=namens_wie(door, over) if door is not None and isinstance(over, Dossier) else None,
        gegevens={"verslag": str(verslag.pk), **gegevens},
    )
