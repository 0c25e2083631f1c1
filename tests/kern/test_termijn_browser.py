"""Calendar and rules in a real browser, usable without JavaScript."""

import pytest

from kern.choices import Rol
from tests.hulp.browser import Browser, expect
from tests.mensen import collega

pytestmark = [pytest.mark.browser, pytest.mark.traag]


def test_de_beheerder_voegt_een_brugdag_toe_zonder_javascript(browser: Browser) -> None:
    pagina = browser.nieuwe_pagina(als=collega("Bea", Rol.BEHEERDER, team=None), java_script_enabled=False)
    pagina.goto("/beheer/sluitingsdagen/?jaar=2027")
    pagina.get_by_role("link", name="Sluitingsdag toevoegen").click()
    pagina.get_by_label("Datum").fill("2027-05-07")
    pagina.get_by_role("textbox", name="Naam").fill("Brugdag na Hemelvaart")
    pagina.get_by_label("Soort").select_option("brug")
    pagina.get_by_label("Bron").fill("omzendbrief")
    pagina.get_by_label("Reden").fill("omzendbrief ontvangen")
    pagina.get_by_role("button", name="Bewaren").click()
    pagina.get_by_role("link", name="2027").click()
    expect(pagina.get_by_role("row", name="Brugdag na Hemelvaart")).to_be_visible()
