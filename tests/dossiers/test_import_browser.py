"""The pages of imports and of the old system in a real browser: accessible in each view, and the form sends a file."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from dossiers.actions import importeren
from dossiers.models import Historiekstuk, ImportRun
from dossiers.register.poi import POI
from kern.choices import Rol
from tests.dossiers.test_historiek import pakket
from tests.hulp.browser import Browser, expect
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
