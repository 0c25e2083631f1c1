"""The screen in a real browser: accessible in light, dark and small; by keyboard; without JavaScript; nothing from outside."""

import re
from typing import Any

import pytest
from django.utils import timezone

from kern.actions.scherm import meld_aanwezig
from kern.choices import Rol
from kern.models import Medewerker
from tests.hulp import axe
from tests.hulp.browser import Browser, expect
from tests.hulp.weergaven import OPZIJ as OPZIJ
from tests.hulp.weergaven import TE_KLEIN as TE_KLEIN
from tests.hulp.weergaven import ga_en_beoordeel
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator

pytestmark = [pytest.mark.browser, pytest.mark.traag]

PAGINAS = [
    "/galerij/",
    "/sneltoetsen/",
    "/profiel/",
    "/notificaties/",
    "/palet/?q=an",
    "/medewerkers/an/",
    "/bestaat-niet/",
    "/dossiers/",
]

WEERGAVEN: dict[str, dict[str, Any]] = {
    "licht": {"breedte": 1366, "color_scheme": "light"},
    "donker": {"breedte": 1366, "color_scheme": "dark"},
    "smal": {"breedte": 320, "color_scheme": "light"},
    "eigen_kleuren": {"breedte": 1366, "forced_colors": "active"},
}


@pytest.fixture
def an(webserver: object) -> Medewerker:
    return maak("an", "An De Smet", Rol.KLANTENBEHEERDER, team="antwerpen")


@pytest.fixture
def dossiers(an: Medewerker) -> None:
    organisator = maak_organisator("Kinderwereld", an)
    for naam in ("De Bengeltjes", "De Zonnebloem", "Pagadder"):
        maak_dossier(naam, organisator, "antwerpen")


def test_elke_pagina_is_toegankelijk(browser: Browser, an: Medewerker, dossiers: None) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    for pad in PAGINAS:
        ga_en_beoordeel(pagina, pad, status=404 if pad == "/bestaat-niet/" else 200)


