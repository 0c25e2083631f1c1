"""The pages of colleagues, absence and the log in a real browser: accessible, nothing sticks out, nothing too small to hit."""

import pytest

from kern.choices import Rol
from kern.models import Medewerker
from tests.hulp.browser import Browser, expect
from tests.hulp.weergaven import ga_en_beoordeel
from tests.mensen import maak, vervang

pytestmark = [pytest.mark.browser, pytest.mark.traag]

PAGINAS = [
    "/medewerkers/",
    "/medewerkers/nieuw/",
    "/medewerkers/an/",
    "/medewerkers/an/rollen/",
    "/medewerkers/an/gegevens/",
    "/medewerkers/an/afsluiten/",
    "/vervangingen/",
    "/vervangingen/nieuw/",
    "/logboek/",
    "/logboek/?soort=kern.medewerker&nummer=1",
]


@pytest.fixture
def bea(webserver: object) -> Medewerker:
    an = maak("an", "An De Smet", Rol.KLANTENBEHEERDER, team="antwerpen")
    bea = maak("bea", "Bea Smets", Rol.BEHEERDER, Rol.DPO, Rol.COORDINATOR, team="antwerpen")
    vervang(an, bea)
    return bea


def test_de_paginas_over_mensen_zijn_toegankelijk(browser: Browser, bea: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=bea)
    for pad in PAGINAS:
        ga_en_beoordeel(pagina, pad)


def test_op_een_gsm_leest_men_het_werkrooster_zonder_opzij_te_schuiven(browser: Browser, bea: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=bea, breedte=320)
    pagina.goto("/profiel/")
    pagina.get_by_label("woensdagnamiddag").uncheck()
    pagina.get_by_role("button", name="Bewaren").click()
    expect(pagina.get_by_text("Uw profiel is bewaard.")).to_be_visible()

    bea.refresh_from_db()
    assert "wo-nm" not in bea.werkpatroon
    assert len(bea.werkpatroon) == 9
