"""Calendar and rules in a real browser: nothing for axe to say, nothing wider than a phone, usable without JavaScript."""

import pytest

from kern.choices import Rol
from kern.models import Sluitingsdag, Termijnregel
from tests.hulp.browser import Browser, expect
from tests.hulp.weergaven import ga_en_beoordeel
from tests.mensen import collega

pytestmark = [pytest.mark.browser, pytest.mark.traag]


def test_kalender_en_regels_zijn_toegankelijk(browser: Browser) -> None:
    bea = collega("Bea", Rol.BEHEERDER, team=None)
    regel = Termijnregel.objects.get(code="bezwaar").pk
    dag = Sluitingsdag.objects.order_by("datum")[0].pk
    pagina = browser.nieuwe_pagina(als=bea)
    for pad in (
        "/beheer/sluitingsdagen/?jaar=2027",
        "/beheer/sluitingsdagen/nieuw/",
        f"/beheer/sluitingsdagen/{dag}/",
        "/beheer/termijnregels/",
        f"/beheer/termijnregels/{regel}/",
        f"/beheer/termijnregels/{regel}/nieuwe-versie/",
    ):
        ga_en_beoordeel(pagina, pad)


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
