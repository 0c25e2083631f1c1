"""Writing and reading the log. Every action calls `schrijf` in its own transaction; every look at shielded data too.

When a log row cannot be written, the transaction fails with it: no look and no change without a row.
"""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, TypeAlias

from django.db import models, transaction
from structlog.contextvars import get_contextvars

from kern.gebeurtenissen import Gebeurtenis, alle
from kern.models import Logregel, Logtekst, Medewerker

Gegeven: TypeAlias = str | int | bool | None | list[str] | list[int]

SYSTEEM = "systeem"


def soort_van(onderwerp: models.Model | type[models.Model]) -> str:
    """Return how the log names the model of *onderwerp*: "dossiers.dossier"."""
    return onderwerp._meta.label_lower


@transaction.atomic(savepoint=False)
def schrijf(
    gebeurtenis: Gebeurtenis,
    *,
    over: models.Model,
    door: Medewerker | None,
    op: datetime,
    namens: Medewerker | None = None,
    reden: str = "",
    gegevens: Mapping[str, Gegeven] | None = None,
) -> Logregel:
    """Add one log row about *over*.

    Args:
        gebeurtenis: what happened, or was looked at.
        over: the subject; a saved model instance.
        door: the natural person who acted; None is the system itself.
        op: the moment it happened (aware).
        namens: the absent colleague whose scope *door* used, if any (`kern.access.namens`).
        reden: the reason as typed by a person; stored apart, so that erasure can remove it without breaking the chain.
        gegevens: codes, ids and field names that belong to the event; never personal text.

    Without a savepoint of its own on purpose: a failed row dooms the whole transaction, even when a caller swallows the error.
    The chain of a subject stays locked until the transaction ends, so an action about several subjects writes them in the
    order of their ids.

    Raises:
        ValueError: *op* has no time zone, or *over* is not saved.
    """
    if op.tzinfo is None or over.pk is None:
        raise ValueError("een logregel vraagt een moment met tijdzone en een bewaard onderwerp")
    zout = secrets.token_bytes(16) if reden else b""
    regel = _regel(gebeurtenis, Spoor(over, namens, gegevens or {}), door, op)
    regel.reden_hash = hashlib.sha256(zout + reden.encode()).digest() if reden else None
    regel.save(force_insert=True)
    if reden:
        Logtekst.objects.create(regel=regel, zout=zout, tekst=reden)
    return regel


class Spoor(NamedTuple):
    """What differs between the log rows of one act on many subjects: see `schrijf`."""

    over: models.Model
    namens: Medewerker | None
    gegevens: Mapping[str, Gegeven]


@transaction.atomic(savepoint=False)
def schrijf_veel(gebeurtenis: Gebeurtenis, sporen: Iterable[Spoor], *, door: Medewerker | None, op: datetime) -> None:
    """Add a log row about each of many subjects of one kind, in one statement; as `schrijf`, without a reason."""
    regels = [_regel(gebeurtenis, spoor, door, op) for spoor in sorted(sporen, key=lambda spoor: spoor.over.pk)]
    Logregel.objects.bulk_create(regels)


def _regel(gebeurtenis: Gebeurtenis, spoor: Spoor, door: Medewerker | None, op: datetime) -> Logregel:
    return Logregel(
        op=op,
        gebeurtenis=gebeurtenis.code,
        door_id=door.pk if door else None,
        door_naam=door.naam if door else SYSTEEM,
        namens_id=spoor.namens.pk if spoor.namens else None,
        namens_naam=spoor.namens.naam if spoor.namens else "",
        onderwerp_soort=soort_van(spoor.over),
        onderwerp_id=str(spoor.over.pk),
        gegevens=dict(spoor.gegevens),
        verzoek_id=str(get_contextvars().get("verzoek_id", "")),
    )


def regels_over(over: models.Model) -> models.QuerySet[Logregel]:
    """Return the log of one subject, newest first, with the reasons in the same query."""
    return Logregel.objects.filter(onderwerp_soort=soort_van(over), onderwerp_id=str(over.pk)).select_related("reden")


def laatste_keer(gebeurtenis: Gebeurtenis, *, over: models.Model, door: Medewerker, voor: datetime) -> datetime | None:
    """Return when *door* last did this to *over*, at *voor* or earlier; None when they never did."""
    regels = Logregel.objects.filter(
        onderwerp_soort=soort_van(over), onderwerp_id=str(over.pk), door_id=door.pk, gebeurtenis=gebeurtenis.code, op__lte=voor
    )
    return regels.order_by("-op").values_list("op", flat=True).first()


def zin_van(regel: Logregel) -> str:
    """Return what happened, in the words of its event; the code when that event is not declared any more."""
    bekend = alle().get(regel.gebeurtenis)
    return bekend.zin if bekend else regel.gebeurtenis


def reden_van(regel: Logregel) -> str:
    """Return the reason as it was typed; "(gewist)" when it was erased, empty when none was asked."""
    if hasattr(regel, "reden"):
        return str(regel.reden.tekst)
    return "(gewist)" if regel.reden_hash else ""
