"""`python -m benchmarks`: start servers, build the world, measure, print the table, write the JSON."""

import argparse
import logging
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from opgroeien.embedded import OpstartFout, Rol, Servers

CHECKOUT = Path(__file__).resolve().parent.parent
DATA = CHECKOUT / ".data" / "bench"
UITVOER = CHECKOUT / "benchmarks" / "uitvoer"


def _argumenten() -> argparse.Namespace:
    ontleder = argparse.ArgumentParser(prog="make bench", description="Meet de toepassing tegen haar vloer.")
    ontleder.add_argument("--schaal", type=float, default=1, help="grootte van de wereld: 1 is 5.400 open dossiers (standaard 1)")
    ontleder.add_argument("--groei", action="store_true", help="meet ook op tien keer zoveel gegevens en toon de verhouding")
    ontleder.add_argument("--snel", action="store_true", help="minder rondes: een indruk, geen cijfer om te bewaren")
    ontleder.add_argument("--proef", action="store_true", help="alles een paar keer: loopt de meting? (geen cijfers)")
    ontleder.add_argument("--zonder-start", action="store_true", help="laat de metingen van `make demo` weg")
    ontleder.add_argument("--invoer", action="store_true", help="meet ook een register en een historiek op ware grootte (2 min.)")
    ontleder.add_argument("--data", type=Path, default=DATA, help="waar de databank staat zolang er gemeten wordt; wordt geleegd")
    ontleder.add_argument("--json", type=Path, default=None, help="waar het JSON-bestand komt")
    return ontleder.parse_args()


def _beheer(servers: Servers, *woorden: str) -> None:
    omgeving = os.environ | servers.urls(Rol.EIGENAAR)
    subprocess.run([sys.executable, "manage.py", *woorden], cwd=CHECKOUT, env=omgeving, check=True)


def _maak_leeg(data: Path) -> None:
    """Take away what an earlier run left (dead rows, another size): it would weigh on this one. Nothing else is ever removed.

    Raises:
        OpstartFout: there is something in *data*, and it is no folder of these servers.
    """
    if data.exists() and any(data.iterdir()) and not (data / ".slot").exists():
        raise OpstartFout(f"In {data} staat iets anders dan een vroegere meting. Kies een lege map met --data.")
    shutil.rmtree(data, ignore_errors=True)


def _schrijf_logregels_weg() -> None:
    """Let the technical log lines be made, as always, but not shown between the figures."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 open as long as the process


def main() -> int:
    """Measure everything; exit code 1 when a bound is not met."""
    keuzes = _argumenten()
    os.environ.update({"OMGEVING": "test", "DJANGO_SETTINGS_MODULE": "opgroeien.settings"})
    os.environ["BESTANDEN_MAP"] = str(keuzes.data / "bestanden")  # of this world, and gone with it
    try:
        _maak_leeg(keuzes.data)
        # Volatile as in the tests: the disk of this machine is not what we measure. What a flush adds is said in docs/meten.md.
        with Servers(keuzes.data, vluchtig=True) as servers:
            print("Databank klaarzetten …", flush=True)
            _beheer(servers, "migrate", "--verbosity=0")
            _beheer(servers, "createcachetable")
            os.environ.update(servers.urls(Rol.APP))
            import django

            django.setup()
            _schrijf_logregels_weg()
            from benchmarks import programma

            return programma.meet_alles(keuzes, servers, UITVOER, op=datetime.now(UTC))
    except OpstartFout as fout:
        print(fout, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
