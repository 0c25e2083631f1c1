"""When something that comes back is due again. Pure: days and what is a working day are handed in."""

from collections.abc import Callable
from datetime import date, timedelta

from kern.choices import Herhaaleenheid
from kern.termijnen.maanden import plus_maanden

Werkdag = Callable[[date], bool]


def volgende_in_reeks(*, begin: date, laatste: date, na: date, elke: int, eenheid: Herhaaleenheid, is_werkdag: Werkdag) -> date:
    """Return the next day of the series that began on *begin*, after both *laatste* (its last day) and *na* (today).

    Counted from the beginning, so that the 31st stays the 31st after February, and what was done three weeks late is due once
    and not three times. A series in working days has no grid: it counts from the later of the two days.
    """
    vanaf = max(laatste, na)
    if eenheid is Herhaaleenheid.WERKDAGEN:
        return werkdagen_later(vanaf, elke, is_werkdag)
    if eenheid is Herhaaleenheid.MAANDEN:
        maanden = (vanaf.year - begin.year) * 12 + vanaf.month - begin.month
        keer = max(maanden // elke, 0)
        while (dag := plus_maanden(begin, keer * elke)) <= vanaf:
            keer += 1
        return dag
    stap = elke * (7 if eenheid is Herhaaleenheid.WEKEN else 1)
    return begin + timedelta(days=((vanaf - begin).days // stap + 1) * stap)


def werkdagen_later(dag: date, aantal: int, is_werkdag: Werkdag) -> date:
    """Return the *aantal*-th working day after *dag*."""
    while aantal:
        dag += timedelta(days=1)
        aantal -= is_werkdag(dag)
    return dag


def werkdag_vanaf(dag: date, is_werkdag: Werkdag) -> date:
    """Return *dag*, or the first working day after it."""
    while not is_werkdag(dag):
        dag += timedelta(days=1)
    return dag


def werkdag_tot(dag: date, is_werkdag: Werkdag) -> date:
    """Return *dag*, or the last working day before it."""
    while not is_werkdag(dag):
        dag -= timedelta(days=1)
    return dag
