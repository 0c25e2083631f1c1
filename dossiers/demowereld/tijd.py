"""Moments of the demo, counted back from the day it was made."""

from datetime import datetime, time, timedelta

from kern.tijd import BRUSSEL

JAREN = timedelta(days=1150)  # how far the story goes back


def moment(op: datetime, dagen: int, uur: time = time(10, 30)) -> datetime:
    """Return a moment in the working day *dagen* days before *op*, or the Friday before."""
    dag = op.astimezone(BRUSSEL).date() - timedelta(days=dagen)
    dag -= timedelta(days=max(0, dag.weekday() - 4))
    return datetime.combine(dag, uur, tzinfo=BRUSSEL)
