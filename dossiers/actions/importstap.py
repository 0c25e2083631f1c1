"""What one step of an import needs, whatever is imported: the lock, room in the database, the bytes, and how far it is."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import IO, Self

from django.db import connection

from dossiers.models import ImportRun, Importstuk
from dossiers.register.bestand import Stukken

Voortgang = Callable[[int], None]
STUK = 1_000_000  # bytes
_SLOT = 20_261_122  # any number: the advisory lock of the one import that runs


def krijg_slot() -> bool:
    """Take the lock of imports until the transaction ends; False when another connection holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_SLOT])
        return bool(cursor.fetchone()[0])


def maak_ruim() -> None:
    """Prepare this transaction for much work at once."""
    with connection.cursor() as cursor:
        # The time-outs of the role are those of a page; a file of 50 MB takes longer, and nobody stands waiting for it.
        cursor.execute("SET LOCAL statement_timeout = '15min'; SET LOCAL idle_in_transaction_session_timeout = '15min'")
        # Rows that were copied in a second ago have no statistics: the planner takes them for a handful and loops over the tables
        # once for each (100,000 rows: not done after ten minutes, against seconds).
        cursor.execute("SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '32MB'")
        # The server would finish the statement of a worker that was killed, and hold the lock of imports until then.
        cursor.execute("SET LOCAL client_connection_check_interval = '2s'")


@contextmanager
def bestand_van(run: ImportRun) -> Iterator[IO[bytes]]:
    """Give the file that was put ready.

    By way of a file without a name, gone with this process: while rows go in by COPY, this connection can read nothing.
    """
    with tempfile.TemporaryFile() as bestand:
        for pk in run.stukken.values_list("pk", flat=True):
            bestand.write(Importstuk.objects.values_list("inhoud", flat=True).get(pk=pk))
        bestand.seek(0)
        yield bestand


def stukken_uit(bestand: IO[bytes]) -> Stukken:
    """Return the bytes of *bestand* a piece at a time, from its beginning each time."""

    def geef() -> Iterator[bytes]:
        bestand.seek(0)
        while stuk := bestand.read(STUK):
            yield stuk

    return geef


class Meter:
    """Tells others how far an import is, over a connection of its own: that of the import shows nothing before it is done."""

    ELKE = 0.5  # seconds

    def __init__(self, run: ImportRun) -> None:
        self._run = run
        self._verbinding = connection.copy()
        self._laatst = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _soort: type[BaseException] | None, _fout: BaseException | None, _waar: TracebackType | None) -> None:
        self._verbinding.close()

    def __call__(self, gelezen: int) -> None:
        """Write down that *gelezen* of the rows of the run are read, not more often than every half second."""
        if time.monotonic() - self._laatst < self.ELKE:
            return
        self._laatst = time.monotonic()
        with self._verbinding.cursor() as cursor:
            cursor.execute(
                "UPDATE dossiers_importrun SET gelezen = %s, regels = greatest(regels, %s) WHERE id = %s AND wie = %s",
                [gelezen, self._run.regels, self._run.pk, self._run.wie],
            )
