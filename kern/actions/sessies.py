"""Writes about open sessions."""

from datetime import datetime

from kern.models import Medewerker, Sessie


def sluit_sessies(medewerker: Medewerker) -> int:
    """End every open session of *medewerker*, on every device; returns how many."""
    return Sessie.objects.filter(medewerker_id=medewerker.pk).delete()[0]


def ruim_sessies_op(*, op: datetime) -> int:
    """Forget sessions that ended before *op*; returns how many. They could not be loaded any more in any case."""
    return Sessie.objects.filter(expire_date__lt=op).delete()[0]
