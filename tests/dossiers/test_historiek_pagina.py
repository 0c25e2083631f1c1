"""The history of the old system through the page of backoffice: tried first, fault by fault, and taken over when they say so."""

from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from dossiers.actions import importeren
from dossiers.models import Betrokkene, Contactmoment, Dossier, Historiekstuk, ImportRun, Importstuk, Tijdlijnregel
from kern.choices import Rol
from kern.models import Medewerker
from kern.tijd import BRUSSEL
from tests.dossiers.test_historiek import Anders, importeer, pakket
from tests.dossiers.test_historiek_attesten import B1
from tests.dossiers.test_historiek_opvang import HOE
from tests.dossiers.test_historiek_plaatsen import O1, heel
from tests.dossiers.test_historiek_vergunning import V1, V2, V3, D
from tests.mensen import Inloggen, maak


@pytest.fixture
def client_bo(db: None, inloggen: Inloggen) -> Client:
    return inloggen(maak("bo", "Bo Mertens", Rol.BACKOFFICE))


def stuur(client: Client, inhoud: bytes) -> HttpResponse:
    bestand = SimpleUploadedFile("edison.zip", inhoud, content_type="application/zip")
    return client.post("/import/historiek/", {"bestand": bestand})  # type: ignore[return-value]


def verwerkt() -> ImportRun:
    importeren.verwerk(klok=timezone.now)
    return ImportRun.objects.latest("pk")


def test_een_pakket_wordt_nagekeken_dan_overgenomen_en_een_tweede_keer_verandert_er_niets(
    client_bo: Client, an: Medewerker, tmp_path: Path
) -> None:
    inhoud = pakket(tmp_path).read_bytes()
    antwoord = stuur(client_bo, inhoud)
    run = ImportRun.objects.get()
    assert antwoord["Location"] == f"/import/{run.pk}/"
    verwerkt()
    html = client_bo.get(f"/import/{run.pk}/").content.decode()
    for tekst in ("Nagekeken, nog niets overgenomen", "Historiek van het vorige systeem", "Nieuwe contactmomenten</dt><dd>3"):
        assert tekst in html
    assert not Dossier.objects.exists()
    assert not Historiekstuk.objects.exists()
    client_bo.post(f"/import/{run.pk}/overnemen/")
    run = verwerkt()
    geteld = (run.nieuw, run.organisatoren, run.betrokkenen, run.bezoeken, run.historiekstukken, run.bestanden)
    assert (run.status, geteld) == ("overgenomen", (1, 1, 1, 3, 2, 2))
    assert (Contactmoment.objects.count(), Historiekstuk.objects.count()) == (3, 2)
    assert (run.regels, run.gelezen) == (8, 8)
    assert not Importstuk.objects.exists()

    stuur(client_bo, inhoud)
    client_bo.post(f"/import/{verwerkt().pk}/overnemen/")
    run = verwerkt()
    assert (run.status, run.nieuw, run.ongewijzigd, run.bezoeken, run.historiekstukken) == ("overgenomen", 0, 1, 0, 0)
    assert Contactmoment.objects.count() == 3


def test_de_pagina_telt_elke_tabel_van_het_pakket(client_bo: Client, an: Medewerker, tmp_path: Path) -> None:
    pad = heel(
        tmp_path,
        organisatoren=[O1],
        dossiers=[D],
        vergunningen=[V1, V2, V3],
        opvang=[HOE],
        groepen=[],
        betrokkenen=[B1],
        attesten=["a1;b1;medisch;2022-01-01;;;"],
    )
    stuur(client_bo, pad.read_bytes())
    html = client_bo.get(f"/import/{verwerkt().pk}/").content.decode()
    for tekst in ("vergunningen</dt><dd>3", "attesten</dt><dd>1", "opvanggegevens</dt><dd>1", "groepen</dt><dd>0"):
        assert f"Nieuwe {tekst}" in html
    assert "leefgroepen" not in html  # the package has no such table
    assert not Dossier.objects.exists()


