"""Time as it is passed in: a moment given by the caller, or the database's own clock in a predicate."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Now, TruncDate

BRUSSEL = ZoneInfo("Europe/Brussels")
EEN_DAG = timedelta(days=1)


def begin_van(dag: date) -> datetime:
    """Return the first moment of a day in Brussels."""
    return datetime.combine(dag, time.min, tzinfo=BRUSSEL)


def einde_van(dag: date) -> datetime:
    """Return the moment at which "until and including" a day ends: the midnight after it in Brussels."""
    return begin_van(dag + EEN_DAG)


def moment(op: datetime | None) -> Combinable:
    """Return *op* as an expression, or the clock of the database: expiry is a predicate, true to the second."""
    return Now() if op is None else Value(op)


def dag(op: datetime | None) -> Combinable:
    """Return the calendar day in Brussels of *op*, or of the database's clock, as an expression."""
    return TruncDate(Now(), tzinfo=BRUSSEL) if op is None else Value(op.astimezone(BRUSSEL).date())
