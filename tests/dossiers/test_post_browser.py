"""Mail in the browser: dragged onto a dossier, the address copied, and the pages in every mode."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from dossiers.actions import post_adres, post_schrijven
from dossiers.models import Dossier, Postbericht
from kern.choices import Rol
from kern.models import Medewerker, Sessie
from tests.hulp.browser import Browser, expect
from tests.hulp.databank import Databank
from tests.hulp.mails import mail
from tests.hulp.processen import Webserver, start_webserver
from tests.hulp.weergaven import ga_en_beoordeel
from tests.mensen import maak
from tests.wereld import krijg_mail, maak_dossier, maak_organisator, schrijf_mail, voeg_document_toe

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
SLEEP = """(tekst) => {
  const lading = new DataTransfer();
  lading.items.add(new File([tekst], "vraag.eml", { type: "message/rfc822" }));
  for (const soort of ["dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(soort, { dataTransfer: lading, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def carla(webserver: object) -> Medewerker:
    return maak("carla", "Carla Willems", Rol.COORDINATOR, team="antwerpen")


@pytest.fixture
def zonnebloem(carla: Medewerker) -> Dossier:
    dossier = maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", email="info@zonnebloem.example"))
    post_adres.vernieuw_adres(dossier=dossier, door=carla, op=timezone.now())
    return dossier


def test_mail_op_het_dossier_gesleept_toont_wat_genoteerd_wordt(browser: Browser, carla: Medewerker, zonnebloem: Dossier) -> None:
    pagina = browser.nieuwe_pagina(als=carla)
    pagina.goto(zonnebloem.get_absolute_url())
    pagina.evaluate(SLEEP, mail().as_string())
    expect(pagina.get_by_role("heading", name="Wat wordt er genoteerd?", level=1)).to_be_visible()
    expect(pagina.get_by_label("Wat wordt er genoteerd?")).to_have_value(
        "Vraag over de sluiting\n\nDag\n\nMogen wij maandag dicht?\n\nLies"
    )
    pagina.get_by_role("button", name="Noteer").click()
    expect(pagina.get_by_text("De mail staat op de tijdlijn.")).to_be_visible()
    expect(pagina.get_by_text("Mail gekregen · Lies Peeters")).to_be_visible()


def test_bladzijden_van_post_in_elke_weergave(browser: Browser, carla: Medewerker, zonnebloem: Dossier) -> None:
    los = krijg_mail(bijlagen=(("brief.txt", "text/plain", b"Dag allemaal"),))
    concept, weg = schrijf_mail(zonnebloem, carla), schrijf_mail(zonnebloem, carla)
    post_schrijven.verstuur(bericht=weg, versie=weg.versie, bevestigd=True, door=carla, op=timezone.now())
    pagina = browser.nieuwe_pagina(als=carla)
    for pad in (
        reverse("dossiers:dossier_post", args=[zonnebloem.dossiernummer]),
        reverse("dossiers:post_concept", args=[concept.pk]),
        reverse("dossiers:post_plaatsen", args=[los.pk]),
        weg.get_absolute_url(),
        reverse("dossiers:postvak"),
    ):
        ga_en_beoordeel(pagina, pad)


def schrijf(pagina: "Page", dossier: Dossier, tekst: str) -> None:
    pagina.goto(reverse("dossiers:post_nieuw", args=[dossier.dossiernummer]))
    pagina.get_by_label("Tekst").fill(tekst)
    expect(pagina.get_by_text("Bewaard als concept om")).to_be_visible()


def test_mail_bewaart_zichzelf_en_na_een_gesloten_browser_staat_alles_er(
    browser: Browser, carla: Medewerker, zonnebloem: Dossier
) -> None:
    voeg_document_toe(zonnebloem, carla, titel="Grondplan")
    pagina = browser.nieuwe_pagina(als=carla)
    schrijf(pagina, zonnebloem, "Dag Lies")
    pagina.get_by_text("Kies uit de documenten").click()
    pagina.get_by_label("Grondplan").check()
    pagina.get_by_label("Voeg bestanden toe").set_input_files({"name": "brief.txt", "mimeType": "text/plain", "buffer": b"Dag"})
    expect(pagina.get_by_label("brief.txt")).to_be_visible()
    pagina.get_by_label("Onderwerp").fill("Uw plan")
    expect(pagina.get_by_text("Nog niet bewaard…")).to_be_visible()
    expect(pagina.get_by_text("Bewaard als concept om")).to_be_visible()
    pagina.close()
    ander = browser.nieuwe_pagina(als=carla)
    concept = Postbericht.objects.get()
    ander.goto(reverse("dossiers:post_concept", args=[concept.pk]))
    expect(ander.get_by_label("Tekst")).to_have_value("Dag Lies")
    expect(ander.get_by_label("Onderwerp")).to_have_value("Uw plan")
    expect(ander.get_by_label("Grondplan")).to_be_checked()
    assert sorted(rij.naam for rij in concept.bijlagen.all()) == ["brief.txt", "grondplan.png"]
    ander.get_by_role("button", name="Verstuur").click()
    expect(ander.get_by_text("De mail vertrekt om")).to_be_visible()


def test_in_twee_vensters_wordt_niets_overschreven(browser: Browser, carla: Medewerker, zonnebloem: Dossier) -> None:
    een = browser.nieuwe_pagina(als=carla)
    schrijf(een, zonnebloem, "Eerste venster")
    twee = browser.nieuwe_pagina(als=carla)
    twee.goto(reverse("dossiers:post_concept", args=[Postbericht.objects.get().pk]))
    twee.get_by_label("Tekst").fill("Tweede venster")
    expect(twee.get_by_text("Bewaard als concept om")).to_be_visible()
    een.get_by_label("Tekst").fill("Eerste venster, verder")
    expect(een.get_by_text("Deze mail werd intussen ook elders bewaard")).to_be_visible()
    assert Postbericht.objects.get().tekst == "Tweede venster"
    een.get_by_role("button", name="Bekijk beide versies").click()
    expect(een.get_by_label("Tekst")).to_have_value("Eerste venster, verder")
    expect(een.get_by_text("Tweede venster")).to_be_visible()


def test_server_valt_om_en_de_sessie_is_voorbij_terwijl_men_een_mail_schrijft(
    browser: Browser, webserver: Webserver, eigen_database: Databank, carla: Medewerker, zonnebloem: Dossier, tmp_path: Path
) -> None:
    pagina = browser.nieuwe_pagina(als=carla)
    schrijf(pagina, zonnebloem, "Voor de val.")
    webserver.proces.dood()
    pagina.get_by_label("Tekst").fill("Voor de val. En erna.")
    expect(pagina.get_by_text("Geen verbinding.")).to_be_visible()
    browser.fouten.clear()  # the browser says that nobody answered
    terug = start_webserver(tmp_path / "terug.log", webserver.poort, DATABASE_URL=eigen_database.url)
    try:
        expect(pagina.get_by_text("Bewaard als concept om")).to_be_visible()
        browser.fouten.clear()
        assert Postbericht.objects.get().tekst == "Voor de val. En erna."
        Sessie.objects.all().delete()
        pagina.get_by_label("Tekst").fill("En na de sessie.")
        expect(pagina.get_by_text("Niet bewaard: u bent afgemeld.")).to_be_visible()
        browser._meld_aan(pagina.context, carla)  # in another tab
        expect(pagina.get_by_text("Bewaard als concept om")).to_be_visible()
        assert Postbericht.objects.get().tekst == "En na de sessie."
    finally:
        browser.sluit()
        terug.proces.stop()


def test_mail_op_de_documenten_gesleept_wordt_nagekeken_en_genoteerd(
    browser: Browser, carla: Medewerker, zonnebloem: Dossier
) -> None:
    pagina = browser.nieuwe_pagina(als=carla)
    pagina.goto(reverse("dossiers:documenten", args=[zonnebloem.dossiernummer]))
    expect(pagina.get_by_text("komt bij de post")).to_be_visible()
    pagina.evaluate(SLEEP, mail().as_string())
    expect(pagina.get_by_role("heading", name="Wat wordt er genoteerd?", level=1)).to_be_visible()
    pagina.get_by_role("button", name="Noteer").click()
    expect(pagina.get_by_text("Mail gekregen · Lies Peeters")).to_be_visible()


def test_wat_geen_mail_is_opent_niet_in_de_plaats_van_het_dossier(
    browser: Browser, carla: Medewerker, zonnebloem: Dossier
) -> None:
    pagina = browser.nieuwe_pagina(als=carla)
    pagina.goto(zonnebloem.get_absolute_url())
    pagina.evaluate(SLEEP.replace("vraag.eml", "plan.pdf"), "een plan")
    expect(pagina.get_by_text("Dit is geen mail")).to_be_visible()
