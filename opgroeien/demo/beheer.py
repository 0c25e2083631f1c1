"""A command of `manage.py` beside a running demo, in its environment: `scripts/beheer.sh COMMAND …` or `make beheer ARGS="…"`."""

import os
import signal
import subprocess
import sys

from opgroeien.demo import vooraf
from opgroeien.demo.__main__ import ADRES, CHECKOUT, DATA
from opgroeien.embedded import OpstartFout, Rol, Servers, SlotBezet
from opgroeien.embedded.slot import Slot

# These make or change tables: they run as the owner, all others as the program itself.
_ALS_EIGENAAR = frozenset({"migrate", "createcachetable", "sqlmigrate", "showmigrations"})


def omgeving(opdracht: str) -> dict[str, str]:
    """Return the environment in which *opdracht* finds the demo of this checkout.

    Raises:
        OpstartFout: no demo runs here.
    """
    if not _draait():
        raise OpstartFout(
            "Er draait geen demo in deze checkout: start ze in een ander venster met make demo. "
            "Voor een andere databank: zet de omgeving zelf, zie .env.voorbeeld, en gebruik manage.py."
        )
    rol = Rol.EIGENAAR if opdracht in _ALS_EIGENAAR else Rol.APP
    if {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys():
        gegeven = os.environ.get("DATABASE_URL_EIGENAAR", "") if rol is Rol.EIGENAAR else ""
        urls = {"DATABASE_URL": gegeven or os.environ["DATABASE_URL"], "REDIS_URL": os.environ["REDIS_URL"]}
    else:
        urls = Servers(DATA).van_een_ander().urls(rol)
    schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("PG")}
    return schoon | {
        "OMGEVING": "demo",
        "DJANGO_SETTINGS_MODULE": "opgroeien.settings",
        "SECRET_KEY": vooraf.geheim(DATA / "geheim"),
        "BASIS_URL": ADRES.read_text(encoding="utf-8"),
        **urls,
    }


def _draait() -> bool:
    if not DATA.is_dir():
        return False
    slot = Slot(DATA / ".demo")
    try:
        slot.neem()
    except SlotBezet:
        return True
    slot.laat_los()
    return False


def main() -> int:
    """Run the command as `manage.py` would, or say in one sentence why not; returns the exit code."""
    woorden = sys.argv[1:] or ["help"]
    try:
        env = omgeving(woorden[0])
    except OpstartFout as fout:
        print(fout, file=sys.stderr)
        return 1
    # Sent on by the terminal to the command too: it says goodbye, and its word counts.
    signal.signal(signal.SIGINT, lambda *_: None)
    return subprocess.run([sys.executable, str(CHECKOUT / "manage.py"), *woorden], env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
