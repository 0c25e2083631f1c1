"""The bell: tell a worker that a row waits. When the bell is broken nothing is lost, for the sweep looks every half minute."""

import time
from collections.abc import Callable
from functools import cache, partial

import structlog
from celery import current_app
from django.db import connection, transaction
from kombu import pools
from kombu.exceptions import KombuError
from redis.exceptions import RedisError
from structlog.contextvars import get_contextvars

log = structlog.get_logger(__name__)

TAAK = "kern.tasks.verwerk_outbox"
# A worker may wait long for its next message; somebody who clicks may not. Measured with a Valkey that hangs: 0.5 s, and 6 s
# with the options of the worker, because kombu then tries to connect again and again.
KORT = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5, "max_retries": 0}
# After a failure this process leaves the bell alone for a while: a hung broker costs one person half a second, not everybody.
RUST = 15.0
_stil_tot = 0.0


def bel_na_commit(taak: str = TAAK) -> None:
    """Ring for *taak* once after the caller's transaction commits, however many rows it queued."""
    # Django drops these entries again when their savepoint rolls back, so an entry that is here will be run.
    ring = _na_commit(taak)
    if not any(entry[1] is ring for entry in connection.run_on_commit):
        transaction.on_commit(ring)


@cache
def _na_commit(taak: str) -> Callable[[], None]:
    return partial(bel, taak)


def bel(taak: str = TAAK) -> None:
    """Ring now. Never raises for a broker that is away: the sweep does the rest."""
    global _stil_tot  # noqa: PLW0603 one switch per process, and a lost race only means one extra try
    if time.monotonic() < _stil_tot:
        return
    try:
        with pools.producers[current_app.connection_for_write(transport_options=KORT)].acquire() as producer:
            # The request id travels along, so that the worker's lines can be found with it (opgroeien.taak).
            verzoek_id = str(get_contextvars().get("verzoek_id", ""))
            current_app.send_task(taak, producer=producer, retry=False, ignore_result=True, headers={"verzoek_id": verzoek_id})
    except (KombuError, RedisError, OSError) as fout:
        _stil_tot = time.monotonic() + RUST
        log.warning("bel_stuk", soort=type(fout).__name__)
