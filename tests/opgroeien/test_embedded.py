"""PostgreSQL and Valkey from their wheels survive what people and machines do to them, and lose nothing."""

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from opgroeien.embedded import OpstartFout, Rol, Servers, SlotBezet, proces
from opgroeien.embedded.fouten import uit_besturingssysteem
from opgroeien.embedded.servers import socketmap_voor
from tests.hulp.processen import wacht_tot
from tests.hulp.servers import CHECKOUT

_STARTER = """
import sys, time
from pathlib import Path
from opgroeien.embedded import Servers
Servers(Path(sys.argv[1]), vluchtig=True).start()
print("op", flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def _bewaarde_gegevens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one cluster with one row, to copy for each test: initdb is the slow part."""
    map_ = tmp_path_factory.mktemp("eerste") / ".data"
    with (
        Servers(map_, vluchtig=True) as servers,
        psycopg.connect(servers.database_url(Rol.EIGENAAR), autocommit=True) as verbinding,
    ):
        verbinding.execute("CREATE TABLE bewaard (naam text UNIQUE)")
        verbinding.execute("INSERT INTO bewaard VALUES ('Noor')")
    return map_


@pytest.fixture
def data(_bewaarde_gegevens: Path, tmp_path: Path) -> Path:
    """Give a data folder with one row in it, in a checkout with a name as people give."""
    map_ = tmp_path / "Mijn dossiers é" / ".data"
    shutil.copytree(_bewaarde_gegevens, map_)
    return map_


