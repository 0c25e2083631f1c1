"""The werkvoorraad in a real browser: by keyboard alone, without JavaScript, small and in the dark."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from dossiers.actions import toegang
from kern.actions import eigen_werk, uitnodigingen, werk
from kern.choices import Rol, Werkaard
from kern.models import Medewerker, Werkregel
from kern.werk import Publiek
from tests.dossiers.test_werkvoorraad import INHOUD
from tests.hulp import axe
from tests.hulp.browser import Browser
from tests.mensen import collega, vervang
from tests.wereld import maak_dossier, maak_organisator

pytestmark = [pytest.mark.browser, pytest.mark.traag]


def ochtend() -> Medewerker:
    """A morning with something under every heading."""
    nu, vandaag = timezone.now(), timezone.localdate()
    an, dirk = collega("An", team="antwerpen"), collega("Dirk", team="antwerpen")
    gust = collega("Gust", Rol.JURIST, team=None)
    dossiers = [
        maak_dossier(f"Kinderopvang De Zonnebloem en de Maan {n}", maak_organisator(f"Zon {n} vzw", an)) for n in range(3)
    ]
    vervang(dirk, an)

    def onthoud(wie: Medewerker, titel: str, dagen: int | None, over: Any = None) -> Werkregel:
        tegen = None if dagen is None else vandaag + timedelta(days=dagen)
        return eigen_werk.onthoud(sleutel=uuid4(), titel=titel, tegen=tegen, over=over, door=wie, op=nu - timedelta(days=9))

    for titel in ("Plan van aanpak nalezen", "Ouders van de leefgroep terugbellen"):
        eigen_werk.naar_vandaag(regel=onthoud(an, titel, 1, dossiers[0]), door=an, op=nu)
    onthoud(an, "Verslag van het huisbezoek afwerken", -3, dossiers[1])
    onthoud(an, "Bel de verantwoordelijke over de openingsuren tijdens de kerstvakantie", 0, dossiers[2])
    onthoud(dirk, "Sleutel van het lokaal ophalen", None, dossiers[2])
    uitnodigingen.vraag_advies(
        sleutel=uuid4(), onderwerp_soort="dossiers.dossier", onderwerp_id=str(dossiers[0].pk), aan=gust, door=an, op=nu,
        vraag="Mag de organisator de tuin van de buren gebruiken zolang de eigen tuin heraangelegd wordt?",
        tegen=vandaag + timedelta(days=4),
    )  # fmt: skip
    werk.meld(
        soort=INHOUD, verwijzing="a", titel="Jaarlijks bezoek", over=dossiers[1], publiek=Publiek(voor=an), op=nu,
        aard=Werkaard.AFSPRAAK, begint_op=nu + timedelta(days=1),
    )  # fmt: skip
    toegang.vraag_toegang(dossier=dossiers[0], door=collega("Bart"), reden="Ik lees graag mee.", op=nu)
    return an


@pytest.mark.parametrize(
    "weergave", [{}, {"color_scheme": "dark"}, {"breedte": 320, "hoogte": 800}], ids=["licht", "donker", "320px"]
)
def test_de_werkvoorraad_is_toegankelijk(browser: Browser, weergave: dict[str, Any]) -> None:
    pagina = browser.nieuwe_pagina(als=ochtend(), **weergave)
    regel = Werkregel.objects.filter(soort="kern.onthoud")[0].pk
    for pad in ("/", "/?laat=on", f"/werk/{regel}/", "/werk/nieuw/", "/mijn-locaties/"):
        pagina.goto(pad)
        axe.controleer(pagina)
        assert pagina.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{pad} is te breed"


def test_een_ochtend_met_het_toetsenbord(browser: Browser) -> None:
    pagina = browser.nieuwe_pagina(als=ochtend())
    pagina.goto("/mijn-locaties/")
    for toets in ("g", "w"):
        pagina.keyboard.press(toets)
    pagina.get_by_role("heading", level=1, name="Werkvoorraad").wait_for()

    def titels() -> list[str]:
        return pagina.locator("section:first-of-type .werkrij .wat > a").all_inner_texts()

    def actief() -> str:
        return str(pagina.evaluate("document.activeElement.querySelector('[data-open]')?.textContent ?? ''"))

    eerst, dan = "Plan van aanpak nalezen", "Ouders van de leefgroep terugbellen"
    assert titels() == [eerst, dan]
    pagina.keyboard.press("j")
    assert actief() == eerst
    with pagina.expect_response(lambda antwoord: antwoord.request.method == "POST"):
        pagina.keyboard.press("J")  # lower
    pagina.locator(".werkrij").first.get_by_role("link", name=dan, exact=True).wait_for()
    assert titels() == [dan, eerst]
    assert actief() == eerst  # the row that was moved still has the focus
    with pagina.expect_response(lambda antwoord: antwoord.request.method == "POST"):
        pagina.keyboard.press("e")  # done
    pagina.get_by_text("Eigen taak afgevinkt.").wait_for()
    assert titels() == [dan]
    assert actief() == "Verslag van het huisbezoek afwerken"  # the next one took its place
    with pagina.expect_response(lambda antwoord: antwoord.request.method == "POST"):
        pagina.keyboard.press("v")  # to today
    pagina.locator(".werkgroep").first.locator(".werkrij").nth(1).wait_for()
    assert titels() == [dan, "Verslag van het huisbezoek afwerken"]
    assert actief() == "Verslag van het huisbezoek afwerken"
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/werk/*/")
    assert pagina.get_by_role("heading", level=1).inner_text() == "Verslag van het huisbezoek afwerken"
    for toets in ("g", "l"):
        pagina.keyboard.press(toets)
    pagina.wait_for_url("**/mijn-locaties/")


def test_een_ochtend_zonder_javascript(browser: Browser) -> None:
    pagina = browser.nieuwe_pagina(als=ochtend(), java_script_enabled=False)
    pagina.goto("/")
    pagina.get_by_label("Wat moet u doen?").fill("Bloemen bestellen")
    pagina.get_by_role("button", name="Onthoud").click()
    assert pagina.get_by_role("status").get_by_text("“Bloemen bestellen” staat in uw werkvoorraad.").is_visible()
    pagina.get_by_role("button", name="Naar vandaag: Bloemen bestellen").click()
    pagina.get_by_role("button", name="Hoger: Bloemen bestellen").click()
    pagina.get_by_role("button", name="Hoger: Bloemen bestellen").click()
    assert pagina.locator(".werkrij .wat > a").first.inner_text() == "Bloemen bestellen"
    pagina.get_by_role("button", name="Klaar: Bloemen bestellen").click()
    assert pagina.get_by_role("link", name="Bloemen bestellen").count() == 0
    pagina.get_by_role("button", name="Ongedaan maken").click()
    assert pagina.locator(".werkrij .wat > a").first.inner_text() == "Bloemen bestellen"
