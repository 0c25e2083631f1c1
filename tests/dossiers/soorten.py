"""Kinds of lines and open matters for tests, as an app above dossiers would register them."""

import pytest

from dossiers import soorten
from dossiers.choices import Ernst
from dossiers.soorten import Aandachtsoort, Regelsoort

REGELSOORTEN = (
    Regelsoort("test.bezoek", "Bezoek", "bezoek", "bezoeken", icoon="huis", is_bezoek=True),
    Regelsoort("test.inspectie", "Inspectie", "inspectie", "inspecties", icoon="schild", is_bezoek=True, in_zin=True),
    Regelsoort("test.melding", "Melding", "melding", "meldingen", icoon="bel", in_zin=True, onderwerp="kern.uitnodiging"),
    Regelsoort("test.nota", "Nota", "nota", "nota’s", icoon="pen"),
)
AANDACHTSOORTEN = (
    Aandachtsoort("test.tekort", "Tekort", "open tekort", "open tekorten", ernst=Ernst.INFO),
    Aandachtsoort("test.traject", "Traject", "lopend traject", "lopende trajecten", blokkeert_uitbreiding=True),
    Aandachtsoort("test.gevaar", "Gevaar", "gevaarsituatie", "gevaarsituaties", ernst=Ernst.GEVAAR),
    Aandachtsoort("test.stil", "Stil", "stille zaak", "stille zaken", ernst=Ernst.INFO, in_zin=False),
)


@pytest.fixture
def proefsoorten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Register the kinds above for one test, beside (and in the sentence instead of) those of the program."""
    monkeypatch.setattr(soorten, "_REGELSOORTEN", {soort.code: soort for soort in REGELSOORTEN})
    monkeypatch.setattr(soorten, "_AANDACHTSOORTEN", {soort.code: soort for soort in AANDACHTSOORTEN})
