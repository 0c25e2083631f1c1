"""Names of attachments: whatever a sender wrote, a name without folders that a person can read."""

import mimetypes
import re
import unicodedata

_NIET = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\u0085\u2028\u2029]+")
LANGSTE_NAAM = 150


def bestandsnaam(naam: str, mime: str, nummer: int) -> str:
    """Return a safe name: the last part of a path, without control and direction characters, at most 150 long.

    A part without a name is called by its place and kind ("bijlage 2.pdf").
    """
    naam = " ".join(unicodedata.normalize("NFC", naam).split()).replace("\\", "/").rsplit("/", 1)[-1]
    # U+202E turns "gpj.exe" into a name that reads as a picture.
    naam = "".join(teken for teken in naam if unicodedata.category(teken) not in {"Cf", "Cc", "Co", "Cs"})
    naam = " ".join(_NIET.sub(" ", naam).split()).strip(". ")
    if not naam:
        return f"bijlage {nummer}{mimetypes.guess_extension(mime) or ''}"
    if len(naam) > LANGSTE_NAAM:
        stam, punt, eind = naam.rpartition(".")
        naam = f"{stam[: LANGSTE_NAAM - 12]}.{eind[:10]}" if punt and len(eind) <= 10 else naam[:LANGSTE_NAAM]
    return naam
