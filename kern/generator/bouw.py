"""What every part of the generator shares: size, seed, moment, chance, numbers, and what earlier parts made.

An app adds its part in a package `<app>/generator` with `DELEN`; `manage.py genereer` runs them from the lowest app to the
highest, in one transaction. The same seed, scale and day on an empty database give the same rows: a part takes chance from
`Bouw.toeval` and the moment from `Bouw.op`, never from a clock.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db import models

from kern.generator import bulk
from kern.generator.stroom import Stroom

JAREN = 5  # of history
BRON = "fictief"  # of every organisator and dossier the generator makes

T = TypeVar("T")


def uuid(toeval: random.Random) -> UUID:
    """Return a UUID by chance of this world."""
    return UUID(int=toeval.getrandbits(128), version=4)


@dataclass(frozen=True)
class Generatordeel:
    """One step. `maak` writes it and returns nothing; what later parts need it leaves with `Bouw.bewaar`."""

    naam: str
    maak: Callable[["Bouw"], None]


@dataclass
class Bouw:
    """One run of the generator.

    Attributes:
        schaal: how many times Flanders; a small world for a test is a hundredth.
        zaad: any number; another one gives another world.
        op: the first moment of the day the history ends on, in Brussels: nothing lies in the future.
    """

    schaal: float
    zaad: int
    op: datetime
    tellingen: dict[str, int] = field(default_factory=dict)
    _bewaard: dict[type, object] = field(default_factory=dict)

    @property
    def begin(self) -> datetime:
        """Where the history begins: what is older was there already."""
        return self.op - timedelta(days=round(365.25 * JAREN))

    def maal(self, aantal: int) -> int:
        """Return how many of something there are at this scale, when Flanders has *aantal*; at least one."""
        return max(1, round(aantal * self.schaal))

    def toeval(self, naam: str) -> random.Random:
        """Return the chance of one part: what another part draws never shifts it."""
        return random.Random(f"{self.zaad}:{naam}")

    def bewaar(self, gedeeld: object) -> None:
        """Leave *gedeeld* for later parts, found by its class."""
        self._bewaard[type(gedeeld)] = gedeeld

    def van(self, soort: type[T]) -> T:
        """Return what an earlier part left.

        Raises:
            LookupError: no earlier part left one.
        """
        gevonden = self._bewaard.get(soort)
        if not isinstance(gevonden, soort):
            raise LookupError(f"geen eerder deel liet een {soort.__name__} na")
        return gevonden

    def werkmoment(self, toeval: random.Random, dagen: float) -> datetime:
        """Return a moment in working hours about *dagen* days before the end of the history, never after it."""
        dag = self.op - timedelta(days=max(1, int(dagen)))
        dag -= timedelta(days=max(0, dag.weekday() - 4))  # Friday instead of the weekend
        return dag + timedelta(minutes=toeval.randrange(8 * 60 + 30, 17 * 60))

    def nummers(self, model: type[models.Model], aantal: int) -> list[int]:
        """Take *aantal* primary keys for rows of *model* that come."""
        return bulk.neem_nummers(model, aantal)

    def schrijf(self, model: type[models.Model], rijen: Iterable[models.Model]) -> None:
        """Write rows of *model* by COPY."""
        self._tel(model._meta.label, bulk.kopieer(model, rijen))

    def schrijf_met_verleden(self, model: type[models.Model], verleden: Iterable[bulk.Versies]) -> None:
        """Write rows of a tracked *model* together with their history (`kern.generator.bulk.kopieer_met_verleden`)."""
        aantal, versies = bulk.kopieer_met_verleden(model, verleden)
        self._tel(model._meta.label, aantal)
        self._tel(f"{model._meta.label}Event", versies)

    def _tel(self, naam: str, aantal: int) -> None:
        self.tellingen[naam] = self.tellingen.get(naam, 0) + aantal

    def stroom(self, naam: str) -> Stroom:
        """Return a writer of rows of many tables, for a `with` block; *naam* names its chance."""
        return Stroom(self.tellingen, self.toeval(f"zout {naam}"))
