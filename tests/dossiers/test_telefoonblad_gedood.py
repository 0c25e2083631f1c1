"""A telefoonblad while everything falls over: the server and the browser killed, the session ended. Seconds are lost at most."""

import os
import re
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from dossiers.models import Telefoonblad
from kern.choices import Rol
from kern.models import Medewerker, Sessie
from tests.hulp.browser import Browser, expect
from tests.hulp.databank import Databank
from tests.hulp.processen import Webserver, start_webserver, wacht_tot
from tests.mensen import maak

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

pytestmark = pytest.mark.browser


@pytest.fixture
def an(webserver: object) -> Medewerker:
    return maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")


def dok(pagina: "Page") -> "Locator":
    return pagina.get_by_role("complementary", name="Telefoonblad")


def begin(pagina: "Page", tekst: str) -> None:
    pagina.goto("/")
    pagina.keyboard.press("Control+b")
    pagina.keyboard.type(tekst)
    expect(dok(pagina).get_by_text("Bewaard om")).to_be_visible()


def test_de_server_valt_om_terwijl_men_schrijft_en_niets_gaat_verloren(
    browser: Browser, webserver: Webserver, eigen_database: Databank, an: Medewerker, tmp_path: Path
) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    begin(pagina, "Voor de val.")
    webserver.proces.dood()
    pagina.keyboard.type(" Erna.")
    expect(dok(pagina).get_by_text("Geen verbinding.")).to_be_visible()
    expect(dok(pagina).get_by_label("Wat wordt er gezegd?")).to_have_value("Voor de val. Erna.")
    browser.fouten.clear()  # the browser says that nobody answered
    terug = start_webserver(tmp_path / "terug.log", webserver.poort, DATABASE_URL=eigen_database.url)
    try:
        expect(dok(pagina).get_by_text("Bewaard om")).to_be_visible()
        browser.fouten.clear()
        assert [blad.tekst for blad in Telefoonblad.objects.all()] == ["Voor de val. Erna."]
    finally:
        browser.sluit()
        terug.proces.stop()


def _chromiums() -> set[int]:
    return {proces.pid for proces in psutil.Process().children(recursive=True) if "chrom" in proces.name()}


def test_de_browser_valt_om_en_op_een_ander_toestel_staat_het_er(browser: Browser, webserver: Webserver, an: Medewerker) -> None:
    voor = _chromiums()
    eigen = browser._chromium.browser_type.launch(
        executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
    )
    context = eigen.new_context(base_url=webserver.url)
    browser._meld_aan(context, an)
    pagina = context.new_page()
    begin(pagina, "Bewaard voor de stekker eruit ging.")
    pagina.keyboard.type(" En dit net niet meer")
    for pid in _chromiums() - voor:  # of this browser only
        os.kill(pid, signal.SIGKILL)
    ander = browser.nieuwe_pagina(als=an)
    ander.goto("/dossiers/")
    dok(ander).get_by_role("button", name="Telefoonblad").click()
    veld = dok(ander).get_by_label("Wat wordt er gezegd?")
    expect(veld).to_be_focused()
    expect(veld).to_have_value(re.compile(r"^Bewaard voor de stekker eruit ging\."))
    ander.keyboard.type("!")
    expect(dok(ander).get_by_text("Bewaard om")).to_be_visible()
    assert Telefoonblad.objects.count() == 1


