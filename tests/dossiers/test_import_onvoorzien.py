"""What nobody foresaw falls on an import: it ends at once, with a sentence, nothing taken over, and no data in the log."""

import logging
from pathlib import Path

import psycopg
import pytest
from django.test import Client

from dossiers.models import Dossier, ImportRun, Importstuk, Organisator
from kern.choices import Rol
from kern.models import Medewerker, OutboxRegel
from tests.dossiers.test_historiek import pakket
from tests.dossiers.test_historiek_pagina import stuur as stuur_historiek
from tests.dossiers.test_import_paginas import VERZONNEN, laat_werken, stuur
from tests.hulp.databank import Databank
from tests.mensen import BACKEND, maak

GEHEIM = "Marie Vandenbroucke-Testelaar"


@pytest.fixture
def bo(eigen_database: Databank) -> Medewerker:
    return maak("bo", "Bo Mertens", Rol.BACKOFFICE)


@pytest.fixture
def client_bo(bo: Medewerker) -> Client:
    client = Client()
    client.force_login(bo, backend=BACKEND)
    return client


def laat_schrijven_mislukken(databank: Databank, sqlstate: str, *, keren: int = 1_000_000) -> None:
    """Let each of the first *keren* new locations fall over, with a sentence that holds somebody's name."""
    with psycopg.connect(databank.url_eigenaar) as eigenaar:
        eigenaar.execute("CREATE SEQUENCE keer; GRANT USAGE ON SEQUENCE keer TO PUBLIC")
        eigenaar.execute(
            f"""CREATE FUNCTION val_om() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('keer') <= {keren} THEN RAISE EXCEPTION 'Dit mag niet: {GEHEIM}' USING ERRCODE = '{sqlstate}'; END IF;
                RETURN NEW; END $$"""
        )
        eigenaar.execute("CREATE TRIGGER val_om BEFORE INSERT ON dossiers_dossier FOR EACH ROW EXECUTE FUNCTION val_om()")


@pytest.mark.parametrize(
    ("sqlstate", "soort"),
    [("23514", "IntegrityError"), ("53100", "OperationalError"), ("22001", "DataError")],
    ids=["een regel van de databank", "een volle schijf", "een waarde die niet past"],
)
@pytest.mark.parametrize("bij", ["nazicht", "overname"])
def test_wat_niemand_voorzag_eindigt_meteen_met_een_zin_en_zonder_gegevens_in_het_logboek(
    bij: str,
    sqlstate: str,
    soort: str,
    eigen_database: Databank,
    client_bo: Client,
    bo: Medewerker,
    gelogde_fouten: list[logging.LogRecord],
) -> None:
    stuur(client_bo, VERZONNEN.read_bytes())
    run = ImportRun.objects.get()
    if bij == "overname":
        laat_werken()
        client_bo.post(f"/import/{run.pk}/overnemen/")
    laat_schrijven_mislukken(eigen_database, sqlstate)
    laat_werken()
    run.refresh_from_db()
    assert (run.status, run.poging, run.nieuw, run.fouten) == ("mislukt", 1, 0, 0)
    html = client_bo.get(f"/import/{run.pk}/").content.decode()
    assert f"Er ging iets mis dat wij niet voorzagen. Geef import {run.pk} door aan de beheerder" in html
    assert "Er is niets overgenomen." in html
    assert OutboxRegel.objects.filter(ontvanger=bo, titel=f"Import {run.pk}: mislukt").exists()
    assert not Dossier.objects.exists()
    assert not Organisator.objects.exists()
    assert not Importstuk.objects.exists()
    (regel,) = gelogde_fouten
    tekst = logging.Formatter().format(regel)
    for woord in ("import_mislukt", soort, sqlstate):
        assert woord in tekst
    assert GEHEIM not in tekst
    assert GEHEIM not in html
    gelogde_fouten.clear()


def test_een_fout_van_ons_zelf_eindigt_even_goed(
    client_bo: Client, gelogde_fouten: list[logging.LogRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk without room for the file that is read: the worker has nowhere to put it."""
    stuur(client_bo, VERZONNEN.read_bytes())
    monkeypatch.setattr("tempfile.tempdir", "/dev/null")
    laat_werken()
    run = ImportRun.objects.get()
    assert (run.status, run.poging) == ("mislukt", 1)
    tekst = logging.Formatter().format(gelogde_fouten.pop())
    assert "NotADirectoryError" in tekst
    assert "/dev/null" not in tekst


@pytest.mark.parametrize("sqlstate", ["40P01", "23505"], ids=["een deadlock", "een rij van een collega"])
def test_wat_voorbij_kan_gaan_wordt_opnieuw_geprobeerd(
    sqlstate: str, eigen_database: Databank, client_bo: Client, gelogde_fouten: list[logging.LogRecord]
) -> None:
    stuur(client_bo, VERZONNEN.read_bytes())
    laat_schrijven_mislukken(eigen_database, sqlstate)
    laat_werken()
    run = ImportRun.objects.get()
    assert (run.status, run.poging) == ("mislukt", 3)
    assert ("wijzigden collega’s dezelfde gegevens" in run.reden) == (sqlstate == "40P01")
    assert len(gelogde_fouten) == 1
    gelogde_fouten.clear()


def test_wat_voorbijging_wordt_gewoon_overgenomen(eigen_database: Databank, client_bo: Client) -> None:
    stuur(client_bo, VERZONNEN.read_bytes())
    laat_schrijven_mislukken(eigen_database, "40001", keren=1)
    laat_werken()
    run = ImportRun.objects.get()
    assert (run.status, run.poging, run.nieuw) == ("nagekeken", 2, 4)


def test_een_historiek_die_omvalt_eindigt_even_goed(
    eigen_database: Databank, client_bo: Client, tmp_path: Path, gelogde_fouten: list[logging.LogRecord]
) -> None:
    stuur_historiek(client_bo, pakket(tmp_path).read_bytes())
    laat_schrijven_mislukken(eigen_database, "53100")
    laat_werken()
    run = ImportRun.objects.get()
    assert (run.status, run.poging, run.nieuw) == ("mislukt", 1, 0)
    assert "niet voorzagen" in run.reden
    assert not Organisator.objects.exists()
    assert GEHEIM not in logging.Formatter().format(gelogde_fouten.pop())
