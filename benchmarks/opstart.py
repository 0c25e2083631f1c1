"""How long somebody waits for `make demo` on a machine where it ran before: from the command to the first page."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.meting import Cijfers, Meting, percentiel

CHECKOUT = Path(__file__).resolve().parent.parent
GRENS_S = 10.0
_GEDULD_S = 180.0


def warme_start(keren: int = 3) -> Meting:
    """Run the demo of a copy of this checkout, once to fill it and *keren* times warm."""
    with tempfile.TemporaryDirectory(prefix="bench-demo-") as map_:
        kopie = _kopieer(Path(map_))
        koud = _start_en_stop(kopie)
        tijden = [_start_en_stop(kopie) * 1000 for _ in range(keren)]
    cijfers = Cijfers(round(percentiel(tijden, 0.5), 0), round(percentiel(tijden, 0.95), 0), keren)
    return Meting(
        "make demo, warm",
        cijfers,
        grens="≤ 10 s tot de eerste bladzijde",
        gehaald=cijfers.p50 <= GRENS_S * 1000,
        uitleg=f"de eerste start, met het vullen van de demowereld, duurde {koud:.1f} s",
    )


def _kopieer(map_: Path) -> Path:
    """Copy what git knows of this checkout, and borrow its environment."""
    bestanden = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=CHECKOUT, capture_output=True, check=True
    ).stdout.split(b"\0")
    for naam in filter(None, map(os.fsdecode, bestanden)):
        if (CHECKOUT / naam).is_file():
            (map_ / naam).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / naam, map_ / naam)
    (map_ / ".venv").symlink_to(CHECKOUT / ".venv")
    return map_


def _start_en_stop(kopie: Path) -> float:
    """Return the seconds from `make demo` to the first page; stop it again."""
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    schoon = {naam: waarde for naam, waarde in os.environ.items() if naam not in {"DATABASE_URL", "REDIS_URL", "OMGEVING"}}
    adres = f"http://127.0.0.1:{poort}/aanmelden/"
    begin = time.monotonic()
    proces = subprocess.Popen(
        ["make", "-s", "demo"],
        cwd=kopie,
        env=schoon | {"POORT": str(poort)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        while time.monotonic() - begin < _GEDULD_S:
            with (
                contextlib.suppress(OSError),
                urllib.request.urlopen(adres, timeout=5) as antwoord,
            ):
                antwoord.read()
                return time.monotonic() - begin
            if proces.poll() is not None:
                raise RuntimeError(f"make demo is gestopt:\n{proces.stdout.read().decode() if proces.stdout else ''}")
            time.sleep(0.05)
        raise TimeoutError("make demo gaf geen bladzijde")
    finally:
        os.killpg(proces.pid, signal.SIGTERM)
        proces.communicate(timeout=60)
