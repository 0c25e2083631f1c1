"""A report in the browser: typed without a mouse, saved while one types, never lost, never over a colleague's words."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.utils import timezone

from dossiers.actions import tekstblokken, verslag_nalezen, verslagen
from dossiers.models import Belofte, Dossier, Verslag, Verslagdeel, Verslagfoto
from kern.choices import Rol
from kern.models import Medewerker, OutboxRegel
from tests.hulp.bestanden import foto
from tests.hulp.browser import Browser, expect
from tests.hulp.weergaven import beoordeel, ga_en_beoordeel
from tests.mensen import maak
from tests.wereld import begin_verslag, maak_dossier, maak_organisator, schrijf_verslag

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

pytestmark = pytest.mark.browser

UIT_WORD = '<p class=MsoNormal style="color:red"><span style="font-weight:700">Uit Word</span><o:p></o:p></p>'
PLAK = """(veld, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "Uit Word");
  veld.querySelector("h3").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def an(webserver: object) -> Medewerker:
    return maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")


@pytest.fixture
def carla(webserver: object) -> Medewerker:
    return maak("carla", "Carla Willems", Rol.COORDINATOR, team="antwerpen")


@pytest.fixture
def zonnebloem(an: Medewerker) -> Dossier:
    return maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an))


@pytest.fixture
def bezoek(zonnebloem: Dossier, an: Medewerker) -> Verslag:
    return begin_verslag(zonnebloem, an)


def schrijfveld(pagina: "Page", kop: str) -> "Locator":
    """Return the editor under a heading: not the plain field that stands there until the script comes."""
    return pagina.locator(f'.editortekst[aria-label="{kop}"]')


def tekst_van(verslag: Verslag, sleutel: str) -> str:
    return Verslagdeel.objects.get(verslag=verslag, sleutel=sleutel).tekst


def test_van_het_dossier_tot_de_eerste_bewaarde_woorden_zonder_muis(
    browser: Browser, an: Medewerker, zonnebloem: Dossier
) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(zonnebloem.get_absolute_url())
    pagina.keyboard.press("v")
    pagina.get_by_label("Waarover gaat het?").fill("Bezoek na de verhuis")
    pagina.keyboard.press("Control+Enter")
    veld = schrijfveld(pagina, "Wat ik zag")
    veld.focus()
    expect(pagina.get_by_role("toolbar")).to_have_count(1)  # of the field one writes in
    pagina.keyboard.type("De kleuters sliepen.")
    expect(pagina.get_by_text("Bewaard om")).to_be_visible()
    assert tekst_van(Verslag.objects.get(), "gezien") == "<p>De kleuters sliepen.</p>"


def test_wie_sneller_is_dan_het_programma_verliest_geen_letter(browser: Browser, an: Medewerker, bezoek: Verslag) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    onderweg: list[Route] = []
    pagina.route("**/editor.js", lambda verzoek: onderweg.append(verzoek))  # noqa: PLW0108 playwright wants a function of its own
    pagina.goto(bezoek.get_absolute_url(), wait_until="commit")
    pagina.get_by_role("textbox", name="Wat ik zag").fill("Acht kinderen.\nTwee begeleiders.")
    for verzoek in onderweg:
        verzoek.continue_()
    pagina.unroute("**/editor.js")
    expect(pagina.get_by_text("Bewaard om")).to_be_visible()
    assert tekst_van(bezoek, "gezien") == "<p>Acht kinderen.</p><p>Twee begeleiders.</p>"
    expect(pagina.locator(".editortekst:focus")).to_have_text("Acht kinderen.Twee begeleiders.")


def test_koppen_lijsten_tabel_en_wat_uit_word_komt(browser: Browser, an: Medewerker, bezoek: Verslag) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(bezoek.get_absolute_url())
    veld = schrijfveld(pagina, "Wat ik zag")
    veld.focus()
    balk = pagina.get_by_role("toolbar", name="Opmaak van Wat ik zag")
    balk.get_by_role("button", name="Kop", exact=True).click()
    pagina.keyboard.type("Slapen")
    pagina.keyboard.press("Enter")
    balk.get_by_role("button", name="Opsomming").click()
    pagina.keyboard.type("om tien uur")
    pagina.keyboard.press("Enter")
    pagina.keyboard.press("Enter")
    balk.get_by_role("button", name="Tabel", exact=True).click()
    pagina.keyboard.type("groep")
    veld.evaluate(PLAK, UIT_WORD)
    expect(pagina.get_by_text("Bewaard om")).to_be_visible()
    tekst = tekst_van(bezoek, "gezien")
    assert tekst.startswith("<h3>Slapen</h3><ul><li><p>om tien uur</p></li></ul><table><tbody><tr><th>")
    assert "Uit Word" in tekst
    assert "style" not in tekst


