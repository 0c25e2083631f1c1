"""The page of a dossier in a real browser: accessible in every mode, by keyboard, without JavaScript and on paper."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dossiers.actions.aandacht import open_aandacht
from dossiers.actions.feiten import GEWIJZIGD, KLANTENBEHEERDER
from dossiers.actions.tijdlijn import laat_vervallen, schrijf
from dossiers.choices import Ernst
from dossiers.models import Dossier
from kern.choices import Rol
from kern.models import Medewerker
from tests.hulp import axe
from tests.hulp.browser import Browser, expect
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator

pytestmark = [pytest.mark.browser, pytest.mark.traag]
MODI: list[dict[str, Any]] = [{"breedte": 1366}, {"breedte": 1366, "color_scheme": "dark"}, {"breedte": 320}]
LANG = "גן ילדים השמש 👶🏽 " + "Zeerlangenaamzonderspatie" * 11


@pytest.fixture
def an(browser: Browser) -> Medewerker:
    return maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen", telefoon="03 000 00 01")


@pytest.fixture
def dossier(an: Medewerker) -> Dossier:
    """A location with a name that is hard to draw, sixty lines, and something open."""
    dossier = maak_dossier(LANG, maak_organisator("O" * 300, an), email="zonnebloem@voorbeeld.example")
    nu = timezone.now()
    for n in range(60):
        schrijf(
            over=dossier, soort=(GEWIJZIGD, KLANTENBEHEERDER)[n % 2], verwijzing=f"b{n}", titel=f"Regel {n:02d} van de tijdlijn",
            kort="Wat er besproken is.", op=nu - timedelta(days=n + 1), bekend_sinds=nu - timedelta(days=n // 2 + 1), door=an,
            overgenomen=n > 30, url="/" if n == 0 else "",
        )  # fmt: skip
    laat_vervallen(soort=GEWIJZIGD, verwijzing="b4", op=nu)
    for ernst in Ernst:
        open_aandacht(dossier=dossier, soort=f"proef.{ernst}", verwijzing="1", reden=f"Reden {LANG}", op=nu, ernst=ernst, url="/")
    return dossier


def test_elke_bladzijde_is_toegankelijk_en_schuift_niet_opzij(browser: Browser, an: Medewerker, dossier: Dossier) -> None:
    url = dossier.get_absolute_url()
    gisteren = f"{timezone.localdate() - timedelta(days=1):%Y-%m-%d}"
    lijst = f"?soort={GEWIJZIGD}&tot=2000-01-01"
    paden = ("", "?alles=1", lijst, f"?op={gisteren}", "?op=onzin", "gegevens/", "wijzigen/")
    for modus in MODI:
        pagina = browser.nieuwe_pagina(als=an, **modus)
        for pad in paden:
            pagina.goto(f"{url}{pad}")
            pagina.wait_for_load_state("networkidle")
            axe.controleer(pagina)
            assert pagina.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"schuift opzij: {pad} {modus}"


def test_met_toetsen_door_de_tijdlijn_en_filteren_zonder_de_bladzijde_te_verlaten(
    browser: Browser, an: Medewerker, dossier: Dossier
) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(dossier.get_absolute_url())
    regels = pagina.locator("#tijdlijn-regels > .regel")
    expect(regels).to_have_count(40)
    for toets, verwacht in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        pagina.keyboard.press(toets)
        expect(regels.nth(verwacht)).to_be_focused()
    pagina.locator(".keuzelijst summary").click()
    pagina.get_by_label("Klantenbeheerder").check()
    pagina.get_by_role("button", name="Filter").click()
    pagina.locator("#tijdlijn").get_by_role("status").filter(has_text="30 regels").wait_for()
    expect(pagina).to_have_url(re.compile("soort=dossiers.klantenbeheerder"))
    expect(regels).to_have_count(30)
    pagina.get_by_role("link", name="Filters wissen").click()
    expect(regels).to_have_count(40)
    pagina.get_by_role("link", name="Ouder").click()
    pagina.get_by_text("Regel 59 van de tijdlijn").wait_for()
    # A link to one line, opened by somebody else.
    vast = regels.last.locator("a.uur").get_attribute("href")
    ander = browser.nieuwe_pagina(als=an)
    ander.goto(str(vast))
    expect(ander.locator(":target")).to_have_id(str(vast).split("#")[1])
    pagina.keyboard.press("b")
    pagina.wait_for_url("**/wijzigen/")


def test_zonder_javascript_filteren_bladeren_en_terugkijken(browser: Browser, an: Medewerker, dossier: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an, java_script_enabled=False)
    pagina.goto(dossier.get_absolute_url())
    tijdlijn = pagina.locator("#tijdlijn-regels")
    pagina.get_by_role("link", name="Ouder").click()
    expect(tijdlijn).to_contain_text("Regel 59")
    pagina.get_by_role("link", name="Nieuwer").click()
    expect(tijdlijn).to_contain_text("Regel 00")
    pagina.locator(".keuzelijst summary").click()
    pagina.get_by_label("Gegevens gewijzigd").check()
    pagina.get_by_role("button", name="Filter").click()
    expect(tijdlijn).not_to_contain_text("Regel 01")
    expect(pagina.get_by_label("Gegevens gewijzigd")).to_be_checked()
    pagina.get_by_label("Dag").fill(f"{timezone.localdate() - timedelta(days=10):%Y-%m-%d}")
    pagina.get_by_role("button", name="Bekijk").click()
    expect(pagina.locator("main")).to_contain_text("zoals bekend op een vroeger moment")
    expect(tijdlijn).to_contain_text("Regel 18 van")  # recorded ten days ago, and the newest that was
    expect(tijdlijn).not_to_contain_text("Regel 17 van")
    pagina.get_by_role("link", name="Terug naar nu").click()
    expect(tijdlijn).to_contain_text("Regel 00")


def test_op_papier_staat_de_hele_gefilterde_tijdlijn_zonder_knoppen(browser: Browser, an: Medewerker, dossier: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(dossier.get_absolute_url())
    pagina.emulate_media(media="print")
    expect(pagina.locator(".alleen-print")).to_be_visible()  # on paper it says that there is more
    pagina.emulate_media(media="screen")
    pagina.get_by_role("link", name="Toon alles, om af te drukken").click()
    pagina.wait_for_url("**alles=1**")
    pagina.emulate_media(media="print")
    expect(pagina.locator("#tijdlijn-regels > .regel:visible")).to_have_count(61)
    for weg in (".knop", ".filterbalk", ".toenkaart", ".navigatie", ".alleen-print"):
        expect(pagina.locator(f"{weg}:visible"), weg).to_have_count(0)
