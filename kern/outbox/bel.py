"""The bell: tell a worker that a row waits. When the bell is broken nothing is lost, for the sweep looks every half minute."""

import time

import structlog
from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import OperationalError as BelStuk
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

TAAK = "kern.tasks.verwerk_outbox"
# After a failure this process leaves the bell alone for a while: a hung broker costs one person half a second, not everybody.
RUST = 15.0
_stil_tot = 0.0


def bel_na_commit() -> None:
    """Ring once after the caller's transaction commits, however many rows it queued."""
    # Django drops these entries again when their savepoint rolls back, so an entry that is here will be run.
    if not any(entry[1] is bel for entry in connection.run_on_commit):
        transaction.on_commit(bel)


def bel() -> None:
    """Ring now. Never raises for a broker that is away: the sweep does the rest."""
    global _stil_tot  # noqa: PLW0603 one switch per process, and a lost race only means one extra try
    if time.monotonic() < _stil_tot:
        return
    try:
        current_app.send_task(TAAK, retry=False, ignore_result=True)
    except (BelStuk, RedisError, OSError) as fout:
        _stil_tot = time.monotonic() + RUST
        log.warning("bel_stuk", soort=type(fout).__name__)