def test_zonder_lijn_blijft_de_tekst_staan_en_gaat_ze_mee_zodra_het_kan(
    browser: Browser, an: Medewerker, bezoek: Verslag
) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(bezoek.get_absolute_url())
    veld = schrijfveld(pagina, "Besluit")
    veld.focus()
    pagina.context.set_offline(True)
    pagina.keyboard.type("Alles is goed.")
    expect(pagina.get_by_text("Geen verbinding.")).to_be_visible()
    assert tekst_van(bezoek, "besluit") == ""
    browser.fouten.clear()  # the browser says that the line was cut
    pagina.context.set_offline(False)
    expect(pagina.get_by_text("Bewaard om")).to_be_visible()
    assert tekst_van(bezoek, "besluit") == "<p>Alles is goed.</p>"


def test_wie_schrijft_waar_een_collega_schreef_ziet_beide_en_kiest(
    browser: Browser, an: Medewerker, carla: Medewerker, bezoek: Verslag
) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(bezoek.get_absolute_url())
    schrijf_verslag(bezoek, carla, besluit="Van Carla.")
    schrijfveld(pagina, "Besluit").focus()
    pagina.keyboard.type("Van An.")
    expect(pagina.get_by_text("Carla Willems schreef hier intussen ook")).to_be_visible()
    assert tekst_van(bezoek, "besluit") == "<p>Van Carla.</p>"
    pagina.get_by_role("button", name="Zet beide onder elkaar").click()
    expect(pagina.get_by_text("Bewaard om")).to_be_visible()
    assert tekst_van(bezoek, "besluit") == "<p>Van Carla.</p><p>Van An.</p>"


def test_zonder_javascript_wordt_alles_met_een_knop_bewaard_en_blijft_een_tabel_staan(
    browser: Browser, an: Medewerker, bezoek: Verslag
) -> None:
    tabel = "<table><tbody><tr><td><p>acht</p></td></tr></tbody></table>"
    deel = bezoek.delen.get(sleutel="gezien")
    verslagen.bewaar_deel(deel=deel, versie=1, tekst=tabel, door=an, op=timezone.now())
    pagina = browser.nieuwe_pagina(als=an, java_script_enabled=False)
    pagina.goto(bezoek.get_absolute_url())
    pagina.get_by_role("textbox", name="Besluit").fill("Een.\n\nTwee.")
    pagina.get_by_role("button", name="Bewaar", exact=True).click()
    expect(pagina.get_by_text("Het verslag is bewaard.")).to_be_visible()
    assert (tekst_van(bezoek, "gezien"), tekst_van(bezoek, "besluit")) == (tabel, "<p>Een.</p><p>Twee.</p>")


@pytest.mark.traag
def test_elke_bladzijde_van_een_verslag_in_elke_weergave(
    browser: Browser, an: Medewerker, carla: Medewerker, bezoek: Verslag
) -> None:
    schrijf_verslag(bezoek, an)
    hier, pagina = bezoek.get_absolute_url(), browser.nieuwe_pagina(als=an)
    for pad in (hier, f"{hier}kop/", f"{bezoek.over.get_absolute_url()}verslagen/nieuw/"):
        ga_en_beoordeel(pagina, pad)
    verslag_nalezen.bied_aan(verslag=bezoek, lezer=carla, door=an, op=timezone.now())
    pagina = browser.nieuwe_pagina(als=carla)
    pagina.goto(hier)
    pagina.get_by_text("Schrijf een opmerking").first.click()
    beoordeel(pagina)
    pagina.get_by_role("button", name="Bewaar de opmerking").first.click()
    expect(pagina.get_by_text("Dit veld is verplicht").first).to_be_visible()
    beoordeel(pagina)
    pagina.get_by_label("Uw opmerking").first.fill("Welk uur was dat?")
    pagina.get_by_role("button", name="Bewaar de opmerking").first.click()
    expect(pagina.get_by_text("Welk uur was dat?")).to_be_visible()
    beoordeel(pagina)


# --- What is called up while writing -----------------------------------------------------------------------------------------


def lijst_bij(pagina: "Page") -> "Locator":
    return pagina.get_by_role("listbox")


