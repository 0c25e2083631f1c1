"""Tasks in a real browser: one key from any page, by words, without JavaScript, small and in the dark."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from kern.actions import dageinde, taken
from kern.choices import Belang
from kern.models import Medewerker, Taak
from kern.termijnen.woorden import weekdag
from tests.hulp.browser import Browser, expect
from tests.hulp.weergaven import ga_en_beoordeel
from tests.mensen import collega
from tests.wereld import maak_dossier, maak_organisator

pytestmark = [pytest.mark.browser, pytest.mark.traag]


def wereld() -> tuple[Medewerker, Any]:
    an = collega("An", team="antwerpen")
    return an, maak_dossier("De Zonnebloem", maak_organisator("Zon vzw", an))


def geef(door: Medewerker, titel: str, **meer: Any) -> Taak:
    buiten = {naam: meer.pop(naam) for naam in ("over", "voor") if naam in meer}
    op = timezone.now() - timedelta(days=3)
    return taken.geef(sleutel=uuid4(), inhoud=taken.Inhoud(titel=titel, **meer), door=door, op=op, **buiten)


def test_van_op_een_dossier_met_een_toets_en_de_dag_wordt_begrepen(browser: Browser) -> None:
    an, dossier = wereld()
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(dossier.get_absolute_url())
    pagina.keyboard.press("t")
    venster = pagina.locator("#los-venster")
    expect(venster.get_by_role("heading", name="Nieuwe taak")).to_be_visible()
    expect(venster.get_by_label("Wat is er te doen?")).to_be_focused()
    morgen = timezone.localdate() + timedelta(days=1)
    pagina.keyboard.type("Bel de verantwoordelijke morgen om 14u30")
    expect(venster.get_by_text(f"Begrepen: {weekdag(morgen, jaar=True)} om 14.30 uur")).to_be_visible()
    expect(venster.locator("[name=tegen]")).to_have_value(morgen.isoformat())
    expect(venster.locator("[name=uur]")).to_have_value("14:30")
    # Corrected by hand, and typed on: what was chosen stays.
    venster.locator("[name=uur]").fill("15:00")
    venster.get_by_label("Wat is er te doen?").press("End")
    pagina.keyboard.type(" terug")
    expect(venster.locator("[name=uur]")).to_have_value("15:00")
    pagina.keyboard.press("Control+Enter")
    pagina.get_by_text("staat in uw werkvoorraad").wait_for()
    taak = Taak.objects.get()
    assert (taak.titel, taak.tegen, f"{taak.uur:%H:%M}") == ("Bel de verantwoordelijke terug", morgen, "15:00")
    assert taak.onderwerp_id == str(dossier.pk)
    expect(pagina).to_have_url(re.compile(f"{dossier.get_absolute_url()}$"))  # back where one was


def test_wie_meteen_doortypt_verliest_geen_letter(browser: Browser) -> None:
    an, _ = wereld()
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/taken/")
    onderweg: list[Any] = []

    def houd_op(route: Any) -> None:  # the line is slow
        onderweg.append(route)

    pagina.route("**/taken/nieuw/**", houd_op)
    with pagina.expect_request("**/taken/nieuw/**"):
        pagina.keyboard.press("t")
    pagina.keyboard.type("jbeel")
    pagina.keyboard.press("Backspace")
    pagina.keyboard.press("Backspace")
    pagina.keyboard.type("l morgen")
    onderweg[0].continue_()
    expect(pagina.locator("#los-venster [name=titel]")).to_have_value("jbel morgen")
    pagina.keyboard.type(" terug")
    expect(pagina.locator("#los-venster [name=titel]")).to_have_value("jbel morgen terug")
    morgen = timezone.localdate() + timedelta(days=1)
    expect(pagina.locator("#los-venster [name=tegen]")).to_have_value(morgen.isoformat())


def test_een_taak_van_begin_tot_einde_met_het_toetsenbord(browser: Browser) -> None:
    an, dossier = wereld()
    taak = geef(
        an, "Bezoek voorbereiden", over=dossier, punten=("Plan opvragen", "Datum voorstellen"), tegen=timezone.localdate()
    )
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(taak.get_absolute_url())
    pagina.get_by_role("button", name="Plan opvragen").press("Enter")
    expect(pagina.get_by_role("button", name="Plan opvragen")).to_have_attribute("aria-pressed", "true")
    pagina.get_by_label("Nota").fill("Alles ligt klaar")
    pagina.get_by_role("button", name="Klaar", exact=True).press("Enter")
    pagina.get_by_text("Taak afgewerkt.").wait_for()
    pagina.get_by_role("button", name="Ongedaan maken").press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Bezoek voorbereiden")
    expect(pagina.get_by_text("te doen", exact=True)).to_be_visible()


def test_zonder_javascript_wordt_de_dag_eerst_getoond(browser: Browser) -> None:
    an, _ = wereld()
    pagina = browser.nieuwe_pagina(als=an, java_script_enabled=False)
    pagina.goto("/taken/nieuw/")
    pagina.get_by_label("Wat is er te doen?").fill("bel volgende dinsdag")
    pagina.get_by_role("button", name="Bewaar").click()
    expect(pagina.get_by_text("Kijk de dag na en bewaar").first).to_be_visible()
    assert not Taak.objects.exists()
    pagina.get_by_role("button", name="Bewaar").click()
    pagina.get_by_text("staat in uw werkvoorraad").wait_for()
    taak = Taak.objects.get()
    assert (taak.titel, taak.tegen.weekday() if taak.tegen else None) == ("bel", 1)


def test_de_bladzijden_van_taken_zijn_toegankelijk(browser: Browser) -> None:
    an, dossier = wereld()
    bart = collega("Bart")
    taak = geef(
        bart, "Bezoek voorbereiden met een lange titel die op een telefoon over meer dan een regel loopt", voor=an, over=dossier,
        belang=Belang.HOOG, punten=("Plan opvragen",), wacht_op="het attest van de organisator", volg_na=3,
        tegen=timezone.localdate() - timedelta(days=1),
    )  # fmt: skip
    nota = dageinde.schrijf_nachtnota(sleutel=uuid4(), tekst="Water in de kelder", over=dossier, door=an, op=timezone.now())
    pagina = browser.nieuwe_pagina(als=an)
    paden = (
        "/", "/taken/", "/taken/nieuw/", taak.get_absolute_url(), f"{taak.get_absolute_url()}wijzigen/", "/einde-van-de-dag/",
        "/werk/meerdere/", "/profiel/herinneringen/", nota.get_absolute_url(), f"{dossier.get_absolute_url()}gegevens/",
    )  # fmt: skip
    for pad in paden:
        ga_en_beoordeel(pagina, pad)
