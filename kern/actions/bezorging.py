"""The worker's steps: claim a row, hand it over, mark it; and the sweep that mends what a killed worker left.

No transaction is open while the network is used. Each step is one conditional UPDATE that asks for the token of the claim,
so a worker that was given up for dead can not mark a row that somebody else has taken over.
"""

import contextlib
import time
import uuid
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction

from kern import gebeurtenissen, links, logboek, overgang, workflow
from kern.actions import outbox
from kern.actions.outbox import pauze
from kern.fouten import AlGewijzigd
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Notificatie, OutboxRegel
from kern.outbox.fouten import Blijvend, Onzeker, OverdrachtFout, Tijdelijk
from kern.outbox.kanalen import Overdracht, overdracht_voor
from kern.outbox.keuzes import BijTwijfel, Kanaal, UitgaandStatus
from kern.overgang import Overgang

log = structlog.get_logger(__name__)

# One statement: two workers never get the same row, and neither waits for the other. Notifications first: they cost nothing
# and somebody is looking at the bell.
_CLAIM = """
UPDATE kern_outboxregel SET status = 'bezig', wie = %(wie)s, lease_tot = %(lease_tot)s, poging = poging + 1
WHERE id = (
    SELECT id FROM kern_outboxregel
    WHERE status = 'wacht' AND volgende_op <= %(op)s AND kanaal = ANY(%(kanalen)s)
    ORDER BY kanaal = 'notificatie' DESC, volgende_op, id
    FOR UPDATE SKIP LOCKED LIMIT 1
) RETURNING *
"""

# Seconds between tries to write down that a message was taken: a restart of the database must not become a doubt.
_HERHAAL_MARKEREN = (0.0, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0)


def verwerk(*, klok: Callable[[], datetime]) -> int:
    """Hand over everything that may go now, one by one; returns how many rows were taken up.

    When a road is broken (no connection, server refuses us) its other rows stay where they are until the next sweep, so
    that a mail server that is down for an hour does not cost every message a try.
    """
    open_kanalen = set(Kanaal.values)
    aantal = 0
    while regel := claim(kanalen=open_kanalen, op=klok()):
        aantal += 1
        if not _lever(regel, klok):
            open_kanalen.discard(regel.kanaal)
    return aantal


def claim(*, kanalen: Collection[str], op: datetime) -> OutboxRegel | None:
    """Take the next row that may go, with a token and a lease; None when there is none."""
    waarden = {"wie": uuid.uuid4(), "lease_tot": _lease(op), "op": op, "kanalen": list(kanalen)}
    return next(iter(OutboxRegel.objects.raw(_CLAIM, waarden)), None)


def _lease(op: datetime) -> datetime:
    return op + timedelta(seconds=settings.OUTBOX_LEASE)


def _lever(regel: OutboxRegel, klok: Callable[[], datetime]) -> bool:
    """Bring one claimed row to its next state; returns whether its road is fit for more."""
    try:
        if regel.kanaal == Kanaal.NOTIFICATIE:
            _lever_notificatie(regel, klok())
        else:
            _draag_over(regel, klok)
    except OverdrachtFout as fout:
        _verwerk_fout(regel, fout, klok())
        return not fout.kanaal_plat
    except AlGewijzigd:
        # Our lease ran out and the sweep gave the row to somebody else: it is theirs now.
        log.warning("claim_verloren", regel=regel.pk, kanaal=regel.kanaal)
    return True


@transaction.atomic
def _lever_notificatie(regel: OutboxRegel, op: datetime) -> None:
    """Put the line in the person's notification centre and mark the row, in one transaction: exactly once."""
    if regel.ontvanger is None:
        raise Blijvend("deze notificatie heeft geen ontvanger")
    stap(regel, workflow.LEVER_AF, zet={"verzonden_op": op, "overgedragen_op": op, **_LOS})
    Notificatie.objects.create(
        regel=regel, ontvanger=regel.ontvanger, titel=regel.titel, tekst=regel.tekst, url=regel.url, gemaakt_op=op
    )


