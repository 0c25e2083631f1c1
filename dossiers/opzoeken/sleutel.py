"""How texts are compared in the lookup: no accents, no capitals, no apostrophes, words between single spaces."""

import re
import unicodedata

_APOSTROFEN = str.maketrans("", "", "'’‘´`ʼ")
_TEKENS_ERBOVEN = re.compile("[\u0300-\u036f]")
LIDWOORDEN = frozenset({"de", "het", "een", "t", "la", "le", "les"})


def sleutel(tekst: str) -> str:
    """Return *tekst* as it is compared: "’t Klavertje-Vier" is "t klavertje vier", "D’haene" is "dhaene".

    Must say the same as `dossiers_sleutel` in `dossiers/sql/opzoeken.sql`, which writes what is searched in.
    """
    plat = _TEKENS_ERBOVEN.sub("", unicodedata.normalize("NFKD", tekst.translate(_APOSTROFEN)).lower())
    return " ".join("".join(teken if teken.isalnum() else " " for teken in plat).split())


def naamsleutel(naam: str) -> str:
    """Return the key of *naam* without the article in front; a name that is nothing but an article keeps it."""
    eerste, _, rest = sleutel(naam).partition(" ")
    return rest if rest and eerste in LIDWOORDEN else f"{eerste} {rest}".strip()


def nummersleutel(nummer: str) -> str:
    """Return a number as one word: "V-POI-228940" is "vpoi228940"."""
    return re.sub("[^0-9A-Za-z]", "", nummer).lower()


def telefoonsleutel(nummer: str) -> str:
    """Return a phone number as one word: "+32 (0)470/12 34 56" and "0470 12 34 56" are the same."""
    return re.sub(r"^(\+32|0032)(0?)", "0", re.sub("[^0-9+]", "", nummer))


def trigrammen(tekst: str) -> frozenset[str]:
    """Return the trigrams of a key, as pg_trgm cuts them: two spaces before a word and one behind it."""
    return frozenset(f"  {woord} "[i : i + 3] for woord in tekst.split() for i in range(len(woord) + 1))


def gelijkheid(een: str, ander: str) -> float:
    """Return how alike two keys are, 0 to 1: the trigrams they share over those of both (`similarity` of pg_trgm)."""
    van, naar = trigrammen(een), trigrammen(ander)
    return len(van & naar) / len(van | naar) if van or naar else 0.0
