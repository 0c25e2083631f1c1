"""The page of backoffice: choose a file, read what would happen, decide; and what stays behind."""

import csv
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers.actions import importeren
from dossiers.actions.testgegevens import markeer
from dossiers.models import Dossier, ImportRun, Importstuk
from kern.choices import Rol
from kern.models import Medewerker, OutboxRegel
from tests.mensen import Inloggen, maak

VERZONNEN = Path(__file__).with_name("poi_verzonnen.csv")
ACHTERGROND = {"HTTP_X_ACHTERGROND": "1", "HTTP_HX_REQUEST": "true"}


@pytest.fixture
def bo(db: None) -> Medewerker:
    return maak("bo", "Bo Mertens", Rol.BACKOFFICE)


@pytest.fixture
def client_bo(bo: Medewerker, inloggen: Inloggen) -> Client:
    return inloggen(bo)


def stuur(client: Client, inhoud: bytes, formaat: str = "poi", **meer: str) -> HttpResponse:
    bestand = SimpleUploadedFile("poi van Kontich.csv", inhoud, content_type="text/csv")
    return client.post("/import/nieuw/", {"bestand": bestand, "formaat": formaat, **meer})  # type: ignore[return-value]


def laat_werken() -> None:
    importeren.verwerk(klok=timezone.now)


def test_eerst_nakijken_dan_beslissen_dan_overnemen(client_bo: Client, bo: Medewerker) -> None:
    antwoord = stuur(client_bo, VERZONNEN.read_bytes())
    run = ImportRun.objects.get()
    assert (antwoord.status_code, antwoord["Location"]) == (302, f"/import/{run.pk}/")
    assert "wacht op nazicht" in client_bo.get(f"/import/{run.pk}/").content.decode().lower()
    laat_werken()
    html = client_bo.get(f"/import/{run.pk}/").content.decode()
    for tekst in ("Nagekeken, nog niets overgenomen", "Neem over", "staat al op regel 2", "2 kolommen in plaats van 5"):
        assert tekst in html
    assert not Dossier.objects.exists()
    client_bo.post(f"/import/{run.pk}/overnemen/")
    laat_werken()
    run.refresh_from_db()
    assert (run.status, run.nieuw, run.organisatoren, run.fouten) == ("overgenomen", 4, 3, 5)
    assert Dossier.objects.count() == 4
    assert not Importstuk.objects.exists()
    assert [r.titel for r in OutboxRegel.objects.filter(ontvanger=bo).order_by("pk")] == [
        f"Import {run.pk}: nagekeken, wacht op u",
        f"Import {run.pk}: overgenomen",
    ]


def test_wie_niet_overneemt_houdt_niets_over(client_bo: Client) -> None:
    stuur(client_bo, VERZONNEN.read_bytes())
    laat_werken()
    run = ImportRun.objects.get()
    client_bo.post(f"/import/{run.pk}/niet-overnemen/")
    run.refresh_from_db()
    assert run.status == "vervallen"
    assert not Importstuk.objects.exists()
    assert client_bo.post(f"/import/{run.pk}/overnemen/").status_code == 409


def test_wat_geen_register_is_wordt_na_het_nakijken_geweigerd_met_een_zin(client_bo: Client) -> None:
    stuur(client_bo, b"%PDF-1.7 rest")
    laat_werken()
    run = ImportRun.objects.get()
    assert run.status == "geweigerd"
    assert "geen CSV maar een PDF" in client_bo.get(f"/import/{run.pk}/").content.decode()


@pytest.mark.parametrize(
    ("inhoud", "formaat", "zin"),
    [
        (b"", "poi", "Het bestand is leeg"),
        (b"x", "", "Kies het formaat van het bestand."),
        (b"x", "lrk", "Kies het team dat deze locaties krijgt."),
    ],
)
def test_wat_er_in_het_formulier_ontbreekt_staat_bij_het_veld(client_bo: Client, inhoud: bytes, formaat: str, zin: str) -> None:
    antwoord = stuur(client_bo, inhoud, formaat)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    # A browser never fills a file in again: who gave one is told to choose it once more.
    assert ("Kies het bestand opnieuw" in antwoord.content.decode()) is bool(inhoud)
    assert not ImportRun.objects.exists()


def test_een_geweigerd_bestand_zegt_waarom_en_wijst_de_weg_naar_een_nieuw(client_bo: Client) -> None:
    stuur(client_bo, b"naam;straat;gemeente\nx;y;z\n")
    laat_werken()
    html = client_bo.get(ImportRun.objects.get().get_absolute_url()).content.decode()
    assert "Kijk na of u het juiste formaat koos" in html
    assert 'href="/import/nieuw/"' in html
    assert "Punten van belang" in client_bo.get("/import/").content.decode()


