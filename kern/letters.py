"""Which characters a PDF can show: those that one of the fonts in `static/pdf/pdf.css` has a glyph for.

A character that no font has would be a box on paper. So who fixes a text asks first, and says which character it is.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings

_STATISCH = Path(settings.BASE_DIR) / "static"
_LETTERTYPE = re.compile(r'url\("/([^"]+\.woff2?)"\)')
# Take no room and have no glyph of their own: joiners, direction marks, variation selectors, tags of flags.
_ONZICHTBAAR = frozenset({"Cf", "Cc", "Zl", "Zp"})
_VARIATIE = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


@cache
def dekking() -> frozenset[int]:
    """Return every code point that some font of the PDFs has; read once per process."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # WeasyPrint brings it; most processes never ask

    bestanden = set(_LETTERTYPE.findall((_STATISCH / "pdf/pdf.css").read_text(encoding="utf-8")))
    punten: set[int] = set()
    for bestand in bestanden:
        with TTFont(_STATISCH / bestand, lazy=True) as letters:
            punten.update(letters.getBestCmap())
    return frozenset(punten)


def niet_af_te_drukken(tekst: str) -> list[str]:
    """Return the characters of *tekst* that no font has, each once and in order."""
    gewoon = {teken for teken in tekst if teken > "\x7f"}
    if not gewoon:
        return []
    bekend = dekking()
    vreemd = {teken for teken in gewoon if ord(teken) not in bekend and not _zonder_vorm(teken)}
    return [teken for teken in dict.fromkeys(tekst) if teken in vreemd]


def _zonder_vorm(teken: str) -> bool:
    if unicodedata.category(teken) in _ONZICHTBAAR or teken.isspace() or any(ord(teken) in reeks for reeks in _VARIATIE):
        return True
    # Composed of what a font does have: "e" and its accent apart draw as one.
    gesplitst = unicodedata.normalize("NFD", teken)
    return gesplitst != teken and all(ord(stuk) in dekking() for stuk in gesplitst)
