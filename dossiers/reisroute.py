"""The order in which somebody drives from one place to the next: pure, on gemeenten, because no location has coordinates.

Distances are as the crow flies between the points of gemeenten: good enough to see that Gent and Maaseik are not one morning,
and said so on the screen.
"""

from collections.abc import Sequence
from itertools import pairwise

from dossiers.gemeenten import afstand_km

# A day has few appointments; with as many every beginning is tried.
_MEESTE_BEGINS = 12


def lengte_km(plaatsen: Sequence[str]) -> float:
    """Return how far it is along *plaatsen* (REFNIS codes, in order); what is not known, or no place, counts as no road."""
    bekend = [plaats for plaats in plaatsen if plaats]
    return sum(afstand_km(van, naar) or 0.0 for van, naar in pairwise(bekend))


def schik(plaatsen: Sequence[str], vast: Sequence[bool]) -> list[int]:
    """Return the order in which to go: each place in *plaatsen* by its number, those that are *vast* where they are.

    From each the nearest next one, for every place one can begin with; the shortest whole. The order that was there wins when
    nothing is shorter, so that proposing twice changes nothing.
    """
    zoals = list(range(len(plaatsen)))
    los = [i for i in zoals if not vast[i]]
    beste, kortste = zoals, lengte_km(plaatsen)
    for eerste in los[:_MEESTE_BEGINS]:
        orde = _vanaf(eerste, los, plaatsen, vast)
        lengte = lengte_km([plaatsen[i] for i in orde])
        if lengte < kortste - 0.05:
            beste, kortste = orde, lengte
    return beste


def _vanaf(eerste: int, los: list[int], plaatsen: Sequence[str], vast: Sequence[bool]) -> list[int]:
    over = [i for i in los if i != eerste]
    orde: list[int] = []
    begonnen = False
    for i in range(len(plaatsen)):
        if vast[i]:
            orde.append(i)
        elif not begonnen:
            orde.append(eerste)
            begonnen = True
        else:
            hier = next((plaatsen[j] for j in reversed(orde) if plaatsen[j]), "")
            volgende = min(over, key=lambda j: (_ver(hier, plaatsen[j]), j))
            over.remove(volgende)
            orde.append(volgende)
    return orde


def _ver(van: str, naar: str) -> float:
    km = afstand_km(van, naar) if van and naar else None
    return 10_000.0 if km is None else km
