"""Which reports there are: about which location, of which kind, how far, by whom."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from dossiers.choices import Verslagsoort, Verslagstatus
from dossiers.generator import verslagteksten
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.tijdvak import bekend_sinds
from dossiers.models import Verslagsjabloon
from kern.adres import adres
from kern.generator.bouw import Bouw, uuid
from kern.generator.mensen import Ploeg
from kern.generator.stroom import Persoon

V = Verslagstatus
# Of the open locations: which report was fixed about it, in how many of a hundred.
_VAST: Sequence[tuple[Verslagsoort | None, int]] = (
    (Verslagsoort.BEZOEK, 45),
    (Verslagsoort.GESPREK, 10),
    (Verslagsoort.TELEFOON, 25),
    (None, 20),
)
# What everybody who follows locations has on the desk: state, kind, begun between so many days ago.
_LOPEND: Sequence[tuple[Verslagstatus, Verslagsoort, tuple[int, int]]] = (
    (V.CONCEPT, Verslagsoort.BEZOEK, (1, 20)),
    (V.CONCEPT, Verslagsoort.GESPREK, (2, 9)),
    (V.TE_LEZEN, Verslagsoort.BEZOEK, (6, 20)),
    (V.NAGELEZEN, Verslagsoort.GESPREK, (6, 20)),
    (V.VERWORPEN, Verslagsoort.GESPREK, (10, 90)),
)
NAAR_LEZER, GELEZEN, VAST_NA = timedelta(days=1), timedelta(days=2), timedelta(days=2, hours=2)
VANZELF = timedelta(hours=24)


@dataclass(frozen=True)
class Stuk:
    """One report of the plan."""

    sleutel: UUID
    locatie: Locatie
    soort: Verslagsoort
    status: Verslagstatus
    titel: str
    begonnen: datetime
    auteur: Persoon
    lezer: Persoon
    sjabloon: Verslagsjabloon
    toeval: random.Random

    @property
    def url(self) -> str:
        """Where it is written and read."""
        return adres("dossiers:verslag", self.sleutel)

    @property
    def vast_op(self) -> datetime:
        """When it was fixed: after its reader agreed, or by itself."""
        return self.begonnen + (VAST_NA if self.sjabloon.nalezen else VANZELF)

    @property
    def stappen(self) -> list[tuple[Verslagstatus, datetime, Persoon | None]]:
        """Each state it came in, when, and by whom (nobody: by itself)."""
        uit: list[tuple[Verslagstatus, datetime, Persoon | None]] = [(V.CONCEPT, self.begonnen, self.auteur)]
        if self.status is V.VERWORPEN:
            return [*uit, (V.VERWORPEN, self.begonnen + GELEZEN, self.auteur)]
        if self.sjabloon.nalezen:
            uit += [(V.TE_LEZEN, self.begonnen + NAAR_LEZER, self.auteur), (V.NAGELEZEN, self.begonnen + GELEZEN, self.lezer)]
        uit.append((V.VASTGESTELD, self.vast_op, self.auteur if self.sjabloon.nalezen else None))
        return uit[: [stap for stap, *_ in uit].index(self.status) + 1]


def ontwerp(bouw: Bouw) -> list[Stuk]:
    """Draw every report, by location and in order of time."""
    sjablonen = {Verslagsoort(s.soort): s for s in Verslagsjabloon.objects.order_by("versie")}
    stukken: list[Stuk] = []
    van: dict[Persoon, list[Locatie]] = defaultdict(list)
    for locatie in bouw.van(Netwerk).locaties:
        dagen = (bouw.op - bekend_sinds(bouw, locatie)).days
        if not locatie.is_open or dagen < 120:
            continue
        van[locatie.klantenbeheerder].append(locatie)
        toeval = bouw.toeval(f"verslag {locatie.volg}")
        soort = toeval.choices([soort for soort, _ in _VAST], [kans for _, kans in _VAST])[0]
        if soort is not None:
            stukken.append(_stuk(bouw, locatie, soort, V.VASTGESTELD, toeval.uniform(30, dagen - 30), sjablonen[soort], toeval))
    for persoon, locaties in van.items():
        toeval = bouw.toeval(f"verslagen van {persoon[0]}")
        gekozen = toeval.sample(locaties, min(len(_LOPEND), len(locaties)))
        for locatie, (status, soort, tussen) in zip(gekozen, _LOPEND, strict=False):
            stukken.append(_stuk(bouw, locatie, soort, status, toeval.uniform(*tussen), sjablonen[soort], toeval))
    return sorted(stukken, key=lambda stuk: (stuk.locatie.pk, stuk.begonnen))


def _stuk(
    bouw: Bouw,
    locatie: Locatie,
    soort: Verslagsoort,
    status: Verslagstatus,
    dagen: float,
    sjabloon: Verslagsjabloon,
    toeval: random.Random,
) -> Stuk:
    begonnen = bouw.werkmoment(toeval, dagen)
    lezer = bouw.van(Ploeg).coordinatoren[locatie.plaats.team][0]
    titel = toeval.choice(verslagteksten.TITELS[soort])
    return Stuk(
        uuid(toeval),
        locatie,
        soort,
        status,
        titel,
        begonnen,
        locatie.volger(begonnen),
        lezer,
        sjabloon,
        random.Random(toeval.random()),
    )
