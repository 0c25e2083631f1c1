"""Fixtures for real processes: web server, Celery worker and beat, a Valkey and a PostgreSQL that a test may stop or kill."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from opgroeien.embedded import Rol, proces
from opgroeien.embedded.postgres import Postgres, als_gewone_gebruiker, programma, schone_omgeving
from opgroeien.embedded.valkey import Valkey
from tests.hulp import opslagmap, servers
from tests.hulp.databank import Databank, werker_van, wijs_django_naar
from tests.hulp.overslaan import sla_over


def wacht_tot(voorwaarde: Callable[[], object], *, seconden: float = 90, wat: str = "de voorwaarde") -> None:
    """Wait until *voorwaarde* holds; fail after *seconden*, which a busy machine may need, with *wat* did not come."""
    tot = time.monotonic() + seconden
    while not voorwaarde():
        if time.monotonic() > tot:
            pytest.fail(f"Na {seconden} s nog niet: {wat}")
        time.sleep(0.02)


class Proces:
    """A process of the program, in a group of its own, that a test may stop or kill."""

    def __init__(self, opdracht: list[str], *, log: Path, env: dict[str, str], pass_fds: tuple[int, ...] = ()) -> None:
        self.log = log
        self._begin = log.stat().st_size if log.exists() else 0
        self.popen = proces.start(
            opdracht,
            log=log,
            cwd=servers.CHECKOUT,
            env=os.environ | env,
            bij_dood_van_ouder=signal.SIGKILL,
            pass_fds=pass_fds,
        )

    @property
    def leeft(self) -> bool:
        """Say whether the leader of the group runs."""
        return self.popen.poll() is None

    @property
    def tekst(self) -> str:
        """Return what this process wrote so far."""
        return self.log.read_bytes()[self._begin :].decode(errors="replace")

    def stop(self, geduld: float = 20) -> None:
        """Stop it kindly (SIGTERM), as a deploy does."""
        proces.stop(self.popen, signal.SIGTERM, geduld=geduld)

    def dood(self) -> None:
        """Kill the whole group at once: `kill -9`, power cut, out of memory."""
        proces.dood_groep(self.popen)
        self.popen.wait()


class EigenValkey(Valkey):
    """A Valkey of one test."""

    def start(self) -> None:
        """Start it (again), empty."""
        self.begin()
        self.wacht()

    def hang(self) -> None:
        """Let it take connections but answer nothing."""
        os.kill(self._pid, signal.SIGSTOP)

    def ga_verder(self) -> None:
        """End `hang`."""
        os.kill(self._pid, signal.SIGCONT)

    def dood(self) -> None:
        """Kill it at once."""
        os.kill(self._pid, signal.SIGKILL)
        assert self.proces is not None
        self.proces.wait()

    def luisteraars(self) -> int:
        """Return how many workers stand waiting for a message."""
        import redis

        with redis.Redis.from_url(self.url) as klant:
            return sum(1 for verbinding in klant.client_list() if verbinding["cmd"] == "brpop")

    @property
    def _pid(self) -> int:
        assert self.proces is not None, "deze Valkey draait niet"
        return self.proces.pid


class EigenPostgres(Postgres):
    """A PostgreSQL cluster of one test, a copy of the one of the run; `databank` is a fresh migrated database in it."""

    databank: str = "proef"

    @property
    def url_app(self) -> str:
        """Return the `DATABASE_URL` of the program."""
        return self.url(Rol.APP, self.databank)

    def start(self) -> None:
        """Start it (again), with what was committed."""
        self.begin()
        self.wacht()

    def dood(self) -> None:
        """Kill the server and all its sessions at once, as a power cut does."""
        assert self.proces is not None, "deze PostgreSQL draait niet"
        for pid in proces.wezen(self.datamap, "postgres"):
            os.kill(pid, signal.SIGKILL)
        self.proces.wait()


@pytest.fixture
def korte_map() -> Iterator[Path]:
    """Give a temporary folder with a name short enough for a socket (107 bytes), private to us."""
    map_ = Path(tempfile.mkdtemp(prefix="og-"))
    yield map_
    shutil.rmtree(map_, ignore_errors=True)


@pytest.fixture
def eigen_valkey(korte_map: Path, settings: Any) -> Iterator[EigenValkey]:
    """Give a Valkey for this test alone, on which Celery of this process rings too; may be stopped, hung and killed."""
    valkey = EigenValkey(korte_map / "valkey", socketmap=korte_map, log=korte_map / "valkey.log")
    valkey.start()
    vorige = os.environ["REDIS_URL"]
    settings.REDIS_URL = os.environ["REDIS_URL"] = valkey.url
    _laat_celery_bellen_op(valkey.url)
    yield valkey
    if valkey.proces is not None and valkey.leeft():
        valkey.ga_verder()
    valkey.stop()
    os.environ["REDIS_URL"] = vorige
    _laat_celery_bellen_op(vorige)


def _laat_celery_bellen_op(redis_url: str) -> None:
    from kombu import pools

    from opgroeien.celery import app

    app.conf.update(broker_url=redis_url.replace("unix://", "redis+socket://", 1))
    app._pool = None  # type: ignore[attr-defined]  # Celery has no public way to forget a broker
    app.amqp._producer_pool = None  # type: ignore[attr-defined]  # idem
    pools.reset()


@pytest.fixture
def eigen_postgres(
    korte_map: Path, request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[EigenPostgres]:
    """Give a PostgreSQL for this test alone, which it may stop, start and kill; Django of this process uses it."""
    if not servers.is_embedded():
        sla_over("embedded PostgreSQL (DATABASE_URL staat)")
    sjabloon = servers.zorg_voor_sjabloon()
    kopie = EigenPostgres(korte_map / "pg", socketmap=korte_map, log=korte_map / "postgres.log", vluchtig=True)
    opdracht = [str(programma("pg_basebackup")), "-D", str(kopie.datamap), "-d", servers.url(Rol.BEHEER, "postgres")]
    subprocess.run(
        [*als_gewone_gebruiker(), *opdracht, "-c", "fast", "-X", "stream", "--no-sync"],
        check=True,
        env=schone_omgeving(),
        capture_output=True,
    )
    kopie.start()
    import psycopg

    with psycopg.connect(kopie.url(Rol.BEHEER, "postgres"), autocommit=True) as verbinding:
        verbinding.execute(f"CREATE DATABASE {kopie.databank} TEMPLATE {sjabloon} OWNER opgroeien_eigenaar STRATEGY FILE_COPY")
    gewone_url = os.environ["DATABASE_URL"]
    wijs_django_naar(kopie.url_app)
    with django_db_blocker.unblock():
        yield kopie
    wijs_django_naar(gewone_url)
    kopie.stop()


class Webserver:
    """A gunicorn on a free port of this machine."""

    def __init__(self, proces_: Proces, poort: int) -> None:
        self.proces = proces_
        self.poort = poort
        self.url = f"http://127.0.0.1:{poort}"
        self._gelezen = 0

    def wacht_tot_hij_antwoordt(self) -> None:
        """Wait until a page comes, whatever its status."""
        wacht_tot(self._antwoordt, seconden=60, wat=f"een antwoord van gunicorn\n{self.proces.tekst[-3000:]}")

    def nieuwe_fouten(self) -> str:
        """Return what the server wrote about exceptions since the last time this was asked."""
        nieuw = self.proces.tekst[self._gelezen :]
        self._gelezen = len(self.proces.tekst)
        return nieuw if "Traceback (most recent call last)" in nieuw else ""

    def _antwoordt(self) -> bool:
        if not self.proces.leeft:
            pytest.fail(f"gunicorn is gestopt:\n{self.proces.tekst[-3000:]}", pytrace=False)
        try:
            urllib.request.urlopen(self.url + "/gezondheid/", timeout=1).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True


def start_webserver(log: Path, poort: int = 0, /, **omgeving: str) -> Webserver:
    """Start gunicorn on a free port, or again on *poort*, with *omgeving* added; the caller stops it (`.proces.stop()`)."""
    import socket

    # The port is taken before gunicorn starts, so no other process can come in between.
    with socket.create_server(("127.0.0.1", poort)) as luisteraar:
        poort = luisteraar.getsockname()[1]
        env = {
            "WEB_ADRES": f"fd://{luisteraar.fileno()}",
            "WEB_PROCESSEN": "1",
            "BASIS_URL": f"http://127.0.0.1:{poort}",
            "STATIC_UIT_BRON": "ja",
        }
        opdracht = [sys.executable, "-m", "gunicorn", "-c", "python:opgroeien.gunicorn_conf"]
        webserver = Webserver(Proces(opdracht, log=log, env=env | omgeving, pass_fds=(luisteraar.fileno(),)), poort)
    webserver.wacht_tot_hij_antwoordt()
    return webserver


@pytest.fixture(scope="session")
def _gedeelde_gunicorn(request: pytest.FixtureRequest, django_db_setup: None) -> Iterator[Callable[[], Webserver]]:
    """Keep one gunicorn per worker, on the database name that every `eigen_database` of that worker has in turn."""
    gestart: list[Webserver] = []
    map_ = Path(tempfile.mkdtemp(prefix="og-web-"))

    def geef() -> Webserver:
        if not gestart or not gestart[-1].proces.leeft:
            databank = Databank(servers.naam_van(f"eigen_{werker_van(request.config)}"))
            # The folder of this worker, also when a test with a folder of its own is the first to ask for it.
            opslag = str(opslagmap.eigen_map())
            gestart.append(start_webserver(map_ / "web.log", DATABASE_URL=databank.url, BESTANDEN_MAP=opslag))
        return gestart[-1]

    yield geef
    for webserver in gestart:
        webserver.proces.stop()
    shutil.rmtree(map_, ignore_errors=True)


@pytest.fixture
def webserver(eigen_database: Databank, _gedeelde_gunicorn: Callable[[], Webserver]) -> Iterator[Webserver]:
    """Give a real gunicorn over `eigen_database`; an exception in it fails the test."""
    server = _gedeelde_gunicorn()
    server.nieuwe_fouten()
    yield server
    if fouten := server.nieuwe_fouten():
        pytest.fail(f"De webserver meldde een fout:\n{fouten[-6000:]}", pytrace=False)


@pytest.fixture
def start_worker(eigen_valkey: EigenValkey, tmp_path: Path) -> Iterator[Callable[..., Proces]]:
    """Give a function that starts a real Celery worker on `eigen_valkey` and waits until it listens.

    Ask `eigen_database` or `eigen_postgres` beside it: the worker uses the database of that moment.
    """
    gestart: list[Proces] = []

    def start(*, processen: int = 1, wacht: bool = True, **omgeving: str) -> Proces:
        hoe = ["worker", "--concurrency", str(processen), "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
        luisterden = eigen_valkey.luisteraars() if wacht else 0
        nieuw = Proces(
            [sys.executable, "-m", "celery", "-A", "opgroeien", *hoe, "-n", f"w{len(gestart)}@proef"],
            log=tmp_path / f"worker{len(gestart)}.log",
            env=omgeving,
        )
        gestart.append(nieuw)
        if wacht:
            wacht_tot(
                lambda: eigen_valkey.luisteraars() > luisterden or not nieuw.leeft, wat=f"een worker die luistert\n{nieuw.tekst}"
            )
            assert nieuw.leeft, nieuw.tekst
        return nieuw

    yield start
    for worker in gestart:
        worker.dood()


@pytest.fixture
def start_beat(eigen_valkey: EigenValkey, tmp_path: Path) -> Iterator[Callable[..., Proces]]:
    """Give a function that starts a real Celery beat on `eigen_valkey`, with a schedule file of its own."""
    gestart: list[Proces] = []

    def start(**omgeving: str) -> Proces:
        hoe = ["beat", "--loglevel", "INFO", "--pidfile=", "--schedule", str(tmp_path / f"rooster{len(gestart)}")]
        nieuw = Proces(
            [sys.executable, "-m", "celery", "-A", "opgroeien", *hoe],
            log=tmp_path / f"beat{len(gestart)}.log",
            env=omgeving,
        )
        gestart.append(nieuw)
        return nieuw

    yield start
    for beat in gestart:
        beat.dood()
