"""The pages of imports and of the old system in a real browser: accessible in each view, and the form sends a file."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page

from dossiers.actions import importeren
from dossiers.actions.testgegevens import markeer
from dossiers.models import Historiekstuk, ImportRun
from dossiers.register.poi import POI
from kern.choices import Rol
from tests.dossiers.test_historiek import pakket
from tests.hulp.browser import Browser, expect
from tests.hulp.echt import echt_bestand
from tests.hulp.weergaven import ga_en_beoordeel
from tests.mensen import maak

pytestmark = [pytest.mark.browser, pytest.mark.traag]

VERZONNEN = Path(__file__).with_name("poi_verzonnen.csv")


def test_de_paginas_van_de_import_zijn_toegankelijk(browser: Browser, tmp_path: Path) -> None:
    bo = maak("bo", "Bo Mertens", Rol.BACKOFFICE)
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    call_command("importeer_historiek", str(pakket(tmp_path)), stdout=StringIO())
    stuk = Historiekstuk.objects.get(bronnummer="s1")
    gegevens: dict[str, Any] = {"formaat": POI, "door": bo, "op": timezone.now()}
    nagekeken = importeren.zet_klaar(bestandsnaam="poi van Kontich.csv", inhoud=[VERZONNEN.read_bytes()], **gegevens)
    importeren.zet_klaar(bestandsnaam="geen register.pdf", inhoud=[b"%PDF-1.7"], **gegevens)
    importeren.verwerk(klok=timezone.now)
    wacht = importeren.zet_klaar(bestandsnaam="x" * 150 + ".csv", inhoud=[VERZONNEN.read_bytes()], **gegevens)
    geweigerd = ImportRun.objects.get(status="geweigerd")
    paden = [
        "/import/",
        "/import/nieuw/",
        "/import/historiek/",
        *(run.get_absolute_url() for run in (nagekeken, geweigerd, wacht)),
    ]
    for wie, te_zien in ((bo, paden), (an, [stuk.get_absolute_url()])):
        pagina = browser.nieuwe_pagina(als=wie)
        for pad in te_zien:
            ga_en_beoordeel(pagina, pad)


def test_een_bestand_kiezen_gaat_ook_zonder_javascript(browser: Browser) -> None:
    bo = maak("bo", "Bo Mertens", Rol.BACKOFFICE)
    pagina = browser.nieuwe_pagina(als=bo, java_script_enabled=False)
    pagina.goto("/import/nieuw/")
    pagina.get_by_label("Bestand").set_input_files(str(VERZONNEN))
    pagina.get_by_label("Formaat").select_option("poi")
    pagina.get_by_role("button", name="Kijk het bestand na").click()
    expect(pagina.locator("h1")).to_have_text("poi_verzonnen.csv")
    importeren.verwerk(klok=timezone.now)
    pagina.get_by_role("link", name="Vernieuw de pagina").click()
    neem_over = pagina.get_by_role("button", name="Neem over")
    neem_over.click()
    expect(neem_over).to_have_count(0)
    importeren.verwerk(klok=timezone.now)
    pagina.reload()
    expect(pagina.locator(".paginakop")).to_contain_text("overgenomen")


def test_beide_echte_registers_gaan_door_de_pagina_en_een_tweede_keer_verandert_er_niets(browser: Browser) -> None:
    """Into a world marked testgegevens: Amsterdam with its visits, and Kontich."""
    bestanden = {
        "lrk": echt_bestand("register/risicoprofielenkinderopvangamsterdam.csv"),
        "poi": echt_bestand("poi_kontich_groepsopvang.csv"),
    }
    markeer(waarom="een test", op=timezone.now())
    pagina = browser.nieuwe_pagina(als=maak("bo", "Bo Mertens", Rol.BACKOFFICE))
    amsterdam, kontich, *weer = [_voer_in(pagina, pad, formaat) for _ in range(2) for formaat, pad in bestanden.items()]
    assert (amsterdam.nieuw, amsterdam.organisatoren, amsterdam.bezoeken) == (1032, 510, 2864)
    assert (kontich.nieuw, kontich.organisatoren) == (7, 6)
    assert [(run.nieuw, run.bijgewerkt, run.organisatoren, run.bezoeken, run.ongewijzigd) for run in weer] == [
        (0, 0, 0, 0, 1032),
        (0, 0, 0, 0, 7),
    ]


def _voer_in(pagina: Page, bestand: Path, formaat: str) -> ImportRun:
    """Choose the file, wait as a person does until the page says more by itself, take over, and wait again."""
    pagina.goto("/import/nieuw/")
    pagina.get_by_label("Bestand").set_input_files(str(bestand))
    pagina.get_by_label("Formaat").select_option(formaat)
    if formaat == "lrk":
        pagina.get_by_label("Team van alle rijen").select_option(label="Limburg")
    pagina.get_by_role("button", name="Kijk het bestand na").click()
    expect(pagina.locator("h1")).to_have_text(bestand.name)
    importeren.verwerk(klok=timezone.now)
    neem_over = pagina.get_by_role("button", name="Neem over")
    neem_over.click()
    expect(neem_over).to_have_count(0)
    importeren.verwerk(klok=timezone.now)
    expect(pagina.get_by_role("heading", name="Wat er gebeurde")).to_be_visible()
    run = ImportRun.objects.latest("pk")
    assert run.status == "overgenomen"
    return run
