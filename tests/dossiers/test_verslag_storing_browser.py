"""A report while everything around it falls over: what was typed stays, is said, is saved once; and what nobody types by hand."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.utils import timezone

from dossiers.actions import verslag_pdf, verslag_vast
from dossiers.choices import Verslagsoort
from dossiers.models import Belofte, Deelversie, Verslag, Verslagdeel
from kern.choices import Rol
from kern.models import Logregel, Medewerker, PdfDocument, Sessie
from tests.hulp.browser import Browser, expect
from tests.hulp.databank import Databank
from tests.hulp.processen import EigenPostgres, EigenValkey, Proces, Webserver, start_webserver, wacht_tot
from tests.mensen import maak
from tests.wereld import begin_verslag, maak_dossier, maak_organisator, schrijf_verslag

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.traag]

PLAK = """(veld, soort_en_tekst) => {
  const data = new DataTransfer();
  data.setData(...soort_en_tekst);
  veld.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
TEKST = "العربية שלום nul\u200bbreed 👩‍👧 é"


def veld(pagina: "Page", kop: str = "Besluit") -> "Locator":
    return pagina.locator(f'.editortekst[aria-label="{kop}"]')


def tekst_van(verslag: Verslag, sleutel: str = "besluit") -> str:
    return Verslagdeel.objects.get(verslag=verslag, sleutel=sleutel).tekst


def begin() -> tuple[Medewerker, Verslag]:
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    return an, begin_verslag(maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an)), an)


@pytest.fixture
def eigen_server(eigen_postgres: EigenPostgres, eigen_valkey: EigenValkey, tmp_path: Path) -> Iterator[Webserver]:
    server = start_webserver(tmp_path / "web.log", DATABASE_URL=eigen_postgres.url_app, REDIS_URL=eigen_valkey.url)
    yield server
    server.proces.stop()
    connection.close()


def test_valkey_en_postgresql_gedood_en_herstart_onder_een_schrijvende_editor(
    eigen_server: Webserver, eigen_postgres: EigenPostgres, eigen_valkey: EigenValkey, request: pytest.FixtureRequest
) -> None:
    an, verslag = begin()
    chromium: Chromium = request.getfixturevalue("_chromium")  # not `browser`: that one watches the server of all tests
    browser = Browser(chromium, eigen_server)
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(verslag.get_absolute_url())
    veld(pagina).focus()
    pagina.keyboard.type("Voor. ")
    expect(pagina.get_by_text("Bewaard om")).to_be_visible()
    connection.close()
    eigen_valkey.dood()
    eigen_postgres.dood()
    pagina.keyboard.type("Tijdens. ")
    expect(pagina.get_by_text("De server antwoordt niet. Wat u typte, blijft hier staan")).to_be_visible()
    eigen_postgres.start()
    eigen_valkey.start()
    pagina.keyboard.type("Na.")
    expect(pagina.get_by_text("Bewaard om")).to_be_visible(timeout=60_000)
    assert tekst_van(verslag) == "<p>Voor. Tijdens. Na.</p>"
    assert Deelversie.objects.count() == 0
    assert Logregel.objects.filter(gebeurtenis="dossiers.verslag_geschreven").count() == 1
    # A promise in the same storm is kept once.
    veld(pagina, "Afspraken").focus()
    pagina.keyboard.type("::belofte morgen terugbellen")
    connection.close()
    eigen_postgres.dood()
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_text("Nog niet genoteerd").first).to_be_visible(timeout=60_000)
    eigen_postgres.start()
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", name="Beloften uit dit verslag")).to_be_visible(timeout=60_000)
    assert Belofte.objects.count() == 1
    # And the web server itself.
    pagina.keyboard.type("Slot.")
    expect(pagina.get_by_text("Bewaard om")).to_be_visible()
    eigen_server.proces.dood()
    pagina.keyboard.type(" Nog iets.")
    expect(pagina.get_by_text("Geen verbinding. Wat u typte, blijft hier staan")).to_be_visible()
    expect(veld(pagina, "Afspraken")).to_contain_text("Nog iets.")
    browser.sluit()


def test_wie_afgemeld_raakt_houdt_wat_er_staat_en_meldt_zich_in_een_ander_tabblad_aan(
    browser: Browser, eigen_database: Databank
) -> None:
    an, verslag = begin()
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(verslag.get_absolute_url())
    Sessie.objects.all().delete()
    veld(pagina).focus()
    pagina.keyboard.type("Alles is goed.")
    expect(pagina.get_by_text("Niet bewaard: u bent afgemeld.")).to_be_visible()
    assert tekst_van(verslag) == ""
    browser._meld_aan(pagina.context, an)
    expect(pagina.get_by_text("Bewaard om")).to_be_visible(timeout=60_000)
    assert tekst_van(verslag) == "<p>Alles is goed.</p>"


