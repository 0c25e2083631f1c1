"""Documents in the browser: chosen, dropped and pasted, each with its own result; without script too, by keyboard, on a phone."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from dossiers.models import Dossier
from kern.actions import bestandswerk
from kern.choices import Rol
from kern.models import Medewerker
from tests.hulp import bestanden as b
from tests.hulp.browser import Browser, expect
from tests.hulp.weergaven import ga_en_beoordeel
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator, voeg_document_toe

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

pytestmark = pytest.mark.browser

# As the system hands over what is dropped or pasted.
GEEF = """([soort, plek, naam, tekst]) => {
  const data = new DataTransfer();
  data.items.add(new File([tekst], naam, {type: "text/plain"}));
  const opties = {bubbles: true, cancelable: true};
  const gebeurtenis = soort === "paste"
    ? new ClipboardEvent("paste", {...opties, clipboardData: data})
    : new DragEvent("drop", {...opties, dataTransfer: data});
  document.querySelector(plek).dispatchEvent(gebeurtenis);
}"""


@pytest.fixture
def an(webserver: object) -> Medewerker:
    return maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")


@pytest.fixture
def zonnebloem(an: Medewerker) -> Dossier:
    return maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an))


def bladzijde(dossier: Dossier) -> str:
    return reverse("dossiers:documenten", args=[dossier.dossiernummer])


def drie() -> "list[FilePayload]":
    return [
        {"name": "grondplan.pdf", "mimeType": "application/pdf", "buffer": b.pdf()},
        {"name": "setup.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\0\0"},
        {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": b.foto()},
    ]


def kies(pagina: "Page") -> None:
    pagina.get_by_label("Bestanden").set_input_files(drie())
    pagina.get_by_role("button", name="Voeg toe").click()


def test_van_het_dossier_naar_drie_bestanden_met_elk_zijn_uitkomst(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(zonnebloem.get_absolute_url())
    pagina.keyboard.press("u")
    expect(pagina.get_by_role("heading", name="Voeg documenten toe")).to_be_visible()
    kies(pagina)
    expect(pagina.get_by_text("Klaar: 2 van 3 toegevoegd.")).to_be_visible()
    expect(pagina.get_by_text("“setup.exe” is geen soort bestand")).to_be_visible()
    expect(pagina.locator(".uitkomst")).to_have_count(3)
    assert sorted(d.titel for d in zonnebloem.documenten.all()) == ["foto", "grondplan"]
    # The same again: a choice, taken with one button.
    kies(pagina)
    expect(pagina.get_by_text("precies hetzelfde bestand staat hier al")).to_have_count(2)
    pagina.get_by_role("button", name="Voeg het toch toe").first.click()
    expect(pagina.get_by_text("Het document is toegevoegd.")).to_be_visible()
    assert zonnebloem.documenten.count() == 3


@pytest.mark.parametrize(("soort", "plek"), [("drop", "[data-sleepvak]"), ("paste", "body")])
def test_wat_gesleept_of_geplakt_wordt_staat_er_meteen(
    browser: Browser, an: Medewerker, zonnebloem: Dossier, soort: str, plek: str
) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(bladzijde(zonnebloem))
    expect(pagina.get_by_text("slepen, of plakken")).to_be_visible()
    pagina.evaluate(GEEF, [soort, plek, "nota.txt", "Een nota van de organisator."])
    expect(pagina.get_by_text("Klaar: 1 van 1 toegevoegd.")).to_be_visible()
    assert zonnebloem.documenten.get().titel == "nota"


def test_zonder_skript_gaan_ze_samen_en_zegt_elk_wat_ervan_kwam(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an, java_script_enabled=False)
    pagina.goto(bladzijde(zonnebloem))
    kies(pagina)
    expect(pagina.locator(".uitkomst")).to_have_count(3)
    expect(pagina.get_by_text("“setup.exe” is geen soort bestand")).to_be_visible()
    assert zonnebloem.documenten.count() == 2


def test_een_verloren_verbinding_zegt_het_bij_het_bestand(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(bladzijde(zonnebloem))
    pagina.route("**/toevoegen/", lambda verzoek: verzoek.abort())
    kies(pagina)
    expect(pagina.get_by_text("De verbinding viel weg. Kies het opnieuw.")).to_have_count(3)
    expect(pagina.get_by_text("Klaar: 0 van 3 toegevoegd.")).to_be_visible()
    browser.fouten[:] = [fout for fout in browser.fouten if "ERR_FAILED" not in fout]  # what the console says of it


@pytest.mark.traag
def test_de_bladzijden_van_documenten_zijn_voor_iedereen(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    document = voeg_document_toe(zonnebloem, an)
    bestandswerk.maak_voorbeelden(klok=timezone.now)
    pagina = browser.nieuwe_pagina(als=an)
    for adres in (bladzijde(zonnebloem), document.get_absolute_url(), reverse("dossiers:documenten_alle")):
        ga_en_beoordeel(pagina, adres)
