"""Who looks along with a dossier, in a real browser."""

import pytest
from django.utils import timezone

from kern.actions.scherm import meld_aanwezig
from kern.choices import Rol
from tests.hulp.browser import Browser, expect
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator

pytestmark = pytest.mark.browser


def test_wie_meekijkt_verschijnt_en_neemt_de_focus_van_niemand(browser: Browser) -> None:
    an = maak("an", "An Peeters", Rol.KLANTENBEHEERDER, team="antwerpen")
    dirk = maak("dirk", "Dirk Wouters", Rol.KLANTENBEHEERDER, team="antwerpen")
    zonnebloem = maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an))
    meld_aanwezig(onderwerp=f"dossiers.dossier:{zonnebloem.pk}", door=dirk, op=timezone.now())
    pagina = browser.nieuwe_pagina(als=an)
    pagina.goto(zonnebloem.get_absolute_url())
    pagina.locator("[data-aanwezig]").get_by_text("Dirk Wouters kijkt mee").wait_for()
    pagina.wait_for_function("!document.querySelector('.htmx-settling, .htmx-request')")
    expect(pagina.locator("body")).to_be_focused()
