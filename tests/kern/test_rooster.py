"""Jobs by the clock: once per planned moment, caught up on when nothing ran, taken up again when a run fell."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from celery.schedules import crontab
from django.db import connection
from pytest_django import Settings

from kern import tasks
from kern.actions import rooster
from kern.models import GeplandeRun
from kern.rooster import eenmalig, gemist, laatste_moment
from kern.tijd import BRUSSEL
from opgroeien.celery import app

OP = datetime(2026, 3, 12, 9, 0, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("plan", "op", "moment"),
    [
        (30, OP, OP.replace(second=0)),
        (300.0, OP.replace(minute=4), OP.replace(minute=0, second=0)),
        (timedelta(hours=1), OP.replace(minute=59), OP.replace(minute=0, second=0)),
        # 3.40 in Brussels is 2.40 UTC in winter, 1.40 UTC in summer.
        (crontab(hour="3", minute="40"), OP, datetime(2026, 3, 12, 2, 40, tzinfo=UTC)),
        (crontab(hour="3", minute="40"), datetime(2026, 7, 1, 1, 39, tzinfo=UTC), datetime(2026, 6, 30, 1, 40, tzinfo=UTC)),
        (crontab(hour="3", minute="40"), datetime(2026, 7, 1, 1, 40, tzinfo=UTC), datetime(2026, 7, 1, 1, 40, tzinfo=UTC)),
        # The hour that does not exist (29/03/2026): the moment of the day before is the last one.
        (crontab(hour="2", minute="30"), datetime(2026, 3, 29, 8, 0, tzinfo=UTC), datetime(2026, 3, 28, 1, 30, tzinfo=UTC)),
        (crontab(hour="6", minute="0", day_of_week="mon"), OP, datetime(2026, 3, 9, 5, 0, tzinfo=UTC)),
        (crontab(hour="6", minute="0", day_of_week="sun"), OP, datetime(2026, 3, 8, 5, 0, tzinfo=UTC)),
        (crontab(hour="6", minute="0", day_of_month="1"), OP, datetime(2026, 3, 1, 5, 0, tzinfo=UTC)),
    ],
)
def test_laatste_geplande_moment(plan: Any, op: datetime, moment: datetime) -> None:
    assert laatste_moment(plan, op) == moment


def test_een_run_is_van_wie_eerst_komt_ook_met_acht_tegelijk(eigen_database: Any) -> None:
    gekregen: list[int | None] = []
    begin = threading.Barrier(8)

    def begin_run() -> None:
        begin.wait()
        gekregen.append(rooster.begin(taak="proef", gepland_op=OP, op=OP))
        connection.close()

    draden = [threading.Thread(target=begin_run) for _ in range(8)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len([run for run in gekregen if run is not None]) == 1


def test_gevallen_run_mag_na_tien_minuten_opnieuw_hoogstens_drie_keer(db: None) -> None:
    def begin(na: timedelta) -> bool:
        return rooster.begin(taak="proef", gepland_op=OP, op=OP + na) is not None

    assert begin(timedelta(0))
    assert not begin(timedelta(minutes=9))
    assert begin(timedelta(minutes=11))
    assert begin(timedelta(minutes=22))
    assert not begin(timedelta(minutes=33))


def test_taak_doet_een_tweede_beat_niets(db: None, settings: Settings) -> None:
    gedaan: list[int] = []
    taak = eenmalig("outbox-vegen")(lambda: gedaan.append(1))
    with time_machine.travel(OP, tick=False):
        taak()
        taak()
    with time_machine.travel(OP + timedelta(seconds=30), tick=False):
        taak()
    assert len(gedaan) == 2
    assert GeplandeRun.objects.filter(klaar_op=None).count() == 0


def test_gemiste_nacht_wordt_ingehaald_en_daarna_niet_meer(db: None) -> None:
    assert "kern.tasks.ruim_rooster_op" in gemist(OP)
    run = rooster.begin(taak="rooster-opruimen", gepland_op=datetime(2026, 3, 12, 2, 40, tzinfo=UTC), op=OP)
    assert run is not None
    assert "kern.tasks.ruim_rooster_op" not in gemist(OP)
    assert "kern.tasks.ruim_rooster_op" in gemist(OP + timedelta(minutes=11))  # it fell
    rooster.sluit(run=run, op=OP)
    assert "kern.tasks.ruim_rooster_op" not in gemist(OP + timedelta(minutes=11))


def test_oude_runs_worden_na_een_maand_vergeten(db: None) -> None:
    rooster.begin(taak="proef", gepland_op=OP - timedelta(days=31), op=OP)
    rooster.begin(taak="proef", gepland_op=OP - timedelta(days=29), op=OP)
    assert rooster.ruim_op(op=OP) == 1


def test_elke_taak_in_het_rooster_bestaat_en_bewaakt_zichzelf(db: None) -> None:
    app.loader.import_default_modules()
    for naam, regel in app.conf.beat_schedule.items():
        assert regel["task"] in app.tasks, naam
        assert hasattr(app.tasks[regel["task"]].run, "__wrapped__"), f"{regel['task']} mist @eenmalig"
        assert laatste_moment(regel["schedule"], OP) <= OP.astimezone(BRUSSEL)
    assert tasks.verwerk_outbox.name not in {regel["task"] for regel in app.conf.beat_schedule.values()}
