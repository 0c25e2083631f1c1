"""Where the invented locations lie: real gemeenten and postcodes, by the places of each province."""

import random
from dataclasses import dataclass
from functools import cache

from dossiers import gegevens
from kern.generator.mensen import KLANTENBEHEERDERS

# How many times an ordinary gemeente; sizes are an estimate, good enough to have some towns where names pile up.
STEDEN = {
    "Antwerpen": 30, "Gent": 18, "Brussel": 6, "Brugge": 9, "Leuven": 8, "Mechelen": 7, "Aalst": 7, "Sint-Niklaas": 6,
    "Kortrijk": 6, "Hasselt": 6, "Oostende": 5, "Genk": 5, "Roeselare": 5, "Turnhout": 4, "Beveren-Kruibeke-Zwijndrecht": 5,
    "Dendermonde": 4, "Vilvoorde": 4, "Lokeren": 4, "Lier": 3, "Schaarbeek": 4, "Anderlecht": 4, "Sint-Jans-Molenbeek": 3,
}  # fmt: skip


@dataclass(frozen=True)
class Plaats:
    """One postcode in one gemeente, and the team whose region it is."""

    postcode: str
    gemeente: str
    refnis: str
    team: str


@cache
def _per_team() -> dict[str, tuple[list[Plaats], list[float]]]:
    uit: dict[str, tuple[list[Plaats], list[float]]] = {team: ([], []) for team in KLANTENBEHEERDERS}
    per_gemeente: dict[str, int] = {}
    plaatsen = []
    for postcode, gemeenten in sorted(gegevens.postcodes().items()):
        gemeente = gemeenten[0]
        if gemeente.team in uit and gemeente.lat is not None:
            plaatsen.append(Plaats(postcode, gemeente.naam, gemeente.refnis, gemeente.team))
            per_gemeente[gemeente.refnis] = per_gemeente.get(gemeente.refnis, 0) + 1
    for plaats in plaatsen:
        lijst, gewichten = uit[plaats.team]
        lijst.append(plaats)
        gewichten.append(STEDEN.get(plaats.gemeente, 1) / per_gemeente[plaats.refnis])
    return uit


def kies_plaats(team: str, toeval: random.Random) -> Plaats:
    """Return a place in the region of *team*, towns more often."""
    lijst, gewichten = _per_team()[team]
    return toeval.choices(lijst, gewichten)[0]
