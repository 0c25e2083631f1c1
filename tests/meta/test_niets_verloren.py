"""Whoever lost a right between opening a form and sending it gets their words back, at every address that takes a form."""

import logging

import pytest
from django.conf import settings
from django.urls import reverse

from tests.meta.klassen import Uitkomst
from tests.meta.rechten import TABEL
from tests.meta.test_rechten_tabel import wereld as wereld
from tests.meta.wereld import Persoon, Wereld, teruggedraaid

GETYPT = "Een halve pagina die niemand nog eens wil typen."
GEHEIM = "geheim van mij alleen"


def geweigerden(naam: str, wereld: Wereld) -> list[tuple[Persoon, str]]:
    """Return somebody with a role per way of being refused: without this right, and to whom it does not exist."""
    eersten: dict[str, Persoon] = {}
    for wie in wereld.personen:
        if wie.is_rol:
            eersten.setdefault(TABEL[naam].klasse(wie.rol, wie.relatie), wie)
    return [(wie, uitkomst) for uitkomst, wie in eersten.items() if uitkomst in (Uitkomst.VERBODEN, Uitkomst.ONBEKEND)]


@pytest.mark.traag
@pytest.mark.parametrize("naam", list(TABEL))
def test_wie_geweigerd_wordt_krijgt_terug_wat_hij_typte(naam: str, wereld: Wereld, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    regel = TABEL[naam]
    for wie, uitkomst in geweigerden(naam, wereld):
        wie.client.cookies.clear()
        wie.client.cookies[settings.SESSION_COOKIE_NAME] = wie.sessie
        adres = reverse(naam, kwargs=regel.args(wereld, wie))
        with teruggedraaid():
            antwoord = wie.client.post(adres, regel.gegevens | {"verslag": GETYPT, "password": GEHEIM, "code": GEHEIM})
        if antwoord.status_code == 405:  # it takes no form
            continue
        html = antwoord.content.decode()
        assert (str(antwoord.status_code), GETYPT in html) == (uitkomst, True), wie
        assert GEHEIM not in html
        assert GETYPT not in "".join(str(waarde) for waarde in antwoord.headers.values())
    assert GETYPT not in caplog.text
