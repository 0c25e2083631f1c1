"""The dock in a browser: one key from any page to the first saved word, and back to exactly where one was."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from dossiers.actions import telefoonbladen
from dossiers.models import Contactmoment, Dossier, Telefoonblad
from kern.choices import Rol
from kern.models import Medewerker
from tests.hulp.browser import Browser, expect
from tests.hulp.weergaven import beoordeel
from tests.mensen import maak
from tests.wereld import begin_verslag, maak_dossier, maak_organisator

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def an(webserver: object) -> Medewerker:
    return maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")


@pytest.fixture
def zonnebloem(an: Medewerker) -> Dossier:
    return maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an), telefoon="03 123 45 67")


def dok(pagina: "Page") -> "Locator":
    return pagina.get_by_role("complementary", name="Telefoonblad")


def schrijfveld(pagina: "Page") -> "Locator":
    return dok(pagina).get_by_label("Wat wordt er gezegd?")


def bewaard(pagina: "Page") -> None:
    expect(dok(pagina).get_by_text("Bewaard om")).to_be_visible()


def bel(pagina: "Page", tekst: str) -> None:
    """One key, then words; nothing else."""
    pagina.keyboard.press("Control+b")
    pagina.keyboard.type(tekst)
    expect(schrijfveld(pagina)).to_be_focused()
    bewaard(pagina)


# --- One key, on every kind of page


@pytest.mark.parametrize("pad", ["/", "/dossiers/", "/mijn-locaties/", "/profiel/", "/sneltoetsen/", "/dossiers/99999999/"])
def test_van_elke_bladzijde_is_het_een_toets_tot_het_eerste_bewaarde_woord(
    browser: Browser, an: Medewerker, zonnebloem: Dossier, pad: str
) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(pad)
    bel(pagina, "De mama van")
    assert Telefoonblad.objects.get().tekst == "De mama van"


def test_op_een_dossier_en_in_een_half_ingevuld_formulier_blijft_alles_zoals_het_was(
    browser: Browser, an: Medewerker, zonnebloem: Dossier
) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(f"{zonnebloem.get_absolute_url()}wijzigen/")
    veld = pagina.locator("#id_telefoon")
    veld.fill("03 999 88 77")
    veld.evaluate("(e) => e.setSelectionRange(3, 6)")
    bel(pagina, "Dringend")
    pagina.keyboard.press("Control+b")
    expect(veld).to_be_focused()
    assert veld.evaluate("(e) => [e.value, e.selectionStart, e.selectionEnd]") == ["03 999 88 77", 3, 6]
    pagina.keyboard.type("111")
    expect(veld).to_have_value("03 111 88 77")
    assert Telefoonblad.objects.get().tekst == "Dringend"


def test_in_de_editor_opent_het_ook_en_wordt_niets_vet(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    verslag = begin_verslag(zonnebloem, an)
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(verslag.get_absolute_url())
    editor = pagina.locator('.editortekst[aria-label="Besluit"]')
    editor.focus()
    pagina.keyboard.type("Alles is goed.")
    for _ in range(5):
        pagina.keyboard.press("Shift+ArrowLeft")
    bel(pagina, "Telefoon")
    pagina.keyboard.press("Control+b")
    expect(editor).to_be_focused()
    pagina.keyboard.type("slecht")
    expect(editor).to_have_text("Alles is slecht")
    assert editor.inner_html() == "<p>Alles is slecht</p>"
    pagina.keyboard.press("Control+a")
    pagina.keyboard.press("Control+Shift+b")
    expect(editor.locator("strong")).to_have_text("Alles is slecht")


def test_over_een_venster_heen_en_terug_in_het_veld_waar_men_typte(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(zonnebloem.get_absolute_url())
    pagina.keyboard.press("c")
    veld = pagina.locator("#los-venster").get_by_label("Wat is er gezegd?")
    expect(veld).to_be_focused()
    pagina.keyboard.type("Half een zin")
    bel(pagina, "Tweede lijn")
    pagina.keyboard.press("Control+b")
    expect(veld).to_be_focused()
    pagina.keyboard.type(" en de rest")
    expect(veld).to_have_value("Half een zin en de rest")
    pagina.keyboard.press("Control+b")
    pagina.keyboard.press("Escape")
    expect(veld).to_be_focused()
    expect(schrijfveld(pagina)).to_be_hidden()
    assert Telefoonblad.objects.get().tekst == "Tweede lijn"


def test_uit_het_palet_en_uit_een_paneel_kan_men_terug(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/dossiers/")
    pagina.keyboard.press("Control+k")
    palet = pagina.locator("#palet-q")
    expect(palet).to_be_focused()
    pagina.keyboard.type("zon")
    bel(pagina, "Hallo")
    pagina.keyboard.press("Control+b")
    expect(palet).to_be_focused()
    expect(palet).to_have_value("zon")


# --- It stays, and nothing is lost


def test_het_blijft_staan_terwijl_men_bladert_en_de_andere_toetsen_werken(
    browser: Browser, an: Medewerker, zonnebloem: Dossier
) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/")
    bel(pagina, "De mama van")
    pagina.keyboard.press("Control+b")
    pagina.keyboard.press("g")
    pagina.keyboard.press("d")
    expect(pagina.get_by_role("heading", name="Dossiers", level=1)).to_be_visible()
    expect(schrijfveld(pagina)).to_have_value("De mama van")
    pagina.keyboard.press("Control+b")
    pagina.keyboard.type(" Rita")
    bewaard(pagina)
    pagina.get_by_role("link", name="De Zonnebloem").first.click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("De Zonnebloem")
    expect(schrijfveld(pagina)).to_have_value("De mama van Rita")
    pagina.keyboard.press("Control+b")
    pagina.keyboard.press("Escape")
    expect(schrijfveld(pagina)).to_be_hidden()
    pagina.goto("/")
    expect(dok(pagina).get_by_role("button", name="Telefoonblad")).to_be_visible()
    expect(schrijfveld(pagina)).to_be_hidden()


def test_wie_meteen_weggaat_vindt_de_laatste_letters_op_de_volgende_bladzijde(browser: Browser, an: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/")
    bel(pagina, "Een")
    pagina.keyboard.type(" twee drie")
    pagina.goto("/dossiers/")
    expect(schrijfveld(pagina)).to_have_value("Een twee drie")
    assert Telefoonblad.objects.get().tekst == "Een twee drie"


def test_zonder_lijn_blijft_de_tekst_staan_en_gaat_ze_mee_zodra_het_kan(browser: Browser, an: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/")
    pagina.context.set_offline(True)
    pagina.keyboard.press("Control+b")
    pagina.keyboard.type("Zonder lijn")
    expect(dok(pagina).get_by_text("Geen verbinding.")).to_be_visible()
    assert not Telefoonblad.objects.exists()
    browser.fouten.clear()  # the browser says that the line was cut
    pagina.context.set_offline(False)
    bewaard(pagina)
    assert Telefoonblad.objects.get().tekst == "Zonder lijn"


def test_twee_tabbladen_zien_elkaars_tekst_of_beide_versies(browser: Browser, an: Medewerker) -> None:
    een = browser.nieuwe_pagina(als=an)
    een.goto("/")
    bel(een, "Op de laptop")
    ander = een.context.new_page()
    ander.goto("/dossiers/")
    dok(ander).get_by_role("button", name="Telefoonblad").click()
    expect(schrijfveld(ander)).to_have_value("Op de laptop")
    ander.keyboard.type(", verder op de tafel")
    bewaard(ander)
    een.evaluate("document.querySelector('#dok-tekst').value += '!'")
    een.locator("#dok-tekst").dispatch_event("input")
    expect(dok(een).get_by_text("intussen ook elders bewaard")).to_be_visible()
    assert Telefoonblad.objects.get().tekst == "Op de laptop, verder op de tafel"
    dok(een).get_by_role("button", name="Zet beide onder elkaar").click()
    bewaard(een)
    assert Telefoonblad.objects.get().tekst == "Op de laptop, verder op de tafel\n\nOp de laptop!"


# --- What it is about, several calls, hanging up


def test_tijdens_het_bellen_zoekt_men_de_locatie_op_het_nummer_van_wie_belt(
    browser: Browser, an: Medewerker, zonnebloem: Dossier
) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/")
    bel(pagina, "De begeleidster")
    dok(pagina).get_by_label("Telefoonnummer").fill("03/123.45.67")
    pagina.keyboard.press("Tab")
    dok(pagina).get_by_role("radio", name="De Zonnebloem").click()
    dok(pagina).get_by_role("link", name="De Zonnebloem").click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("De Zonnebloem")
    expect(schrijfveld(pagina)).to_have_value("De begeleidster")
    assert Telefoonblad.objects.get().dossier == zonnebloem


def test_de_locatie_die_openstaat_is_een_klik_ver(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(zonnebloem.get_absolute_url())
    bel(pagina, "Hallo")
    dok(pagina).get_by_role("button", name=f"Over deze locatie ({zonnebloem.dossiernummer})").click()
    expect(dok(pagina).get_by_role("link", name="De Zonnebloem (Mortsel)")).to_be_visible()
    assert Telefoonblad.objects.get().dossier == zonnebloem


def test_een_tweede_gesprek_krijgt_een_eigen_blad(browser: Browser, an: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/")
    bel(pagina, "Eerste")
    dok(pagina).get_by_role("button", name="Nieuw gesprek").click()
    expect(schrijfveld(pagina)).to_be_focused()
    pagina.keyboard.type("Tweede")
    bewaard(pagina)
    bladen = dok(pagina).get_by_role("list", name="Open gesprekken")
    bladen.get_by_role("button").nth(1).click()
    expect(schrijfveld(pagina)).to_have_value("Eerste")
    assert sorted(Telefoonblad.objects.values_list("tekst", flat=True)) == ["Eerste", "Tweede"]
    dok(pagina).get_by_role("button", name="Leg weg").click()
    expect(schrijfveld(pagina)).to_have_value("Tweede")
    assert Telefoonblad.objects.get(tekst="Eerste").weggelegd_op is not None


def test_van_het_rinkelen_tot_het_contactmoment_zonder_muis_en_zonder_overtypen(
    browser: Browser, an: Medewerker, zonnebloem: Dossier
) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(zonnebloem.get_absolute_url())
    pagina.keyboard.press("c")  # half a contact about something else
    half = pagina.locator("#los-venster").get_by_label("Wat is er gezegd?")
    expect(half).to_be_focused()
    pagina.keyboard.type("Half")
    bel(pagina, "Ze zijn een week dicht.")
    telefoonbladen.bewaar_blad(
        sleutel=Telefoonblad.objects.get().pk,
        versie=Telefoonblad.objects.get().versie,
        inhoud=telefoonbladen.Inhoud("Ze zijn een week dicht.", "Lies", "", "in", zonnebloem),
        door=an,
        op=timezone.now(),
    )
    pagina.keyboard.press("Control+Enter")
    venster = pagina.get_by_role("dialog", name="Ophangen")
    expect(venster.get_by_label("Een contactmoment")).to_be_checked()
    expect(venster.get_by_label("Wat is er gezegd?")).to_have_value("Ze zijn een week dicht.")
    expect(venster.get_by_label("Met wie")).to_have_value("Lies")
    venster.get_by_label("Wat is er gezegd?").focus()
    pagina.keyboard.press("Control+Enter")
    expect(pagina.get_by_role("heading", name="Opgehangen")).to_be_visible()
    contact = Contactmoment.objects.get()
    assert (contact.dossier, contact.tekst, contact.met) == (zonnebloem, "Ze zijn een week dicht.", "Lies")
    pagina.keyboard.press("Enter")
    expect(half).to_be_focused()
    expect(half).to_have_value("Half")
    expect(schrijfveld(pagina)).to_be_hidden()


# --- Without JavaScript, and for everybody


def test_zonder_javascript_is_er_een_bladzijde(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an, java_script_enabled=False)
    pagina.goto("/")
    pagina.get_by_role("link", name="Telefoonblad").click()
    pagina.get_by_label("Wat wordt er gezegd?").fill("Eerste woorden.")
    pagina.get_by_label("Nummer, naam, straat").fill("zonnebloem")
    pagina.get_by_role("button", name="Bewaar", exact=True).click()
    pagina.get_by_role("radio", name="De Zonnebloem").check()
    pagina.get_by_role("button", name="Bewaar", exact=True).click()
    expect(pagina.get_by_text("Het telefoonblad is bewaard.")).to_be_visible()
    pagina.get_by_role("link", name="Ophangen").click()
    pagina.get_by_role("button", name="Hang op").click()
    expect(pagina.get_by_text("Dit gesprek werd")).to_be_visible()
    assert Contactmoment.objects.get().tekst == "Eerste woorden."


@pytest.mark.traag
def test_het_open_dok_in_elke_weergave(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    for pad in ("/", "/dossiers/", zonnebloem.get_absolute_url(), f"{zonnebloem.get_absolute_url()}wijzigen/"):
        pagina.goto(pad)
        pagina.keyboard.press("Control+b")
        pagina.keyboard.type("Dag.")
        bewaard(pagina)
        beoordeel(pagina)
    dok(pagina).get_by_role("button", name="Nieuw gesprek").click()
    beoordeel(pagina)
    pagina.keyboard.press("Escape")
    beoordeel(pagina)
    blad = Telefoonblad.objects.get()
    for naam in ("telefoonblad", "telefoonblad_ophangen"):
        pagina.goto(reverse(f"dossiers:{naam}", args=[blad.pk]))
        beoordeel(pagina)
    pagina.goto("/telefoonblad/")
    beoordeel(pagina)
