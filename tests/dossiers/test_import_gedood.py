"""A worker that is killed in the middle of an import: nothing half, nothing twice, and it begins again."""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from benchmarks.bestanden import schrijf_register
from dossiers.actions import importeren
from dossiers.actions.importstap import STUK
from dossiers.fouten import ImportLooptAl
from dossiers.gebeurtenissen import REGISTER_OVERGENOMEN, VERGUNNING_VASTGELEGD
from dossiers.models import Dossier, Importmelding, ImportRun, Importstuk
from dossiers.register import FORMATEN
from kern.choices import Rol
from kern.models import Logregel
from tests.hulp.databank import Databank
from tests.hulp.processen import Proces, wacht_tot
from tests.mensen import maak

WERK = (
    "import django; django.setup()\n"
    "from django.utils import timezone\n"
    "from dossiers.actions import importeren\n"
    "importeren.verwerk(klok=timezone.now)\n"
)
RIJEN = 12_000


def start_werker(tmp_path: Path) -> Proces:
    return Proces([sys.executable, "-c", WERK], log=tmp_path / "werker.log", env={})


def stand(run: ImportRun) -> ImportRun:
    run.refresh_from_db()
    return run


@pytest.fixture
def run(eigen_database: Databank, tmp_path: Path) -> Iterator[ImportRun]:
    bo = maak("bo", "Bo Mertens", Rol.BACKOFFICE)
    schrijf_register(tmp_path / "groot.csv", RIJEN)
    inhoud = [(tmp_path / "groot.csv").read_bytes()]
    run = importeren.zet_klaar(formaat=FORMATEN["opgroeien"], bestandsnaam="groot.csv", inhoud=inhoud, door=bo, op=timezone.now())
    assert Importstuk.objects.count() == len(inhoud[0]) // STUK + 1
    yield run
    connection.close()


@pytest.mark.traag
def test_een_gedode_werker_laat_niets_halfs_na_en_de_volgende_maakt_het_af(run: ImportRun, tmp_path: Path) -> None:
    importeren.verwerk(klok=timezone.now)
    assert (stand(run).status, run.nieuw, Dossier.objects.count()) == ("nagekeken", RIJEN, 0)
    importeren.bevestig(run=run, door=run.door, op=timezone.now())  # type: ignore[arg-type]  # it was put ready by somebody

    werker = start_werker(tmp_path)
    wacht_tot(lambda: stand(run).gelezen > 0 or not werker.leeft, seconden=90, wat=f"een werker die leest\n{werker.tekst}")
    assert importeren.verwerk(klok=timezone.now) == 0  # a second worker keeps off
    with pytest.raises(ImportLooptAl):
        importeren.voer_direct_uit(
            formaat=FORMATEN["poi"], bestandsnaam="x", bestand=BytesIO(), meld=print, door=None, op=timezone.now()
        )
    assert importeren.veeg(op=timezone.now()) == 0  # it lives: nobody takes it for dead
    werker.dood()

    assert (stand(run).status, Dossier.objects.count()) == ("overnemen", 0)
    wacht_tot(lambda: importeren.veeg(op=timezone.now()) == 1, wat="een veger die de dode werker vindt")
    assert (stand(run).status, run.poging, run.wie) == ("bevestigd", 1, None)

    tweede = start_werker(tmp_path)
    wacht_tot(lambda: not tweede.leeft, seconden=120, wat="een import die af is")
    assert (stand(run).status, run.nieuw, run.poging) == ("overgenomen", RIJEN, 2), tweede.tekst
    assert Dossier.objects.count() == RIJEN
    # Once each, not twice by the two workers: the location, and its permit.
    for gebeurtenis in (REGISTER_OVERGENOMEN, VERGUNNING_VASTGELEGD):
        assert Logregel.objects.filter(gebeurtenis=gebeurtenis.code).count() == RIJEN
    assert not Importstuk.objects.exists()


def test_wie_drie_keer_wegvalt_wordt_opgegeven_met_een_zin(run: ImportRun) -> None:
    for keer in range(1, importeren.POGINGEN + 1):
        opgenomen = importeren._neem_op(timezone.now())  # and here the worker is killed
        assert opgenomen is not None
        assert importeren.veeg(op=timezone.now()) == 1
        assert stand(run).poging == keer
    assert (stand(run).status, run.reden) == ("mislukt", importeren._VIEL_WEG)
    assert not Importstuk.objects.exists()
    assert not Importmelding.objects.exists()
