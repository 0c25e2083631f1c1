"""Logging in as a browser does it: keys, the warning before a session ends, and every page readable by everybody."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from kern.models import Medewerker, Sessie
from tests.hulp import axe
from tests.hulp.browser import Browser, expect
from tests.hulp.processen import Webserver
from tests.hulp.weergaven import beoordeel, ga_en_beoordeel
from tests.mensen import collega

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.traag]

AANMELDEN = re.compile("/aanmelden/")
WACHTWOORD = "vijf blauwe eenden zwemmen"


@pytest.fixture
def an(browser: Browser) -> Medewerker:
    return collega("An", wachtwoord=WACHTWOORD)


def _meld_aan(pagina: "Page") -> None:
    pagina.get_by_label("Gebruikersnaam").fill("an")
    pagina.get_by_label("Wachtwoord").fill(WACHTWOORD)
    pagina.get_by_role("button", name="Aanmelden", exact=True).click()


def _bevestig(pagina: "Page") -> None:
    bevestigen = pagina.get_by_role("button", name="Bevestigen")
    bevestigen.wait_for()  # the login page has a field for the password as well
    pagina.get_by_label("Wachtwoord").fill(WACHTWOORD)
    bevestigen.click()


def test_de_paginas_rond_het_aanmelden_zijn_toegankelijk(browser: Browser, an: Medewerker) -> None:
    buiten = browser.nieuwe_pagina()
    for pad in ("/aanmelden/", "/aanmelden/afgesloten/", "/aanmelden/wachtwoord/x/y-z/", "/aanmelden/acm/geannuleerd/"):
        buiten.goto(pad)
        beoordeel(buiten)
    binnen = browser.nieuwe_pagina(als=an)
    ga_en_beoordeel(binnen, "/profiel/beveiliging/bevestigen/?next=/profiel/beveiliging/app/")
    _bevestig(binnen)
    expect(binnen).to_have_url("/profiel/beveiliging/app/")
    for pad in (
        "/profiel/beveiliging/app/",
        "/profiel/beveiliging/",
        "/profiel/beveiliging/wachtwoord/",
        "/profiel/beveiliging/sleutels/",
        "/profiel/beveiliging/sleutels/nieuw/",
        "/afmelden/",
    ):
        ga_en_beoordeel(binnen, pad)


def test_zonder_javascript_komt_an_binnen_en_weer_buiten(browser: Browser, an: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(java_script_enabled=False)
    pagina.goto("/sneltoetsen/")
    _meld_aan(pagina)
    expect(pagina).to_have_url("/sneltoetsen/")
    pagina.goto("/afmelden/")
    pagina.locator("main").get_by_role("button", name="Afmelden").click()
    expect(pagina).to_have_url("/aanmelden/")
    pagina.goto("/sneltoetsen/")
    expect(pagina).to_have_url("/aanmelden/?next=/sneltoetsen/")


def test_an_maakt_een_sleutel_en_meldt_zich_ermee_aan_zonder_wachtwoord(
    browser: Browser, webserver: Webserver, an: Medewerker
) -> None:
    # Browsers know no keys for an address in numbers.
    hier = webserver.url.replace("127.0.0.1", "localhost")
    pagina = browser.nieuwe_pagina()
    toestel = pagina.context.new_cdp_session(pagina)
    toestel.send("WebAuthn.enable")
    toestel.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    pagina.goto(f"{hier}/aanmelden/?next=/profiel/beveiliging/sleutels/nieuw/")
    _meld_aan(pagina)
    _bevestig(pagina)
    pagina.get_by_label("Hiermee aanmelden zonder wachtwoord").check()
    pagina.get_by_role("button", name="Sleutel maken").click()
    pagina.get_by_role("heading", name="Herstelcodes", level=1).wait_for()
    pagina.goto(f"{hier}/afmelden/")
    pagina.locator("main").get_by_role("button", name="Afmelden").click()
    pagina.get_by_role("button", name="Aanmelden met een sleutel").click()
    pagina.wait_for_url(f"{hier}/")
    pagina.goto(f"{hier}/profiel/beveiliging/sleutels/")
    expect(pagina.get_by_text("Werkt zonder wachtwoord")).to_be_visible()
    # And as a second step after the password.
    pagina.goto(f"{hier}/afmelden/")
    pagina.locator("main").get_by_role("button", name="Afmelden").click()
    _meld_aan(pagina)
    pagina.get_by_role("heading", name="Tweede stap").wait_for()
    pagina.get_by_role("button", name="Met een sleutel").click()
    pagina.wait_for_url(f"{hier}/")


def _sessie_eindigt_over(seconden: int) -> None:
    Sessie.objects.update(expire_date=timezone.now() + timedelta(seconds=seconden))


def test_twee_minuten_voor_het_einde_vraagt_de_pagina_of_an_er_nog_is(browser: Browser, an: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/profiel/")
    pagina.get_by_label("Waar weet u veel van?").fill("babyslaap")
    _sessie_eindigt_over(100)
    pagina.evaluate("document.dispatchEvent(new Event('sessie-verlopen'))")
    venster = pagina.get_by_role("dialog", name="Bent u er nog?")
    venster.wait_for()
    axe.controleer(pagina)
    venster.get_by_role("button", name="Verder werken").click()
    venster.wait_for(state="hidden")
    assert Sessie.objects.get().expire_date > timezone.now() + timedelta(minutes=29)
    expect(pagina.get_by_label("Waar weet u veel van?")).to_have_value("babyslaap")


def test_na_het_einde_meldt_an_zich_in_een_ander_tabblad_aan_en_bewaart_wat_ze_typte(browser: Browser, an: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/profiel/")
    pagina.get_by_label("Waar weet u veel van?").fill("babyslaap, verpleegkunde")
    _sessie_eindigt_over(-1)
    pagina.evaluate("document.dispatchEvent(new Event('sessie-verlopen'))")
    with pagina.expect_popup() as nieuw:
        pagina.get_by_role("link", name="Meld u opnieuw aan in een nieuw tabblad").click()
    _meld_aan(nieuw.value)
    pagina.get_by_role("dialog", name="Bent u er nog?").wait_for(state="hidden")
    pagina.get_by_role("button", name="Bewaren").click()
    pagina.get_by_text("Uw profiel is bewaard.").wait_for()
    an.refresh_from_db()
    assert an.expertises == ["babyslaap", "verpleegkunde"]


def test_zonder_javascript_komt_wat_an_typte_terug_en_kan_het_na_aanmelden_verstuurd_worden(
    browser: Browser, an: Medewerker
) -> None:
    pagina = browser.nieuwe_pagina(als=an, java_script_enabled=False)
    pagina.goto("/profiel/")
    pagina.get_by_label("Waar weet u veel van?").fill("babyslaap")
    _sessie_eindigt_over(-1)
    pagina.get_by_role("button", name="Bewaren").click()
    pagina.get_by_role("heading", name="Dit is nog niet bewaard").wait_for()
    expect(pagina.get_by_label("Expertises")).to_have_value("babyslaap")
    with pagina.expect_popup() as nieuw:
        pagina.get_by_role("link", name="Meld u opnieuw aan in een nieuw tabblad").click()
    _meld_aan(nieuw.value)
    expect(nieuw.value).not_to_have_url(AANMELDEN)
    # The first try carries the token of before the login and comes back with a fresh one.
    for _ in range(2):
        with pagina.expect_navigation():
            pagina.get_by_role("button", name="Opnieuw versturen").click()
    pagina.get_by_text("Uw profiel is bewaard.").wait_for()
    an.refresh_from_db()
    assert an.expertises == ["babyslaap"]


def test_als_een_ander_zich_intussen_aanmeldde_wordt_niets_in_diens_naam_verstuurd(browser: Browser, an: Medewerker) -> None:
    bart = collega("Bart", wachtwoord=WACHTWOORD)
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/profiel/")
    Sessie.objects.all().delete()
    ander = pagina.context.new_page()
    ander.goto("/aanmelden/")
    ander.get_by_label("Gebruikersnaam").fill(bart.username)
    ander.get_by_label("Wachtwoord").fill(WACHTWOORD)
    ander.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(ander).not_to_have_url(AANMELDEN)
    pagina.evaluate("document.dispatchEvent(new Event('sessie-verlopen'))")
    pagina.get_by_text("In een ander tabblad meldde iemand anders zich aan.").wait_for()
