"""Small functions on text."""

import re
import unicodedata

# What is no letter or digit becomes a space; in one go for plain ASCII, of which an import asks two keys for each row.
_GEEN_WOORD = {code: " " for code in range(128) if not chr(code).isalnum()}


def zonder_accenten(tekst: str) -> str:
    """Return *tekst* without accents and other combining marks ("Célinë" → "Celine")."""
    if tekst.isascii():  # most names: an import asks this of two names for each row
        return tekst
    ontleed = unicodedata.normalize("NFKD", tekst)
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


def sorteersleutel(tekst: str) -> str:
    """Return the key by which *tekst* is sorted: no accents, lower case, leading 't / 's and punctuation ignored.

    Stored beside the name, because the embedded PostgreSQL has no ICU and the order must be the same everywhere.
    """
    plat = zonder_accenten(tekst).casefold().strip()
    for lidwoord in ("'t ", "\u2019t ", "'s ", "\u2019s "):
        plat = plat.removeprefix(lidwoord)
    if plat.isascii():
        return " ".join(plat.translate(_GEEN_WOORD).split())
    return " ".join("".join(teken if teken.isalnum() else " " for teken in plat).split())


# Parts of a family name that are written apart by one and together by another: "Van den Berghe", "Vandenberghe".
_VOORVOEGSEL = re.compile("aan|al|d|da|dal|de[inlrs]?|della|d[iou]|dos|el|en|la|les?|o|te?|te[nr]|van(?:de[nr]?)?|von|zu")
_LIGATUREN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def persoonssleutel(naam: str) -> str:
    """Return the key by which names of people are compared: "Van den Berghe, Célinë" and "celine vandenberghe" have the same.

    Without accents, capitals and punctuation, prefixes written to the name they belong to, and the words in alphabetical
    order, so that first and last name may have changed places. The same key is a reason to look, never a proof.
    """
    plat = zonder_accenten(naam.casefold().translate(_LIGATUREN)).replace("'", " ").replace("\u2019", " ")
    woorden, voor = [], ""
    for woord in "".join(teken if teken.isalnum() else " " for teken in plat).split():
        if _VOORVOEGSEL.fullmatch(woord):
            voor += woord
        else:
            woorden.append(voor + woord)
            voor = ""
    return " ".join(sorted([*woorden, voor] if voor else woorden))


def inkorten(tekst: str, lengte: int) -> str:
    """Return *tekst* on one line and at most *lengte* characters long, with "…" where something was left out."""
    plat = " ".join(tekst.split())
    return plat if len(plat) <= lengte else f"{plat[: lengte - 1].rstrip()}…"


def _fouten(getypt: str, woord: str) -> list[int]:
    """Return per beginning of *woord* how many errors lie between it and *getypt*: a letter too many, too few, wrong, or two
    swapped.
    """
    vorige2: list[int] = []
    vorige = list(range(len(woord) + 1))
    for i, letter in enumerate(getypt, start=1):
        rij = [i]
        for j, ander in enumerate(woord, start=1):
            kost = min(vorige[j] + 1, rij[j - 1] + 1, vorige[j - 1] + (letter != ander))
            if i > 1 and j > 1 and letter == woord[j - 2] and getypt[i - 2] == ander:
                kost = min(kost, vorige2[j - 2] + 1)
            rij.append(kost)
        vorige2, vorige = vorige, rij
    return vorige


def afstand(een: str, ander: str) -> int:
    """Return how many errors lie between two keys."""
    return _fouten(een, ander)[-1]


def afstand_tot_begin(getypt: str, woord: str) -> int:
    """Return how many errors lie between *getypt* and some beginning of *woord*: who is still typing has not reached its end."""
    return min(_fouten(getypt, woord))
