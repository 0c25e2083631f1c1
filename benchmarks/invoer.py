"""What comes in by file: a register of 100,000 rows and a history of 150,000 lines, by the commands, in databases of their own.

Their floor is what PostgreSQL needs for the same rows alone: every table that was written, copied once more with its indexes
but without triggers, references and checks of ours.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from benchmarks.bestanden import schrijf_historiek, schrijf_register
from benchmarks.meting import Cijfers, Meting
from opgroeien.embedded import Rol, Servers

CHECKOUT = Path(__file__).resolve().parent.parent
RIJEN, REGELS = 100_000, 150_000
_METER = (
    "import re, sys\n"
    "sys.argv = ['manage.py', *sys.argv[1:]]\n"
    "from django.core.management import execute_from_command_line\n"
    "execute_from_command_line(sys.argv)\n"
    # Not ru_maxrss: that begins at what the process it was forked from held.
    "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])\n"
)


@dataclass(frozen=True)
class Ronde:
    """One command: how long it took and the most memory it held, with what it said; *vloer* in seconds."""

    seconden: float
    piek_kb: int
    uitvoer: str
    vloer: float

    @property
    def ratio(self) -> float:
        """How many times the floor it took."""
        return self.seconden / self.vloer


def voer_uit(woorden: list[str], *, env: dict[str, str], url_beheer: str) -> Ronde:
    """Run a command of `manage.py` in *env*, then measure its floor as the superuser of *url_beheer*."""
    begin = time.perf_counter()
    uit = subprocess.run(
        [sys.executable, "-c", _METER, *woorden], cwd=CHECKOUT, env=env, capture_output=True, text=True, check=False
    )
    seconden = time.perf_counter() - begin
    if uit.returncode:
        raise RuntimeError(uit.stderr[-2000:])
    *tekst, piek = uit.stdout.strip().splitlines()
    return Ronde(seconden, int(piek), "\n".join(tekst), vloer_van(url_beheer))


def vloer_van(url: str) -> float:
    """Return how many seconds the rows of the filled tables take by themselves, indexes included; leaves nothing behind."""
    with psycopg.connect(url) as verbinding:
        tabellen = verbinding.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace "
            "AND c.relname ~ '^(dossiers|kern)_' AND pg_relation_size(c.oid) > 0 ORDER BY c.relname"
        ).fetchall()
        begin = time.perf_counter()
        for (naam,) in tabellen:
            verbinding.execute(f'CREATE TABLE "vloer_{naam}" (LIKE "{naam}" INCLUDING ALL)')
            verbinding.execute(f'INSERT INTO "vloer_{naam}" OVERRIDING SYSTEM VALUE TABLE "{naam}"')
        duur = time.perf_counter() - begin
        verbinding.rollback()
    return duur


def meet_invoer(servers: Servers, sjabloon: str) -> Iterator[Meting]:
    """Measure both files, each in a fresh copy of *sjabloon*."""
    soorten: tuple[tuple[str, Callable[[Path, int], None], int, str, list[str]], ...] = (
        ("register, 100.000 rijen", schrijf_register, RIJEN, "importeer_register", ["--formaat=opgroeien"]),
        ("historiek, 150.000 regels", schrijf_historiek, REGELS, "importeer_historiek", []),
    )
    with tempfile.TemporaryDirectory(prefix="bench-invoer-") as map_:
        for naam, schrijf, rijen, opdracht, meer in soorten:
            bestand, databank = Path(map_) / "bestand", f"invoer_{opdracht}"
            schrijf(bestand, rijen)
            with psycopg.connect(servers.database_url(Rol.BEHEER, "postgres"), autocommit=True) as verbinding:
                verbinding.execute(f'CREATE DATABASE "{databank}" TEMPLATE "{sjabloon}" OWNER opgroeien_eigenaar')
            ronde = voer_uit(
                [opdracht, str(bestand), *meer],
                env=os.environ | {"DATABASE_URL": servers.database_url(Rol.APP, databank)},
                url_beheer=servers.database_url(Rol.BEHEER, databank),
            )
            yield Meting(
                naam,
                Cijfers(round(ronde.seconden * 1000), round(ronde.seconden * 1000), 1),
                Cijfers(round(ronde.vloer * 1000), round(ronde.vloer * 1000), 1),
                round(ronde.ratio, 2),
                geheugen_kb=ronde.piek_kb,
                grens="≤ 60 s, ≤ 500 MB",
                gehaald=ronde.seconden <= 60 and ronde.piek_kb <= 500 * 1024,
                uitleg=ronde.uitvoer,
            )
