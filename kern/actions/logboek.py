"""Looking at the log is itself in the log."""

from datetime import datetime

from django.db import transaction

from kern import gebeurtenissen, logboek
from kern.models import Medewerker


@transaction.atomic
def leg_inzage_vast(*, filters: list[str], door: Medewerker, op: datetime) -> None:
    """Write down that *door* opened a page of the log, and with which *filters* ("persoon=12")."""
    logboek.schrijf(gebeurtenissen.LOGBOEK_INGEZIEN, over=door, door=door, op=op, gegevens={"filters": filters})
