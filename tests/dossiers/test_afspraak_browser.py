"""The day, the plan and the folder of a visit in a browser: by keyboard, on a phone, with a line that falls away."""

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from dossiers.models import Bezoekpunt, Dossier
from kern.choices import Rol
from kern.models import Medewerker
from tests.dossiers.test_afspraak import geheim, maak, morgen
from tests.hulp.bestanden import foto
from tests.hulp.browser import Browser, expect
from tests.hulp.weergaven import ga_en_beoordeel
from tests.mensen import maak as maak_mens
from tests.wereld import maak_dossier, maak_organisator, noteer_contact, vergun, vraag_inspectie

pytestmark = pytest.mark.browser


@pytest.fixture
def an(webserver: object) -> Medewerker:
    return maak_mens("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")


@pytest.fixture
def zonnebloem(an: Medewerker) -> Dossier:
    dossier = maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an), email="directie@zonnebloem.example")
    noteer_contact(dossier, an, op=timezone.now() - timedelta(days=400), soort="bezoek", richting="")
    noteer_contact(dossier, an, "De poetshulp is ziek.", op=timezone.now() - timedelta(days=30))
    vraag_inspectie(dossier, an)
    vergun(dossier, an)
    return dossier


@pytest.fixture
def dag(zonnebloem: Dossier, an: Medewerker) -> str:
    gent = maak_dossier("De Libelle", zonnebloem.organisator, postcode="9000", gemeente="Gent")
    lier = maak_dossier("Het Nest", zonnebloem.organisator, postcode="2500", gemeente="Lier")
    for uur, dossier in ((9, lier), (11, gent), (14, zonnebloem)):
        geheim(dossier, an, begin=morgen(uur), einde=morgen(uur + 1), plaats=dossier.adres, onderwerp="Jaarlijks bezoek")
    maak(zonnebloem, an, begin=morgen(14, 30), einde=morgen(16), onderwerp="Over de plaatsen")
    return f"/mijn-dag/?dag={morgen().date()}"


def beeld(pagina: Any, naam: str) -> None:
    """Keep a picture when somebody wants to look."""
    if map_ := os.environ.get("BEELDEN"):
        pagina.screenshot(path=str(Path(map_) / f"{naam}.png"), full_page=True)


def test_de_dag_schikken_met_een_knop(browser: Browser, an: Medewerker, dag: str) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    ga_en_beoordeel(pagina, dag)
    beeld(pagina, "dag")
    expect(pagina.locator(".halte h2").first).to_contain_text("Jaarlijks bezoek")
    expect(pagina.locator(".halte").first).to_contain_text("Het Nest")
    pagina.get_by_role("button", name="Stel een volgorde voor").click()
    expect(pagina.locator(".toasts")).to_contain_text("km korter")
    pagina.get_by_role("button", name="Later").first.click()
    expect(pagina.locator(".halte")).to_have_count(4)


def test_wat_ter_plaatse_genoteerd_wordt_wacht_op_de_lijn(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    afspraak = geheim(zonnebloem, an)
    pagina = browser.nieuwe_pagina(als=an)
    ga_en_beoordeel(pagina, f"{afspraak.get_absolute_url()}bezoekmap/")
    beeld(pagina, "bezoekmap")
    punt = pagina.locator("form[data-punt]", has_text="Tel de kinderen")
    punt.get_by_role("checkbox").check()
    expect(punt.locator("[data-stand]")).to_have_text("Bewaard")
    pagina.context.set_offline(True)
    punt.get_by_role("textbox").fill("18 kinderen, 3 begeleiders")
    expect(punt.locator("[data-stand]")).to_contain_text("Geen verbinding", timeout=15_000)
    assert all("ERR_INTERNET_DISCONNECTED" in fout for fout in browser.fouten), browser.fouten
    browser.fouten.clear()
    pagina.context.set_offline(False)
    expect(punt.locator("[data-stand]")).to_have_text("Bewaard", timeout=20_000)
    assert Bezoekpunt.objects.get().nota == "18 kinderen, 3 begeleiders"


def test_een_foto_bij_een_punt_komt_van_de_telefoon(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    afspraak = geheim(zonnebloem, an)
    pagina = browser.nieuwe_pagina(als=an, breedte=320, hoogte=800)
    pagina.goto(f"{afspraak.get_absolute_url()}bezoekmap/")
    punt = pagina.locator(".puntvak", has_text="Tel de kinderen")
    punt.locator("summary").click()
    punt.locator("input[type=file]").set_input_files(
        {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": foto(maat=(800, 600))}
    )
    punt.get_by_role("button", name="Voeg toe").click()
    expect(punt.get_by_role("img")).to_have_attribute("alt", re.compile("Bij: De Zonnebloem"))
    expect(punt.locator("[data-fotostand]")).to_have_text("De foto staat erbij.")
    punt.get_by_role("checkbox").check()
    expect(punt.locator("[data-stand]")).to_have_text("Bewaard")
    beeld(pagina, "bezoekmap-foto-320")
    ga_en_beoordeel(pagina, pagina.url)
    punt.get_by_role("button", name="Haal weg").click()
    expect(pagina.locator(".toasts")).to_contain_text("De foto is weg")


def test_van_mijn_dag_naar_het_verslag_zonder_muis(browser: Browser, an: Medewerker, zonnebloem: Dossier) -> None:
    begin = timezone.localtime().replace(hour=0, minute=5)
    geheim(zonnebloem, an, begin=begin, einde=begin + timedelta(hours=1))
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto("/mijn-dag/")
    for toets in ("j", "e"):
        pagina.keyboard.press(toets)
    expect(pagina.get_by_label("Wat is er gezegd of gezien?")).to_be_focused()
    beeld(pagina, "ging-door")
    pagina.keyboard.press("Control+Enter")
    expect(pagina.locator(".toasts")).to_contain_text("Genoteerd dat de afspraak doorging")
    expect(pagina).to_have_url(re.compile("/verslagen/"))
    beeld(pagina, "verslag-uit-bezoek")


def test_de_bladzijden_van_afspraken_in_elke_weergave(browser: Browser, an: Medewerker, zonnebloem: Dossier, dag: str) -> None:
    pagina = browser.nieuwe_pagina(als=an)
    afspraak = maak(zonnebloem, an, begin=morgen(8), einde=morgen(9))
    adressen = {
        "nieuw": f"{zonnebloem.get_absolute_url()}afspraken/nieuw/",
        "afspraak": afspraak.get_absolute_url(),
        "wijzigen": f"{afspraak.get_absolute_url()}wijzigen/",
        "jaarbezoeken": "/mijn-dag/jaarbezoeken/",
        "agenda": "/agenda/",
    }
    for naam, adres in adressen.items():
        ga_en_beoordeel(pagina, adres)
        beeld(pagina, naam)
    if os.environ.get("BEELDEN"):
        adressen |= {"dag": dag, "bezoekmap": f"{afspraak.get_absolute_url()}bezoekmap/"}
        pagina.set_viewport_size({"width": 320, "height": 800})
        for naam, adres in adressen.items():
            pagina.goto(adres)
            beeld(pagina, f"{naam}-320")
        pagina.set_viewport_size({"width": 1366, "height": 900})
        pagina.emulate_media(color_scheme="dark")
        for naam in ("dag", "bezoekmap", "afspraak", "jaarbezoeken"):
            pagina.goto(adressen[naam])
            beeld(pagina, f"{naam}-donker")
        pagina.emulate_media(media="print", color_scheme="light")
        for naam in ("dag", "bezoekmap"):
            pagina.goto(adressen[naam])
            beeld(pagina, f"{naam}-druk")
