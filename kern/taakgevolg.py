"""What an app above knows of a task: what happens there when it is done, and out of what it came.

A consequence is told by the app whose subject it is, inside the transaction of the action, so that the line on a timeline exists
if and only if the task was done.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kern.models import Medewerker, Taak

Stap = Callable[[Taak, Medewerker, datetime], None]
Herkomst = Callable[[Medewerker, Taak], tuple[str, str] | None]


@dataclass(frozen=True)
class Gevolg:
    """For one kind of subject ("dossiers.dossier"): what to write when a task is done, and when it is reopened."""

    soort: str
    klaar: Stap
    heropend: Stap


_GEVOLGEN: dict[str, Gevolg] = {}


def registreer(*gevolgen: Gevolg) -> None:
    """Add them; done once, when the application starts.

    Raises:
        ValueError: the kind of subject has one already.
    """
    for gevolg in gevolgen:
        if gevolg.soort in _GEVOLGEN:
            raise ValueError(f"{gevolg.soort} heeft al een gevolg")
        _GEVOLGEN[gevolg.soort] = gevolg


def gevolg_van(soort: str) -> Gevolg | None:
    """Return what a task about this kind of subject brings along, if anything."""
    return _GEVOLGEN.get(soort)


_HERKOMSTEN: list[Herkomst] = []


def registreer_herkomst(herkomst: Herkomst) -> None:
    """Add where tasks may come from: from who looks and the task to what that is called and its page, or nothing."""
    _HERKOMSTEN.append(herkomst)


def herkomst_van(user: Medewerker, taak: Taak) -> tuple[str, str] | None:
    """Return out of what a task came (a telephone call), when *user* may read that."""
    return next((uit for herkomst in _HERKOMSTEN if (uit := herkomst(user, taak))), None)
