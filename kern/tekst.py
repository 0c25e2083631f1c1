"""Small functions on text."""

import unicodedata


def zonder_accenten(tekst: str) -> str:
    """Return *tekst* without accents and other combining marks ("Célinë" → "Celine")."""
    ontleed = unicodedata.normalize("NFKD", tekst)
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


def sorteersleutel(tekst: str) -> str:
    """Return the key by which *tekst* is sorted: no accents, lower case, leading 't / 's and punctuation ignored.

    Stored beside the name, because the embedded PostgreSQL has no ICU and the order must be the same everywhere.
    """
    plat = zonder_accenten(tekst).casefold().strip()
    for lidwoord in ("'t ", "\u2019t ", "'s ", "\u2019s "):
        plat = plat.removeprefix(lidwoord)
    return " ".join("".join(teken if teken.isalnum() else " " for teken in plat).split())
