"""What must hold between tables and no constraint can say: each app registers its checks, `manage.py controleer` runs them.

A check exists where something is kept twice on purpose (a stored copy, a row in a feed) or is written in bulk past the actions.
It counts what is broken and repairs nothing: a stored copy that went wrong is a fault in an action, to be found and mended there.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Controle:
    """One invariant.

    Attributes:
        code: unique name, "app.wat".
        zin: what must hold, as a Dutch sentence: "elke open adviesvraag staat in de werkvoorraad van wie ze kreeg".
        telt: how many rows break it; one query where possible, and only reads.
    """

    code: str
    zin: str
    telt: Callable[[], int]


@dataclass(frozen=True)
class Uitslag:
    """What a check found: `fout` rows that break it."""

    controle: Controle
    fout: int

    def __str__(self) -> str:
        stand = f"FOUT, {self.fout} rij{'en' if self.fout > 1 else ''}" if self.fout else "in orde"
        return f"{self.controle.code}: {self.controle.zin}: {stand}"


_ALLE: dict[str, Controle] = {}


def registreer(*controles: Controle) -> None:
    """Add checks; done once, when the application starts (`<app>/inrichting.py`).

    Raises:
        ValueError: the code is taken.
    """
    for controle in controles:
        if controle.code in _ALLE:
            raise ValueError(f"controle {controle.code} bestaat al")
        _ALLE[controle.code] = controle


def codes() -> list[str]:
    """Return the code of every check, in order."""
    return sorted(_ALLE)


def voer_uit(alleen: Collection[str] = ()) -> list[Uitslag]:
    """Run every check, or those in *alleen*, and return what each found.

    Raises:
        KeyError: *alleen* names a check nobody registered.
    """
    return [Uitslag(_ALLE[code], _ALLE[code].telt()) for code in alleen or codes()]
