"""A session that ends by itself, and loses nothing of what was typed."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from kern.actions.sessies import sluit_sessies
from kern.models import Medewerker, Sessie
from tests.mensen import collega

OP = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
WACHTWOORD = "vijf blauwe eenden zwemmen"
ACHTERGROND = {"X-Achtergrond": "1"}
HTMX = {"HX-Request": "true"}
ONZE = {"Origin": "http://testserver"}


@pytest.fixture
def an(db: None) -> Medewerker:
    return collega("An", wachtwoord=WACHTWOORD, op=OP)


def _meld_aan(client: Client) -> None:
    assert client.post("/aanmelden/", {"login": "an", "password": WACHTWOORD}).status_code == 302


def _seconden(client: Client) -> int:
    return int(client.get("/sessie/", headers=ACHTERGROND).json()["seconden"])


def test_na_een_half_uur_zonder_werk_is_de_sessie_over(client: Client, an: Medewerker) -> None:
    with time_machine.travel(OP, tick=False) as klok:
        _meld_aan(client)
        klok.shift(timedelta(minutes=29, seconds=59))
        assert _seconden(client) == 1
        klok.shift(timedelta(seconds=1))
        assert _seconden(client) == 0
        assert client.get("/sneltoetsen/").headers["Location"] == "/aanmelden/?next=/sneltoetsen/"


def test_wie_werkt_blijft_aangemeld(client: Client, an: Medewerker) -> None:
    with time_machine.travel(OP, tick=False) as klok:
        _meld_aan(client)
        for _ in range(10):
            klok.shift(timedelta(minutes=20))
            assert client.get("/sneltoetsen/").status_code == 200
        assert _seconden(client) == 30 * 60


def test_na_twaalf_uur_meldt_ook_wie_werkt_zich_opnieuw_aan(client: Client, an: Medewerker) -> None:
    with time_machine.travel(OP, tick=False) as klok:
        _meld_aan(client)
        for _ in range(35):
            klok.shift(timedelta(minutes=20))
            assert client.get("/sneltoetsen/").status_code == 200
        assert _seconden(client) == 20 * 60
        klok.shift(timedelta(minutes=20))
        assert client.get("/sneltoetsen/").status_code == 302


def test_een_pagina_die_uit_zichzelf_vraagt_houdt_de_sessie_niet_open(client: Client, an: Medewerker) -> None:
    with time_machine.travel(OP, tick=False) as klok:
        _meld_aan(client)
        for _ in range(59):
            klok.shift(timedelta(seconds=30))
            client.get("/sneltoetsen/", headers=ACHTERGROND)
            client.get("/sessie/", headers=ACHTERGROND)
        assert _seconden(client) == 30


def test_verder_werken_verlengt_de_sessie(client: Client, an: Medewerker) -> None:
    with time_machine.travel(OP, tick=False) as klok:
        _meld_aan(client)
        klok.shift(timedelta(minutes=28, seconds=30))
        stand = client.post("/sessie/verleng/").json()
        assert (stand["seconden"], stand["wie"]) == (30 * 60, "an")


def test_wat_iemand_doet_wordt_hoogstens_een_keer_per_minuut_opgeschreven(client: Client, an: Medewerker) -> None:
    def schrijft() -> bool:
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            client.get("/sneltoetsen/")
        return any('UPDATE "kern_sessie"' in vraag["sql"] for vraag in vragen.captured_queries)

    with time_machine.travel(OP, tick=False) as klok:
        _meld_aan(client)
        client.get("/sneltoetsen/")
        gedaan = []
        for _ in range(4):
            klok.shift(timedelta(seconds=30))
            gedaan.append(schrijft())
    assert gedaan == [False, True, False, True]


def test_verlengen_overschrijft_niet_wat_een_andere_tab_in_de_sessie_zette(client: Client, an: Medewerker) -> None:
    with time_machine.travel(OP, tick=False) as klok:
        _meld_aan(client)
        sessie = client.session
        klok.shift(timedelta(minutes=5))
        sessie["uit_de_andere_tab"] = "x"
        sessie.save()
        client.get("/sneltoetsen/")
        assert client.session["uit_de_andere_tab"] == "x"


def test_het_koekje_verdwijnt_met_de_browser(client: Client, an: Medewerker) -> None:
    _meld_aan(client)
    koekje = client.cookies["opgroeien_sessie"]
    assert (koekje["max-age"], koekje["expires"]) == ("", "")
    assert koekje["httponly"]
    assert koekje["samesite"] == "Lax"


def test_een_lege_pagina_vraagt_de_databank_om_sessie_persoon_en_tellers(
    client: Client, an: Medewerker, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _meld_aan(client)
    client.get("/sneltoetsen/")
    with django_assert_max_num_queries(3):
        client.get("/sneltoetsen/")


def test_de_stand_van_de_sessie_vraagt_de_databank_twee_dingen(
    client: Client, an: Medewerker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _meld_aan(client)
    with django_assert_num_queries(2):
        client.get("/sessie/", headers=ACHTERGROND)


def test_wie_niet_aangemeld_is_leest_dat_en_krijgt_een_geldig_token(client: Client, db: None) -> None:
    stand = client.get("/sessie/").json()
    assert (stand["seconden"], stand["wie"]) == (0, "")
    assert len(stand["csrf"]) == 64


def test_htmx_zonder_sessie_gaat_naar_de_aanmeldpagina_en_zet_die_niet_in_een_stukje(client: Client, db: None) -> None:
    antwoord = client.get("/palet/", headers=HTMX | {"HX-Current-URL": "http://testserver/dossiers/?team=gent&blad=2"})
    assert antwoord.content == b""
    assert antwoord.headers["HX-Redirect"] == "/aanmelden/?next=%2Fdossiers%2F%3Fteam%3Dgent%26blad%3D2"


@pytest.mark.parametrize("pagina", ["https://kwaad.example/", "//kwaad.example", "javascript:alert(1)", ""])
def test_htmx_zonder_sessie_onthoudt_geen_adres_van_elders(client: Client, db: None, pagina: str) -> None:
    antwoord = client.get("/palet/", headers=HTMX | {"HX-Current-URL": pagina})
    assert antwoord.headers["HX-Redirect"] == "/aanmelden/"


def test_een_achtergrondvraag_zonder_sessie_laat_de_pagina_staan(client: Client, db: None) -> None:
    antwoord = client.get("/palet/", headers=HTMX | ACHTERGROND)
    assert (antwoord.status_code, antwoord.headers["HX-Trigger"]) == (204, "sessie-verlopen")
    assert "HX-Redirect" not in antwoord.headers


def test_automatisch_bewaren_zonder_sessie_mislukt_zichtbaar_en_laat_de_tekst_staan(client: Client, db: None) -> None:
    antwoord = client.post("/palet/", {"tekst": "lang"}, headers=HTMX)
    assert (antwoord.status_code, antwoord.headers["HX-Trigger"]) == (401, "sessie-verlopen")
    assert "HX-Redirect" not in antwoord.headers


def test_wat_iemand_typte_komt_terug_als_de_sessie_voorbij_was(client: Client, an: Medewerker) -> None:
    with time_machine.travel(OP, tick=False) as klok:
        _meld_aan(client)
        klok.shift(timedelta(minutes=31))
        velden = {
            "titel": "Bezoek",
            "verslag": "Lange tekst\nmet <b>haken</b>",
            "wachtwoord": "geheim",
            "csrfmiddlewaretoken": "tok",
        }
        bijlage = SimpleUploadedFile("foto.jpg", b"x")
        antwoord = client.post("/sneltoetsen/?dossier=7", velden | {"bijlage": bijlage}, headers=ONZE)
    html = antwoord.content.decode()
    assert antwoord.status_code == 403
    assert 'name="titel" value="Bezoek" readonly' in html
    assert "Lange tekst\nmet &lt;b&gt;haken&lt;/b&gt;</textarea>" in html
    assert 'action="/sneltoetsen/?dossier=7"' in html
    assert "foto.jpg" in html
    assert "geheim" not in html
    assert 'href="/aanmelden/"' in html


def test_na_opnieuw_aanmelden_wordt_het_bewaarde_formulier_verstuurd(an: Medewerker) -> None:
    client = Client(enforce_csrf_checks=True)
    token = client.get("/aanmelden/").context["csrf_token"]
    aan = {"login": "an", "password": WACHTWOORD, "csrfmiddlewaretoken": str(token)}
    assert client.post("/aanmelden/", aan, headers=ONZE).status_code == 302
    # The token on the page is of before the login in the other tab.
    antwoord = client.post("/sessie/verleng/", {"verslag": "mijn tekst", "csrfmiddlewaretoken": str(token)}, headers=ONZE)
    html = antwoord.content.decode()
    assert antwoord.status_code == 403
    assert 'name="verslag" value="mijn tekst" readonly' in html
    vers = str(antwoord.context["csrf_token"])
    opnieuw = client.post("/sessie/verleng/", {"verslag": "mijn tekst", "csrfmiddlewaretoken": vers}, headers=ONZE)
    assert opnieuw.status_code == 200


def test_een_formulier_van_een_andere_site_krijgt_geen_knop_om_het_alsnog_te_versturen(an: Medewerker) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(an, backend="kern.aanmelden.backend.Aanmeldbackend")
    antwoord = client.post("/sessie/verleng/", {"kwaad": "opzet"}, headers={"Origin": "https://kwaad.example"})
    html = antwoord.content.decode()
    assert antwoord.status_code == 403
    assert "opzet" not in html
    assert "Opnieuw versturen" not in html


def test_htmx_met_een_oud_token_laat_de_pagina_staan_en_vraagt_een_nieuw_token(an: Medewerker) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(an, backend="kern.aanmelden.backend.Aanmeldbackend")
    antwoord = client.post("/sessie/verleng/", {"verslag": "x"}, headers=ONZE | HTMX)
    assert (antwoord.status_code, antwoord.headers["HX-Trigger"]) == (403, "sessie-verlopen")


def test_de_beheerder_kan_elke_sessie_van_iemand_sluiten(client: Client, an: Medewerker) -> None:
    _meld_aan(client)
    assert sluit_sessies(an) == 1
    assert _seconden(client) == 0
    assert not Sessie.objects.exists()