def test_een_tekstblok_met_het_toetsenbord_alleen(browser: Browser, an: Medewerker, bezoek: Verslag) -> None:
    for naam, tekst in (("slapen-ok", "De slaapruimte is in orde."), ("slapen-niet", "De slaapruimte is niet in orde.")):
        html = f"<p>{tekst}</p>"
        tekstblokken.maak_blok(sleutel=uuid4(), naam=naam, tekst=html, eigenaar=an, team=None, door=an, op=timezone.now())
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(bezoek.get_absolute_url())
    veld = schrijfveld(pagina, "Wat ik zag")
    veld.focus()
    pagina.keyboard.type("Boven: ::sla")
    expect(lijst_bij(pagina).get_by_role("option")).to_have_count(2)
    expect(pagina.get_by_text("2 keuzes. Pijltjes om te kiezen")).to_be_attached()
    beoordeel(pagina)
    veld.focus()
    pagina.keyboard.press("ArrowDown")
    gekozen = lijst_bij(pagina).get_by_role("option", selected=True)
    expect(gekozen).to_contain_text("::slapen-ok")
    expect(veld).to_have_attribute("aria-activedescendant", str(gekozen.get_attribute("id")))
    pagina.keyboard.press("Tab")
    expect(lijst_bij(pagina)).to_be_hidden()
    expect(veld).to_have_text("Boven: De slaapruimte is in orde.")
    pagina.keyboard.type(" ::niets")
    expect(pagina.get_by_text("Geen tekstblok begint met “niets”.").first).to_be_visible()
    pagina.keyboard.press("Escape")
    expect(pagina.locator(".invullijst:visible")).to_have_count(0)
    expect(pagina.get_by_text("Bewaard om")).to_be_visible()
    assert tekst_van(bezoek, "gezien") == "<p>Boven: De slaapruimte is in orde. ::niets</p>"


def test_een_belofte_typen_maakt_de_term_en_de_zin(browser: Browser, an: Medewerker, bezoek: Verslag) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(bezoek.get_absolute_url())
    veld = schrijfveld(pagina, "Afspraken")
    veld.focus()
    pagina.keyboard.type("::belofte morgen terugbellen")
    expect(pagina.get_by_text("Enter: “Wij beloven tegen").first).to_be_visible()
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", name="Beloften uit dit verslag")).to_be_visible()
    pagina.keyboard.type("En verder niets.")
    expect(pagina.get_by_text("Bewaard om")).to_be_visible()
    belofte = Belofte.objects.get()
    assert (belofte.wat, belofte.tegen) == ("terugbellen", timezone.localdate() + timedelta(days=1))
    tekst = tekst_van(bezoek, "afspraken")
    assert tekst.startswith("<p>Wij beloven tegen ")
    assert tekst.endswith(": terugbellen.</p><p>En verder niets.</p>")
    # Without a day it stays what it is, and says so.
    pagina.keyboard.press("Enter")
    pagina.keyboard.type("::toezegging plan opsturen")
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_text("Zeg erbij tegen wanneer").first).to_be_visible()
    assert Belofte.objects.count() == 1


def test_zonder_lijn_blijft_een_belofte_staan_tot_ze_genoteerd_is_en_dan_een_keer(
    browser: Browser, an: Medewerker, bezoek: Verslag
) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(bezoek.get_absolute_url())
    veld = schrijfveld(pagina, "Afspraken")
    veld.focus()
    pagina.keyboard.type("::belofte morgen terugbellen")
    pagina.context.set_offline(True)
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_text("Nog niet genoteerd").first).to_be_visible()
    pagina.context.set_offline(False)
    browser.fouten.clear()  # the browser says that the line was cut
    pagina.keyboard.press("Enter")
    pagina.keyboard.press("Enter")  # an impatient second time
    expect(pagina.get_by_role("heading", name="Beloften uit dit verslag")).to_be_visible()
    expect(pagina.get_by_text("Bewaard om")).to_be_visible()
    assert Belofte.objects.count() == 1
    assert "::belofte" not in tekst_van(bezoek, "afspraken")


def test_een_collega_noemen_met_het_toetsenbord(browser: Browser, an: Medewerker, carla: Medewerker, bezoek: Verslag) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(bezoek.get_absolute_url())
    veld = schrijfveld(pagina, "Besluit")
    veld.focus()
    pagina.keyboard.type("Kijk na, @wil")
    expect(lijst_bij(pagina).get_by_role("option")).to_have_text(["Carla Willemskrijgt een bericht"])
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_text("Bewaard om")).to_be_visible()
    assert tekst_van(bezoek, "besluit") == "<p>Kijk na, @Carla Willems </p>"
    assert OutboxRegel.objects.get(sleutel__startswith="verslag-vermeld").ontvanger == carla


