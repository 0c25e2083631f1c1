"""Mail in the browser: dragged onto a dossier, the address copied, and the pages in every mode."""

import pytest
from django.urls import reverse
from django.utils import timezone

from dossiers.actions import post_adres, post_schrijven
from dossiers.models import Dossier
from kern.choices import Rol
from kern.models import Medewerker
from tests.hulp.browser import Browser, expect
from tests.hulp.mails import mail
from tests.hulp.weergaven import ga_en_beoordeel
from tests.mensen import maak
from tests.wereld import krijg_mail, maak_dossier, maak_organisator, schrijf_mail

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
