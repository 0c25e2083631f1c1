"""Acts on several chosen rows, with a result per row: one that fails leaves the others alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

from kern.fouten import DomeinFout

if TYPE_CHECKING:
    from kern.models import Medewerker


def _altijd(_medewerker: Medewerker) -> bool:
    return True


@dataclass(frozen=True)
class Bulkactie:
    """One act.

    Attributes:
        naam: value in the form.
        label: words on the choice, as a command ("Markeer als afgewerkt").
        voer_uit: `(rij, door=…, op=…) -> sentence`; checks the right on that row and calls one action, in its own transaction.
        zichtbaar: whether this person gets the choice at all.
        pagina: instead of `voer_uit`: the name of the page where the act is carried out, because it asks more than a choice;
            the keys of the rows come along as `gekozen`.
    """

    naam: str
    label: str
    voer_uit: Callable[..., str] | None = None
    zichtbaar: Callable[[Medewerker], bool] = _altijd
    pagina: str = ""


@dataclass(frozen=True)
class Bulkregel:
    """What happened to one row."""

    rij: Any
    gelukt: bool
    zin: str


def voer_uit(actie: Bulkactie, rijen: Iterable[Any], *, door: Medewerker, op: datetime) -> list[Bulkregel]:
    """Do `actie` on each row. A named error or a missing right is the result of that row, anything else is ours to mend."""
    if actie.voer_uit is None:
        raise ValueError(f"{actie.naam} wordt op een eigen pagina uitgevoerd")
    uit = []
    for rij in rijen:
        try:
            uit.append(Bulkregel(rij, True, actie.voer_uit(rij, door=door, op=op)))
        except DomeinFout as fout:
            uit.append(Bulkregel(rij, False, fout.zin))
        except PermissionDenied:
            uit.append(Bulkregel(rij, False, "U mag dit voor deze rij niet doen."))
    return uit
