"""What stands in the head of a dossier and what one types in the palette, in a real browser."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from dossiers.models import Contactmoment, Dossier
from kern.choices import Rol
from kern.models import Medewerker
from tests.dossiers.personen import maak_betrokkene
from tests.hulp import axe
from tests.hulp import taken as taken_hulp
from tests.hulp.browser import Browser
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator, noteer_contact

pytestmark = pytest.mark.browser


@pytest.fixture
def an(webserver: object) -> Medewerker:
    return maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")


@pytest.fixture
def kruimeldief(an: Medewerker) -> Dossier:
    return maak_dossier("Kruimeldief", maak_organisator("Kruimel vzw", an), gemeente="Gent", postcode="9000")


def test_wie_bewaart_in_het_venster_staat_weer_op_het_dossier(browser: Browser, an: Medewerker, kruimeldief: Dossier) -> None:
    """Also after a mail was noted: the kind is a call again, and the address is that of the dossier."""
    noteer_contact(kruimeldief, an, soort="mail", richting="in")
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(f"{kruimeldief.get_absolute_url()}?soort=dossiers.contact.mail#tijdlijn")
    knop = pagina.get_by_role("link", name="Noteer contact", exact=True)
    expect(knop.locator("kbd")).to_have_text("c")
    pagina.keyboard.press("c")
    expect(pagina.get_by_label("Soort contact")).to_have_value("telefoon:in")
    expect(pagina.get_by_role("textbox", name="Wat is er gezegd?")).to_be_focused()
    pagina.keyboard.insert_text("Ze belt morgen terug.")
    pagina.keyboard.press("Control+Enter")
    expect(pagina.locator(".tijdlijn").get_by_text("Ze belt morgen terug.")).to_be_visible()
    pagina.wait_for_url(f"**{kruimeldief.get_absolute_url()}")
    assert Contactmoment.objects.filter(soort="telefoon").count() == 1


def test_ook_op_het_gewone_formulier_eindigt_men_op_het_dossier(browser: Browser, an: Medewerker, kruimeldief: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(f"{kruimeldief.get_absolute_url()}contact/")
    pagina.get_by_label("Wat is er gezegd?").fill("Ze belt morgen terug.")
    pagina.keyboard.press("Control+Enter")
    expect(pagina.locator(".tijdlijn").get_by_text("Ze belt morgen terug.")).to_be_visible()
    pagina.wait_for_url(f"**{kruimeldief.get_absolute_url()}")


@pytest.mark.parametrize(
    ("getypt", "gevonden"),
    [
        ("kruimeldeif", "Kruimeldief"),
        ("krumeldief", "Kruimeldief"),
        ("janssens gent", "Els Janssens"),
        ("jansens", "Els Janssens"),
    ],
)
def test_het_palet_vindt_ook_met_een_tikfout_en_met_naam_en_gemeente(
    browser: Browser, an: Medewerker, kruimeldief: Dossier, getypt: str, gevonden: str
) -> None:
    els = maak_betrokkene(kruimeldief, an, "Els Janssens")
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/")
    pagina.keyboard.press("Control+k")
    expect(pagina.locator("#palet-q")).to_be_focused()
    pagina.keyboard.type(getypt)
    treffer = pagina.locator("#palet-treffers a").filter(has_text=gevonden).first
    expect(treffer).to_be_visible()
    pagina.keyboard.press("ArrowDown")
    pagina.keyboard.press("Enter")
    naar = kruimeldief if gevonden == "Kruimeldief" else els
    pagina.wait_for_url(f"**{naar.get_absolute_url()}")


@pytest.mark.parametrize("script", [True, False])
def test_het_hoofd_neemt_op_een_telefoon_hoogstens_twee_rijen_knoppen(
    browser: Browser, an: Medewerker, kruimeldief: Dossier, script: bool
) -> None:
    pagina = browser.nieuwe_pagina(als=an, breedte=320, hoogte=800, java_script_enabled=script)
    pagina.goto(kruimeldief.get_absolute_url())
    rij = pagina.locator(".handelingen")
    vak = rij.bounding_box()
    assert vak is not None
    assert vak["height"] <= 2 * 48
    expect(pagina.get_by_role("link", name="Draag over")).to_be_hidden()
    rij.locator("summary").click()
    expect(pagina.get_by_role("link", name="Draag over")).to_be_visible()
    if script:
        axe.controleer(pagina)
        pagina.keyboard.press("Escape")
        expect(pagina.get_by_role("link", name="Draag over")).to_be_hidden()
        expect(rij.locator("summary")).to_be_focused()


def test_een_datum_in_de_werkvoorraad_staat_op_een_regel(browser: Browser, an: Medewerker, kruimeldief: Dossier) -> None:
    for dagen in (-12, 0, 9):
        tegen = timezone.localdate() + timedelta(days=dagen)
        taken_hulp.onthoud(sleutel=uuid4(), titel="Bel terug", tegen=tegen, over=kruimeldief, door=an, op=timezone.now())
    pagina = browser.nieuwe_pagina(als=an, breedte=1366, hoogte=768)
    pagina.goto("/")
    vakken = [plek.bounding_box() for plek in pagina.locator(".werkrij .wanneer").all()]
    assert len(vakken) == 3
    assert all(vak is not None and vak["height"] < 32 for vak in vakken), vakken