def test_de_sessie_is_voorbij_en_na_opnieuw_aanmelden_gaat_de_tekst_vanzelf_mee(browser: Browser, an: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    begin(pagina, "Tijdens de sessie.")
    Sessie.objects.all().delete()
    pagina.keyboard.type(" Erna.")
    expect(pagina.get_by_text("Uw sessie is verlopen.")).to_be_visible()
    assert Telefoonblad.objects.get().tekst == "Tijdens de sessie."
    browser._meld_aan(pagina.context, an)  # in another tab
    expect(pagina.locator("#sessie-venster")).to_be_hidden()
    expect(dok(pagina).get_by_text("Bewaard om")).to_be_visible()
    assert Telefoonblad.objects.get().tekst == "Tijdens de sessie. Erna."


# --- A page that is left in the middle of a word


def schrijfveld(pagina: "Page") -> "Locator":
    return dok(pagina).get_by_label("Wat wordt er gezegd?")


def opslag(pagina: "Page") -> str:
    inhoud: str = pagina.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    return inhoud


def test_wat_de_server_niet_meer_bereikte_staat_op_de_volgende_bladzijde_en_gaat_dan_mee(
    browser: Browser, an: Medewerker
) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    begin(pagina, "Een")
    # As if nothing left this machine any more, not even what is sent on leaving.
    pagina.evaluate("""() => { window.fetch = () => new Promise(() => {}); }""")
    pagina.keyboard.type(" twee drie")
    assert Telefoonblad.objects.get().tekst == "Een"
    pagina.goto("/dossiers/")
    expect(schrijfveld(pagina)).to_have_value("Een twee drie")
    pagina.keyboard.press("Control+b")
    pagina.keyboard.type(" vier")
    expect(dok(pagina).get_by_text("Bewaard om")).to_be_visible()
    assert Telefoonblad.objects.get().tekst == "Een twee drie vier"


def test_de_laatste_letters_gaan_mee_ook_terwijl_de_vorige_nog_onderweg_zijn(browser: Browser, an: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    begin(pagina, "Een")
    # As if the line were slow: the save that is on its way when the page goes is never answered.
    pagina.evaluate(
        """() => {
          const echt = window.fetch;
          let eerste = true;
          window.fetch = (url, opties) => {
            if (opties?.method !== "POST" || !eerste) return echt(url, opties);
            eerste = false;
            echt(url, opties);
            return new Promise(() => {});
          };
        }"""
    )
    pagina.keyboard.type(" twee")
    wacht_tot(lambda: Telefoonblad.objects.get().tekst == "Een twee", wat="de eerste bewaring kwam aan")
    pagina.keyboard.type(" drie")
    pagina.goto("about:blank")  # no page of ours comes after it
    wacht_tot(lambda: Telefoonblad.objects.get().tekst == "Een twee drie", wat="de laatste letters kwamen aan")


def test_een_antwoord_dat_verloren_gaat_is_geen_botsing_met_zichzelf(browser: Browser, an: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    begin(pagina, "Een")

    def verlies(route: "Route") -> None:
        route.fetch()
        route.abort()

    pagina.route("**/telefoonblad/*/", verlies, times=1)
    pagina.keyboard.type(" twee")
    expect(dok(pagina).get_by_text("Geen verbinding.")).to_be_visible()
    pagina.keyboard.type(" drie")
    expect(dok(pagina).get_by_text("Bewaard om")).to_be_visible()
    browser.fouten.clear()
    assert Telefoonblad.objects.get().tekst == "Een twee drie"


def test_wie_zich_afmeldt_laat_niets_leesbaars_achter_en_alles_is_bewaard(browser: Browser, an: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    begin(pagina, "Rita Verzonnen belt")
    assert "telefoonblad.kluis" in opslag(pagina)
    assert "Rita" not in opslag(pagina)
    pagina.keyboard.type(" terug")
    pagina.keyboard.press("Control+b")
    pagina.get_by_role("button", name="mijn menu").click()
    pagina.get_by_role("button", name="Afmelden").click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("elden")
    assert "telefoonblad" not in opslag(pagina)
    assert Telefoonblad.objects.get().tekst == "Rita Verzonnen belt terug"


def test_na_een_sessie_die_eindigde_leest_alleen_wie_schreef_wat_er_nog_niet_bewaard_was(
    browser: Browser, an: Medewerker
) -> None:
    bart = maak("bart", "Bart Maes", Rol.KLANTENBEHEERDER, team="antwerpen")
    pagina = browser.nieuwe_pagina(als=an)
    begin(pagina, "Rita Verzonnen")
    Sessie.objects.all().delete()
    pagina.keyboard.type(" belt terug")
    expect(pagina.get_by_text("Uw sessie is verlopen.")).to_be_visible()
    browser._meld_aan(pagina.context, bart)  # at the same screen
    pagina.on("dialog", lambda vraag: vraag.accept())
    pagina.goto("/dossiers/")
    expect(dok(pagina)).to_be_attached()
    assert "Rita" not in opslag(pagina)
    expect(pagina.get_by_text("Rita")).to_have_count(0)
    expect(dok(pagina).get_by_role("button", name="Telefoonblad")).to_be_hidden()
    browser._meld_aan(pagina.context, an)
    pagina.goto("/dossiers/")
    expect(schrijfveld(pagina)).to_have_value("Rita Verzonnen belt terug")
    expect(dok(pagina).get_by_text("Bewaard om")).to_be_visible()
    assert Telefoonblad.objects.get().tekst == "Rita Verzonnen belt terug"
