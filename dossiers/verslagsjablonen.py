"""The sjablonen that come with the program: first versions, to be changed by the agency on its own screen.

What a report must hold follows from what it is used for later: what was seen apart from what was said, and who promised what by
when. The headings of a visit follow the conditions on which a permit rests (shared with the dimensions of MeMoQ).
"""

from typing import TypedDict

from dossiers.choices import Verslagsoort


class Sjabloondeel(TypedDict):
    """One heading: its key, what to think of while writing, and whether a report is finished without it."""

    sleutel: str
    kop: str
    vragen: list[str]
    verplicht: bool


class Sjabloon(TypedDict):
    """What a report of one kind is made of."""

    delen: list[Sjabloondeel]
    nalezen: bool
    vast_na_uren: int | None


def _deel(sleutel: str, kop: str, *vragen: str, verplicht: bool = False) -> Sjabloondeel:
    return {"sleutel": sleutel, "kop": kop, "vragen": list(vragen), "verplicht": verplicht}


_AFSPRAKEN = _deel(
    "afspraken",
    "Afspraken",
    "Wat doet de organisator, en tegen wanneer?",
    "Wat doen wij, en tegen wanneer?",
    "Hoe gaan we na dat het gebeurd is?",
)
_BESLUIT = _deel("besluit", "Besluit", "Hoe is het met de kinderen?", "Wat volgt er nu?", verplicht=True)

EERSTE: dict[Verslagsoort, Sjabloon] = {
    Verslagsoort.BEZOEK: {
        "nalezen": True,
        "vast_na_uren": None,
        "delen": [
            _deel("aanleiding", "Aanleiding", "Waarom dit bezoek, en was het aangekondigd?", verplicht=True),
            _deel("aanwezig", "Wie was er", "Hoeveel kinderen en hoeveel begeleiders per leefgroep?", "Met wie sprak u?"),
            _deel(
                "gezien",
                "Wat ik zag",
                "Alleen wat u zelf zag of hoorde: plaats, uur, hoe lang.",
                "Veiligheid: toezicht, slapen, ruimte, deuren, buiten.",
                "Gezondheid: hygiëne, eten, ziekte, verzorging.",
                "Hoe gaan de begeleiders met de kinderen om?",
                verplicht=True,
            ),
            _deel("gezegd", "Wat er gezegd werd", "Wie zei wat? Zet letterlijke woorden tussen aanhalingstekens."),
            _deel("vorige", "Vorige afspraken en tekorten", "Wat was beloofd, en wat is er van gekomen?"),
            _AFSPRAKEN,
            _BESLUIT,
        ],
    },
    Verslagsoort.GESPREK: {
        "nalezen": True,
        "vast_na_uren": None,
        "delen": [
            _deel("aanleiding", "Aanleiding", "Waarom dit gesprek, en op wiens vraag?", verplicht=True),
            _deel("aanwezig", "Wie was er", "Naam en functie; wie werd bijgestaan, en door wie?", verplicht=True),
            _deel("besproken", "Wat besproken werd", "Per punt: wat wij zeiden en wat het antwoord was.", verplicht=True),
            _deel("standpunt", "Standpunt van de organisator", "In eigen woorden; wat wordt erkend en wat betwist?"),
            _AFSPRAKEN,
            _BESLUIT,
        ],
    },
    Verslagsoort.TELEFOON: {
        "nalezen": False,
        "vast_na_uren": 24,
        "delen": [
            _deel("gezegd", "Wat er gezegd werd", "Wie belde, en waarover?", verplicht=True),
            _AFSPRAKEN,
        ],
    },
    Verslagsoort.OVERLEG: {
        "nalezen": False,
        "vast_na_uren": None,
        "delen": [
            _deel("aanwezig", "Wie was er"),
            _deel("besproken", "Wat besproken werd", "Welke meningen waren er, en waarom?", verplicht=True),
            _deel("besluit", "Wat we besloten", "Wie doet wat tegen wanneer?", "Wat als dat niet lukt?", verplicht=True),
        ],
    },
    Verslagsoort.ANDERE: {
        "nalezen": False,
        "vast_na_uren": None,
        "delen": [_deel("tekst", "Verslag", verplicht=True), _AFSPRAKEN],
    },
}
