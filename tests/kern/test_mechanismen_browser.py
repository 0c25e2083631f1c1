"""The pages of asking, links and erasing in a real browser: no axe finding, nothing blocked, usable small and in the dark."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from kern.actions.uitnodigingen import Buitenstaander, vraag_advies
from kern.actions.wissen import vraag_wissen
from kern.choices import Rechtsgrond, Rol
from kern.models import OutboxRegel, Uitnodiging
from tests.hulp.browser import Browser, expect
from tests.hulp.weergaven import ga_en_beoordeel
from tests.kern.mechanismehulp import document
from tests.mensen import collega

pytestmark = [pytest.mark.browser, pytest.mark.traag]


def test_elke_pagina_is_toegankelijk(browser: Browser) -> None:
    nu, vandaag = timezone.now(), timezone.localdate()
    dina = collega("Dina", Rol.DPO, Rol.COORDINATOR, team="antwerpen")
    joris = collega("Joris", Rol.JURIST, team=None)
    uittreksel = document(joris, door=dina, titel="Uittreksel over een hele lange titel van een document")

    def vraag(aan: Any) -> Uitnodiging:
        return vraag_advies(
            sleutel=uuid.uuid4(), onderwerp_soort="kern.pdfdocument", onderwerp_id=str(uittreksel.pk), aan=aan, op=nu,
            vraag="Mogen we dit document vrijgeven aan de ouders?\n\nGraag ook de rechtsgrond.", door=dina,
            tegen=vandaag + timedelta(days=7),
        )  # fmt: skip

    aan_joris, aan_mia = vraag(joris), vraag(Buitenstaander("Mia Buiten", "mia@buiten.example"))
    verzoek = vraag_wissen(
        onderwerp_soort="kern.uitnodiging", onderwerp_id=str(aan_mia.pk), rechtsgrond=Rechtsgrond.VERZOEK,
        reden="Mevrouw vraagt het per mail.", door=collega("Carla", Rol.COORDINATOR, team="antwerpen"), op=nu,
    )  # fmt: skip
    (link,) = re.findall(r"/l/[\w-]+/", OutboxRegel.objects.get(kanaal="mail", onderwerp_id=str(aan_mia.pk)).tekst)
    paginas = {
        dina: [
            "/",
            "/gevraagd/",
            aan_mia.get_absolute_url(),
            reverse("kern:gevraagd_nieuw", args=["kern.pdfdocument", uittreksel.pk]),
            reverse("kern:logboek_uittreksel"),
            "/wissen/",
            reverse("kern:wissen_zoek"),
            reverse("kern:wissen_nieuw", args=["kern.uitnodiging", aan_joris.pk]),
            verzoek.get_absolute_url(),
        ],
        joris: ["/", aan_joris.get_absolute_url()],
        None: [link, "/l/onzin/"],
    }
    for wie, adressen in paginas.items():
        pagina = browser.nieuwe_pagina(als=wie)
        for adres in adressen:
            ga_en_beoordeel(pagina, adres, status=404 if adres == "/l/onzin/" else 200)


def test_van_vraag_tot_bedankt_zonder_javascript(browser: Browser) -> None:
    dina = collega("Dina", Rol.DPO, team=None)
    uittreksel = document(dina, door=dina)
    pagina = browser.nieuwe_pagina(als=dina, java_script_enabled=False)
    pagina.goto(reverse("kern:gevraagd_nieuw", args=["kern.pdfdocument", uittreksel.pk]))
    pagina.get_by_label("Naam van iemand zonder account").fill("Mia Buiten")
    pagina.get_by_label("E-mailadres van die persoon").fill("mia@buiten.example")
    pagina.get_by_label("Wat wilt u weten?").fill("Klopt dit?")
    pagina.get_by_label("Tegen").fill((timezone.localdate() + timedelta(days=2)).isoformat())
    pagina.get_by_role("button", name="Stel de vraag").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Vraag aan Mia Buiten")

    (link,) = re.findall(r"/l/[\w-]+/", OutboxRegel.objects.get(kanaal="mail").tekst)
    bij_mia = browser.nieuwe_pagina(java_script_enabled=False)
    bij_mia.goto(link)
    bij_mia.get_by_label("Uw antwoord").fill("Ja, dat klopt.")
    bij_mia.get_by_role("button", name="Verstuur het antwoord").click()
    expect(bij_mia.get_by_role("heading", level=1)).to_have_text("Uw antwoord is ontvangen")
    pagina.reload()
    expect(pagina.locator("main")).to_contain_text("Ja, dat klopt.")