def _draag_over(regel: OutboxRegel, klok: Callable[[], datetime]) -> None:
    overdracht = _bouw(regel)
    with contextlib.closing(_Sluitbaar(overdracht)):
        overdracht.verbind()
        op = klok()
        # Committed before the moment of truth: whoever finds the row like this knows that it may have left.
        stap(regel, workflow.DRAAG_OVER, zet={"overgedragen_op": op, "lease_tot": _lease(op)}, nog_geldig_op=op)
        overdracht.draag_over()
        _markeer_zeker(regel, klok)


def _bouw(regel: OutboxRegel) -> Overdracht:
    try:
        return overdracht_voor(regel)
    except (ValueError, LookupError, TypeError) as fout:
        raise Blijvend(f"het bericht kan niet worden opgebouwd ({type(fout).__name__})") from None


class _Sluitbaar:
    """Lets `contextlib.closing` hang up."""

    def __init__(self, overdracht: Overdracht) -> None:
        self.close = overdracht.sluit


# What every step away from a claim lets go of.
_LOS: dict[str, Any] = {"wie": None, "lease_tot": None}


@transaction.atomic
def stap(
    regel: OutboxRegel, welke: Overgang, *, zet: dict[str, Any] | None = None, nog_geldig_op: datetime | None = None
) -> None:
    """Take a step as the holder of the claim, and (with *nog_geldig_op*) only while its lease runs.

    Raises:
        AlGewijzigd: the claim is somebody else's by now, or has run out.
    """
    waar = {"wie": regel.wie} | ({"lease_tot__gt": nog_geldig_op} if nog_geldig_op else {})
    overgang.voer_uit(regel, welke, zet=zet, waar=waar)


def _markeer_zeker(regel: OutboxRegel, klok: Callable[[], datetime]) -> None:
    """Write down that the message was taken; try again while the database restarts."""
    for wacht in _HERHAAL_MARKEREN:
        time.sleep(wacht)
        try:
            markeer(regel, klok())
        except (OperationalError, InterfaceError) as fout:
            connection.close()
            log.warning("markeren_herhaald", regel=regel.pk, soort=type(fout).__name__)
        else:
            return
    # Left in "in overdracht": the sweep will find it and treat it as the doubt it then is.


@transaction.atomic
def markeer(regel: OutboxRegel, op: datetime) -> None:
    """Write down that what we hold the claim of was taken by the other side.

    Raises:
        AlGewijzigd: the claim is somebody else's by now.
    """
    stap(regel, workflow.MARKEER, zet={"verzonden_op": op, "laatste_fout": "", **_zonder_sleutels(regel), **_LOS})
    _log(gebeurtenissen.UITGAAND_VERZONDEN, regel, op)


def _zonder_sleutels(regel: OutboxRegel) -> dict[str, str]:
    """Return the words to keep of a message that is out of the house: a link in it is from now on known to who received it.

    In the demo the row is the mailbox, so there they stay.
    """
    return {} if settings.IS_DEMO else {"tekst": links.verberg(regel.tekst), "html": links.verberg(regel.html)}


@transaction.atomic
def _verwerk_fout(regel: OutboxRegel, fout: OverdrachtFout, op: datetime) -> None:
    """Give the row its next state after *fout*, under the claim we still hold."""
    in_overdracht = regel.status == UitgaandStatus.IN_OVERDRACHT
    try:
        match fout:
            case Onzeker():
                _twijfel(regel, op, fout.reden)
            case Tijdelijk() if regel.poging <= len(settings.OUTBOX_PAUZES):
                uitstel = workflow.STEL_OVERDRACHT_UIT if in_overdracht else workflow.STEL_UIT
                volgende = op + pauze(regel.poging, settings.OUTBOX_PAUZES)
                stap(regel, uitstel, zet={"volgende_op": volgende, "overgedragen_op": None, "laatste_fout": fout.reden, **_LOS})
                _log(gebeurtenissen.UITGAAND_UITGESTELD, regel, op)
            case _:
                weiger = workflow.WEIGER_BIJ_OVERDRACHT if in_overdracht else workflow.WEIGER
                stap(regel, weiger, zet={"overgedragen_op": None, "laatste_fout": fout.reden, **_LOS})
                _log(gebeurtenissen.UITGAAND_MISLUKT, regel, op)
                _meld_aan_maker(regel, op)
    except AlGewijzigd:
        log.warning("claim_verloren", regel=regel.pk, kanaal=regel.kanaal)


