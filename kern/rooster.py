"""Jobs by the clock, each run once per planned moment, whatever number of beats ring and however late the worker is.

The schedule itself stands in `opgroeien/celery.py`. A job takes its planned moment from there and claims the pair (job,
moment) in the database; a run that fell over may be taken up again after `GEDULD`, at most `POGINGEN` times.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, ParamSpec

from celery import current_app
from celery.schedules import crontab
from celery.schedules import schedule as interval
from django.utils import timezone

from kern.actions import rooster
from kern.tijd import BRUSSEL

P = ParamSpec("P")


def laatste_moment(plan: Any, op: datetime) -> datetime:
    """Return the last moment at or before *op* on which *plan* (seconds, timedelta or crontab) rings.

    Raises:
        ValueError: *plan* is none of these, or a crontab that did not ring in the last 32 days.
    """
    if type(plan) is interval:
        plan = vars(plan)["run_every"]
    if isinstance(plan, timedelta):
        plan = plan.total_seconds()
    if isinstance(plan, int | float):
        return datetime.fromtimestamp(op.timestamp() // plan * plan, UTC)
    if isinstance(plan, crontab):
        moment = op.astimezone(UTC).replace(second=0, microsecond=0)  # in UTC, so that a change of the clock skips nothing
        for _ in range(32 * 24 * 60):
            if _klopt(plan, moment.astimezone(BRUSSEL)):
                return moment
            moment -= timedelta(minutes=1)
    raise ValueError(f"geen moment voor {plan!r}")


def _klopt(plan: Any, lokaal: datetime) -> bool:
    return (
        lokaal.minute in plan.minute
        and lokaal.hour in plan.hour
        and lokaal.isoweekday() % 7 in plan.day_of_week
        and lokaal.day in plan.day_of_month
        and lokaal.month in plan.month_of_year
    )


def plan_van(naam: str) -> Any:
    """Return the schedule of job *naam*.

    Raises:
        KeyError: no such job stands in the schedule.
    """
    return current_app.conf.beat_schedule[naam]["schedule"]


def eenmalig(naam: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Let a task run once per planned moment of job *naam* in the schedule; a second call does nothing."""

    def om(taak: Callable[P, None]) -> Callable[P, None]:
        @wraps(taak)
        def hoogstens_eens(*args: P.args, **kwargs: P.kwargs) -> None:
            op = timezone.now()
            run = rooster.begin(taak=naam, gepland_op=laatste_moment(plan_van(naam), op), op=op)
            if run is None:
                return
            taak(*args, **kwargs)
            rooster.sluit(run=run, op=timezone.now())

        return hoogstens_eens

    return om


def gemist(op: datetime) -> list[str]:
    """Return the tasks (names for `send_task`) of daily and rarer jobs whose last moment has not been carried out.

    Jobs that ring every few seconds or minutes are not caught up on: their next moment does the same work.
    """
    momenten = {
        naam: laatste_moment(regel["schedule"], op)
        for naam, regel in current_app.conf.beat_schedule.items()
        if isinstance(regel["schedule"], crontab)
    }
    return [current_app.conf.beat_schedule[naam]["task"] for naam in rooster.nog_te_doen(momenten, op=op)]
