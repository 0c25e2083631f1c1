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
from tests.hulp import taken as taken_hulp
from tests.hulp.browser import Browser, expect
from tests.hulp.weergaven import ga_en_beoordeel
from tests.mensen import collega, vervang
from tests.wereld import maak_dossier, maak_organisator

pytestmark = [pytest.mark.browser, pytest.mark.traag]

TITELS = "section:first-of-type .werkrij .wat > a"  # under the first heading: what An put in order herself


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
        return taken_hulp.onthoud(sleutel=uuid4(), titel=titel, tegen=tegen, over=over, door=wie, op=nu - timedelta(days=9))

    for titel in ("Plan van aanpak nalezen", "Ouders van de leefgroep terugbellen"):
        eigen_werk.naar_vandaag(regels=[onthoud(an, titel, 1, dossiers[0])], door=an, op=nu)
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


def test_de_werkvoorraad_is_toegankelijk(browser: Browser) -> None:
    pagina = browser.nieuwe_pagina(als=ochtend())
    regel = Werkregel.objects.filter(soort="kern.taak")[0].pk
    for pad in ("/", "/?laat=on", f"/werk/{regel}/", "/taken/nieuw/", "/mijn-locaties/"):
        ga_en_beoordeel(pagina, pad)


def test_een_ochtend_met_het_toetsenbord(browser: Browser) -> None:
    pagina = browser.nieuwe_pagina(als=ochtend())
    pagina.goto("/mijn-locaties/")
    for toets in ("g", "w"):
        pagina.keyboard.press(toets)
    pagina.wait_for_url("/")  # and until its keys work: a heading is there before they do
    titels, actief = pagina.locator(TITELS), pagina.locator(":focus [data-open]")
    eerst, dan = "Plan van aanpak nalezen", "Ouders van de leefgroep terugbellen"
    expect(titels).to_have_text([eerst, dan])
    pagina.keyboard.press("j")
    expect(actief).to_have_text(eerst)
    with pagina.expect_response(lambda antwoord: antwoord.request.method == "POST"):
        pagina.keyboard.press("J")  # lower
    expect(titels).to_have_text([dan, eerst])
    expect(actief).to_have_text(eerst)  # the row that was moved still has the focus
    with pagina.expect_response(lambda antwoord: antwoord.request.method == "POST"):
        pagina.keyboard.press("e")  # done
    pagina.get_by_text("Taak afgevinkt.").wait_for()
    expect(titels).to_have_text([dan])
    expect(actief).to_have_text("Verslag van het huisbezoek afwerken")  # the next one took its place
    with pagina.expect_response(lambda antwoord: antwoord.request.method == "POST"):
        pagina.keyboard.press("v")  # to today
    expect(titels).to_have_text([dan, "Verslag van het huisbezoek afwerken"])
    expect(actief).to_have_text("Verslag van het huisbezoek afwerken")
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/taken/*/")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Verslag van het huisbezoek afwerken")
    for toets in ("g", "l"):
        pagina.keyboard.press(toets)
    pagina.wait_for_url("**/mijn-locaties/")


def test_wie_sneller_tikt_dan_de_pagina_verliest_haar_plaats_niet(browser: Browser) -> None:
    """The next key comes in the moment after the new list stands there: it must not find a form that loads the whole page."""
    pagina = browser.nieuwe_pagina(als=ochtend())
    pagina.goto("/")
    expect(pagina.locator(TITELS)).to_have_count(2)
    pagina.evaluate(
        """() => {
          window.zelfdePagina = true;
          document.addEventListener("htmx:afterSwap", () => {
            setTimeout(() => document.activeElement.closest("[data-rij]").querySelector("[data-klaar]").click());
          }, { once: true });
        }"""
    )
    pagina.keyboard.press("j")
    pagina.keyboard.press("J")
    pagina.get_by_text("Taak afgevinkt.").wait_for()
    expect(pagina.locator(":focus [data-open]")).to_have_text("Verslag van het huisbezoek afwerken")
    assert pagina.evaluate("window.zelfdePagina")


def test_een_ochtend_zonder_javascript(browser: Browser) -> None:
    pagina = browser.nieuwe_pagina(als=ochtend(), java_script_enabled=False)
    pagina.goto("/")
    pagina.get_by_label("Wat moet u doen?").fill("Bloemen bestellen")
    pagina.get_by_role("button", name="Onthoud").click()
    expect(pagina.get_by_role("status").get_by_text("“Bloemen bestellen” staat in uw werkvoorraad.")).to_be_visible()
    titels, bloemen = pagina.locator(TITELS), "Bloemen bestellen"
    eerst, dan = "Plan van aanpak nalezen", "Ouders van de leefgroep terugbellen"
    pagina.get_by_role("button", name=f"Naar vandaag: {bloemen}").click()
    expect(titels).to_have_text([eerst, dan, bloemen])
    hoger = pagina.get_by_role("button", name=f"Hoger: {bloemen}")
    hoger.click()
    expect(titels).to_have_text([eerst, bloemen, dan])
    hoger.click()
    expect(titels).to_have_text([bloemen, eerst, dan])
    pagina.get_by_role("button", name=f"Klaar: {bloemen}").click()
    expect(titels).to_have_text([eerst, dan])
    expect(pagina.get_by_role("link", name=bloemen)).to_have_count(0)
    pagina.get_by_role("button", name="Ongedaan maken").click()
    expect(titels.first).to_have_text(bloemen)
