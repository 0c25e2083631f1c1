"""What ten times as much data does to a page: both worlds asked in turns, so that a slow minute weighs on both."""

import gc
import random
import statistics
from collections.abc import Iterator, Sequence

from benchmarks.meting import Cijfers, Meting, percentiel, ronde
from benchmarks.paginas import Lezer, is_opzoeking, om_beurten, paden
from benchmarks.wereld import Wereld, kies

SPELING = 50  # rows: what may come with ten times as many colleagues on a page that reads next to nothing


def meet_groei(
    klein: Wereld,
    groot: Wereld,
    paginas: Sequence[tuple[str, str, float | None, int | None]],
    metingen: Sequence[Meting],
    *,
    rondes: int,
    n: int,
    grens: float,
) -> Iterator[Meting]:
    """Compare each page on both worlds: the median over the rounds of the ratio of their p50, and the rows looked at.

    Kept for pages; looking up has its own bound at ten times as much (docs/meten.md).
    """
    op_naam = {meting.naam: meting for meting in metingen}
    gekozen = {}
    for wereld in (klein, groot):
        wereld.activeer()
        adressen = kies(random.Random(1))
        gekozen[wereld.naam] = (Lezer(adressen.lezer), adressen)
    for naam, pad, *_ in paginas:
        verhoudingen, tijden = [], []
        for _ in range(rondes):
            p50 = []
            for wereld in (klein, groot):
                wereld.activeer()
                lezer, adressen = gekozen[wereld.naam]
                werk = om_beurten(lezer, paden(pad, adressen))
                ronde(werk, 5)  # a new connection is slow at first
                gc.collect()
                tijden.append(ronde(werk, n))
                p50.append(percentiel(tijden[-1], 0.5))
            verhoudingen.append(p50[1] / p50[0])
        tijd = statistics.median(verhoudingen)
        voor, na = (op_naam[f"{naam} ×{wereld.schaal:g}"].extra["rijen"] for wereld in (klein, groot))
        rijen = na / max(1, voor)
        geldt = not is_opzoeking(pad)
        yield Meting(
            f"groei {naam}",
            Cijfers(round(percentiel(tijden[-1], 0.5), 3), round(percentiel(tijden[-1], 0.95), 3), rondes * n),
            grens=f"p50 en rijen ≤ ×{grens}" if geldt else "",
            gehaald=(tijd <= grens and (rijen <= grens or na - voor <= SPELING)) if geldt else None,
            uitleg=f"p50 ×{tijd:.2f}, gelezen rijen ×{rijen:.2f} ({voor} → {na})",
            extra={"p50": round(tijd, 2), "rijen": round(rijen, 2)},
        )
