"""Bar charts as SVG made here, with a title and the same figures as a table: no script, no library, readable by everyone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

BREEDTE, HOOGTE, BOVEN, ONDER = 720, 220, 24, 28


@dataclass(frozen=True)
class Staaf:
    """One bar, in the units of the viewBox."""

    label: str
    kort: str
    waarde: int
    x: int
    y: int
    breedte: int
    hoogte: int
    midden: int
    boven: int


def staafdiagram(*, naam: str, titel: str, punten: Sequence[tuple[str, int]], kop: str, eenheid: str) -> dict[str, Any]:
    """The context of `componenten/grafiek.html`.

    Args:
        naam: unique id in the page.
        punten: label and count, in order; counts are zero or more.
        kop: head of the label column; `eenheid`: head of the figures ("meldingen").
    """
    hoogste = max((waarde for _, waarde in punten), default=0)
    ruimte = BREEDTE // max(len(punten), 1)
    breedte = min(int(ruimte * 0.6), 64)
    basis = HOOGTE - ONDER
    staven = []
    for nummer, (label, waarde) in enumerate(punten):
        hoog = round((basis - BOVEN) * waarde / hoogste) if hoogste else 0
        midden = ruimte * nummer + ruimte // 2
        staven.append(
            Staaf(label, label[:12], waarde, midden - breedte // 2, basis - hoog, breedte, hoog, midden, basis - hoog - 6)
        )
    top = max(staven, key=lambda s: s.waarde, default=None)
    samenvatting = f"{titel}. Meest: {top.label} met {top.waarde} {eenheid}." if top else f"{titel}. Geen gegevens."
    return {
        "naam": naam, "titel": titel, "staven": staven, "kop": kop, "eenheid": eenheid, "samenvatting": samenvatting,
        "breedte": BREEDTE, "hoogte": HOOGTE, "basis": basis, "labels_y": basis + 18,
    }  # fmt: skip
