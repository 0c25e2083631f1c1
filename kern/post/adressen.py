"""Our own addresses: `POST_ADRES` with a code behind a plus ("dossier+k3m9…@opgroeien.be") leads into one file."""

import re
import secrets
from collections.abc import Iterable

from django.conf import settings

# No letters and digits that people take for each other when they read one to a colleague.
TEKENS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTE_CODE = 12  # of the address of a file: 59 bits, and only mail from a colleague is taken in by it
LENGTE_ANTWOORD = 22  # of what an answer carries: 109 bits, for it lets mail of outside in
_CODE = re.compile(rf"[{TEKENS}]{{{LENGTE_CODE},{LENGTE_ANTWOORD}}}")


def nieuwe_code(lengte: int = LENGTE_CODE) -> str:
    """Return a code nobody can guess."""
    return "".join(secrets.choice(TEKENS) for _ in range(lengte))


def is_ingesteld() -> bool:
    """Return whether this installation has an address to send mail for a file to."""
    return "@" in settings.POST_ADRES


def adres_met(code: str) -> str:
    """Return our address with *code*; empty when there is none in this installation."""
    lokaal, _, domein = settings.POST_ADRES.partition("@")
    return f"{lokaal}+{code}@{domein}" if domein else ""


def code_in(adres: str) -> str:
    """Return the code in one of our own addresses; empty for every other address."""
    lokaal, _, domein = settings.POST_ADRES.lower().partition("@")
    eigen, _, waar = adres.strip().lower().rpartition("@")
    begin, plus, code = eigen.partition("+")
    return code if domein and plus and (begin, waar) == (lokaal, domein) and _CODE.fullmatch(code) else ""


def codes_in(adressen: Iterable[str]) -> list[str]:
    """Return the codes in *adressen*, each once, in order."""
    return list(dict.fromkeys(code for adres in adressen if (code := code_in(adres))))


def is_van_ons(adres: str) -> bool:
    """Return whether this is the address of the intake, with or without a code, or the one our mail leaves from."""
    from kern.outbox.bericht import afzender

    lokaal, _, domein = settings.POST_ADRES.lower().partition("@")
    eigen, _, waar = adres.strip().lower().rpartition("@")
    intake = bool(domein) and (eigen.partition("+")[0], waar) == (lokaal, domein)
    return intake or adres.strip().lower() == afzender()[1].lower()
