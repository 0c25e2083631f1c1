"""Fetching a mailbox: each mail is taken in by one transaction, and put away in the mailbox only after it.

Killed before the commit: the mail lies there still. Killed after it: its row says that it was taken in, and it is only put away.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import QuerySet

from kern.choices import Ophaalstand
from kern.models import Ophaling
from kern.post.imap import Postbus, PostbusFout
from kern.post.lezen import GROOTST

log = structlog.get_logger(__name__)

MEESTE_POGINGEN = 5
MEESTE_PER_KEER = 200


@dataclass
class Opgehaald:
    """What one visit to the mailbox brought."""

    genomen: int = 0
    weggezet: int = 0
    mislukt: int = 0


def haal_op(*, bus: Postbus, neem_aan: Callable[[bytes, datetime, bool], object], klok: Callable[[], datetime]) -> Opgehaald:
    """Take in what lies in the open mailbox *bus*, the oldest first, and put it away.

    Args:
        neem_aan: takes one mail in, inside the transaction given here: (bytes, moment, whether only the heads are there because
            the mail is too large). Taking the same mail in twice must change nothing.

    Raises:
        PostbusFout: the mailbox went away; what was taken in stays taken in.
    """
    uit = Opgehaald()
    for uid in bus.uids()[:MEESTE_PER_KEER]:
        stand = _stand_van(bus, uid)
        if stand is None:
            continue
        if stand == "" and not _neem(bus, uid, neem_aan, klok()):
            uit.mislukt += 1
            continue
        uit.genomen += stand == ""
        bus.zet_weg(uid)
        _rijen(bus, uid).delete()
        uit.weggezet += 1
    return uit


def _rijen(bus: Postbus, uid: int) -> QuerySet[Ophaling]:
    return Ophaling.objects.filter(postbus=bus.naam, uidvalidity=bus.uidvalidity, uid=uid)


def _stand_van(bus: Postbus, uid: int) -> str | None:
    """Return "genomen" for what was taken in, empty for what still must be, None for what was tried often enough."""
    rij = _rijen(bus, uid).first()
    if rij is None:
        return ""
    if rij.stand == Ophaalstand.GENOMEN:
        return str(Ophaalstand.GENOMEN)
    return "" if rij.poging < MEESTE_POGINGEN else None


def _neem(bus: Postbus, uid: int, neem_aan: Callable[[bytes, datetime, bool], object], op: datetime) -> bool:
    grootte = bus.grootte(uid)
    te_groot = grootte is not None and grootte > GROOTST
    inhoud = bus.koppen(uid) if te_groot else bus.haal(uid, GROOTST)
    if inhoud is None:  # somebody moved it meanwhile
        return False
    try:
        with transaction.atomic():
            Ophaling.objects.update_or_create(
                postbus=bus.naam, uidvalidity=bus.uidvalidity, uid=uid, defaults={"stand": Ophaalstand.GENOMEN, "op": op}
            )
            neem_aan(inhoud, op, te_groot)
    except IntegrityError:  # another process is taking in the same mail: theirs counts
        return False
    except DatabaseError as fout:
        raise PostbusFout(f"de databank antwoordt niet ({type(fout).__name__})") from fout
    except Exception as fout:  # noqa: BLE001 one mail that nobody foresaw must not keep all others out; it stays where it is
        log.warning("mail_niet_gelezen", uid=uid, soort=type(fout).__name__)
        _mislukt(bus, uid, op)
        return False
    return True


@transaction.atomic
def _mislukt(bus: Postbus, uid: int, op: datetime) -> None:
    waar = {"postbus": bus.naam, "uidvalidity": bus.uidvalidity, "uid": uid}
    rij, nieuw = Ophaling.objects.select_for_update().get_or_create(**waar, defaults={"stand": Ophaalstand.MISLUKT, "op": op})
    if not nieuw:
        Ophaling.objects.filter(pk=rij.pk).update(poging=rij.poging + 1, op=op)
