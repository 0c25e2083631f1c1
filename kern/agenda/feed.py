"""The own calendar as a feed: who puts what into it is told by the apps, when the application starts.

It leaves the house, to a telephone or a program of somebody else. So a source says kind, dossiernummer and gemeente, and never a
name of a child, a melder or a location; what is not announced is marked as private.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from kern.agenda.ics import Punt, bouw
from kern.models import Medewerker

Bron = Callable[[Medewerker, datetime], Iterable[Punt]]
LINKDOEL = "kern.agenda"  # purpose of the signed link
TERUG, VOORUIT = timedelta(days=31), timedelta(days=366)

_BRONNEN: dict[str, Bron] = {}


def registreer(code: str, bron: Bron) -> None:
    """Add a source; done once, when the application starts.

    Raises:
        ValueError: the code is taken.
    """
    if code in _BRONNEN:
        raise ValueError(f"agendabron {code} bestaat al")
    _BRONNEN[code] = bron


def maak(persoon: Medewerker, op: datetime) -> bytes:
    """Return the feed of *persoon* as it is at *op*: the last month and the coming year."""
    punten = [punt for bron in _BRONNEN.values() for punt in bron(persoon, op)]
    punten.sort(key=lambda punt: punt.sleutel)
    return bouw(punten, naam="Opgroeien", methode="PUBLISH")