def test_wie_er_niet_bij_mag_wordt_niet_aangeboden_en_wie_toch_getypt_wordt_hoort_niets(
    browser: Browser, an: Medewerker, bezoek: Verslag
) -> None:
    maak("gust", "Gust Gentenaar", Rol.KLANTENBEHEERDER, team="oost-vlaanderen")
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(bezoek.get_absolute_url())
    schrijfveld(pagina, "Besluit").focus()
    pagina.keyboard.type("Vraag @Gust")
    expect(pagina.get_by_text("Niemand die deze locatie leest, heet “Gust”.").first).to_be_visible()
    pagina.keyboard.type(" Gentenaar.")
    expect(pagina.get_by_text("Gust Gentenaar leest deze locatie niet")).to_be_visible()
    assert not OutboxRegel.objects.filter(sleutel__startswith="verslag-vermeld").exists()


def test_een_foto_gaat_mee_terwijl_men_verder_schrijft(browser: Browser, an: Medewerker, bezoek: Verslag, tmp_path: Path) -> None:
    bestand = tmp_path / "deur.jpg"
    bestand.write_bytes(foto(maat=(800, 600)))
    pagina = browser.nieuwe_pagina(als=an, breedte=390, hoogte=800)
    pagina.goto(bezoek.get_absolute_url())
    deel = pagina.locator("[data-deel=gezien]")
    deel.get_by_text("Voeg een foto toe").click()
    deel.get_by_role("button", name="Voeg toe").click()
    expect(deel.locator("[data-fotostand]")).not_to_be_empty()
    deel.get_by_label("Foto bij “Wat ik zag”").set_input_files(bestand)
    deel.get_by_label("Wat is er te zien?").fill("De voordeur staat open")
    deel.get_by_role("button", name="Voeg toe").click()
    expect(deel.get_by_role("img", name="De voordeur staat open")).to_be_visible()
    expect(deel.get_by_text("De foto staat erbij.")).to_be_visible()
    beoordeel(pagina)
    deel.get_by_role("button", name="Haal weg: De voordeur staat open").click()
    expect(pagina.get_by_text("De foto is weg.")).to_be_visible()
    assert not Verslagfoto.objects.exists()


def test_wat_men_typt_blijft_boven_de_balk_waarmee_men_bewaart(browser: Browser, bezoek: Verslag, an: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=an, hoogte=700)
    pagina.goto(bezoek.get_absolute_url())
    schrijfveld(pagina, "Vorige afspraken en tekorten").focus()
    for regel in range(12):
        pagina.keyboard.type(f"Regel {regel}")
        pagina.keyboard.press("Enter")
    pagina.keyboard.type("Laatste")
    pagina.wait_for_function(
        """() => document.querySelector(".verslagbalk").getBoundingClientRect().top
        >= document.querySelector("[data-deel=vorige] .editortekst > :last-child").getBoundingClientRect().bottom"""
    )


def test_wie_een_verslag_terugkrijgt_ziet_de_opmerking_bij_de_tekst_en_gaat_naar_het_antwoord(
    browser: Browser, bezoek: Verslag, an: Medewerker, carla: Medewerker
) -> None:
    schrijf_verslag(bezoek, an)
    nu, gezien = timezone.now(), bezoek.delen.get(sleutel="gezien")
    bezoek = verslag_nalezen.bied_aan(verslag=bezoek, lezer=carla, door=an, op=nu)
    verslag_nalezen.merk_op(sleutel=uuid4(), deel=gezien, citaat="Rustig.", tekst="Hoe weet u dat?", door=carla, op=nu)
    verslag_nalezen.geef_terug(verslag=bezoek, door=carla, op=nu)
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(bezoek.get_absolute_url())
    expect(pagina.get_by_text("Er staat nog 1 opmerking open.")).to_be_visible()
    expect(pagina.locator("[data-deel=gezien]").get_by_text("Hoe weet u dat?")).to_be_visible()
    pagina.get_by_role("link", name="Neem over of antwoord").click()
    antwoord = pagina.get_by_role("list", name="Opmerkingen bij Wat ik zag")
    expect(antwoord).to_be_in_viewport()
    beoordeel(pagina)
