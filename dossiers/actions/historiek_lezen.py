"""Looks at the stukken of the old system."""

from datetime import datetime

from django.db import transaction

from dossiers import gebeurtenissen
from dossiers.models import Historiekstuk
from kern import logboek
from kern.models import Medewerker


@transaction.atomic
def noteer_inzage(*, stuk: Historiekstuk, door: Medewerker, op: datetime) -> None:
    """Write down that *door* reads it; without the row there is no look."""
    logboek.schrijf(gebeurtenissen.HISTORIEK_INGEZIEN, over=stuk, door=door, op=op)
