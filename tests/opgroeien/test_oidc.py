"""Logging in with ACM/IDM, against a real OpenID provider in a process of its own."""

import logging
import re
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from pytest_django import Settings

from kern import logboek
from kern.actions.mensen import deactiveer
from kern.choices import Rol
from kern.models import Logregel, Medewerker, Sessie
from tests.hulp.browser import Browser, expect
from tests.hulp.databank import Databank
from tests.hulp.processen import Proces, start_webserver, wacht_tot
from tests.mensen import MAANDAG, collega

TERUG = "/aanmelden/acm/terug/"


def _start_aanbieder(luisteraar: socket.socket, log: Path, *, terug: str) -> Proces:
    """Start the provider on *luisteraar*; it sends people back to *terug* and nowhere else."""
    hoe = ["--bind", f"fd://{luisteraar.fileno()}", "--no-control-socket", "--workers", "1", "--threads", "4"]
    proces = Proces(
        [sys.executable, "-m", "gunicorn", *hoe, "tests.oidc_provider.wsgi"],
        log=log,
        env={
            "DJANGO_SETTINGS_MODULE": "tests.oidc_provider.settings",
            "PROEF_AANBIEDER_DB": str(log.with_suffix(".sqlite3")),
            "PROEF_AANBIEDER_TERUG": terug,
        },
        pass_fds=(luisteraar.fileno(),),
    )

    def antwoordt() -> bool:
        assert proces.leeft, proces.tekst
        try:
            return httpx.get(f"{_url(luisteraar)}/.well-known/openid-configuration", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    wacht_tot(antwoordt, wat=f"de aanbieder\n{proces.tekst}")
    return proces


def _url(luisteraar: socket.socket) -> str:
    return f"http://127.0.0.1:{luisteraar.getsockname()[1]}"


@pytest.fixture(scope="module")
def aanbieder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of the provider."""
    log = tmp_path_factory.mktemp("aanbieder") / "aanbieder.log"
    with socket.create_server(("127.0.0.1", 0)) as luisteraar:
        proces = _start_aanbieder(luisteraar, log, terug=f"http://testserver{TERUG}")
        yield _url(luisteraar)
        proces.stop()


@pytest.fixture
def acm(aanbieder: str, settings: Settings) -> str:
    """Let the program use the provider, as OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_SECRET do."""
    settings.OIDC_AAN = True
    app = {
        "provider_id": "acm",
        "name": "ACM/IDM",
        "client_id": "opgroeien",
        "secret": "geheim-van-de-proef",
        "settings": {"server_url": aanbieder, "uid_field": "sub", "scope": ["openid"], "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    return aanbieder


@pytest.fixture
def an(db: None) -> Medewerker:
    return collega("An", vo_id="vo-an")


def _vertrek(client: Client, **velden: str) -> str:
    """Press the button on our login page; returns the address at the provider to which it sends."""
    return client.post("/aanmelden/acm/", velden).headers["Location"]


def _bij_de_aanbieder(adres: str, naam: str) -> str:
    """Be *naam* in a browser at the provider; returns the address with which the provider sends back to us."""
    with httpx.Client(follow_redirects=False, timeout=10) as browser:
        antwoord = browser.get(adres)
        inlog = antwoord.headers["Location"]
        pagina = browser.get(httpx.URL(adres).join(inlog))
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', pagina.text)
        assert token is not None
        velden = {
            "login": naam,
            "password": "proef",
            "csrfmiddlewaretoken": token[1],
            "next": parse_qs(urlsplit(inlog).query)["next"][0],
        }
        antwoord = browser.post(httpx.URL(adres).join("/login/"), data=velden)
        antwoord = browser.get(httpx.URL(adres).join(antwoord.headers["Location"]))
        return str(antwoord.headers["Location"])


def _terug(client: Client, adres: str) -> Any:
    delen = urlsplit(adres)
    return client.get(f"{delen.path}?{delen.query}")


def _wie(client: Client) -> str:
    return str(client.get("/sessie/").json()["wie"])


def _niets_bewaard() -> bool:
    """Whether nothing of the provider lies in the database."""
    return not (SocialAccount.objects.exists() or SocialToken.objects.exists() or EmailAddress.objects.exists())


def test_an_meldt_zich_aan_met_acm_en_komt_op_haar_pagina(client: Client, acm: str, an: Medewerker) -> None:
    assert "Aanmelden met ACM/IDM" in client.get("/aanmelden/").content.decode()
    antwoord = _terug(client, _bij_de_aanbieder(_vertrek(client, next="/sneltoetsen/"), "an"))
    assert antwoord.headers["Location"] == "/sneltoetsen/"
    assert _wie(client) == "an"
    regel = logboek.regels_over(an).get(gebeurtenis="kern.aangemeld")
    assert regel.gegevens == {"wijzen": ["acm"]}


def test_van_de_aanbieder_wordt_niets_bewaard(client: Client, acm: str, an: Medewerker) -> None:
    _terug(client, _bij_de_aanbieder(_vertrek(client), "an"))
    assert _niets_bewaard()
    inhoud = str(client.session.items())
    assert "85.07.30" not in inhoud
    assert "an@voorbeeld.be" not in inhoud
    assert "id_token" not in inhoud


def test_een_vreemde_krijgt_uitleg_en_verder_niets(client: Client, acm: str, an: Medewerker) -> None:
    antwoord = _terug(client, _bij_de_aanbieder(_vertrek(client), "stef"))
    assert antwoord.status_code == 403
    assert "U hebt hier geen account" in antwoord.content.decode()
    assert _wie(client) == ""
    assert list(Medewerker.objects.values_list("username", flat=True)) == ["an"]
    assert _niets_bewaard()
    assert not Sessie.objects.exists()
    assert client.get("/sneltoetsen/").status_code == 302
    assert Logregel.objects.get(gebeurtenis="kern.aanmelden_mislukt").onderwerp_id == "0"


def test_hetzelfde_mailadres_maakt_van_een_vreemde_geen_collega(client: Client, acm: str, db: None) -> None:
    collega("An", vo_id=None)  # the provider gives her address for everybody
    assert _terug(client, _bij_de_aanbieder(_vertrek(client), "an")).status_code == 403
    assert _wie(client) == ""


def test_wie_uit_dienst_is_komt_ook_langs_acm_niet_binnen(client: Client, acm: str, an: Medewerker) -> None:
    deactiveer(medewerker=an, door=collega("Bea", Rol.BEHEERDER), op=MAANDAG, reden="uit dienst")
    antwoord = _terug(client, _bij_de_aanbieder(_vertrek(client), "an"))
    assert antwoord.headers["Location"] == "/aanmelden/afgesloten/"
    assert "Dit account is afgesloten" in client.get("/aanmelden/afgesloten/").content.decode()
    assert _wie(client) == ""


def test_acm_telt_als_tweede_stap(client: Client, acm: str, an: Medewerker, settings: Settings) -> None:
    settings.MFA_VERPLICHT = True
    _terug(client, _bij_de_aanbieder(_vertrek(client), "an"))
    assert client.get("/sneltoetsen/").status_code == 200


def test_hetzelfde_antwoord_werkt_geen_tweede_keer(client: Client, acm: str, an: Medewerker) -> None:
    adres = _bij_de_aanbieder(_vertrek(client), "an")
    _terug(client, adres)
    client.post("/afmelden/")
    assert _wie(client) == ""
    assert "is niet gelukt" in _terug(client, adres).content.decode()
    assert _wie(client) == ""


def test_het_antwoord_van_een_ander_werkt_niet_in_mijn_browser(client: Client, acm: str, an: Medewerker) -> None:
    gestolen = _bij_de_aanbieder(_vertrek(Client()), "an")
    _vertrek(client)
    assert "is niet gelukt" in _terug(client, gestolen).content.decode()
    assert _wie(client) == ""


def test_een_gestolen_code_met_mijn_eigen_state_werkt_niet(client: Client, acm: str, an: Medewerker) -> None:
    code = parse_qs(urlsplit(_bij_de_aanbieder(_vertrek(Client()), "an")).query)["code"][0]
    state = parse_qs(urlsplit(_vertrek(client)).query)["state"][0]
    # PKCE: the code belongs to the challenge of the other browser.
    assert "is niet gelukt" in _terug(client, f"{TERUG}?{urlencode({'code': code, 'state': state})}").content.decode()
    assert _wie(client) == ""


@pytest.mark.parametrize("vervalst", ["nonce", "aud", "iss", "exp", "sub"])
def test_een_vervalst_antwoord_wordt_geweigerd(client: Client, acm: str, an: Medewerker, vervalst: str) -> None:
    collega("Bea", vo_id="vo-bea")
    antwoord = _terug(client, _bij_de_aanbieder(_vertrek(client), f"an__{vervalst}"))
    assert antwoord.status_code in {401, 403}
    assert "Location" not in antwoord.headers
    assert _wie(client) == ""
    assert not Logregel.objects.filter(gebeurtenis="kern.aangemeld").exists()


def test_het_vertrek_draagt_state_nonce_en_pkce_en_niets_uit_het_adres(client: Client, acm: str, db: None) -> None:
    adres = client.post("/aanmelden/acm/?process=connect&scope=email&auth_params=nonce%3Dx%26prompt%3Dnone").headers["Location"]
    vraag = parse_qs(urlsplit(adres).query)
    assert vraag["scope"] == ["openid"]
    assert vraag["code_challenge_method"] == ["S256"]
    assert len(vraag["nonce"][0]) > 40
    assert "prompt" not in vraag
    assert vraag["redirect_uri"] == [f"http://testserver{TERUG}"]


def test_wie_aangemeld_is_kan_geen_vreemde_identiteit_aan_zich_koppelen(client: Client, acm: str, an: Medewerker) -> None:
    client.force_login(an, backend="kern.aanmelden.backend.Aanmeldbackend")
    adres = client.post("/aanmelden/acm/?process=connect").headers["Location"]
    assert _terug(client, _bij_de_aanbieder(adres, "stef")).status_code == 403
    assert _niets_bewaard()


def test_een_link_alleen_begint_geen_aanmelding(client: Client, acm: str, db: None) -> None:
    antwoord = client.get("/aanmelden/acm/")
    assert antwoord.status_code == 200
    assert "Verder naar ACM/IDM" in antwoord.content.decode()


def test_wie_bij_acm_annuleert_leest_dat_er_niets_gebeurd_is(client: Client, acm: str, db: None) -> None:
    state = parse_qs(urlsplit(_vertrek(client)).query)["state"][0]
    antwoord = client.get(f"{TERUG}?{urlencode({'error': 'access_denied', 'state': state})}", follow=True)
    assert "U bent niet aangemeld" in antwoord.content.decode()


def test_een_aanbieder_die_niet_antwoordt_geeft_een_nette_pagina(
    client: Client, acm: str, an: Medewerker, settings: Settings, gelogde_fouten: list[logging.LogRecord]
) -> None:
    adres = _bij_de_aanbieder(_vertrek(client), "an")
    with socket.create_server(("127.0.0.1", 0)) as niemand:
        dicht = f"http://127.0.0.1:{niemand.getsockname()[1]}"
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = dicht
    for antwoord in (client.post("/aanmelden/acm/"), _terug(client, adres)):
        assert antwoord.status_code == 503
        assert "is niet gelukt" in antwoord.content.decode()
    assert _wie(client) == ""
    # The operator reads it in the technical log.
    assert [regel.name for regel in gelogde_fouten] == ["kern.views.aanmelden"] * 2
    gelogde_fouten.clear()


def test_zonder_aanbieder_in_de_omgeving_bestaat_de_knop_niet(client: Client, db: None) -> None:
    assert "ACM/IDM" not in client.get("/aanmelden/").content.decode()
    assert client.post("/aanmelden/acm/").status_code == 404


@pytest.mark.browser
def test_in_een_echte_browser_komt_an_met_acm_binnen(
    eigen_database: Databank, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """The policy of our pages must let the form go to the provider: no browser would, without it in form-action."""
    collega("An", vo_id="vo-an")
    with socket.create_server(("127.0.0.1", 0)) as luisteraar:
        omgeving = {"OIDC_ISSUER": _url(luisteraar), "OIDC_CLIENT_ID": "opgroeien", "OIDC_SECRET": "geheim-van-de-proef"}
        web = start_webserver(tmp_path / "web.log", DATABASE_URL=eigen_database.url, **omgeving)
        proces = _start_aanbieder(luisteraar, tmp_path / "aanbieder.log", terug=web.url + TERUG)
        browser = Browser(request.getfixturevalue("_chromium"), web)
        try:
            pagina = browser.nieuwe_pagina()
            pagina.goto("/aanmelden/?next=/profiel/")
            pagina.get_by_role("button", name="Aanmelden met ACM/IDM").click()
            pagina.locator("input[name=login]").fill("an")
            pagina.locator("input[name=password]").fill("proef")
            pagina.locator("form button[type=submit]").first.click()
            pagina.get_by_role("heading", name="Mijn profiel").wait_for()
            expect(pagina).to_have_url(f"{web.url}/profiel/")
        finally:
            browser.sluit()
            web.proces.stop()
            proces.stop()
    # Only the provider's own bare pages may lack something.
    assert [fout for fout in browser.fouten if omgeving["OIDC_ISSUER"] not in fout] == []
