"""Web server, worker and beat: started together, watched, started again when they fall, stopped together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from opgroeien.demo.scherm import Stopknop
from opgroeien.embedded import OpstartFout, proces
from opgroeien.embedded.fouten import uit_logboek

MERK = "OPGROEIEN_DEMO"  # in the environment of everything a demo starts; its value is the data folder
_VALLEN = 5  # more falls than this …
_BINNEN = 60.0  # … in so many seconds is not an accident
_GEDULD = 10.0  # seconds for requests and tasks under way


@dataclass
class Kind:
    """One long-lived child and how to start it."""

    naam: str
    opdracht: Sequence[str]
    log: Path
    cwd: Path
    env: Mapping[str, str]
    bij_dood_van_ouder: signal.Signals
    nice: int = 0
    pass_fds: Sequence[int] = ()
    proces: subprocess.Popen[bytes] | None = None
    vallen: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it (again); what a fallen one left of its group is killed first."""
        if self.proces is not None:
            proces.dood_groep(self.proces)
        self.proces = proces.start(
            self.opdracht,
            log=self.log,
            cwd=self.cwd,
            env=self.env,
            bij_dood_van_ouder=self.bij_dood_van_ouder,
            nice=self.nice,
            pass_fds=self.pass_fds,
        )

    def is_gevallen(self) -> bool:
        """Say whether it stopped by itself."""
        return self.proces is not None and self.proces.poll() is not None

    def herstel(self) -> None:
        """Start it again after a fall.

        Raises:
            OpstartFout: it keeps falling.
        """
        nu = time.monotonic()
        self.vallen = [moment for moment in self.vallen if nu - moment < _BINNEN] + [nu]
        if len(self.vallen) > _VALLEN:
            raise OpstartFout(str(uit_logboek(f"De {self.naam}", self.log)).replace(" start niet.", " valt telkens weer om."))
        self.start()


def stel_samen(*, checkout: Path, data: Path, env: Mapping[str, str], luisteraar: int) -> list[Kind]:
    """Return the children of a demo; *luisteraar* is the file descriptor of the socket the web server answers on."""
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "opgroeien"]
    log = data / "log"
    return [
        Kind(
            "webserver",
            [*python, "gunicorn", "-c", "python:opgroeien.gunicorn_conf"],
            log / "web.log",
            checkout,
            {**env, "WEB_ADRES": f"fd://{luisteraar}"},
            signal.SIGTERM,
            pass_fds=[luisteraar],
        ),
        Kind(
            "worker",
            [*celery, "worker", "--concurrency=2", "--loglevel=INFO", "--without-gossip", "--without-mingle"],
            log / "worker.log",
            checkout,
            env,
            # Without its starter Valkey is gone too, and an orderly stop would wait for it; the lease gives the work back.
            signal.SIGKILL,
            nice=10,  # people come before letters
        ),
        Kind(
            "beat",
            [*celery, "beat", "--loglevel=INFO", "--pidfile=", f"--schedule={data / 'beat-rooster'}"],
            log / "beat.log",
            checkout,
            env,
            signal.SIGTERM,
            nice=10,
        ),
    ]


def stop_allemaal(kinderen: Sequence[Kind], knop: Stopknop) -> None:
    """Ask all at once, wait for all together, then kill what is left; at once when the operator asks a second time."""
    lopend = [kind.proces for kind in kinderen if kind.proces is not None]
    for kind in lopend:
        if kind.poll() is None:
            kind.send_signal(signal.SIGTERM)
    tot = time.monotonic() + _GEDULD
    while any(kind.poll() is None for kind in lopend) and time.monotonic() < tot and not knop.haast:
        time.sleep(0.02)
    for kind in lopend:
        proces.stop(kind, signal.SIGKILL, geduld=5)


def wezen(data: Path) -> list[int]:
    """Return what a killed launcher left running: it carries our mark in its environment."""
    gezocht = os.fsencode(f"{MERK}={data}")
    gevonden = []
    for ingang in Path("/proc").glob("[0-9]*"):
        try:
            if gezocht in (ingang / "environ").read_bytes().split(b"\0"):
                gevonden.append(int(ingang.name))
        except OSError:  # gone, or somebody else's
            continue
    return gevonden
