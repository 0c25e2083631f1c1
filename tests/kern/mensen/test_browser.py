"""The pages of colleagues and absence in a real browser: on a telephone, and without JavaScript."""

import pytest

from kern.choices import Rol
from kern.models import Medewerker
from tests.hulp.browser import Browser, expect
from tests.mensen import maak, vervang

pytestmark = [pytest.mark.browser, pytest.mark.traag]


@pytest.fixture
def bea(webserver: object) -> Medewerker:
    an = maak("an", "An De Smet", Rol.KLANTENBEHEERDER, team="antwerpen")
    bea = maak("bea", "Bea Smets", Rol.BEHEERDER, Rol.DPO, Rol.COORDINATOR, team="antwerpen")
    vervang(an, bea)
    return bea


def test_op_een_gsm_leest_men_het_werkrooster_zonder_opzij_te_schuiven(browser: Browser, bea: Medewerker) -> None:
    pagina = browser.nieuwe_pagina(als=bea, breedte=320)
    pagina.goto("/profiel/")
    pagina.get_by_label("woensdagnamiddag").uncheck()
    pagina.get_by_role("button", name="Bewaren").click()
    expect(pagina.get_by_text("Uw profiel is bewaard.")).to_be_visible()

    bea.refresh_from_db()
    assert "wo-nm" not in bea.werkpatroon
    assert len(bea.werkpatroon) == 9