@pytest.fixture
def start_elders() -> Iterator[Callable[[Path], subprocess.Popen[str]]]:
    """Give a function that starts the servers in another process, which may be killed."""
    gestart: list[subprocess.Popen[str]] = []

    def start(map_: Path) -> subprocess.Popen[str]:
        starter = subprocess.Popen([sys.executable, "-c", _STARTER, str(map_)], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
        gestart.append(starter)
        return starter

    yield start
    for starter in gestart:
        starter.kill()
        starter.communicate()


def bewaard(servers: Servers) -> list[tuple[str]]:
    with psycopg.connect(servers.database_url(Rol.APP)) as verbinding:
        return verbinding.execute("SELECT naam FROM bewaard").fetchall()


def draaiend(map_: Path) -> list[int]:
    return proces.wezen(map_ / "pg", "postgres") + proces.wezen(map_ / "valkey", "valkey-server")


def test_een_map_met_spatie_en_accent_start_en_stopt_zonder_sporen(data: Path) -> None:
    with Servers(data, vluchtig=True) as servers:
        assert bewaard(servers) == [("Noor",)]
        sockets = servers.socketmap
        assert len(os.fsencode(sockets)) < 90
    assert not sockets.exists()
    assert draaiend(data) == []


def test_twee_checkouts_naast_elkaar(data: Path, tmp_path: Path) -> None:
    tweede = tmp_path / "tweede" / ".data"
    shutil.copytree(data, tweede)
    with Servers(data, vluchtig=True) as een, Servers(tweede, vluchtig=True) as twee:
        assert bewaard(een) == bewaard(twee) == [("Noor",)]


def test_dezelfde_checkout_twee_keer_geeft_een_zin(data: Path) -> None:
    with Servers(data, vluchtig=True) as eerste:
        with pytest.raises(SlotBezet, match=f"draait al \\(proces {os.getpid()}\\)"):
            Servers(data).start()
        assert bewaard(eerste) == [("Noor",)]


def test_de_starter_gedood_neemt_beide_servers_mee(data: Path, start_elders: Callable[[Path], subprocess.Popen[str]]) -> None:
    starter = start_elders(data)
    assert starter.stdout is not None
    assert starter.stdout.readline() == "op\n"
    assert draaiend(data)
    starter.kill()
    wacht_tot(lambda: not draaiend(data), wat="het einde van beide servers")
    with Servers(data, vluchtig=True) as servers:
        assert bewaard(servers) == [("Noor",)]


def test_starter_en_servers_tegelijk_gedood(data: Path, start_elders: Callable[[Path], subprocess.Popen[str]]) -> None:
    starter = start_elders(data)
    assert starter.stdout is not None
    starter.stdout.readline()
    for pid in [starter.pid, *draaiend(data)]:
        with contextlib.suppress(ProcessLookupError):  # gone with its starter already
            os.kill(pid, signal.SIGKILL)
    starter.wait()
    with Servers(data, vluchtig=True) as servers:
        assert bewaard(servers) == [("Noor",)]


def test_alleen_de_servers_gedood_komen_terug(data: Path) -> None:
    with Servers(data, vluchtig=True) as servers:
        for server in (servers.postgres, servers.valkey):
            assert server.proces is not None
            os.kill(server.proces.pid, signal.SIGKILL)
            server.proces.wait()
        assert servers.herstel() == ["PostgreSQL", "Valkey"]
        assert bewaard(servers) == [("Noor",)]
        assert servers.herstel() == []


def test_een_wees_van_een_vorige_keer_wordt_gestopt(data: Path) -> None:
    vorige = Servers(data, vluchtig=True)
    vorige.start()
    vorige.slot.laat_los()  # as after a death that the kernel did not pass on
    with Servers(data, vluchtig=True) as servers:
        assert bewaard(servers) == [("Noor",)]
        for server in (vorige.postgres, vorige.valkey):
            assert server.proces is not None
            assert server.proces.wait(1) is not None


def test_een_procesnummer_dat_nu_van_een_ander_is_wordt_met_rust_gelaten(data: Path) -> None:
    ander = subprocess.Popen(["sleep", "60"], cwd=data / "pg")  # stands in our folder, but is not PostgreSQL
    try:
        (data / "pg" / "postmaster.pid").write_text(f"{ander.pid}\n{data / 'pg'}\n1\n5432\n/tmp\n\n1 1\nready\n")
        with Servers(data, vluchtig=True) as servers:
            assert bewaard(servers) == [("Noor",)]
        assert ander.poll() is None
    finally:
        ander.kill()
        ander.wait()


def test_gedood_tijdens_initdb_begint_gewoon_opnieuw(
    tmp_path: Path, start_elders: Callable[[Path], subprocess.Popen[str]]
) -> None:
    data = tmp_path / ".data"
    starter = start_elders(data)
    wacht_tot((data / "pg.nieuw" / "PG_VERSION").exists, wat="een half gemaakte cluster")
    starter.kill()
    starter.wait()
    assert not (data / "pg").exists()
    with Servers(data, vluchtig=True) as servers, psycopg.connect(servers.database_url(Rol.APP)) as verbinding:
        assert verbinding.execute("SELECT current_database()").fetchone() == ("opgroeien",)


def test_een_map_die_geen_hele_databank_is_blijft_onaangeroerd(tmp_path: Path) -> None:
    kapot = tmp_path / ".data" / "pg"
    kapot.mkdir(parents=True)
    (kapot / "base").write_text("iemands gegevens")
    with pytest.raises(OpstartFout, match="geen volledige databank: zet ze opzij"):
        Servers(tmp_path / ".data").start()
    assert (kapot / "base").read_text() == "iemands gegevens"
    assert draaiend(tmp_path / ".data") == []


def test_gegevens_van_een_andere_versie_worden_geweigerd(data: Path) -> None:
    (data / "pg" / "PG_VERSION").write_text("17\n")
    with pytest.raises(OpstartFout, match="van PostgreSQL 17, niet 18: bewaar ze met pg_dump"):
        Servers(data).start()


def test_een_volle_schijf_geeft_een_zin(tmp_path: Path) -> None:
    vol = tmp_path / "vol"
    vol.mkdir()
    opdracht = f"mount -t tmpfs -o size=12m tmpfs '{vol}' && exec '{sys.executable}' -c \"$STARTER\" '{vol}/.data'"
    gestopt = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", opdracht],
        cwd=CHECKOUT,
        env=os.environ | {"STARTER": _STARTER},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert gestopt.returncode == 1, gestopt.stderr
    assert "De schijf is vol: maak plaats vrij" in gestopt.stderr


@pytest.mark.parametrize(
    ("nummer", "zin"),
    [
        (errno.ENOSPC, "De schijf is vol"),
        (errno.EACCES, "Geen recht om te schrijven in /ergens"),
        (errno.EROFS, "Geen recht om te schrijven in /ergens"),
    ],
)
def test_wat_het_besturingssysteem_weigert_wordt_een_zin(nummer: int, zin: str) -> None:
    assert zin in str(uit_besturingssysteem(OSError(nummer, os.strerror(nummer), "/ergens")))


def test_een_andere_fout_van_het_besturingssysteem_blijft_zichzelf() -> None:
    assert uit_besturingssysteem(OSError(errno.EPIPE, "Broken pipe")) is None


def test_een_socketmap_van_een_ander_wordt_niet_gebruikt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", tempfile.mkdtemp(prefix="og-"))
    plaats = socketmap_voor(tmp_path)
    plaats.rmdir()
    plaats.symlink_to(tmp_path)
    with pytest.raises(OpstartFout, match="is niet van u alleen"):
        socketmap_voor(tmp_path)


def test_het_logboek_van_postgresql_bevat_geen_namen(data: Path) -> None:
    with Servers(data, vluchtig=True) as servers, psycopg.connect(servers.database_url(Rol.APP), autocommit=True) as verbinding:
        with pytest.raises(psycopg.errors.UniqueViolation):
            verbinding.execute("INSERT INTO bewaard VALUES ('Noor')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            verbinding.execute("INSERT INTO bewaard VALUES (%s)", ["Noor"])
    # It has stopped, so everything it had to say is written.
    log = (data / "log" / "postgres.log").read_text()
    assert log.count("duplicate key value") == 2
    assert "Noor" not in log
