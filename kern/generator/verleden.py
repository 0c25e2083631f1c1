"""A past for what the demo makes through the actions, whose history of fields is dated by triggers at the moment of the run."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache

import pgtrigger
from django.db import connection


@cache
def _tabellen() -> tuple[str, ...]:
    """Return the tables with history rows of everything that is tracked."""
    modellen = {model for model, _ in pgtrigger.registered() if hasattr(model, "pgh_event_model")}
    return tuple(sorted(model.pgh_event_model._meta.db_table for model in modellen))


@contextmanager
def gebeurd_op(moment: datetime) -> Iterator[None]:
    """Date the history of what is written in this block at *moment*, so that "zoals bekend op" has something to say.

    Only for invented worlds, where a past is no falsified one. Inside a transaction, one block after the other in order of time.
    """
    yield
    with connection.cursor() as cursor:
        for tabel in _tabellen():
            # What this transaction wrote and no earlier block has dated yet.
            cursor.execute(
                f'UPDATE "{tabel}" SET pgh_created_at = %s WHERE pgh_created_at = transaction_timestamp()',  # noqa: S608 our own table
                [moment],
            )