def test_buitenlandse_plaatsen_worden_bij_het_formulier_geweigerd_tenzij_in_testgegevens(client_bo: Client) -> None:
    from kern.models import Team

    team = str(Team.objects.get(code="limburg").pk)
    antwoord = stuur(client_bo, b"x", "lrk", team=team)
    assert antwoord.status_code == 422
    assert "mag alleen in een databank met testgegevens" in antwoord.content.decode()
    markeer(waarom="een test", op=timezone.now())
    assert stuur(client_bo, b"x", "lrk", team=team).status_code == 302


def test_te_groot_wordt_geweigerd_voor_er_iets_bewaard_is(client_bo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dossiers.forms.importeren.GROOTSTE_BESTAND", 3)
    assert stuur(client_bo, b"abcd").status_code == 422
    assert not ImportRun.objects.exists()


def test_de_voortgang_vraagt_zichzelf_opnieuw_en_de_pagina_komt_terug_als_het_klaar_is(client_bo: Client) -> None:
    stuur(client_bo, VERZONNEN.read_bytes())
    pad = f"/import/{ImportRun.objects.get().pk}/voortgang/"
    bezig = client_bo.get(pad, **ACHTERGROND)  # type: ignore[arg-type]
    assert "every 2s" in bezig.content.decode()
    assert "X-Achtergrond" in bezig.content.decode()
    laat_werken()
    assert client_bo.get(pad, **ACHTERGROND)["HX-Refresh"] == "true"  # type: ignore[arg-type]


def test_het_verslag_is_te_downloaden_en_een_formule_blijft_tekst(client_bo: Client) -> None:
    kwaad = b'poi_id,naam,adres,lon,lat\n=1+1,x,y,4,51\n1,Goed,"Laan 1, 2550 Kontich",4,51\n9,x,=2+2,4,51\n'
    stuur(client_bo, kwaad)
    laat_werken()
    pad = f"/import/{ImportRun.objects.get().pk}/"
    als_csv = b"".join(client_bo.get(pad, {"uitvoer": "csv"})).decode("utf-8-sig")
    rijen = list(csv.reader(StringIO(als_csv), delimiter=";"))
    assert rijen[0] == ["Regel", "Wat", "Kolom", "Waarom", "Dossier"]
    assert [rij[:3] for rij in rijen[1:]] == [["2", "niet overgenomen", "poi_id"], ["4", "niet overgenomen", "adres"]]
    boek = ZipFile(BytesIO(b"".join(client_bo.get(pad, {"uitvoer": "xlsx"}))))
    assert b"<f>" not in boek.read("xl/worksheets/sheet1.xml")


def test_twee_imports_gaan_na_elkaar(client_bo: Client) -> None:
    stuur(client_bo, VERZONNEN.read_bytes())
    stuur(client_bo, VERZONNEN.read_bytes())
    assert importeren.verwerk(klok=timezone.now) == 2
    assert [r.status for r in ImportRun.objects.order_by("pk")] == ["nagekeken", "nagekeken"]
    for run in ImportRun.objects.order_by("pk"):
        client_bo.post(f"/import/{run.pk}/overnemen/")
    laat_werken()
    assert [(r.nieuw, r.ongewijzigd) for r in ImportRun.objects.order_by("pk")] == [(4, 0), (0, 4)]


def test_wie_niet_bij_backoffice_werkt_vindt_geen_import(client_an: Client) -> None:
    assert client_an.get("/import/").status_code == 403
    assert "/import/" not in client_an.get("/").content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize(("pagina", "vragen"), [("/import/", 6), ("/import/nieuw/", 4), ("/import/{pk}/", 7)])
def test_het_aantal_vragen_groeit_niet_met_de_rijen(
    pagina: str, vragen: int, aantal: int, client_bo: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rijen = b"".join(b"%d,x,fout adres,4,51\n" % i for i in range(aantal))
    for _ in range(aantal):
        stuur(client_bo, b"poi_id,naam,adres,lon,lat\n" + rijen)
    laat_werken()
    pad = pagina.format(pk=ImportRun.objects.first().pk)  # type: ignore[union-attr]
    client_bo.get(pad)
    with django_assert_num_queries(vragen):
        client_bo.get(pad)


def test_een_week_zonder_beslissing_en_het_bestand_is_weg(client_bo: Client) -> None:
    stuur(client_bo, VERZONNEN.read_bytes())
    laat_werken()
    importeren.veeg(op=timezone.now() + importeren.BEWAARD / 2)
    assert Importstuk.objects.exists()
    importeren.veeg(op=timezone.now() + importeren.BEWAARD * 1.1)
    assert not Importstuk.objects.exists()
    assert ImportRun.objects.get().status == "vervallen"
