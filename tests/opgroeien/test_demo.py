"""`make demo` as an operator meets it: one sentence when it cannot start, mending what falls, nothing left when it stops."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from opgroeien.demo import kinderen, vooraf
from opgroeien.demo.scherm import Gestopt, Stopknop
from opgroeien.embedded import OpstartFout, proces
from tests.hulp.processen import wacht_tot
from tests.hulp.servers import CHECKOUT


def test_een_bezette_poort_geeft_een_zin_met_een_andere_poort() -> None:
    with socket.create_server(("127.0.0.1", 0)) as ander:
        poort = ander.getsockname()[1]
        with pytest.raises(OpstartFout, match=f"Poort {poort} is al in gebruik.*POORT={poort + 1} make demo"):
            vooraf.neem_poort(str(poort))


@pytest.mark.parametrize("gevraagd", ["abc", "-1", "70000", ""])
def test_een_poort_die_geen_poort_is_geeft_een_zin(gevraagd: str) -> None:
    with pytest.raises(OpstartFout, match="geef een getal van 1 tot 65535"):
        vooraf.neem_poort(gevraagd)


def test_alleen_deze_machine_kan_verbinden() -> None:
    with vooraf.neem_poort("0") as luisteraar:
        assert luisteraar.getsockname()[0] == "127.0.0.1"


def test_een_ontbrekende_bibliotheek_geeft_het_commando_dat_helpt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vooraf, "_BIBLIOTHEKEN", {"Pango": ("libbestaatniet.so.0",)})
    with pytest.raises(OpstartFout, match="De bibliotheek Pango ontbreekt.*sudo apt install libpango"):
        vooraf.controleer_bibliotheken()


def test_het_geheim_blijft_en_is_van_de_eigenaar_alleen(tmp_path: Path) -> None:
    eerste = vooraf.geheim(tmp_path / "geheim")
    assert len(eerste) > 50
    assert vooraf.geheim(tmp_path / "geheim") == eerste
    assert (tmp_path / "geheim").stat().st_mode & 0o077 == 0


def test_een_half_geschreven_geheim_wordt_vervangen(tmp_path: Path) -> None:
    (tmp_path / "geheim").write_text("half")
    assert len(vooraf.geheim(tmp_path / "geheim")) > 50


def test_wie_stopt_wordt_in_elke_wachttijd_gehoord() -> None:
    knop = Stopknop()
    knop._bij_signaal(signal.SIGTERM, None)
    with pytest.raises(Gestopt):
        knop.wacht(60)
    assert not knop.haast
    knop._bij_signaal(signal.SIGTERM, None)
    assert knop.haast


def _kind(tmp_path: Path, opdracht: list[str], env: dict[str, str] | None = None) -> kinderen.Kind:
    return kinderen.Kind("proef", opdracht, tmp_path / "proef.log", tmp_path, os.environ | (env or {}), signal.SIGKILL)


def test_wat_telkens_valt_stopt_met_het_einde_van_zijn_logboek(tmp_path: Path) -> None:
    kind = _kind(tmp_path, ["sh", "-c", "echo 'geen verbinding'; exit 1"])
    kind.start()
    for _ in range(5):
        wacht_tot(kind.is_gevallen, wat="een val")
        kind.herstel()
    wacht_tot(kind.is_gevallen, wat="een val te veel")
    with pytest.raises(OpstartFout, match="(?s)De proef valt telkens weer om.*geen verbinding"):
        kind.herstel()


def test_wat_een_gevallen_kind_achterliet_wordt_opgeruimd(tmp_path: Path) -> None:
    kind = _kind(tmp_path, ["sh", "-c", "sleep 60 & exec sleep 61"], {kinderen.MERK: str(tmp_path)})
    kind.start()
    wacht_tot(lambda: len(kinderen.wezen(tmp_path)) == 2, wat="twee processen")
    assert kind.proces is not None
    kind.proces.kill()
    wacht_tot(kind.is_gevallen, wat="een val")
    assert len(kinderen.wezen(tmp_path)) == 1  # the child of the fallen one lives on
    kinderen.stop_allemaal([kind], Stopknop())
    wacht_tot(lambda: not kinderen.wezen(tmp_path), wat="geen wezen")


def test_wezen_van_een_andere_checkout_blijven_leven(tmp_path: Path) -> None:
    ander = _kind(tmp_path, ["sleep", "60"], {kinderen.MERK: f"{tmp_path}/tweede"})
    ander.start()
    proces.stop_wezen(lambda: kinderen.wezen(tmp_path), signal.SIGTERM)
    assert not ander.is_gevallen()
    kinderen.stop_allemaal([ander], Stopknop())


# --- The whole of it, in a checkout of its own ------------------------------------------------------------------------------


class Lopend:
    """A running `python -m opgroeien.demo`."""

    def __init__(self, checkout: Path) -> None:
        self.checkout = checkout
        begin = time.monotonic()
        self.proces = subprocess.Popen(
            [checkout / ".venv" / "bin" / "python", "-m", "opgroeien.demo"],
            cwd=checkout,
            env={naam: waarde for naam, waarde in os.environ.items() if naam not in _VAN_DE_TESTS} | {"POORT": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.proces.stdout is not None
        self.regels: list[str] = []
        for regel in self.proces.stdout:
            self.regels.append(regel.rstrip())
            if regel.startswith("Klaar op "):
                break
        self.duur = time.monotonic() - begin
        assert self.proces.poll() is None, "\n".join(self.regels)
        self.url = self.regels[-1].removeprefix("Klaar op ")

    def status(self, pad: str) -> int:
        try:
            with urllib.request.urlopen(self.url + pad, timeout=20) as antwoord:
                return int(antwoord.status)
        except urllib.error.HTTPError as fout:
            fout.close()
            return fout.code
        except (OSError, http.client.HTTPException):  # whoever fell was just answering
            return 599

    def processen(self) -> list[int]:
        data = self.checkout / ".data"
        return kinderen.wezen(data) + proces.wezen(data / "pg", "postgres") + proces.wezen(data / "valkey", "valkey-server")

    def hoofd(self, patroon: str) -> int:
        """Return the first process whose command line matches *patroon*."""
        return next(pid for pid in sorted(self.processen()) if re.search(patroon, _opdrachtregel(pid)))

    def stop(self) -> int:
        self.proces.terminate()
        try:
            self.regels += self.proces.communicate(timeout=30)[0].splitlines()
        except subprocess.TimeoutExpired:
            self.proces.kill()
            self.proces.communicate()
            raise
        return self.proces.returncode


def _opdrachtregel(pid: int) -> str:
    """Return the command line of a process; empty when it ended since it was listed."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""


