"""A contact from a dossier with the keyboard, and the pages of this part in every mode."""

import pytest
from django.utils import timezone

from dossiers.models import Contactmoment, Dossier
from kern.choices import Rol
from kern.models import Medewerker
from tests.hulp import axe
from tests.hulp.browser import Browser, expect
from tests.hulp.weergaven import ga_en_beoordeel
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator, noteer_contact, vergun, vraag_inspectie

pytestmark = pytest.mark.browser

# Every key that goes down, shift and control included; kept where the next page can still read it.
TEL_TOETSEN = "sessionStorage.ingedrukt = 0; addEventListener('keydown', () => sessionStorage.ingedrukt++, true)"
INGEDRUKT = "Number(sessionStorage.ingedrukt)"


@pytest.fixture
def an(webserver: object) -> Medewerker:
    return maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")


@pytest.fixture
def zonnebloem(an: Medewerker) -> Dossier:
    return maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an))


def test_een_contact_kost_drie_toetsen_en_de_tekst(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    """`c`, the text, Control and Enter; no mouse, and the dossier stays in sight."""
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(zonnebloem.get_absolute_url())
    pagina.evaluate(TEL_TOETSEN)
    pagina.keyboard.press("c")
    tekst = pagina.get_by_label("Wat is er gezegd?")
    tekst.wait_for()
    pagina.locator("dialog textarea:focus").wait_for()
    expect(pagina).to_have_url(zonnebloem.get_absolute_url())
    expect(pagina.get_by_label("Soort contact")).to_have_value("telefoon:in")
    pagina.keyboard.insert_text("De poetshulp is ziek, ze belt morgen terug.")
    assert pagina.evaluate(INGEDRUKT) == 1
    with pagina.expect_navigation():
        pagina.keyboard.down("Control")
        pagina.keyboard.down("Enter")
        pagina.keyboard.up("Enter")
        pagina.keyboard.up("Control")
    assert pagina.evaluate(INGEDRUKT) == 3
    pagina.locator(".toasts").get_by_text("Bewaard: telefoon gekregen.").wait_for()
    pagina.locator(".tijdlijn").get_by_text("De poetshulp is ziek").wait_for()
    pagina.get_by_role("button", name="Ongedaan maken").click()
    pagina.locator(".toasts").get_by_text("Het contactmoment is teruggenomen.").wait_for()
    assert Contactmoment.objects.get().is_ingetrokken


def test_wat_getypt_is_blijft_bij_sluiten_en_bij_een_fout(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(zonnebloem.get_absolute_url())
    pagina.keyboard.press("c")
    tekst = pagina.get_by_label("Wat is er gezegd?")
    tekst.fill("Halverwege een zin")
    pagina.keyboard.press("Escape")
    pagina.locator("textarea:focus").wait_for(state="detached")
    pagina.keyboard.press("c")
    pagina.locator("dialog[open] textarea").wait_for()
    expect(tekst).to_have_value("Halverwege een zin")
    pagina.get_by_label("Wanneer").fill("2099-01-01T10:00")
    pagina.get_by_role("button", name="Bewaar", exact=True).click()
    pagina.locator("dialog [data-focus]").get_by_text("in de toekomst").wait_for()
    expect(pagina.get_by_label("Wat is er gezegd?")).to_have_value("Halverwege een zin")
    axe.controleer(pagina)
    pagina.get_by_label("Wanneer").fill(f"{timezone.localtime():%Y-%m-%dT%H:%M}")
    with pagina.expect_navigation():
        pagina.get_by_role("button", name="Bewaar", exact=True).dblclick()
    expect(pagina.locator(".tijdlijn").get_by_text("Halverwege een zin")).to_have_count(1)
    assert Contactmoment.objects.count() == 1


def test_zonder_javascript_leidt_de_knop_naar_een_formulier(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an, java_script_enabled=False)
    pagina.goto(zonnebloem.get_absolute_url())
    pagina.get_by_role("link", name="Noteer contact").click()
    pagina.get_by_label("Wat is er gezegd?").fill("Zonder script.")
    pagina.get_by_role("button", name="Bewaar").click()
    pagina.locator(".tijdlijn").get_by_text("Zonder script.").wait_for()


def test_de_paginas_zijn_toegankelijk_ook_met_een_lang_woord(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    contact = noteer_contact(zonnebloem, an, "Woord" * 80 + "\n\nמה שלומך 👶", met="Lies Peeters")
    vergun(zonnebloem, an, voorwaarden="Het hek blijft dicht.")
    vraag_inspectie(zonnebloem, an)
    d = zonnebloem.get_absolute_url()
    pagina = browser.nieuwe_pagina(als=an)
    for pad in (
        contact.get_absolute_url(), f"{contact.get_absolute_url()}verbeteren/",
        f"{contact.get_absolute_url()}intrekken/",
        f"{d}gegevens/",
    ):  # fmt: skip
        ga_en_beoordeel(pagina, pad)
