"""What reports say: believable, about nobody, in the stored form of `kern.rijketekst`."""

import random

from dossiers.choices import Contactsoort, Richting, Verslagsoort
from dossiers.generator import teksten

TITELS = {
    Verslagsoort.BEZOEK: ("Jaarlijks bezoek", "Opvolgbezoek na werkpunten", "Bezoek na een vraag van de organisator"),
    Verslagsoort.GESPREK: ("Gesprek over het toezicht", "Gesprek over de werkpunten", "Kennismaking met de verantwoordelijke"),
    Verslagsoort.TELEFOON: ("Gebeld over de openingsuren", "Gebeld over de attesten", "Gebeld over de slaapruimte"),
}
_AANLEIDING = ("Jaarlijks bezoek, niet aangekondigd.", "De werkpunten van het vorige bezoek.", "De organisator vroeg het zelf.")
_AANWEZIG = (
    "De verantwoordelijke en twee begeleiders.",
    "De organisator, bijgestaan door een medewerker.",
    "De verantwoordelijke.",
)
_VORIGE = ("Alles van vorig bezoek is aangepakt.", "Eén werkpunt staat nog open: het kwaliteitshandboek.")
_STANDPUNT = ("De organisator erkent wat we zagen.", "De organisator ziet het anders: het was een uitzonderlijk drukke dag.")
_BESLUIT = (
    "Geen verdere stappen.",
    "We komen hier bij het volgende bezoek op terug.",
    "De werkpunten worden binnen de maand nagekeken.",
)
_AFSPRAKEN = ("Ze bezorgen het uurrooster van de volgende maand.", "We bellen over drie maanden.", "Geen nieuwe afspraken.")
_ADDENDA = ("Het ging over de kleine leefgroep, niet over de grote.", "De organisator bezorgde het ontbrekende attest nadien.")
REDEN_ADDENDUM = "De organisator liet het ons nadien weten."
OPMERKING = "Kunt u hier zetten wie dat zei?"
REDEN_VERWERPEN = "Staat al in een ander verslag."


def deel(sleutel: str, plaatsen: int, toeval: random.Random) -> str:
    """Return what stands under the heading *sleutel* of a report about a location of *plaatsen* places."""
    match sleutel:
        case "gezien":
            bezoek = teksten.contact(Contactsoort.BEZOEK, None, plaatsen, toeval)
            punten = "".join(f"<li><p>{punt}</p></li>" for punt in teksten.gezien(3, toeval))
            return f"<p><strong>Leefgroep.</strong> {bezoek}</p><ul>{punten}</ul>"
        case "gezegd" | "besproken":
            zinnen = (teksten.contact(Contactsoort.TELEFOON, Richting.IN, plaatsen, toeval) for _ in range(2))
            return "".join(f"<p>{zin}</p>" for zin in zinnen)
        case _:
            return f"<p>{toeval.choice(_KORT[sleutel])}</p>"


_KORT = {
    "aanleiding": _AANLEIDING,
    "aanwezig": _AANWEZIG,
    "vorige": _VORIGE,
    "standpunt": _STANDPUNT,
    "besluit": _BESLUIT,
    "afspraken": _AFSPRAKEN,
}


def addendum(toeval: random.Random) -> str:
    """Return what came to light later."""
    return f"<p>{toeval.choice(_ADDENDA)}</p>"