def test_twee_browsers_in_een_concept_zien_beide_versies(browser: Browser, eigen_database: Databank) -> None:
    an, verslag = begin()
    carla = maak("carla", "Carla Willems", Rol.COORDINATOR, team="antwerpen")
    een, twee = browser.nieuwe_pagina(als=an), browser.nieuwe_pagina(als=carla)
    for pagina in (een, twee):
        pagina.goto(verslag.get_absolute_url())
    veld(een).focus()
    een.keyboard.type("Van An.")
    expect(een.get_by_text("Bewaard om")).to_be_visible()
    veld(twee).focus()
    twee.keyboard.type("Van Carla.")
    expect(twee.get_by_text("An Peeters schreef hier intussen ook")).to_be_visible()
    expect(twee.locator("[data-daar-tekst]")).to_have_text("Van An.")
    expect(veld(twee)).to_have_text("Van Carla.")
    assert tekst_van(verslag) == "<p>Van An.</p>"


def test_wat_niemand_met_de_hand_typt_staat_er_trouw_of_wordt_in_een_zin_geweigerd(
    browser: Browser, eigen_database: Databank
) -> None:
    an, verslag = begin()
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(verslag.get_absolute_url())
    hier = veld(pagina)
    hier.focus()
    pagina.keyboard.insert_text(TEKST)
    expect(pagina.get_by_text("Bewaard om")).to_be_visible()
    assert tekst_van(verslag) == f"<p>{TEKST}</p>"
    for soort, inhoud, zin in (
        ("text/plain", "woord " * 900_000, "te lang om te plakken"),
        ("text/html", "<p>" + "woord " * 900_000, "te lang om te plakken"),
        ("text/html", "<ul><li>" * 1_000 + "diep" + "</li></ul>" * 1_000, "te diep in elkaar"),
    ):
        hier.evaluate(PLAK, [soort, inhoud])
        expect(pagina.get_by_text(zin)).to_be_visible()
        assert tekst_van(verslag) == f"<p>{TEKST}</p>"
    hier.evaluate(PLAK, ["text/html", "<ul><li>een<ul><li>twee<ul><li>drie</li></ul></li></ul></li></ul>"])
    wacht_tot(lambda: "<ul><li><p>twee</p><ul><li><p>drie" in tekst_van(verslag), wat="drie niveaus")


# A worker that stands still at one exact moment, and goes no further until it is killed: after it laid out the first of many
# pages, or with the document written and its transaction still open. Everything up to there is done for real.
WERK = """
import django; django.setup()
import signal, sys
from django.utils import timezone
import weasyprint.layout.page
from dossiers.actions import verslag_pdf

def sta_stil_na(waar, naam):
    echt = getattr(waar, naam)
    def tot_hier(*args, **namen):
        uit = echt(*args, **namen)
        print("staat stil", flush=True)
        while True:
            signal.pause()
        return uit
    setattr(waar, naam, tot_hier)

if sys.argv[1] == "opmaken":
    sta_stil_na(weasyprint.layout.page, "make_page")
else:
    sta_stil_na(verslag_pdf, "bewaar_pdf")
verslag_pdf.maak_ontbrekende(op=timezone.now())
print("gemaakt", flush=True)
"""


@pytest.mark.parametrize("moment", ["opmaken", "bewaren"])
def test_een_werker_die_gedood_wordt_terwijl_hij_een_pdf_maakt_laat_niets_half_en_de_volgende_maakt_ze_een_keer(
    eigen_database: Databank, tmp_path: Path, moment: str
) -> None:
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    nota = begin_verslag(maak_dossier("De Zon", maak_organisator("Zon vzw", an)), an, Verslagsoort.TELEFOON)
    schrijf_verslag(nota, an, gezegd="</p><p>".join(f"Zin nummer {n} over de slaapruimte." for n in range(200)))
    verslag_vast.stel_vast(verslag=nota, door=an, op=timezone.now())
    connection.close()
    werker = Proces([sys.executable, "-c", WERK, moment], log=tmp_path / "werker.log", env={})
    wacht_tot(lambda: "staat stil" in werker.tekst, wat="de werker staat midden in het werk")
    werker.dood()
    assert "gemaakt" not in werker.tekst
    nota.refresh_from_db()
    assert (nota.pdf, PdfDocument.objects.count()) == (None, 0)
    assert verslag_pdf.maak_ontbrekende(op=timezone.now()) == 1
    assert verslag_pdf.maak_ontbrekende(op=timezone.now()) == 0
    assert PdfDocument.objects.count() == 1
    connection.close()
