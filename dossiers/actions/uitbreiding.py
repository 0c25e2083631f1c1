"""The lock on the places of a location while something serious is open there, or where it goes on from (domein W9).

Whatever touches the periods of a permit, places, state or succession does so inside `bewaak`: it looks before and after, and
compares **what came of it**, not what was asked. So there is no way around by another field, another day or another form.
Two writers stay outside, because a register states facts: see `dossiers.actions.importplaatsen`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

from dossiers import gebeurtenissen
from dossiers.access import namens_wie
from dossiers.access.contact import mag_plaatsen_verhogen
from dossiers.actions.beurt import deel_beurt
from dossiers.fouten import PlaatsenGeblokkeerd
from dossiers.models import Aandacht, Dossier
from dossiers.queries.uitbreiding import (
    Beeld,
    Deel,
    beeld,
    blokkades,
    blokkades_in_woorden,
    eerste_stijging,
    voorgangers,
)
from kern import logboek
from kern.models import Medewerker
from kern.tijd import BRUSSEL

MEESTE_REDENEN = 5  # named in one sentence


class Inbreuk(NamedTuple):
    """What may not be while something is open: the sentence, the field of a form it is about, and a code for the log."""

    zin: str
    veld: str
    wat: str


@contextmanager
def bewaak(*dossiers: Dossier, door: Medewerker, op: datetime, reden: str, belofte: Deel | None = None) -> Iterator[None]:
    """Let a change of *dossiers* happen inside this block, and refuse it when something open forbids what came of it.

    While a matter is open that blocks, at a location or at one it goes on from: its places in force rise on no day from that of
    *op* on, a known number is not emptied or raised by hand, no link to what is open is cut, and no second successor comes.
    A coordinator with a *reden* may: the log says despite what. Inside a transaction: what is refused is taken back with it.

    Args:
        belofte: places given away to somebody else with this change (a successor without permit yet), counted with the first.

    Raises:
        PlaatsenGeblokkeerd: something is open, and *door* is no coordinator or gave no reason.
    """
    vergrendel(*dossiers)
    open_ = {dossier.pk: list(blokkades(dossier)) for dossier in dossiers}
    eerst = {dossier.pk: beeld(dossier) for dossier in dossiers if open_[dossier.pk]}
    yield
    for nummer, dossier in enumerate(dossiers):
        if dossier.pk not in eerst:
            continue
        inbreuk = vergelijk(
            eerst[dossier.pk],
            beeld(dossier),
            vanaf=op.astimezone(BRUSSEL).date(),
            belofte=belofte if nummer == 0 else None,
        )
        if inbreuk is not None:
            _weiger_of_noteer(inbreuk, dossier, open_[dossier.pk], door, op, reden)


def vergrendel(*dossiers: Dossier) -> None:
    """Lock these dossiers and every one they go on from, until the transaction ends: always in one order, and at once for good.

    The turn over links comes first, then the rows by key. FOR UPDATE is what somebody who opens a matter must wait for, because
    a new matter needs the row of its dossier: it is there before the decision and seen, or it comes after it. A weaker lock that
    is made stronger later would let two wait for each other.
    """
    deel_beurt()
    sleutels = {dossier.pk for dossier in dossiers} | {pk for dossier in dossiers for pk in voorgangers(dossier)}
    list(Dossier.objects.filter(pk__in=sleutels).order_by("pk").select_for_update().values_list("pk", flat=True))


def vergelijk(was: Beeld, wordt: Beeld, *, vanaf: date, belofte: Deel | None = None) -> Inbreuk | None:
    """Return what the change from *was* to *wordt* does that may not be while something is open; None when nothing."""
    stijging = eerste_stijging(was.delen, [*wordt.delen, *([belofte] if belofte else [])], vanaf)
    if stijging is not None:
        wanneer = "vandaag" if stijging.dag == vanaf else f"op {stijging.dag:%d/%m/%Y}"
        hoeveel = f"{wanneer} {stijging.naar} in plaats van {stijging.van}"
        return Inbreuk(f"De plaatsen kunnen nu niet stijgen ({hoeveel})", "plaatsen", "plaatsen")
    if was.met_de_hand is not None and not wordt.heeft_vergunning:
        if wordt.met_de_hand is None:
            return Inbreuk("De plaatsen kunnen nu niet leeg worden: zo zouden ze later kunnen stijgen", "plaatsen", "leeg")
        if wordt.met_de_hand > was.met_de_hand:
            hoeveel = f"{wordt.met_de_hand} in plaats van {was.met_de_hand}"
            return Inbreuk(f"De plaatsen kunnen nu niet stijgen ({hoeveel})", "plaatsen", "plaatsen")
    if was.open - wordt.open:
        return Inbreuk("De koppeling met de voorganger kan nu niet weg", "reden", "ontkoppeld")
    if wordt.opvolgers > max(1, was.opvolgers):
        return Inbreuk("De voorganger heeft al een opvolger en kan er nu geen tweede krijgen", "voorganger", "opvolger")
    return None


def _weiger_of_noteer(
    inbreuk: Inbreuk, dossier: Dossier, open_: list[Aandacht], door: Medewerker, op: datetime, reden: str
) -> None:
    mag_met_reden = mag_plaatsen_verhogen(door)
    if not (mag_met_reden and reden.strip()):
        redenen = blokkades_in_woorden(open_, door)[:MEESTE_REDENEN]
        raise PlaatsenGeblokkeerd(inbreuk.zin, redenen, mag_met_reden=mag_met_reden, veld=inbreuk.veld)
    logboek.schrijf(
        gebeurtenissen.PLAATSEN_ONDANKS,
        over=dossier,
        door=door,
        op=op,
        namens=namens_wie(door, dossier),
        reden=reden,
        gegevens={"wat": inbreuk.wat, "ondanks": [str(punt.pk) for punt in open_]},
    )
