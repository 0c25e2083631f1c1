"""Somebody typed and it could not be saved, in a real browser: what comes back, small, dark, by keyboard, without script."""

import os
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from dossiers.actions import aanvragen
from dossiers.actions.contactmomenten import Inhoud, verbeter_contact
from dossiers.choices import Aanvraagsoort, Adviessoort
from dossiers.models import Dossier
from kern.actions import mensen
from kern.choices import Rol
from kern.models import Medewerker, Team
from tests.dossiers.test_aanvragen import vraag
from tests.hulp.browser import Browser, expect
from tests.hulp.weergaven import beoordeel
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator, noteer_contact

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.traag]

MIJN = "De organisator belde terug.\nZe zoekt een extra begeleider, en vraagt uitstel tot na de kerstvakantie."


@pytest.fixture
def an(webserver: object) -> Medewerker:
    return maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")


@pytest.fixture
def dirk(webserver: object) -> Medewerker:
    return maak("dirk", "Dirk Claes", Rol.KLANTENBEHEERDER, team="antwerpen")


@pytest.fixture
def zonnebloem(an: Medewerker) -> Dossier:
    return maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw"), telefoon="0470 11 22 33")


def kiek(pagina: "Page", naam: str) -> None:
    if map_ := os.environ.get("KIEK"):
        for breedte in (1366, 320):
            pagina.set_viewport_size({"width": breedte, "height": 900})
            pagina.screenshot(path=f"{map_}/{naam}_{breedte}.png", full_page=True)
        pagina.set_viewport_size({"width": 1366, "height": 900})
        pagina.emulate_media(color_scheme="dark")
        pagina.screenshot(path=f"{map_}/{naam}_donker.png", full_page=True)
        pagina.emulate_media(color_scheme="light")


def test_an_verhuist_van_team_terwijl_ze_typt(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(f"{zonnebloem.get_absolute_url()}inspectie-vragen/")
    pagina.get_by_label("Wat moet Zorginspectie nakijken?").fill(MIJN)
    pagina.get_by_label("Tegen wanneer").fill("2027-01-31")
    bea, team = maak("bea", "Bea Beheer", Rol.BEHEERDER), Team.objects.get(code="limburg")
    nu = timezone.now()
    mensen.wijzig_rollen(medewerker=an, rollen=[Rol.KLANTENBEHEERDER], team=team, reden="Naar Limburg.", door=bea, op=nu)
    pagina.get_by_role("button", name="Vraag inspectie").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("U mag dit niet doen")
    expect(pagina.get_by_label("Vraag")).to_have_value(MIJN)
    kiek(pagina, "403")
    beoordeel(pagina)
    pagina.get_by_text("Wat u verder invulde").focus()
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_text("31/01/2027")).to_be_visible()
    beoordeel(pagina)


def test_in_een_venster_blijft_de_tekst_staan_en_zegt_een_bericht_waarom(
    browser: Browser, an: Medewerker, zonnebloem: Dossier
) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(zonnebloem.get_absolute_url())
    pagina.keyboard.press("c")
    tekst = pagina.get_by_label("Wat is er gezegd?")
    tekst.fill(MIJN)
    bea = maak("bea", "Bea Beheer", Rol.BEHEERDER)
    mensen.wijzig_rollen(medewerker=an, rollen=[], team=None, reden="Uit dienst.", door=bea, op=timezone.now())
    pagina.get_by_role("button", name="Bewaar", exact=True).click()
    expect(pagina.locator(".toasts").get_by_text("Wat u typte staat er nog")).to_be_visible()
    expect(tekst).to_have_value(MIJN)
    assert ["403" in fout for fout in browser.fouten] == [True]  # htmx says it in the console too
    browser.fouten.clear()


def test_dirk_gaf_al_advies_en_an_leest_wat_er_nu_staat(
    browser: Browser, an: Medewerker, dirk: Medewerker, zonnebloem: Dossier
) -> None:
    aanvraag, nu = vraag(Aanvraagsoort.UITBREIDING, zonnebloem, an, plaatsen=27), timezone.now()
    aanvragen.ga_antecedenten_na(aanvraag=aanvraag, antecedenten="Niets dat ertegen pleit.", door=an, op=nu)
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(aanvraag.get_absolute_url())
    form = pagina.locator("form[action$='geef-advies/']")
    form.get_by_role("textbox").fill(MIJN)
    form.get_by_role("radio").first.check()
    aanvragen.geef_advies(aanvraag=aanvraag, advies=Adviessoort.GUNSTIG, advies_tekst="Plaats genoeg.", door=dirk, op=nu)
    form.get_by_role("button", name="Geef advies").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Een collega was u voor")
    expect(pagina.locator("main textarea")).to_have_value(MIJN)
    kiek(pagina, "409_stap")
    beoordeel(pagina)
    with pagina.expect_popup() as naast:
        pagina.get_by_role("link", name="Bekijk de pagina zoals ze nu is (nieuw tabblad)").click()
    expect(naast.value.get_by_text("Plaats genoeg.")).to_be_visible()
    expect(pagina.locator("main textarea")).to_have_value(MIJN)  # still there to copy from


@pytest.mark.parametrize("script", [True, False], ids=["met script", "zonder script"])
def test_an_verbetert_een_contact_dat_carla_intussen_verbeterde(
    script: bool, browser: Browser, an: Medewerker, zonnebloem: Dossier
) -> None:
    contact = noteer_contact(zonnebloem, an)
    pagina = browser.nieuwe_pagina(als=an, java_script_enabled=script)
    pagina.goto(f"{contact.get_absolute_url()}verbeteren/")
    pagina.get_by_label("Wat is er gezegd?").fill(MIJN)
    carla = maak("carla", "Carla Willems", Rol.COORDINATOR, team="antwerpen")
    nieuw = Inhoud("telefoon", "in", "mevrouw Verzonnen", contact.op, "De organisator belde.\nZe vraagt uitstel tot Pasen.")
    verbeter_contact(contact=contact, versie=contact.versie, inhoud=nieuw, door=carla, op=timezone.now())
    pagina.get_by_role("button", name="Bewaren").click()
    expect(pagina.get_by_role("alert").get_by_text("Hierin verschilt uw versie")).to_be_visible()
    for tekst in ("Ze vraagt uitstel tot Pasen.", "mevrouw Verzonnen"):
        expect(pagina.get_by_role("alert")).to_contain_text(tekst)
    expect(pagina.get_by_label("Wat is er gezegd?")).to_have_value(MIJN)
    if script:
        expect(pagina.locator("[data-focus]")).to_be_focused()  # what happened comes before the text one may type on in
        kiek(pagina, "409_versies")
        beoordeel(pagina)
    pagina.get_by_role("button", name="Bewaren").click()
    expect(pagina.get_by_text("De verbetering is bewaard.")).to_be_visible()
