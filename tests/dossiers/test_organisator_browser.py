"""The page of an organisator in a real browser: an afternoon by keyboard, the same without JavaScript, small and in the dark."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from dossiers.choices import Betrokkenerol, Koppelstatus
from dossiers.models import Dossier, PersoonKoppeling
from dossiers.queries.organisatormensen import EERST
from kern.choices import Rol
from kern.models import Medewerker
from tests.dossiers.personen import maak_attest, maak_betrokkene
from tests.hulp import axe
from tests.hulp.browser import Browser
from tests.kern.scherm.test_browser import OPZIJ, TE_KLEIN, WEERGAVEN
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator, noteer_contact

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.traag]

LANG = "Zeerlangenaamzonderspatie" * 8
REDEN = "Zelfde geboortedatum, en beide keren dezelfde handtekening."


@pytest.fixture
def an(webserver: object) -> Medewerker:
    return maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")


@pytest.fixture
def zonnebloem(an: Medewerker) -> Dossier:
    """Two locations of one organisator, contacts, a board, an attest that is over, and Rita, who also works elsewhere."""
    organisator = maak_organisator("Zonnebloem vzw", an, telefoon="03 000 00 01", talen=["nl"])
    dossier = maak_dossier("De Zonnebloem", organisator)
    maak_dossier("De Zonnewijzer", organisator, plaatsen=7)
    noteer_contact(dossier, an)
    rita = maak_betrokkene(dossier, an, "Rita Verzonnen")
    maak_attest(rita, an, timezone.localdate() - timedelta(days=3))
    maak_betrokkene(organisator, an, "Bob Bestuurder", rol=Betrokkenerol.BESTUURDER, geboortedatum=None)
    elders = maak_dossier("De Klaproos", maak_organisator("Klaproos bv", an), gemeente="Kontich", postcode="2550")
    maak_betrokkene(elders, an, "Verzonnen Rita", rol=Betrokkenerol.BEGELEIDER)
    return dossier


def tab_naar(pagina: "Page", wat: str) -> None:
    """Press Tab until the focus is on what the selector *wat* says; fail when it never comes there."""
    for _ in range(120):
        pagina.keyboard.press("Tab")
        if pagina.evaluate("(wat) => document.activeElement.matches(wat)", wat):
            return
    pytest.fail(f"Tab komt niet bij {wat}")


def actieve_rij(pagina: "Page") -> str:
    """Return what the row that has the focus opens."""
    return str(pagina.evaluate("document.activeElement.querySelector('[data-open]')?.innerText ?? ''"))


def loop_naar_rij(pagina: "Page", tekst: str) -> None:
    """Press `j` until the row that opens *tekst* has the focus."""
    for _ in range(30):
        pagina.keyboard.press("j")
        if actieve_rij(pagina) == tekst:
            return
    pytest.fail(f"j komt niet bij {tekst}")


def test_een_organisator_nagaan_met_het_toetsenbord(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    kop = pagina.get_by_role("heading", level=1)
    pagina.goto("/")
    pagina.keyboard.press("Control+k")
    pagina.keyboard.type("zonnebloem vzw")
    treffer = pagina.locator("#palet-treffers a[href^='/organisatoren/0']")
    expect(treffer).to_be_visible()
    for _ in range(pagina.locator("#palet-treffers a").count()):
        pagina.keyboard.press("ArrowDown")
        if treffer.evaluate("(e) => e === document.activeElement"):
            break
    pagina.keyboard.press("Enter")
    expect(kop).to_have_text("Zonnebloem vzw")

    # What the counters say can be followed to the lines they count.
    tellingen = pagina.get_by_role("table", name="Hoe vaak, tot vandaag")
    expect(tellingen.get_by_role("row").nth(1).get_by_role("cell").first).to_have_text("1")
    tab_naar(pagina, "td.getal > a")
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#tijdlijn-regels > .regel")).to_have_count(1)

    # Possibly the same person: looked at side by side, confirmed, and taken back.
    pagina.goto(zonnebloem.organisator.get_absolute_url())
    loop_naar_rij(pagina, "Rita Verzonnen")
    pagina.keyboard.press("Enter")
    expect(kop).to_have_text("Dezelfde persoon?")
    for reden, knop, gemeld, status in (
        (REDEN, "bevestigd", "Bevestigd: dit is dezelfde persoon.", Koppelstatus.BEVESTIGD),
        ("Toch haar zus.", "ongedaan", "De beslissing is ongedaan gemaakt.", Koppelstatus.ONGEDAAN),
    ):
        tab_naar(pagina, "textarea[name=reden]")
        pagina.keyboard.type(reden)
        tab_naar(pagina, f"button[value={knop}]")
        pagina.keyboard.press("Enter")
        expect(pagina.locator(".toasts")).to_contain_text(gemeld)
        assert PersoonKoppeling.objects.get().status == status
        expect(kop).to_have_text("Rita Verzonnen")
        tab_naar(pagina, "main a[href*='/zelfde/']")
        pagina.keyboard.press("Enter")
        expect(kop).to_have_text("Dezelfde persoon?")

    # And on to one of the locations.
    pagina.goto(zonnebloem.organisator.get_absolute_url())
    loop_naar_rij(pagina, "De Zonnewijzer")
    pagina.keyboard.press("Enter")
    expect(kop).to_have_text("De Zonnewijzer")


def test_een_organisator_nagaan_zonder_javascript(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=an, java_script_enabled=False)
    kop = pagina.get_by_role("heading", level=1)
    pagina.goto("/organisatoren/")
    pagina.get_by_role("link", name="Zonnebloem vzw").click()
    pagina.get_by_role("table", name="Hoe vaak, tot vandaag").get_by_role("link", name="1", exact=True).first.click()
    expect(pagina.locator("#tijdlijn-regels > .regel")).to_have_count(1)
    pagina.get_by_role("link", name="Filters wissen").click()
    pagina.get_by_role("table", name="Te beoordelen").get_by_role("link", name="Rita Verzonnen").click()
    pagina.get_by_role("button", name="Dit is dezelfde persoon").click()
    expect(pagina.locator("#id_reden_error")).to_be_visible()  # without a reason nothing is decided
    pagina.get_by_label("Waarom?").fill(REDEN)
    pagina.get_by_role("button", name="Dit is dezelfde persoon").click()
    expect(kop).to_have_text("Rita Verzonnen")
    pagina.goto(zonnebloem.organisator.get_absolute_url())
    antecedent = pagina.get_by_role("table", name="Dezelfde personen elders").get_by_role("row").nth(1)
    expect(antecedent).to_contain_text("De Klaproos")
    expect(antecedent).to_contain_text("Kontich")
    pagina.get_by_role("link", name="Wijzig").click()
    pagina.get_by_label("Ondernemingsnummer").fill("0413.895.635")
    pagina.get_by_role("button", name="Bewaren").click()
    expect(pagina.locator("#id_kbo_error")).to_be_visible()  # one digit off
    pagina.get_by_label("Ondernemingsnummer").fill("0413.895.634")
    pagina.get_by_role("button", name="Bewaren").click()
    expect(kop).to_have_text("Zonnebloem vzw")
    expect(pagina.locator(".inleiding")).to_contain_text("0413.895.634")
    pagina.get_by_role("link", name="De Zonnewijzer").first.click()
    expect(kop).to_have_text("De Zonnewijzer")


@pytest.mark.parametrize("met_javascript", [True, False])
def test_wie_niet_eerst_staat_komt_er_met_een_klik_bij(
    browser: Browser, an: Medewerker, zonnebloem: Dossier, met_javascript: bool
) -> None:
    for nummer in range(EERST):
        maak_betrokkene(zonnebloem, an, f"Mia Begeleider {nummer:02}", rol=Betrokkenerol.BEGELEIDER, geboortedatum=None)
    pagina = browser.nieuwe_pagina(als=an, java_script_enabled=met_javascript)
    pagina.goto(zonnebloem.organisator.get_absolute_url())
    laatste = pagina.get_by_role("link", name=f"Mia Begeleider {EERST - 1}", exact=True)
    kop = pagina.get_by_role("heading", name="Betrokkenen")
    expect(pagina.locator("#betrokkenen [role=status]")).to_contain_text(f"Hier staan {EERST} van de {EERST + 2} betrokkenen")
    expect(pagina.get_by_role("link", name="Rita Verzonnen").first).to_be_visible()
    expect(laatste).to_have_count(0)
    pagina.get_by_role("link", name=f"Toon alle {EERST + 2} betrokkenen").click()
    expect(laatste).to_be_visible()
    expect(kop).to_be_visible()
    expect(pagina.locator("#tijdlijn")).to_be_visible()
    expect(pagina).to_have_url(re.compile(r"\?betrokkenen=alle"))
    if met_javascript:
        expect(pagina.locator("#betrokkenen-meer")).to_be_focused()
        axe.controleer(pagina)
    pagina.get_by_role("link", name="Toon minder betrokkenen").click()
    expect(laatste).to_have_count(0)


@pytest.mark.parametrize("weergave", WEERGAVEN)
def test_de_paginas_van_een_organisator_zijn_toegankelijk_ook_met_lange_namen(
    browser: Browser, an: Medewerker, zonnebloem: Dossier, weergave: str
) -> None:
    lang = maak_dossier(LANG, maak_organisator(LANG[:150], an, email=f"{'e' * 60}@voorbeeld.example"))
    iemand = maak_betrokkene(lang, an, LANG[:100])
    leeg = maak_organisator("Nog niets vzw", an)
    pagina = browser.nieuwe_pagina(als=an, **WEERGAVEN[weergave])
    for over in (zonnebloem.organisator, lang.organisator, iemand, leeg):
        pagina.goto(over.get_absolute_url())
        axe.controleer(pagina)
        assert pagina.evaluate(OPZIJ) <= 0, f"{over} schuift opzij"
        assert pagina.evaluate(TE_KLEIN) == [], over
