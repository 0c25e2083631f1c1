"""What the operator reads while the demo starts, and the wish to stop."""

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Gestopt(Exception):
    """The operator asked to stop (Ctrl-C, SIGTERM, or the terminal was closed)."""


def zeg(regel: str) -> None:
    """Print one line at once; a terminal that went away is no reason to fail."""
    try:
        print(regel, flush=True)
    except OSError:
        return


@contextmanager
def stap(naam: str) -> Iterator[None]:
    """Say that *naam* begins, and how long it took when that was worth waiting for."""
    zeg(f"{naam}…")
    begin = time.monotonic()
    yield
    duur = time.monotonic() - begin
    if duur >= 1:
        zeg(f"  klaar in {duur:.1f} s".replace(".", ","))


class Stopknop:
    """Remembers that somebody wants to stop.

    The signal only sets a flag, and every wait looks at it: an exception in the middle of starting a process could lose that
    process. A second signal means: no more patience.
    """

    def __init__(self) -> None:
        self._gevraagd = threading.Event()
        self.haast = False

    def luister(self) -> None:
        """Take over Ctrl-C, SIGTERM and the closing of the terminal."""
        for teken in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(teken, self._bij_signaal)

    def wacht(self, seconden: float) -> None:
        """Sleep *seconden*.

        Raises:
            Gestopt: somebody asked to stop, before or meanwhile.
        """
        if self._gevraagd.wait(seconden):
            raise Gestopt

    def _bij_signaal(self, nummer: int, plaats: FrameType | None) -> None:
        self.haast = self._gevraagd.is_set()
        self._gevraagd.set()


def maak_uitvoer_veilig() -> None:
    """Never fail on a letter that the terminal cannot show."""
    for stroom in (sys.stdout, sys.stderr):
        if hasattr(stroom, "reconfigure"):
            stroom.reconfigure(errors="replace")