def _twijfel(regel: OutboxRegel, op: datetime, reden: str) -> None:
    """Somebody may have it already: send the same Message-ID again if that does no harm, show it to a person otherwise."""
    if regel.bij_twijfel == BijTwijfel.OPNIEUW and regel.poging <= len(settings.OUTBOX_PAUZES):
        volgende = op + pauze(regel.poging, settings.OUTBOX_PAUZES)
        stap(regel, workflow.STEL_OVERDRACHT_UIT, zet={"volgende_op": volgende, "laatste_fout": reden, **_LOS})
        _log(gebeurtenissen.UITGAAND_DUBBEL, regel, op)
    else:
        stap(regel, workflow.TWIJFEL, zet={"laatste_fout": reden, **_LOS})
        _log(gebeurtenissen.UITGAAND_TWIJFEL, regel, op)
        _meld_aan_maker(regel, op)


def _log(wat: Gebeurtenis, regel: OutboxRegel, op: datetime) -> None:
    logboek.schrijf(wat, over=regel, door=None, op=op, gegevens={"poging": regel.poging, "message_id": regel.message_id})


def _meld_aan_maker(regel: OutboxRegel, op: datetime) -> None:
    """Tell who made the message that it waits for a decision; the counter tells who looks after the outbox."""
    if regel.gemaakt_door is None or not regel.gemaakt_door.is_active:
        return
    outbox.notificeer(
        sleutel=f"geparkeerd:{regel.pk}:{op.timestamp():.0f}",
        over=regel,
        ontvangers=[regel.gemaakt_door],
        titel="Een bericht is misschien al aangekomen"
        if regel.status == UitgaandStatus.TWIJFEL
        else "Een bericht is niet aangekomen",
        url=regel.get_absolute_url(),
        door=None,
        op=op,
    )


def veeg(*, op: datetime) -> int:
    """Mend what a killed worker left behind, each row in its own transaction; returns how many rows were mended.

    A lease that ran out in `bezig` means that nothing left: back to waiting at once. In `in_overdracht` it is a doubt.
    """
    verlopen = OutboxRegel.objects.filter(status__in=(UitgaandStatus.BEZIG, UitgaandStatus.IN_OVERDRACHT), lease_tot__lt=op)
    hersteld = 0
    for regel in verlopen.order_by("id")[:1000]:
        with contextlib.suppress(AlGewijzigd):  # another sweep, or the slow worker itself, was first
            _herstel(regel, op)
            hersteld += 1
    return hersteld


@transaction.atomic
def _herstel(regel: OutboxRegel, op: datetime) -> None:
    if regel.status == UitgaandStatus.IN_OVERDRACHT:
        _twijfel(regel, op, "de werker viel weg tijdens de overdracht")
    elif regel.poging > len(settings.OUTBOX_PAUZES):  # a message that fells its worker each time must not do so for ever
        stap(regel, workflow.WEIGER, zet={"laatste_fout": "de werker viel telkens weg", **_LOS})
        _log(gebeurtenissen.UITGAAND_MISLUKT, regel, op)
        _meld_aan_maker(regel, op)
    else:
        stap(regel, workflow.STEL_UIT, zet={"volgende_op": op, **_LOS})
        if regel.kanaal != Kanaal.NOTIFICATIE:
            _log(gebeurtenissen.UITGAAND_HERNOMEN, regel, op)