def test_vensters_zijn_toegankelijk(browser: Browser, an: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/profiel/")
    pagina.keyboard.press("Control+k")
    pagina.locator("#palet-treffers .treffers").wait_for()
    axe.controleer(pagina)
    pagina.keyboard.press("Escape")
    pagina.locator("h1").click()
    pagina.keyboard.press("?")
    pagina.locator("#sneltoetsen-venster .toetsen").wait_for()
    axe.controleer(pagina)
    pagina.keyboard.press("Escape")
    pagina.get_by_role("link", name="Notificaties").click()
    pagina.locator("#notificaties-paneel h2").wait_for()
    axe.controleer(pagina)


def test_an_werkt_in_een_lijst_met_alleen_toetsen(browser: Browser, an: Medewerker, dossiers: None) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/dossiers/")
    rijen = pagina.locator("[data-rij]")
    for toets, rij in (("j", 0), ("j", 1), ("k", 0)):
        pagina.keyboard.press(toets)
        expect(rijen.nth(rij)).to_be_focused()
    pagina.keyboard.press("/")
    expect(pagina.locator("#zoekveld")).to_be_focused()
    pagina.keyboard.type("jk")  # while typing, letters are letters
    expect(pagina.locator("#zoekveld")).to_have_value("jk")
    pagina.locator("h1").click()
    pagina.keyboard.press("j")
    with pagina.expect_navigation():
        pagina.keyboard.press("Enter")
    expect(pagina.locator("h1")).to_contain_text("De Bengeltjes")
    with pagina.expect_navigation(url="**/dossiers/"):
        pagina.keyboard.press("g")
        pagina.keyboard.press("d")


def test_dossiernummer_in_het_palet_springt_er_meteen_heen(browser: Browser, an: Medewerker, dossiers: None) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/dossiers/")
    nummer = pagina.locator("[data-rij] td:not(.kies)").filter(has_text="0").first.inner_text()
    pagina.goto("/profiel/")
    pagina.keyboard.press("Control+k")
    pagina.keyboard.type(nummer)
    with pagina.expect_navigation(url=f"**/dossiers/{nummer}/"):
        pagina.keyboard.press("Enter")


def test_pijlen_lopen_door_de_treffers_van_het_palet(browser: Browser, an: Medewerker, dossiers: None) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/profiel/")
    pagina.keyboard.press("Control+k")
    with pagina.expect_response(re.compile("q=zonnebl$")):  # of the whole word: hits that come later would take the focus along
        pagina.keyboard.type("zonnebl")
    expect(pagina.locator(".htmx-request, .htmx-settling")).to_have_count(0)
    pagina.keyboard.press("ArrowDown")
    expect(pagina.locator("#palet-treffers a").filter(has_text="De Zonnebloem")).to_be_focused()
    with pagina.expect_navigation():
        pagina.keyboard.press("Enter")
    expect(pagina.locator("h1")).to_contain_text("De Zonnebloem")


def test_wie_de_sneltoetsen_uitzet_heeft_alleen_nog_ctrl_k(browser: Browser, an: Medewerker, dossiers: None) -> None:
    Medewerker.objects.filter(pk=an.pk).update(sneltoetsen_aan=False)
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/dossiers/")
    pagina.keyboard.press("j")
    pagina.keyboard.press("/")
    expect(pagina.locator("body")).to_be_focused()
    pagina.keyboard.press("Control+k")
    expect(pagina.locator("#palet-venster")).to_be_visible()


def test_na_sorteren_blijft_de_focus_op_de_kop_en_klopt_het_adres(browser: Browser, an: Medewerker, dossiers: None) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/dossiers/")
    kop = pagina.locator("#lijst-dossiers-kop-naam")
    kop.focus()
    pagina.keyboard.press("Enter")
    pagina.locator('th[aria-sort="descending"]').wait_for()
    expect(kop).to_be_focused()
    expect(pagina).to_have_url("/dossiers/?sorteer=-naam")
    expect(pagina.locator("[data-open]").first).to_have_text(re.compile("^Pagadder"))
    pagina.go_back()
    pagina.locator('th[aria-sort="ascending"]').wait_for()
    expect(pagina.locator(".balk")).to_have_count(1)  # the whole page, not the piece


def test_zonder_javascript_werken_filter_sortering_menu_en_formulier(browser: Browser, an: Medewerker, dossiers: None) -> None:
    pagina = browser.nieuwe_pagina(als=an, java_script_enabled=False)
    pagina.goto("/dossiers/")
    pagina.get_by_label("Zoek", exact=True).fill("zonnebloem")
    pagina.get_by_role("button", name="Filter").click()
    expect(pagina.locator("[data-rij]")).to_have_count(1)
    pagina.get_by_role("link", name="Naam").click()
    expect(pagina.locator('th[aria-sort="descending"]')).to_have_count(1)
    pagina.get_by_role("link", name="Sneltoetsen").click()
    expect(pagina.locator("h1")).to_have_text("Sneltoetsen")
    pagina.locator("button.persoon").click()  # a popover needs no script
    pagina.get_by_role("link", name="Mijn profiel").click()
    pagina.get_by_label("donker").check()
    pagina.get_by_role("button", name="Bewaren").click()
    expect(pagina.locator("html")).to_have_attribute("data-thema", "donker")
    expect(pagina.get_by_text("Uw profiel is bewaard.")).to_be_visible()


def test_fouten_in_een_formulier_krijgen_de_focus_en_brengen_naar_het_veld(browser: Browser, an: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/profiel/")
    pagina.get_by_label("Waar weet u veel van?").fill("x" * 61)
    pagina.get_by_role("button", name="Bewaren").click()
    samenvatting = pagina.locator("[data-focus]")
    expect(samenvatting).to_be_focused()
    samenvatting.get_by_role("link").click()
    expect(pagina.locator("#id_expertises")).to_be_focused()
    axe.controleer(pagina)


def test_bericht_blijft_staan_tot_an_het_sluit(browser: Browser, an: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/profiel/")
    pagina.get_by_role("button", name="Bewaren").click()
    toast = pagina.locator("[data-toast]")
    toast.wait_for()
    pagina.get_by_role("button", name="Bericht sluiten").click()
    expect(toast).to_have_count(0)


def test_bart_verschijnt_bij_an_als_hij_hetzelfde_bekijkt(browser: Browser, an: Medewerker) -> None:
    bart = maak("bart", "Bart Peeters", Rol.KLANTENBEHEERDER, team="limburg")
    meld_aanwezig(onderwerp=f"kern.medewerker:{an.pk}", door=bart, op=timezone.now())
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/galerij/")
    pagina.locator("[data-aanwezig]").get_by_text("kijkt mee").wait_for()


def test_op_papier_staat_alleen_de_inhoud(browser: Browser, an: Medewerker, dossiers: None) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/dossiers/")
    pagina.emulate_media(media="print")
    for weg in (".balk", ".navigatie", ".filterbalk", ".toasts"):
        expect(pagina.locator(weg).first, weg).to_be_hidden()
    expect(pagina.locator("[data-rij]").first).to_be_visible()


def test_navigatie_en_tabelkoppen_blijven_staan_terwijl_an_naar_beneden_leest(browser: Browser, an: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=an, hoogte=500)
    pagina.goto("/galerij/")
    onder = pagina.locator(".balk").bounding_box()
    lijst = pagina.locator("#lijst-voorbeeld tbody tr").nth(2)
    lijst.evaluate("(rij) => scrollTo(0, rij.getBoundingClientRect().top + scrollY - 120)")
    navigatie, kop = (
        pagina.locator("#navigatie").bounding_box(),
        pagina.locator("#lijst-voorbeeld thead th").nth(1).bounding_box(),
    )
    assert onder is not None
    assert navigatie is not None
    assert kop is not None
    assert navigatie["y"] == onder["height"]
    assert kop["y"] == onder["height"]
