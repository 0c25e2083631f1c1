"""What somebody can be asked about: the app that owns a thing says how it is found, shown and opened to the person asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import models

from kern.fouten import DomeinFout
from kern.models import Medewerker, Uitnodiging

_ALLE: dict[str, "Vraagbaar"] = {}


class Verleen(Protocol):
    """Gives the person asked access to exactly one thing; every grant it makes carries the invitation."""

    def __call__(self, onderwerp: Any, *, uitnodiging: Uitnodiging, aan: Medewerker, door: Medewerker, op: datetime) -> None:
        """Make the grant, until `uitnodiging.verloopt_op`."""


@dataclass(frozen=True)
class Vraagbaar:
    """One kind of thing.

    `zoek` returns the thing by its id when *persoon* may ask about it (whoever may only see it by invitation may not pass it
    on), else None. `sjabloon` shows it inside the page of the question, with `context` for a person who holds the grant;
    it may as well be one link.
    """

    soort: str  # "kern.pdfdocument"
    zoek: Callable[[Medewerker, str], models.Model | None]
    laad: Callable[[str], models.Model | None]
    titel: Callable[[Any], str]
    verleen: Verleen
    sjabloon: str
    context: Callable[[Any, Medewerker], dict[str, Any]]

    def vind(self, persoon: Medewerker, sleutel: str) -> models.Model | None:
        """Return what `zoek` finds, under one spelling of its key: who looks up or erases by key must not miss "07" for 7."""
        onderwerp = self.zoek(persoon, sleutel)
        return onderwerp if onderwerp is not None and str(onderwerp.pk) == sleutel else None


class NietVraagbaar(DomeinFout):
    """Nobody registered how to ask about this kind of thing."""

    def __init__(self, soort: str) -> None:
        super().__init__(f"Over {soort} kunt u geen advies vragen.")


def registreer(*soorten: Vraagbaar) -> None:
    """Make kinds of things known; done once, when the application starts.

    Raises:
        ValueError: the kind is registered already.
    """
    for vraagbaar in soorten:
        if vraagbaar.soort in _ALLE:
            raise ValueError(f"{vraagbaar.soort} is al vraagbaar")
        _ALLE[vraagbaar.soort] = vraagbaar


def vraagbaar_van(soort: str) -> Vraagbaar:
    """Return how things of *soort* are asked about.

    Raises:
        NietVraagbaar: no app registered this kind.
    """
    try:
        return _ALLE[soort]
    except KeyError:
        raise NietVraagbaar(soort) from None
