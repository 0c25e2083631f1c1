"""The numbers by which locations and organisatoren are known.

A **dossiernummer** has 9 or 10 digits. Where the register gives none yet, the number is *voorlopig*: `V-` + source + `-` + the
number in that source ("V-POI-228940"), so that the same source row always gets the same number and everybody sees that it
is not the real one. Organisatoren get theirs in the same way.
"""

import re
from uuid import UUID

from django.core.exceptions import ValidationError
from stdnum.be import vat

DEFINITIEF = r"[0-9]{9,10}"
VOORLOPIG_BEGIN = "V-"
VOORLOPIG = rf"{VOORLOPIG_BEGIN}[A-Z0-9]{{2,12}}-[A-Z0-9]{{1,20}}"
DOSSIERNUMMER = rf"({DEFINITIEF}|{VOORLOPIG})"


def voorlopig_nummer(bron: str, bronnummer: str) -> str:
    """Return the provisional number of row *bronnummer* of source *bron*.

    Raises:
        ValueError: the source number cannot be written in it (other signs than letters and digits, or too long).
    """
    nummer = f"{VOORLOPIG_BEGIN}{bron.upper()}-{bronnummer.upper()}"
    if not re.fullmatch(VOORLOPIG, nummer):
        raise ValueError(f"“{bronnummer}” is geen bruikbaar nummer: verwacht werden hoogstens 20 letters en cijfers.")
    return nummer


def kort_nummer(sleutel: UUID) -> str:
    """Return the number in the source of what was made here: ten signs, which can be read out and fit in a column of a list."""
    return sleutel.hex[:10].upper()


def is_voorlopig(nummer: str) -> bool:
    """Return whether *nummer* waits for the real one."""
    return nummer.startswith(VOORLOPIG_BEGIN)


def check_echt(nu: str, nieuw: str, *, veld: str, wat: str) -> None:
    """Refuse to give *wat* ("Dit dossier"), which has the number *nu*, the number *nieuw*; *veld* is the field that says so.

    Raises:
        ValidationError: it has its real number already, or *nieuw* is none.
    """
    if not is_voorlopig(nu):
        raise ValidationError({veld: f"{wat} heeft al een nummer; dat verandert niet meer."})
    if not re.fullmatch(DEFINITIEF, nieuw):
        raise ValidationError({veld: "Het echte nummer heeft 9 of 10 cijfers."})


def zuiver_kbo(waarde: str) -> str:
    """Return the ten digits of a company number however it was typed ("BE 0413.895.634").

    Raises:
        ValidationError: it is no existing form of company number (length, first digit, or check digits).
    """
    try:
        return str(vat.validate(waarde))
    except ValueError:  # what stdnum refuses, and thousands of digits, which Python makes no number of
        raise ValidationError(
            "Dit is geen geldig ondernemingsnummer. Kijk de tien cijfers na, bijvoorbeeld 0413.895.634.", code="kbo"
        ) from None


def valideer_kbo(waarde: str) -> None:
    """Refuse a company number that is not stored as ten right digits."""
    if zuiver_kbo(waarde) != waarde:
        raise ValidationError("Bewaar een ondernemingsnummer als tien cijfers.", code="kbo_vorm")


def toon_kbo(waarde: str) -> str:
    """Return a company number as people write it: 0413.895.634."""
    return f"{waarde[:4]}.{waarde[4:7]}.{waarde[7:]}" if waarde else ""
