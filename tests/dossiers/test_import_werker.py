"""A real Celery worker, rung over a real Valkey, that is killed with -9 while it imports: nothing half, and never for nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.bestanden import schrijf_historiek, schrijf_register
from dossiers.actions import importeren
from dossiers.historiek import HISTORIEK, Pakketformaat
from dossiers.models import Contactmoment, Dossier, Importmelding, ImportRun, Importstuk, Organisator, Tijdlijnregel
from dossiers.register import FORMATEN, Formaat
from kern.choices import Rol
from kern.models import Logregel, OutboxRegel
from kern.outbox import bel
from tests.hulp.databank import Databank
from tests.hulp.processen import EigenValkey, Proces, wacht_tot
from tests.mensen import BACKEND, maak

pytestmark = pytest.mark.traag

RIJEN = 12_000
StartWorker = Callable[..., Proces]


@pytest.fixture(autouse=True)
def _bel_weer_heel() -> None:
    bel._stil_tot = 0.0


def zet_klaar(formaat: Formaat | Pakketformaat, pad: Path) -> ImportRun:
    bo = maak("bo", "Bo Mertens", Rol.BACKOFFICE)
    return importeren.zet_klaar(formaat=formaat, bestandsnaam=pad.name, inhoud=[pad.read_bytes()], door=bo, op=timezone.now())


def stand(run: ImportRun) -> ImportRun:
    run.refresh_from_db()
    return run


def dood_terwijl_hij_leest(run: ImportRun, status: str, worker: Proces) -> None:
    """Wait until *worker* reads the rows of *run* in *status*, and kill it there."""
    wacht_tot(lambda: stand(run).status == status and run.gelezen > 0, seconden=120, wat=f"een werker die leest\n{worker.tekst}")
    worker.dood()


def veeg_tot_hij_gevonden_is() -> None:
    """Sweep as beat does, until the lock of the dead worker is gone; the sweep rings for who comes next."""
    wacht_tot(lambda: importeren.veeg(op=timezone.now()) == 1, seconden=60, wat="een veger die de dode werker vindt")


def wacht_op(run: ImportRun, status: str, worker: Proces) -> None:
    wacht_tot(lambda: stand(run).status == status, seconden=240, wat=f"{status}, en niet {run.status}\n{worker.tekst[-3000:]}")


def niets_half() -> None:
    assert not any(model._default_manager.exists() for model in (Dossier, Organisator, Contactmoment, Tijdlijnregel))
    assert not Logregel.objects.filter(onderwerp_soort="dossiers.dossier").exists()


def test_een_register_overleeft_een_gedode_werker_bij_het_nakijken_en_bij_het_overnemen(
    eigen_database: Databank, eigen_valkey: EigenValkey, start_worker: StartWorker, tmp_path: Path
) -> None:
    schrijf_register(tmp_path / "groot.csv", RIJEN)
    eerste = start_worker()
    run = zet_klaar(FORMATEN["opgroeien"], tmp_path / "groot.csv")
    dood_terwijl_hij_leest(run, "nakijken", eerste)
    niets_half()
    wacht_tot(lambda: eigen_valkey.luisteraars() == 0, wat="stilte")
    tweede = start_worker()
    veeg_tot_hij_gevonden_is()
    wacht_op(run, "nagekeken", tweede)
    assert (run.nieuw, run.poging) == (RIJEN, 2)
    niets_half()

    importeren.bevestig(run=run, door=run.door, op=timezone.now())  # type: ignore[arg-type]  # put ready by somebody
    dood_terwijl_hij_leest(run, "overnemen", tweede)
    niets_half()
    wacht_tot(lambda: eigen_valkey.luisteraars() == 0, wat="stilte")
    derde = start_worker()
    veeg_tot_hij_gevonden_is()
    wacht_op(run, "overgenomen", derde)
    assert (run.nieuw, run.poging, Dossier.objects.count()) == (RIJEN, 2, RIJEN)
    assert not Importstuk.objects.exists()
    connection.close()


def test_een_historiek_die_telkens_haar_werker_verliest_mislukt_en_zegt_wat_te_doen(
    eigen_database: Databank, eigen_valkey: EigenValkey, start_worker: StartWorker, tmp_path: Path
) -> None:
    schrijf_historiek(tmp_path / "edison.zip", RIJEN)
    run = zet_klaar(HISTORIEK, tmp_path / "edison.zip")
    for keer in range(1, importeren.POGINGEN + 1):
        worker = start_worker()
        bel.bel(importeren.TAAK)
        dood_terwijl_hij_leest(run, "nakijken", worker)
        niets_half()
        wacht_tot(lambda: eigen_valkey.luisteraars() == 0, wat="stilte")
        veeg_tot_hij_gevonden_is()
        assert stand(run).poging == keer
    assert run.status == "mislukt"
    assert not Importstuk.objects.exists()
    assert not Importmelding.objects.exists()
    assert run.door is not None
    assert OutboxRegel.objects.filter(ontvanger=run.door, titel=f"Import {run.pk}: mislukt").exists()
    client = Client()
    client.force_login(run.door, backend=BACKEND)
    html = client.get(run.get_absolute_url()).content.decode()
    for tekst in ("viel drie keer weg", "Er is niets overgenomen. Kies het bestand opnieuw.", "Historiek kiezen"):
        assert tekst in html
    connection.close()