def test_een_pakket_met_fouten_wordt_geweigerd_met_elke_fout_op_haar_plaats(
    client_bo: Client, an: Medewerker, tmp_path: Path
) -> None:
    fout: Anders = {"contactmomenten.csv": ["c1;;d9;2023-05-06T10:30;;telefoon;in;;Jan;x", "c2;;d1;gisteren;;telefoon;in;;Jan;x"]}
    stuur(client_bo, pakket(tmp_path, fout).read_bytes())
    run = verwerkt()
    assert (run.status, run.fouten, run.nieuw) == ("geweigerd", 2, 0)
    assert [(m.regel, m.kolom) for m in run.meldingen.all()] == [
        (2, "contactmomenten.csv, dossier"),
        (3, "contactmomenten.csv, op"),
    ]
    html = client_bo.get(f"/import/{run.pk}/").content.decode()
    for tekst in ("Het pakket heeft 2 fouten; er is niets overgenomen.", "er is geen dossier “d9”", "“gisteren” is geen moment"):
        assert tekst in html
    assert not Dossier.objects.exists()
    assert not Importstuk.objects.exists()


def test_wat_geen_pakket_is_wordt_in_een_zin_geweigerd(client_bo: Client) -> None:
    stuur(client_bo, b"poi_id,naam\n1,x\n")
    run = verwerkt()
    assert run.status == "geweigerd"
    assert "Dit bestand is geen ZIP" in client_bo.get(f"/import/{run.pk}/").content.decode()


def test_zonder_bestand_of_te_groot_komt_het_formulier_terug(client_bo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client_bo.post("/import/historiek/").status_code == 422
    monkeypatch.setattr("dossiers.forms.importeren.MEESTE_PAKKET", 3)
    antwoord = stuur(client_bo, b"abcd")
    assert (antwoord.status_code, "groter dan" in antwoord.content.decode()) == (422, True)
    assert not ImportRun.objects.exists()


def test_wie_uit_dienst_is_heeft_twee_lijnen_en_een_huisgenoot_staat_er_zonder_naam(an: Medewerker, tmp_path: Path) -> None:
    mensen = [
        "b1;;d1;verantwoordelijke;Rita Verzonnen;1980-02-03;;;2019-01-01;2021-06-30",
        "b2;;d1;huisgenoot;Piet Geheim;;;;;2022-01-31",
    ]
    importeer(pakket(tmp_path, {"betrokkenen.csv": mensen}))
    rita, piet = (str(pk) for pk in Betrokkene.objects.order_by("bronnummer").values_list("pk", flat=True))
    lijnen = Tijdlijnregel.objects.filter(soort__startswith="dossiers.betrokkene")
    assert list(lijnen.filter(verwijzing=rita).order_by("op").values_list("titel", "kort", "op", "overgenomen")) == [
        ("Nieuwe verantwoordelijke", "Rita Verzonnen", datetime(2019, 1, 1, tzinfo=BRUSSEL), True),
        ("Verantwoordelijke weg", "Rita Verzonnen", datetime(2021, 6, 30, tzinfo=BRUSSEL), True),
    ]
    assert list(lijnen.filter(verwijzing=piet).values_list("kort", flat=True)) == ["", ""]


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_aantal_vragen_van_de_pagina_groeit_niet(
    aantal: int, client_bo: Client, an: Medewerker, tmp_path: Path, django_assert_num_queries: object
) -> None:
    rijen = [f"c{i};;d9;2023-05-06T10:30;;telefoon;in;;Jan;x" for i in range(aantal)]
    stuur(client_bo, pakket(tmp_path, {"contactmomenten.csv": rijen}).read_bytes())
    pad = f"/import/{verwerkt().pk}/"
    client_bo.get(pad)
    with django_assert_num_queries(7):  # type: ignore[operator]  # the fixture of pytest-django
        client_bo.get(pad)