_VAN_DE_TESTS = {"DATABASE_URL", "REDIS_URL", "OMGEVING", "STATIC_ROOT", "DJANGO_SETTINGS_MODULE"}


@pytest.fixture(scope="module")
def eigen_checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy this checkout, without what git ignores, to a folder with a name as people give."""
    doel = tmp_path_factory.mktemp("demo") / "Mijn dossiers é"
    lijst = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=CHECKOUT, capture_output=True, check=True
    ).stdout
    for naam in filter(None, lijst.decode().split("\0")):
        if (CHECKOUT / naam).is_file():
            (doel / naam).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / naam, doel / naam)
    (doel / ".venv").symlink_to(Path(sys.executable).parent.parent)
    return doel


@pytest.fixture
def start_demo(eigen_checkout: Path) -> Iterator[Callable[[], Lopend]]:
    gestart: list[Lopend] = []

    def start() -> Lopend:
        gestart.append(Lopend(eigen_checkout))
        return gestart[-1]

    yield start
    for lopend in gestart:
        if lopend.proces.poll() is None:
            lopend.stop()


@pytest.mark.traag
@pytest.mark.xdist_group("demo")
def test_wat_omvalt_komt_terug_en_na_sigterm_blijft_niets_over(start_demo: Callable[[], Lopend]) -> None:
    demo = start_demo()
    assert demo.status("/") < 500
    for patroon in ("gunicorn", "celery .*worker", "celery .*beat", "bin/postgres", "valkey-server"):
        gedood = demo.hoofd(patroon)
        os.kill(gedood, signal.SIGKILL)
        wacht_tot(partial(_is_weg, demo, gedood), wat=f"het einde van {patroon}")
        wacht_tot(partial(_is_er, demo, patroon), wat=f"{patroon} terug")
        wacht_tot(lambda: demo.status("/") < 500, wat=f"een antwoord na de val van {patroon}")
    assert demo.stop() == 0
    assert demo.processen() == []
    assert "De webserver was gevallen en is opnieuw gestart." in demo.regels
    assert "PostgreSQL was gevallen en draait weer; wat bewaard was, is er nog." in demo.regels


def _is_weg(demo: Lopend, pid: int) -> bool:
    return pid not in demo.processen()


def _is_er(demo: Lopend, patroon: str) -> bool:
    try:
        demo.hoofd(patroon)
    except StopIteration:
        return False
    return True


@pytest.mark.traag
@pytest.mark.xdist_group("demo")
def test_een_gedode_starter_laat_niets_achter_en_de_volgende_start_is_snel(start_demo: Callable[[], Lopend]) -> None:
    eerste = start_demo()
    wacht_tot(lambda: _is_er(eerste, "celery .*worker"), wat="een worker")
    eerste.proces.kill()
    eerste.proces.communicate()
    wacht_tot(lambda: not eerste.processen(), wat="het einde van alles wat hij startte")
    tweede = start_demo()
    assert tweede.status("/") < 500
    assert "Tabellen maken of bijwerken…" not in tweede.regels
    assert tweede.stop() == 0
    assert tweede.processen() == []


@pytest.mark.traag
@pytest.mark.xdist_group("demo")
def test_een_tweede_start_in_dezelfde_checkout_geeft_een_zin(start_demo: Callable[[], Lopend]) -> None:
    eerste = start_demo()
    tweede = subprocess.run(
        [eerste.checkout / ".venv" / "bin" / "python", "-m", "opgroeien.demo"],
        cwd=eerste.checkout, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert tweede.returncode == 1
    assert tweede.stderr.startswith(f"Deze checkout draait al (proces {eerste.proces.pid})")
    assert tweede.stderr.count("\n") == 1
    assert eerste.status("/") < 500


# --- A command beside it ----------------------------------------------------------------------------------------------------


def beheer(checkout: Path, *woorden: str, vanuit: Path) -> subprocess.CompletedProcess[str]:
    """Run `scripts/beheer.sh` of *checkout* as an operator does who stands in *vanuit*."""
    return _opdracht([str(checkout / "scripts" / "beheer.sh"), *woorden], vanuit=vanuit)


def _opdracht(woorden: list[str], *, vanuit: Path) -> subprocess.CompletedProcess[str]:
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam not in _VAN_DE_TESTS}
    return subprocess.run(woorden, cwd=vanuit, env=omgeving, capture_output=True, text=True, check=False)


@pytest.mark.traag
@pytest.mark.xdist_group("demo")
def test_een_opdracht_naast_de_demo_schrijft_in_haar_databank_en_zonder_demo_staat_er_wat_te_doen(
    start_demo: Callable[[], Lopend], eigen_checkout: Path, tmp_path: Path
) -> None:
    zonder = beheer(eigen_checkout, "importeer_register", "x.csv", vanuit=tmp_path)
    assert (zonder.returncode, zonder.stdout) == (1, "")
    assert zonder.stderr.startswith("Er draait geen demo in deze checkout: start ze in een ander venster met make demo.")
    demo = start_demo()
    lijst = tmp_path / "een plaats.csv"
    lijst.write_text('poi_id,naam,adres,lon,lat\n7,De Proef,"Proeflaan 1, 2550 Kontich",4.4,51.1\n', encoding="utf-8")
    for verwacht in ("1 nieuw (met 1 organisatoren)", "0 nieuw (met 0 organisatoren), 0 bijgewerkt, 1 ongewijzigd"):
        # From the checkout of these tests: its program and its data must not come in the place of those of the demo.
        uit = beheer(eigen_checkout, "importeer_register", str(lijst), "--formaat=poi", vanuit=CHECKOUT)
        assert (uit.returncode, uit.stdout.startswith(verwacht)) == (0, True), uit
    uit = beheer(eigen_checkout, "importeer_register", lijst.name, "--formaat=poi", vanuit=tmp_path)
    assert uit.stdout.startswith("0 nieuw"), uit
    # By make, and as the owner: what makes tables may not be done by the program.
    uit = _opdracht(["make", "-C", str(eigen_checkout), "beheer", "ARGS=migrate --no-color"], vanuit=tmp_path)
    assert (uit.returncode, "No migrations to apply" in uit.stdout) == (0, True), uit
    vraag = "from django.conf import settings; print(settings.BASIS_URL)"
    assert beheer(eigen_checkout, "shell", "-v0", "-c", vraag, vanuit=tmp_path).stdout.strip() == demo.url
