"""Reading the environment: one place that says clearly what is missing.

Every setting that differs between a demo, the tests and production comes from here. A missing or malformed variable stops
the start with one sentence that names the variable and the remedy.
"""

import os
from enum import StrEnum

from django.core.exceptions import ImproperlyConfigured


class Omgeving(StrEnum):
    """Where the program runs: decides which shortcuts are allowed."""

    DEMO = "demo"
    TEST = "test"
    PRODUCTIE = "productie"


def tekst(naam: str, standaard: str | None = None) -> str:
    """Return variable *naam*, or *standaard*.

    Raises:
        ImproperlyConfigured: the variable is missing and has no default.
    """
    waarde = os.environ.get(naam, standaard)
    if waarde is None:
        raise ImproperlyConfigured(f"De omgevingsvariabele {naam} ontbreekt. Zet ze, zie .env.voorbeeld.")
    return waarde


def lijst(naam: str, standaard: str = "") -> list[str]:
    """Return the comma-separated variable *naam* as a list without empty items."""
    return [deel.strip() for deel in tekst(naam, standaard).split(",") if deel.strip()]


def ja_nee(naam: str, standaard: bool) -> bool:
    """Return variable *naam* as a boolean; only "ja" and "nee" are understood.

    Raises:
        ImproperlyConfigured: the value is neither.
    """
    waarde = tekst(naam, "ja" if standaard else "nee").strip().lower()
    if waarde not in {"ja", "nee"}:
        raise ImproperlyConfigured(f"De omgevingsvariabele {naam} is '{waarde}'. Zet 'ja' of 'nee'.")
    return waarde == "ja"


def geheel_getal(naam: str, standaard: int) -> int:
    """Return variable *naam* as a whole number.

    Raises:
        ImproperlyConfigured: the value is no whole number.
    """
    waarde = tekst(naam, str(standaard))
    try:
        return int(waarde)
    except ValueError:
        raise ImproperlyConfigured(f"De omgevingsvariabele {naam} is '{waarde}'. Zet een geheel getal.") from None


def omgeving() -> Omgeving:
    """Return where we run; production unless said otherwise, so that forgetting it is safe."""
    waarde = tekst("OMGEVING", Omgeving.PRODUCTIE)
    try:
        return Omgeving(waarde)
    except ValueError:
        raise ImproperlyConfigured(f"OMGEVING is '{waarde}'. Kies demo, test of productie.") from None
