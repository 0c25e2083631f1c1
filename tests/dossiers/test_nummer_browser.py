"""A provisional number that becomes the real one, and a deviation that ends, in a real browser: by keyboard, small, dark, without
JavaScript; and the panels of a location as they were known."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from dossiers.actions import opvolging, toewijzen
from dossiers.actions.toewijzen import Gevraagd
from dossiers.choices import Opvolgingsoort
from dossiers.models import Dossier
from kern.choices import Rol
from kern.models import Medewerker
from tests.hulp import axe
from tests.hulp.browser import Browser
from tests.kern.scherm.test_browser import OPZIJ, TE_KLEIN, WEERGAVEN
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator, vraag_inspectie

pytestmark = [pytest.mark.browser, pytest.mark.traag]

OUD, NIEUW = "V-EIGEN-62D8A17B5D", "400000123"


@pytest.fixture
def carla(webserver: object) -> Medewerker:
    return maak("carla", "Carla Willems", Rol.COORDINATOR, team="antwerpen")


@pytest.fixture
def starter(carla: Medewerker) -> Dossier:
    """A location of a starter with a provisional number: asked for inspection, handed over to Dirk, gone on from another."""
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    dirk = maak("dirk", "Dirk Claes", Rol.KLANTENBEHEERDER, team="antwerpen")
    wie = maak_organisator("Starterskind vzw", an, nummer=OUD, bron="eigen", bronnummer="62D8A17B5D")
    dossier = maak_dossier("De Eerste Stap", wie)
    maak_dossier("De Tweede Stap", wie)
    vorige = maak_dossier("De Vorige Stap", wie)
    nu = timezone.now()
    opvolging.koppel(
        voorganger=vorige, opvolger=dossier, soort=Opvolgingsoort.VERHUIS, vanaf=timezone.localdate(), door=an, op=nu
    )
    vraag_inspectie(dossier, an)
    gevraagd = [Gevraagd(dossier.pk, an.pk, "Ligt dichter bij Dirk.")]
    toewijzen.draag_over(rijen=gevraagd, naar=dirk, nota="", door=carla, op=timezone.now())
    return dossier


@pytest.mark.parametrize("script", [True, False])
def test_een_organisator_krijgt_haar_nummer(browser: Browser, carla: Medewerker, starter: Dossier, script: bool) -> None:
    pagina = browser.nieuwe_pagina(als=carla, java_script_enabled=script)
    pagina.goto(f"/organisatoren/{OUD}/wijzigen/")
    veld = pagina.get_by_label("Nummer", exact=False).first
    expect(veld).to_be_visible()
    veld.fill("12345")
    veld.press("Enter")
    expect(pagina.get_by_text("Het echte nummer heeft 9 of 10 cijfers.").first).to_be_visible()
    veld.fill(NIEUW)
    veld.press("Enter")
    expect(pagina.locator("h1", has_text="Starterskind vzw")).to_be_visible()
    expect(pagina.locator("h1 + .inleiding", has_text=NIEUW)).to_be_visible()
    pagina.goto(f"/organisatoren/{OUD}/")
    expect(pagina.get_by_text("(voorlopig nummer)")).to_have_count(0)


@pytest.mark.parametrize("weergave", WEERGAVEN)
def test_de_bladzijden_zijn_toegankelijk(browser: Browser, carla: Medewerker, starter: Dossier, weergave: str) -> None:
    pagina = browser.nieuwe_pagina(als=carla, **WEERGAVEN[weergave])
    toen = timezone.localtime().replace(tzinfo=None).isoformat()
    for naam, url in (
        ("organisator", f"/organisatoren/{OUD}/"),
        ("wijzigen", f"/organisatoren/{OUD}/wijzigen/"),
        ("dossier", starter.get_absolute_url()),
        ("terug", f"{starter.get_absolute_url()}overdragen/?naar=vast"),
        ("toen", f"{starter.get_absolute_url()}gegevens/?op={toen}"),
    ):
        pagina.goto(url)
        expect(pagina.locator("h1")).to_be_visible()
        axe.controleer(pagina)
        assert not pagina.evaluate(OPZIJ), (naam, weergave)
        assert not pagina.evaluate(TE_KLEIN), (naam, weergave)
