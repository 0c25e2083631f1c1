"""What somebody typed, taken apart: a number, or words."""

import re
from dataclasses import dataclass

from dossiers.nummers import DEFINITIEF
from dossiers.opzoeken.sleutel import LIDWOORDEN, naamsleutel, nummersleutel, sleutel, telefoonsleutel

LANGSTE = 100  # characters that are looked at; nobody types more, a pasted page is no question
MEESTE_WOORDEN = 6

# "0413.895.634", "BE 0413 895 634", "300 000 001", "0470/12 34 56", "+32 470 …"
_CIJFERS = re.compile(r"(?:btw\s*)?(?:be\s*)?[+(\d][\d\s./()-]*", re.IGNORECASE)
# "V-POI-228940", "v poi 2289"
_VOORLOPIG = re.compile(r"v[\s.-]+[a-z0-9]{2,12}[\s.-]+[a-z0-9]+", re.IGNORECASE)
_KORTSTE_NUMMER = 3


@dataclass(frozen=True)
class Vraag:
    """One question.

    Attributes:
        naam: the whole as the beginning of a name, without article.
        woorden: the words that must all be found, in any order, without articles.
        nummer: the same as a number, when it may be one.
        alleen_nummer: it can be nothing else, so nothing else is looked at.
    """

    naam: str
    woorden: tuple[str, ...]
    nummer: str = ""
    alleen_nummer: bool = False

    @property
    def los(self) -> list[list[str]]:
        """Each word with nothing that may stand for it."""
        return [[woord] for woord in self.woorden]

    @property
    def is_leeg(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.woorden


def lees(getypt: str) -> Vraag:
    """Take *getypt* apart."""
    getypt = getypt.strip()[:LANGSTE]
    alle = sleutel(getypt).split()
    woorden = [woord for woord in alle if woord not in LIDWOORDEN] or alle
    # Twice the same word is one; the order is that in which they were typed.
    nummer = _nummer(getypt)
    return Vraag(
        naam=naamsleutel(getypt),
        woorden=tuple(dict.fromkeys(woorden))[:MEESTE_WOORDEN],
        nummer=nummer or _los_nummer(alle),
        alleen_nummer=nummer != "",
    )


def _los_nummer(woorden: list[str]) -> str:
    # "A7781": one word with a figure in it may be a number of another system, or a name.
    een = woorden[0] if len(woorden) == 1 else ""
    return een if len(een) >= _KORTSTE_NUMMER and any(teken.isdigit() for teken in een) else ""


def _nummer(getypt: str) -> str:
    if _VOORLOPIG.fullmatch(getypt):
        return nummersleutel(getypt)
    if not _CIJFERS.fullmatch(getypt):
        return ""
    zonder_land = re.sub(r"^(btw\s*)?(be\s*)?", "", getypt, flags=re.IGNORECASE)
    cijfers = nummersleutel(telefoonsleutel(zonder_land))
    return cijfers if len(cijfers) >= _KORTSTE_NUMMER else ""


def als_nummer(getypt: str) -> str:
    """Return *getypt* as a whole number is stored: nine or ten digits, or "V-POI-228940"; empty when it is neither."""
    getypt = getypt.strip()[:LANGSTE]
    if _VOORLOPIG.fullmatch(getypt):
        return re.sub(r"[\s.-]+", "-", getypt).upper()
    nummer = _nummer(getypt)
    return nummer if re.fullmatch(DEFINITIEF, nummer) else ""
