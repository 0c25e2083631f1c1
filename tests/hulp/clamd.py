"""A real clamd (Debian's clamav-daemon) with signatures of our own: Debian brings none and tests have no network."""

import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hulp.overslaan import sla_over
from tests.hulp.processen import Proces, wacht_tot

VIRUS = b"DIT-VINDT-ALLEEN-ONZE-EIGEN-SCANNER"
GROOTST = 5_000_000  # bytes that it looks at

_INSTELLINGEN = """
Foreground yes
LocalSocket {socket}
DatabaseDirectory {map}
TemporaryDirectory {map}
StreamMaxLength {grootst}
MaxThreads 2
"""


class Clamd:
    """The scanner of one test, which may be killed, hung and started again."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.socket = map_ / "clamd.sock"
        self.proces: Proces | None = None
        (map_ / "proef.ndb").write_text(f"Proef.Virus:0:*:{VIRUS.hex()}\n")
        (map_ / "clamd.conf").write_text(_INSTELLINGEN.format(socket=self.socket, map=map_, grootst=GROOTST))

    @property
    def url(self) -> str:
        """Return what `CLAMD_URL` holds."""
        return f"unix://{self.socket}"

    def start(self) -> None:
        """Start it (again) and wait until it listens."""
        self.socket.unlink(missing_ok=True)
        opdracht = [shutil.which("clamd") or "clamd", "-c", str(self.map / "clamd.conf")]
        self.proces = Proces(opdracht, log=self.map / "clamd.log", env={})
        wacht_tot(lambda: self._luistert() or not self._leeft(), wat="een clamd die luistert")
        assert self._leeft(), self.proces.tekst

    def dood(self) -> None:
        """Kill it at once."""
        if self.proces is not None and self._leeft():
            self.proces.dood()

    def hang(self) -> None:
        """Let it take connections but answer nothing."""
        assert self.proces is not None, "deze clamd draait niet"
        self.proces.popen.send_signal(signal.SIGSTOP)

    def _leeft(self) -> bool:
        return self.proces is not None and self.proces.leeft

    def _luistert(self) -> bool:
        with socket.socket(socket.AF_UNIX) as klant:
            return klant.connect_ex(str(self.socket)) == 0


@pytest.fixture
def clamd(korte_map: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clamd]:
    """Give a running scanner, to this process and to those it starts."""
    if shutil.which("clamd") is None:
        sla_over("clamd (apt: clamav-daemon)")
    scanner = Clamd(korte_map)
    scanner.start()
    settings.CLAMD_URL, settings.CLAMD_TIMEOUT = scanner.url, 2
    monkeypatch.setenv("CLAMD_URL", scanner.url)
    monkeypatch.setenv("CLAMD_TIMEOUT", "2")
    yield scanner
    scanner.dood()
