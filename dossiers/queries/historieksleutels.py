"""How things are called in a package (docs/historiek.md): by the key of the old system, or by their own."""

from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Value, When
from django.db.models.functions import Cast, Concat

from dossiers.historiek import BRON
from dossiers.models import Dossier, Organisator
from kern.tijd import BRUSSEL

PER_KEER = 1000


def sleutel(bron: str, bronnummer: str, eigen: object) -> str:
    """Return the key of a row in a package: that of the old system, or one that says where else it came from."""
    if bron == BRON:
        return bronnummer
    return f"{bron}-{bronnummer}" if bron else str(eigen)


# As `sleutel` says it: the order in which rows come out must be the one in which they come out after having been taken over.
IN_PAKKET = Case(
    When(bron=BRON, then="bronnummer"),
    When(bron="", then=Cast("pk", CharField())),
    default=Concat("bron", Value("-"), "bronnummer"),
    output_field=CharField(),
)


def plaats(rij: Any) -> tuple[str, str]:
    """Return the keys of organisator and dossier, of which one is empty: what names a dossier does not name its organisator.

    Args:
        rij: something with a `dossier` and an `organisator`.
    """
    if rij.dossier is not None:
        return "", locatie(rij.dossier)
    return van(rij.organisator), ""


def locatie(dossier: Dossier) -> str:
    """Return the key of a location."""
    return sleutel(dossier.bron, dossier.bronnummer, dossier.pk)


def van(organisator: Organisator) -> str:
    """Return the key of an organisator."""
    return sleutel(organisator.bron, organisator.bronnummer, organisator.pk)


def moment(op: datetime | None) -> str:
    """Return a moment on the clock of Brussels; nothing when there is none."""
    return op.astimezone(BRUSSEL).isoformat() if op else ""
