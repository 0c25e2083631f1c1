"""Bar charts as SVG made here, with a title and the same figures as a table: no script, no library, readable by everyone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# Units of the viewBox. Narrow on purpose: on a phone the letters must stay readable.
BREEDTE, BEGIN, EINDE, RIJ, DIKTE = 320, 96, 284, 26, 16
KORT = 13


@dataclass(frozen=True)
class Staaf:
    """One bar."""

    label: str
    kort: str
    waarde: int
    y: int
    lengte: int
    na: int
    tekst_y: int


def staafdiagram(*, naam: str, titel: str, punten: Sequence[tuple[str, int]], kop: str, eenheid: str) -> dict[str, Any]:
    """Return the context of `componenten/grafiek.html`.

    Args:
        naam: unique id in the page.
        titel: what is counted, in words.
        punten: label and count, in order; counts are zero or more.
        kop: head of the label column.
        eenheid: head of the figures ("meldingen").
    """
    hoogste = max((waarde for _, waarde in punten), default=0)
    staven = []
    for nummer, (label, waarde) in enumerate(punten):
        lengte = round((EINDE - BEGIN) * waarde / hoogste) if hoogste else 0
        y = nummer * RIJ + (RIJ - DIKTE) // 2
        kort = label if len(label) <= KORT else f"{label[: KORT - 1]}…"
        staven.append(Staaf(label, kort, waarde, y, lengte, BEGIN + lengte + 6, y + DIKTE - 4))
    top = max(staven, key=lambda staaf: staaf.waarde, default=None)
    samenvatting = f"{titel}. Meest: {top.label} met {top.waarde} {eenheid}." if top else f"{titel}. Geen gegevens."
    return {
        "naam": naam,
        "titel": titel,
        "staven": staven,
        "kop": kop,
        "eenheid": eenheid,
        "samenvatting": samenvatting,
        "breedte": BREEDTE,
        "hoogte": max(len(punten), 1) * RIJ,
        "begin": BEGIN,
        "tot_label": BEGIN - 8,
        "dikte": DIKTE,
    }
