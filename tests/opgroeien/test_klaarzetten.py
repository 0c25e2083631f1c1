"""The very first command on a machine that lacks something: one sentence with the remedy, and no half-made rest."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hulp.servers import CHECKOUT


@pytest.fixture
def kale_checkout(tmp_path: Path) -> Path:
    """Give a checkout with only what the set-up reads, in a folder with a name as people give."""
    checkout = tmp_path / "Mijn dossiers é"
    (checkout / "scripts").mkdir(parents=True)
    for naam in ("pyproject.toml", "uv.lock", "scripts/klaarzetten.sh"):
        shutil.copy2(CHECKOUT / naam, checkout / naam)
    return checkout


def zet_klaar(checkout: Path, machine: Path) -> subprocess.CompletedProcess[str]:
    """Run the set-up on a machine that has the programs in *machine* and what every Unix has."""
    omgeving = {"PATH": f"{machine}:/usr/bin:/bin", "HOME": str(machine), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [checkout / "scripts" / "klaarzetten.sh", "demo"], env=omgeving, capture_output=True, text=True, check=False, timeout=60
    )


def programma(pad: Path, tekst: str) -> None:
    pad.parent.mkdir(exist_ok=True)
    pad.write_text(f"#!/bin/sh\n{tekst}\n")
    pad.chmod(0o755)


def te_oude_pythons(machine: Path) -> None:
    for naam in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        programma(machine / naam, "exit 1")


def test_een_te_oude_python_geeft_een_zin(kale_checkout: Path, tmp_path: Path) -> None:
    te_oude_pythons(tmp_path / "machine")
    gestopt = zet_klaar(kale_checkout, tmp_path / "machine")
    assert gestopt.returncode == 1
    assert gestopt.stderr.startswith("Python 3.11 of nieuwer ontbreekt: installeer die (sudo apt install")
    assert gestopt.stderr.count("\n") == 1


def test_een_python_zonder_venv_geeft_een_zin_en_laat_niets_half_achter(kale_checkout: Path, tmp_path: Path) -> None:
    machine = tmp_path / "machine"
    te_oude_pythons(machine)
    programma(machine / "uv", "exit 127")  # a shim that is there, but refuses
    # As Debian's python3 without python3-venv does.
    programma(
        machine / "python3",
        f"""case "$1" in
        -c) echo "{machine}/python3" ;;
        *) echo "The virtual environment was not created successfully because ensurepip is not available."; exit 1 ;;
        esac""",
    )
    gestopt = zet_klaar(kale_checkout, machine)
    assert gestopt.returncode == 1
    assert (
        gestopt.stderr == "De module venv van Python ontbreekt: installeer ze (sudo apt install python3-venv) en start opnieuw.\n"
    )
    assert not (kale_checkout / ".uv").exists()


def test_zonder_netwerk_komt_een_zin_met_het_einde_van_het_verslag(kale_checkout: Path, tmp_path: Path) -> None:
    machine = tmp_path / "machine"
    te_oude_pythons(machine)
    programma(machine / "python3", f'exec "{sys.executable}" "$@"')
    programma(machine / "uv", 'case "$1" in --version) echo "uv 0.9.0" ;; *) echo "error: could not connect"; exit 2 ;; esac')
    gestopt = zet_klaar(kale_checkout, machine)
    assert gestopt.returncode == 1
    assert "    error: could not connect" in gestopt.stderr
    assert "kijk of deze machine PyPI bereikt en start opnieuw" in gestopt.stderr


def test_een_map_waar_men_niet_mag_schrijven_geeft_een_zin(kale_checkout: Path, tmp_path: Path) -> None:
    (kale_checkout / ".data").write_text("geen map")
    gestopt = zet_klaar(kale_checkout, tmp_path / "machine")
    assert gestopt.returncode == 1
    assert gestopt.stderr.startswith(f"Geen recht om te schrijven in {kale_checkout}: start als de eigenaar")


def test_wat_klaar_staat_wordt_niet_opnieuw_gedaan(kale_checkout: Path, tmp_path: Path) -> None:
    machine = tmp_path / "machine"
    te_oude_pythons(machine)
    programma(machine / "python3", f'exec "{sys.executable}" "$@"')
    programma(
        machine / "uv",
        f"""case "$1" in
        --version) echo "uv 0.9.0" ;;
        sync) mkdir -p .venv/bin; ln -sf "{sys.executable}" .venv/bin/python; echo "$@" >> "$HOME/gevraagd" ;;
        esac""",
    )
    for _ in range(2):
        assert zet_klaar(kale_checkout, machine).returncode == 0
    assert (machine / "gevraagd").read_text() == "sync --frozen --no-default-groups --group lokaal --inexact\n"
    with (kale_checkout / "uv.lock").open("a") as slot:
        slot.write("\n# gewijzigd\n")
    assert zet_klaar(kale_checkout, machine).returncode == 0
    assert (machine / "gevraagd").read_text().count("\n") == 2
    assert os.access(kale_checkout / ".venv" / "bin" / "python", os.X_OK)
