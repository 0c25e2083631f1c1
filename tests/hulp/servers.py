"""The servers of one test run, and the databases made on them.

The process that leads the run (the only one, or the one that hands tests to workers) starts embedded PostgreSQL and Valkey,
unless `DATABASE_URL` and `REDIS_URL` name real ones. Every worker then connects as `opgroeien_app`, the role that owns
nothing, as in production; making databases is done with a login that may.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from opgroeien.embedded import OpstartFout, Rol, Servers, SlotBezet
from opgroeien.embedded.postgres import ROLLEN_SQL

CHECKOUT = Path(__file__).resolve().parent.parent.parent
TESTMAP = CHECKOUT / ".data" / "test"

# Set by the leading process, inherited by the workers.
_BASIS = "TEST_DATABASE_BASIS"
_EMBEDDED = "TEST_DATABASE_EMBEDDED"
_LOOP = "TEST_LOOP"
# Both commands in one process: loading the program is half of the work.
_MIGREER = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("createcachetable")
"""
_SLOT_VAN_HET_SJABLOON = 20_471_103  # any number; an advisory lock so that one worker builds while the others wait


def start() -> Servers | None:
    """Start the servers of this run, or take those of the environment; prepares the environment of settings and workers."""
    os.environ[_LOOP] = str(os.getpid())
    servers = None
    if "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ:
        os.environ[_BASIS] = os.environ["DATABASE_URL"]
        os.environ.pop(_EMBEDDED, None)
    else:
        servers = _start_embedded()
        os.environ[_BASIS] = servers.database_url(Rol.BEHEER, "postgres")
        os.environ[_EMBEDDED] = "ja"
        os.environ["REDIS_URL"] = servers.valkey.url
        _ruim_databanken_op()
    os.environ["DATABASE_URL"] = url(Rol.APP, naam_van("main"))
    return servers


def stop(servers: Servers | None) -> None:
    """Stop what `start` started."""
    if servers is not None:
        servers.stop()


def _start_embedded() -> Servers:
    """Start on the first free folder: a second run in the same checkout gets servers of its own."""
    for nummer in range(1, 20):
        servers = Servers(TESTMAP / str(nummer), vluchtig=True)
        try:
            servers.start()
        except SlotBezet:
            continue
        except OpstartFout:
            # fsync is off: after a power cut the cluster may be broken, and nothing in it is worth keeping.
            shutil.rmtree(servers.map / "pg", ignore_errors=True)
            servers.start()
        return servers
    raise OpstartFout(f"Alle mappen in {TESTMAP} zijn in gebruik: stop de andere testlopen.")


def is_embedded() -> bool:
    """Say whether the servers are our own, so that a test may copy or kill one."""
    return os.environ.get(_EMBEDDED) == "ja"


def url(rol: Rol, databank: str) -> str:
    """Return the `DATABASE_URL` with which *rol* reaches *databank* on the servers of this run."""
    delen = urlsplit(os.environ[_BASIS])
    if is_embedded():
        return urlunsplit(delen._replace(netloc=f"{rol}@{delen.netloc.rpartition('@')[2]}", path=f"/{databank}"))
    opties = "" if rol is Rol.BEHEER else f"options={quote(f'-c role={rol}')}"
    return urlunsplit(delen._replace(path=f"/{databank}", query="&".join(deel for deel in (delen.query, opties) if deel)))


def naam_van(wie: str) -> str:
    """Return the name of the database of *wie* ("gw0", "eigen_gw0", …) in this run."""
    return f"test_{os.environ[_LOOP]}_{wie}"


@contextlib.contextmanager
def beheer(databank: str = "postgres") -> Iterator[psycopg.Connection]:
    """Connect with the login that may make databases."""
    with psycopg.connect(url(Rol.BEHEER, databank), autocommit=True) as verbinding:
        yield verbinding


def maak(naam: str) -> None:
    """Make database *naam* as a copy of the migrated template; one with that name is thrown away first."""
    sjabloon = zorg_voor_sjabloon()
    with beheer() as verbinding:
        _gooi_weg(verbinding, naam)
        verbinding.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER opgroeien_eigenaar STRATEGY FILE_COPY").format(
                sql.Identifier(naam), sql.Identifier(sjabloon)
            )
        )
        # Rights on a database are not copied with it.
        verbinding.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(naam)))
        verbinding.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO opgroeien_app").format(sql.Identifier(naam)))


def gooi_weg(naam: str) -> None:
    """Drop database *naam*, also when somebody is still connected."""
    with beheer() as verbinding:
        _gooi_weg(verbinding, naam)


def _gooi_weg(verbinding: psycopg.Connection, naam: str) -> None:
    verbinding.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(naam)))


def _ruim_databanken_op() -> None:
    """Drop what a killed run left; the servers are ours alone, so nobody is using it."""
    with beheer() as verbinding:
        for (naam,) in verbinding.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'").fetchall():
            _gooi_weg(verbinding, naam)


def zorg_voor_sjabloon() -> str:
    """Return the name of the migrated template, built as the owner with the real `migrate` when it is not there.

    Its name carries a hash of everything a migration depends on, so a second run finds it ready.
    """
    naam = f"sjabloon_{_vingerafdruk()}"
    with beheer() as verbinding:
        if _bestaat(verbinding, naam):
            return naam
        verbinding.execute("SELECT pg_advisory_lock(%s)", [_SLOT_VAN_HET_SJABLOON])
        if not _bestaat(verbinding, naam):
            _bouw_sjabloon(verbinding, naam)
    return naam


def _bestaat(verbinding: psycopg.Connection, naam: str) -> bool:
    return verbinding.execute("SELECT 1 FROM pg_database WHERE datname = %s", [naam]).fetchone() is not None


def _bouw_sjabloon(verbinding: psycopg.Connection, naam: str) -> None:
    bouw = f"{naam}_bouw"
    if is_embedded():  # ours alone: the templates of earlier migrations are of no use any more
        for (oud,) in verbinding.execute("SELECT datname FROM pg_database WHERE datname LIKE 'sjabloon\\_%'").fetchall():
            _gooi_weg(verbinding, oud)
    _gooi_weg(verbinding, bouw)
    verbinding.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(bouw)))
    with beheer(bouw) as in_bouw:
        in_bouw.execute(ROLLEN_SQL.read_bytes())
    omgeving = os.environ | {"DATABASE_URL": url(Rol.EIGENAAR, bouw)}
    klaar = subprocess.run(
        [sys.executable, "-c", _MIGREER], cwd=CHECKOUT, env=omgeving, capture_output=True, text=True, check=False
    )
    if klaar.returncode != 0:
        raise AssertionError(f"De tabellen maken is mislukt:\n{klaar.stdout}{klaar.stderr}")
    verbinding.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(bouw), sql.Identifier(naam)))


def _vingerafdruk() -> str:
    from django.conf import settings

    som = hashlib.sha256(repr(settings.INSTALLED_APPS).encode())
    bronnen = ("*/sql/*.sql", "*/gegevens/*.csv", "*/migrations/**/*.py")
    for bestand in [CHECKOUT / "uv.lock", *(pad for bron in bronnen for pad in sorted(CHECKOUT.glob(bron)))]:
        som.update(str(bestand.relative_to(CHECKOUT)).encode() + b"\0" + bestand.read_bytes())
    return som.hexdigest()[:12]
