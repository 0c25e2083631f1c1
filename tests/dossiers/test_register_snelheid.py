"""How large what comes in by file may be. The time is printed; `make bench ARGS=--invoer` holds it to its bound."""

import os
from pathlib import Path

import pytest

from benchmarks.bestanden import schrijf_historiek, schrijf_register
from benchmarks.invoer import voer_uit
from dossiers.models import Contactmoment, Dossier, Organisator
from tests.hulp.databank import Databank

MEESTE_KB = 500 * 1024


@pytest.mark.traag
def test_honderdduizend_rijen_van_een_register(eigen_database: Databank, tmp_path: Path) -> None:
    schrijf_register(tmp_path / "groot.csv", 100_000)
    woorden = ["importeer_register", str(tmp_path / "groot.csv"), "--formaat=opgroeien"]
    ronde = voer_uit(woorden, env=os.environ.copy(), url_beheer=eigen_database.url_beheer)
    print(f"{ronde.seconden:.1f} s, vloer {ronde.vloer:.1f} s, {ronde.piek_kb / 1024:.0f} MB: {ronde.uitvoer}")
    assert ronde.uitvoer.startswith("100000 nieuw (met 50000 organisatoren)")
    assert (Dossier.objects.count(), Organisator.objects.count()) == (100_000, 50_000)
    assert ronde.piek_kb <= MEESTE_KB


@pytest.mark.traag
def test_honderdvijftigduizend_regels_historiek(eigen_database: Databank, tmp_path: Path) -> None:
    schrijf_historiek(tmp_path / "groot.zip", 150_000)
    woorden = ["importeer_historiek", str(tmp_path / "groot.zip")]
    ronde = voer_uit(woorden, env=os.environ.copy(), url_beheer=eigen_database.url_beheer)
    print(f"{ronde.seconden:.1f} s, vloer {ronde.vloer:.1f} s, {ronde.piek_kb / 1024:.0f} MB: {ronde.uitvoer}")
    assert (Dossier.objects.count(), Contactmoment.objects.count()) == (4_500, 97_500)
    assert ronde.piek_kb <= MEESTE_KB
