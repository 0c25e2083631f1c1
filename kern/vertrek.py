"""What an app does with the loose ends of a colleague who leaves, or comes back; called by the action that closes the account."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from kern.models import Medewerker


class Losse(Protocol):
    """Deals with what *van* left; inside the transaction of the action."""

    def __call__(self, *, van: Medewerker, op: datetime) -> None:
        """Do it."""


_BIJ_VERTREK: list[Losse] = []
_BIJ_TERUGKEER: list[Losse] = []


def registreer(*, vertrek: Losse, terugkeer: Losse) -> None:
    """Say what happens when an account closes and when it opens again; done once, when the application starts."""
    _BIJ_VERTREK.append(vertrek)
    _BIJ_TERUGKEER.append(terugkeer)


def bij_vertrek() -> tuple[Callable[..., None], ...]:
    """Return what must be called when somebody leaves, in the order of registration."""
    return tuple(_BIJ_VERTREK)


def bij_terugkeer() -> tuple[Callable[..., None], ...]:
    """Return what must be called when somebody comes back."""
    return tuple(_BIJ_TERUGKEER)
