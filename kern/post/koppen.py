"""Header values of a mail, whatever somebody put in them.

Headers are read under the policy `compat32` and taken apart here: the structured parser of `email.policy.default` is quadratic
on long values and raises on some broken ones. What is longer than any honest header is cut.
"""

import re
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from kern.post.bericht import Adres

LANGSTE_KOP = 8_000
MEESTE_ADRESSEN = 200
_STURING = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_NUMMER = re.compile(r"<[^<>\s]{1,400}>")
_ADRES = re.compile(r"[^\s<>\"(),:;@]{1,64}@[A-Za-z0-9.-]{1,190}")
_MEESTE_HAAKJES = 10
_OUDST = datetime(1990, 1, 1, tzinfo=UTC)


def rauw(bericht: Message, naam: str) -> list[str]:
    """Return each value of header *naam* as text, unfolded, undecoded."""
    uit = []
    for gevonden, waarde in bericht.raw_items():
        if gevonden.lower() == naam.lower():
            tekst = str(waarde)[:LANGSTE_KOP].encode("utf-8", "surrogateescape")
            uit.append(" ".join(bytes_als_tekst(tekst).split()))
    return uit


def bytes_als_tekst(inhoud: bytes, charset: str = "") -> str:
    """Return *inhoud* as text: by its own character set when that holds, else UTF-8, else what Windows would have written."""
    for naam in (charset, "utf-8"):
        try:
            return inhoud.decode(naam) if naam else inhoud.decode()
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return inhoud.decode("cp1252", "replace")


def ontcijfer(waarde: str) -> str:
    """Return an encoded header ("=?utf-8?q?Caf=C3=A9?=") as people read it, on one line, without control characters."""
    try:
        delen = decode_header(waarde)
    except (HeaderParseError, ValueError):
        delen = [(waarde, None)]
    tekst = "".join(deel if isinstance(deel, str) else bytes_als_tekst(deel, charset or "") for deel, charset in delen)
    return " ".join(_STURING.sub(" ", zonder_surrogaten(tekst)).split())


def zonder_surrogaten(tekst: str) -> str:
    """Return *tekst* without halves of characters, which no database keeps."""
    return tekst.encode("utf-8", "replace").decode() if any("\ud800" <= c <= "\udfff" for c in tekst) else tekst


def kop(bericht: Message, naam: str) -> str:
    """Return the first value of header *naam*, decoded; empty when there is none."""
    return ontcijfer(next(iter(rauw(bericht, naam)), ""))


def adressen(bericht: Message, naam: str) -> tuple[Adres, ...]:
    """Return the addresses in header *naam*. What is no address is kept as a name, so that a reader sees what stood there."""
    return lees_adressen(", ".join(rauw(bericht, naam)))


def lees_adressen(waarde: str) -> tuple[Adres, ...]:
    """Return the addresses in the text of one header; groups and comments are left out."""
    uit: list[Adres] = []
    waarde = waarde[:LANGSTE_KOP]
    # Comments in one another are read by recursion; nobody honest writes ten of them.
    paren = getaddresses([waarde]) if waarde and waarde.count("(") <= _MEESTE_HAAKJES else []
    if waarde and not any(adres for _, adres in paren):  # strict reading refuses the lot: take what looks like one
        paren = [("", gevonden) for gevonden in _ADRES.findall(waarde)] or [(waarde, "")]
    for naam, adres in paren[:MEESTE_ADRESSEN]:
        goed = _ADRES.fullmatch(adres.strip())
        naam_nu = ontcijfer(naam)[:200]
        if goed or naam_nu or adres:
            uit.append(Adres(naam_nu if goed else (naam_nu or ontcijfer(adres))[:200], adres.strip().lower() if goed else ""))
    return tuple(uit)


def nummers(bericht: Message, *koppen: str) -> tuple[str, ...]:
    """Return the Message-IDs that stand in *koppen*, each once."""
    gevonden = (nummer for naam in koppen for waarde in rauw(bericht, naam) for nummer in reversed(_NUMMER.findall(waarde)))
    return tuple(dict.fromkeys(gevonden))[:100]


def moment(waarde: str) -> datetime | None:
    """Return the moment a Date header claims; None when it cannot be read, or lies before there was mail."""
    try:
        op = parsedate_to_datetime(waarde)
        op = op if op.tzinfo else op.replace(tzinfo=UTC)
        op = op.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return op if op >= _OUDST else None
