"""What saving costs while somebody types: every few seconds, of everybody who writes."""

from collections.abc import Callable

from benchmarks.meting import Meting, meet, piek_kb
from benchmarks.vloer import Vloer, afgeluisterd

BEWAREN_MS = 25


def meet_bewaren(naam: str, bewaar: Callable[[], bytes], *, rondes: int, n: int, eigen_queries: int = 0) -> Meting:
    """Measure *bewaar*, which saves other words each time and returns the answer.

    Args:
        eigen_queries: how many of its queries are the measurement's own.
    """
    bewaar()
    with afgeluisterd() as opdrachten:
        antwoord = bewaar()
    vloer = Vloer([opdrachten], [antwoord])
    cijfers, van_vloer, ratio = meet(bewaar, vloer=vloer, rondes=rondes, n=n)
    vloer.sluit()
    return Meting(
        naam,
        cijfers,
        van_vloer,
        ratio,
        queries=len(opdrachten) - eigen_queries,
        bytes=len(antwoord),
        geheugen_kb=piek_kb(bewaar),
        grens=f"p50 ≤ {BEWAREN_MS} ms",
        gehaald=cijfers.p50 <= BEWAREN_MS,
    )
