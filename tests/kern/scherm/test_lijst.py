"""An walks through a list of colleagues: filters, sorts, turns pages, keeps filters, acts on several rows, takes it along."""

import csv
import io
import re
import zipfile
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kern.actions.mensen import deactiveer
from kern.actions.scherm import bewaar_filter
from kern.choices import Rol
from kern.lijst import lijst as lijstmodule
from kern.lijst.uitvoer import ontmantel
from kern.models import BewaardFilter, Logregel, Medewerker
from tests.mensen import MAANDAG, collega

pytestmark = [pytest.mark.urls("tests.kern.scherm.lijst_urls")]
PAD = "/proef/collegas/"


def _namen(html: str) -> list[str]:
    return re.findall(r"data-open>([^<]+)</a>", html)


def _link(html: str, rel: str) -> str:
    gevonden = re.search(rf'rel="{rel}" href="([^"]+)"', html)
    return gevonden[1].replace("&amp;", "&") if gevonden else ""


@pytest.fixture
def bart(an: Medewerker) -> Medewerker:
    return collega("Bart", Rol.COORDINATOR, team="antwerpen", telefoon="03 123 45 67")


@pytest.fixture
def veel_collegas(an: Medewerker) -> list[Medewerker]:
    # Ties (the same phone), gaps (no team, never deactivated) and moments, so that every branch of the paging is walked.
    teams = ["antwerpen", None, "limburg", None, "antwerpen"]
    mensen = [collega(f"P{n:02}", team=teams[n % 5], telefoon="03 123 45 67" if n % 3 else "") for n in range(16)]
    for n, mens in enumerate(mensen[:4]):
        deactiveer(medewerker=mens, door=an, op=MAANDAG + timedelta(hours=n // 2), reden="weg")
    return mensen


@pytest.mark.parametrize("sorteer", ["naam", "-naam", "team", "-team", "telefoon", "-telefoon", "sinds", "-sinds"])
def test_an_bladert_tot_het_einde_en_terug_en_ziet_iedereen_precies_een_keer(
    client_an: Client, veel_collegas: list[Medewerker], sorteer: str
) -> None:
    def blad(url: str) -> tuple[list[str], str, str]:
        html = client_an.get(url).content.decode()
        return _namen(html), _link(html, "next"), _link(html, "prev")

    heen, vorige_keren = [], []
    url = f"{PAD}?sorteer={sorteer}"
    while url:
        namen, volgende, vorige = blad(url)
        heen.append(namen)
        vorige_keren.append(vorige)
        url = PAD + volgende.removeprefix(PAD) if volgende else ""
    assert [len(b) for b in heen] == [5, 5, 5, 2]
    plat = [naam for b in heen for naam in b]
    assert len(set(plat)) == 17

    terug = [heen[-1]]
    url = vorige_keren[-1]
    while url:
        namen, _, url = blad(url)
        terug.append(namen)
    assert [naam for b in reversed(terug) for naam in b] == plat


def test_wie_zonder_waarde_is_staat_achteraan_in_beide_richtingen(client_an: Client, veel_collegas: list[Medewerker]) -> None:
    for sorteer in ("sinds", "-sinds"):
        eerste = _namen(client_an.get(f"{PAD}?sorteer={sorteer}").content.decode())[:4]
        assert {naam.split()[0] for naam in eerste} == {"P00", "P01", "P02", "P03"}


def test_kop_zegt_hoe_er_gesorteerd_is_en_keert_om(client_an: Client) -> None:
    html = client_an.get(PAD).content.decode()
    assert html.count("aria-sort=") == 1
    assert 'aria-sort="ascending"' in html
    assert "sorteer=-naam" in html


def test_filter_staat_in_het_adres_en_beperkt_de_rijen(client_an: Client, bart: Medewerker) -> None:
    html = client_an.get(f"{PAD}?q=bart").content.decode()
    assert _namen(html) == ["Bart Peeters"]
    assert "1 collega<" in html
    assert _namen(client_an.get(f"{PAD}?team=antwerpen").content.decode()) == ["Bart Peeters"]


def test_onzin_in_een_filter_is_een_fout_bij_het_veld_en_telt_niet_mee(client_an: Client, bart: Medewerker) -> None:
    html = client_an.get(f"{PAD}?weg=gisteren&team=nergens").content.decode()
    assert "Voer een geldige datum in." in html
    assert len(_namen(html)) == 2


def test_onbekende_rij_of_sortering_in_het_adres_geeft_het_eerste_blad(client_an: Client, bart: Medewerker) -> None:
    for onzin in ("na=99999", "na=abc", "voor=x", "sorteer=wachtwoord", "sorteer=--naam"):
        assert _namen(client_an.get(f"{PAD}?{onzin}").content.decode()) == ["An De Smet", "Bart Peeters"], onzin


def test_adres_van_een_blad_bevat_geen_namen(client_an: Client, veel_collegas: list[Medewerker]) -> None:
    volgende = _link(client_an.get(f"{PAD}?sorteer=naam").content.decode(), "next")
    assert re.fullmatch(r"\d+", parse_qs(urlsplit(volgende).query)["na"][0])


@pytest.mark.parametrize("aantal", [1, 3])
def test_lijst_kost_even_veel_vragen_met_een_als_met_drie_rijen(
    client_an: Client, an: Medewerker, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(aantal - 1):
        collega(f"P{n}", team="limburg")
    client_an.get(PAD)
    # session, person, counters, saved filters, teams of the filter, count, rows
    with django_assert_num_queries(7):
        html = client_an.get(PAD).content.decode()
    assert len(_namen(html)) == aantal


def test_boven_de_grens_wordt_niet_verder_geteld(
    client_an: Client, veel_collegas: list[Medewerker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lijstmodule, "TELGRENS", 10)
    assert "10+ collega’s" in client_an.get(PAD).content.decode()


def test_lege_uitkomst_zegt_wat_te_doen(client_an: Client) -> None:
    html = client_an.get(f"{PAD}?q=niemand").content.decode()
    assert "Niets gevonden met deze filters" in html
    assert "Alle filters wissen" in html


def test_htmx_krijgt_alleen_de_lijst_en_een_herstelde_pagina_helemaal(client_an: Client) -> None:
    stuk = client_an.get(PAD, headers={"HX-Request": "true"})
    assert stuk.content.decode().lstrip().startswith('<div id="lijst-proefcollegas"')
    assert "HX-Request" in stuk["Vary"]
    heel = client_an.get(PAD, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in heel.content.decode()


def test_an_bewaart_een_filter_en_vindt_hem_terug(client_an: Client, an: Medewerker, bart: Medewerker) -> None:
    antwoord = client_an.post(f"{PAD}?q=bart&sorteer=-naam", {"filter_naam": "Alle Barts"})
    assert antwoord.status_code == 302
    bewaard = BewaardFilter.objects.get()
    assert (bewaard.eigenaar, bewaard.team, bewaard.zoekstring) == (an, None, "q=bart&sorteer=-naam")
    html = client_an.get(f"{PAD}?q=bart&sorteer=-naam").content.decode()
    assert 'aria-current="true">Alle Barts' in html


def test_filter_van_het_team_ziet_een_teamgenoot_en_een_ander_team_niet(client: Client, an: Medewerker, bart: Medewerker) -> None:
    els = collega("Els")
    bewaar_filter(lijst="proef.collegas", naam="Van ons", zoekstring="q=x", voor_team=True, door=an, op=MAANDAG)
    for wie, ziet in ((els, True), (bart, False)):
        client.force_login(wie, backend="kern.aanmelden.backend.Aanmeldbackend")
        assert ("Van ons" in client.get(PAD).content.decode()) is ziet


def test_dezelfde_naam_twee_keer_geeft_de_fout_bij_het_veld(client_an: Client) -> None:
    client_an.post(f"{PAD}?q=a", {"filter_naam": "Mijn"})
    antwoord = client_an.post(f"{PAD}?q=b", {"filter_naam": "Mijn"})
    assert antwoord.status_code == 422
    assert "U hebt al een filter met die naam" in antwoord.content.decode()


def test_filter_van_een_collega_kan_an_niet_verwijderen(client_an: Client, bart: Medewerker) -> None:
    van_bart = bewaar_filter(lijst="proef.collegas", naam="Van Bart", zoekstring="q=x", voor_team=False, door=bart, op=MAANDAG)
    antwoord = client_an.post(PAD, {"filter_verwijderen": van_bart.pk})
    assert antwoord.status_code == 404
    assert BewaardFilter.objects.filter(pk=van_bart.pk).exists()


def test_eigen_filter_verwijdert_an_met_een_knop(client_an: Client, an: Medewerker) -> None:
    eigen = bewaar_filter(lijst="proef.collegas", naam="Weg ermee", zoekstring="q=x", voor_team=False, door=an, op=MAANDAG)
    client_an.post(PAD, {"filter_verwijderen": eigen.pk})
    assert not BewaardFilter.objects.exists()


def test_handeling_op_meer_rijen_geeft_per_rij_wat_er_gebeurde(client_an: Client, an: Medewerker, bart: Medewerker) -> None:
    html = client_an.post(PAD, {"bulk": "groet", "gekozen": [an.pk, bart.pk]}).content.decode()
    assert "1 gelukt, 1 niet" in html
    assert "U kunt uzelf niet groeten." in html
    assert "gegroet door An De Smet" in html


def test_handeling_zonder_gekozen_rij_zegt_wat_te_doen(client_an: Client) -> None:
    antwoord = client_an.post(PAD, {"bulk": "groet"})
    assert antwoord.status_code == 422
    assert "Kies eerst een of meer rijen" in antwoord.content.decode()


def test_csv_heeft_alle_rijen_van_de_filter_en_geen_werkende_formules(
    client_an: Client, an: Medewerker, veel_collegas: list[Medewerker]
) -> None:
    collega("=1+1", username="plus", email="plus@voorbeeld.be", telefoon="+32 3 123 45 67")
    antwoord = client_an.get(f"{PAD}?uitvoer=csv")
    tekst = b"".join(antwoord.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rijen = list(csv.reader(io.StringIO(tekst), delimiter=";"))
    assert rijen[0] == ["Naam", "Team", "Telefoon", "Gedeactiveerd", "E-mail"]
    assert len(rijen) == 1 + 18
    assert ["'=1+1 Peeters", "'+32 3 123 45 67"] in [[r[0], r[2]] for r in rijen]
    assert Logregel.objects.filter(gebeurtenis="kern.lijst_uitgevoerd", door_id=an.pk).count() == 1


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b"])
def test_wat_een_rekenblad_voor_een_formule_neemt_wordt_tekst(begin: str) -> None:
    assert ontmantel(f"{begin}cmd") == f"'{begin}cmd"


def test_xlsx_houdt_formules_als_tekst_en_datums_als_datum(client_an: Client, an: Medewerker) -> None:
    weg = collega("=SOM(A1)", username="som", email="som@voorbeeld.be")
    deactiveer(medewerker=weg, door=an, op=MAANDAG, reden="weg")
    inhoud = b"".join(client_an.get(f"{PAD}?uitvoer=xlsx").streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(inhoud)) as boek:
        blad = boek.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in blad
    assert "=SOM(A1) Peeters" in blad
    # 2 March 2026 09:00 in Brussels, as a spreadsheet counts days.
    dagen = (datetime(2026, 3, 2, 9) - datetime(1899, 12, 30)) / timedelta(days=1)  # noqa: DTZ001 a cell has no zone
    assert f"<v>{dagen}</v>" in blad
