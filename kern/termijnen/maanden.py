"""Months (art. 54 Ger.W.: "van de zoveelste tot de dag vóór de zoveelste")."""

from calendar import monthrange
from datetime import date, timedelta


def plus_maanden(dag: date, maanden: int) -> date:
    """The same day number so many months later, or the last day of that month when it is shorter."""
    index = dag.year * 12 + dag.month - 1 + maanden
    jaar, maand = divmod(index, 12)
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))


def andere_lezing(dag: date, maanden: int) -> date | None:
    """The end by the letter of art. 54 when it differs: only for a start on the last day of a shorter month.

    The day of the event is not counted, so the term begins on the first of the next month and runs by the letter until the
    day before the first: 28/02 + 1 month is then 31/03, while the usual reading gives 28/03.
    """
    morgen = dag + timedelta(days=1)
    letterlijk = plus_maanden(morgen, maanden) - timedelta(days=1)
    return letterlijk if morgen.day == 1 and letterlijk != plus_maanden(dag, maanden) else None
