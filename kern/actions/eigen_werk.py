"""What people do to their own werkvoorraad: tick off, pass on, give another day, order the day.

Whether a row is somebody's is decided where it is fetched (`kern.queries.werk.mijn_regels`: 404 otherwise).
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import IntegrityError, models, transaction
from django.db.models import Max

from kern import gebeurtenissen, logboek, werksoorten
from kern.access import namens
from kern.actions import outbox, taakstappen, taken, werk
from kern.actions.werk import moment_van
from kern.fouten import AlGewijzigd, DomeinFout
from kern.gebeurtenissen import Gebeurtenis
from kern.models import Dagorde, Medewerker, Taak, Werkregel
from kern.queries.werk import mijn_regels
from kern.tijd import BRUSSEL
from kern.werk import soort_met

DAGORDE_BLIJFT = timedelta(days=62)  # longer than any leave after which somebody takes along what was left


class NietMetDeHand(DomeinFout):
    """Work that is done by doing it; a tick would only hide it."""

    def __init__(self) -> None:
        super().__init__("Dit vinkt u niet af: het verdwijnt vanzelf als het gedaan is. Open de regel om eraan te werken.")


class NietMeer(DomeinFout):
    """The row is not (or not any more) the person's: done by a colleague, passed on, expired. Says no more than that."""

    status = 409
    titel = "Een collega was u voor"

    def __init__(self) -> None:
        super().__init__("Dit staat niet (meer) in uw werkvoorraad: een collega was u misschien voor. Bekijk wat er nu staat.")


class NietDoorTeGeven(DomeinFout):
    """The row cannot go to this colleague."""


@transaction.atomic
def vink_af(*, regel: Werkregel, door: Medewerker, op: datetime) -> Werkregel:
    """Say that it is done.

    Raises:
        NietMetDeHand: the work says itself when it is done.
        NietMeer: a colleague, or another tab, was first.
    """
    if not soort_met(regel.soort).afvinken:
        raise NietMetDeHand
    if taak := _taak_van(regel):
        _of_niet_meer(taken.werk_af, taak=taak, door=door, op=op)
        regel.klaar_op, regel.klaar_door = op, door
        return regel
    if Werkregel.objects.filter(pk=regel.pk, klaar_op=None).update(klaar_op=op, klaar_door=door) != 1:
        raise NietMeer
    regel.klaar_op, regel.klaar_door = op, door
    _schrijf(gebeurtenissen.WERK_AFGEVINKT, regel, door=door, op=op)
    return regel


@transaction.atomic
def heropen(*, regel: Werkregel, door: Medewerker, op: datetime) -> Werkregel:
    """Take one's own tick back.

    Raises:
        NietMeer: it is open again already, the tick was somebody else's, or the same work came in again meanwhile.
    """
    if not soort_met(regel.soort).afvinken:
        raise NietMetDeHand
    if taak := _taak_van(regel):
        if regel.klaar_door != door:
            raise NietMeer
        _of_niet_meer(taken.heropen, taak=taak, door=door, op=op)
        regel.klaar_op = regel.klaar_door = None
        return regel
    try:
        with transaction.atomic():
            gelukt = Werkregel.objects.filter(pk=regel.pk, klaar_door=door).update(klaar_op=None, klaar_door=None)
    except IntegrityError:
        gelukt = 0
    if gelukt != 1:
        raise NietMeer
    regel.klaar_op = regel.klaar_door = None
    _schrijf(gebeurtenissen.WERK_HEROPEND, regel, door=door, op=op)
    return regel


@transaction.atomic
def wijs_door(*, regel: Werkregel, naar: Medewerker, door: Medewerker, op: datetime) -> Werkregel:
    """Pass a row on to a colleague, who is told; the deadline and the subject go along.

    Raises:
        NietDoorTeGeven: it is asked of one person, or *naar* cannot do it or has it already.
        NietMeer: it was done, or passed on, meanwhile.
    """
    soort = soort_met(regel.soort)
    if soort.persoonlijk:
        raise NietDoorTeGeven(
            "Dit is aan één persoon gevraagd. Laat weten dat u niet antwoordt; wie vroeg, kiest dan iemand anders."
        )
    if not naar.is_intern or (soort.rechten and not soort.rechten & naar.rechten):
        raise NietDoorTeGeven(f"{naar.naam} kan dit niet doen. Kies een andere collega.")
    van = regel.voor
    try:
        with transaction.atomic():
            gelukt = werk.geef_aan(regel=regel, naar=naar)
    except IntegrityError:
        raise NietDoorTeGeven(f"{naar.naam} heeft dit al in de werkvoorraad.") from None
    if not gelukt:
        raise NietMeer
    if regel.soort == werksoorten.TAAK.code:
        taakstappen.volg_rij(regel=regel, door=door, op=op)
    else:
        _schrijf(gebeurtenissen.WERK_DOORGEGEVEN, regel, door=door, op=op, naar=naar, van=van)
    if naar != door:
        _bericht(regel, naar, f"{door.naam} gaf u werk door", door=door, op=op)
    return regel


@transaction.atomic
def verzet(*, regel: Werkregel, tegen: date | None, door: Medewerker, op: datetime) -> Werkregel:
    """Give another day to something that was noted down; the day of other work is decided where that work is.

    Raises:
        NietMetDeHand: the day is not the reader's to choose.
        NietMeer: it was done meanwhile.
    """
    if not soort_met(regel.soort).afvinken:
        raise NietMetDeHand
    if taak := _taak_van(regel):
        _of_niet_meer(taakstappen.verzet, taak=taak, tegen=tegen, door=door, op=op)
        regel.refresh_from_db(fields=["tegen", "heel_dag"])
        return regel
    grens, heel_dag = moment_van(tegen)
    if Werkregel.objects.filter(pk=regel.pk, klaar_op=None).update(tegen=grens, heel_dag=heel_dag) != 1:
        raise NietMeer
    regel.tegen, regel.heel_dag = grens, heel_dag
    _schrijf(gebeurtenissen.WERK_VERZET, regel, door=door, op=op)
    return regel


# --- The order of a day: a note to oneself, so it is not logged; the work is the same in whatever order it is done ----------


@transaction.atomic
def naar_vandaag(*, regel: Werkregel, door: Medewerker, op: datetime) -> None:
    """Put a row at the end of today's order."""
    _zet_achteraan([regel.pk], door, op)


@transaction.atomic
def uit_vandaag(*, regel: Werkregel, door: Medewerker, op: datetime) -> None:
    """Take a row out of today's order; the work stays."""
    Dagorde.objects.filter(persoon=door, dag=_dag(op), werkregel=regel).delete()


@transaction.atomic
def verschuif(*, regel: Werkregel, stappen: int, door: Medewerker, op: datetime) -> None:
    """Move a row up (-1) or down (1) in today's order; at the end of the list nothing changes."""
    plaatsen = list(_vandaag(door, op).filter(werkregel__in=mijn_regels(door)).select_for_update(of=("self",)))
    hier = next((n for n, plaats in enumerate(plaatsen) if plaats.werkregel_id == regel.pk), None)
    if hier is None or not 0 <= hier + stappen < len(plaatsen):
        return
    plaatsen.insert(hier + stappen, plaatsen.pop(hier))
    for nummer, plaats in enumerate(plaatsen, start=1):
        plaats.plaats = nummer
    Dagorde.objects.bulk_update(plaatsen, ["plaats"])


@transaction.atomic
def neem_mee(*, door: Medewerker, op: datetime) -> int:
    """Take along what is still open of the last day that had an order; returns how many rows."""
    vorige = Dagorde.objects.filter(persoon=door, dag__lt=_dag(op)).aggregate(dag=Max("dag"))["dag"]
    over = Dagorde.objects.filter(persoon=door, dag=vorige, werkregel__in=mijn_regels(door)).order_by("plaats", "pk")
    return _zet_achteraan(list(over.values_list("werkregel_id", flat=True)), door, op)


@transaction.atomic
def ruim_dagorde_op(*, op: datetime) -> int:
    """Forget the order of days more than `DAGORDE_BLIJFT` ago; returns how many rows. The work itself stays."""
    return Dagorde.objects.filter(dag__lt=_dag(op) - DAGORDE_BLIJFT).delete()[0]


def _taak_van(regel: Werkregel) -> Taak | None:
    """Return the task behind a row, if it is one: what is done to the row is done to the task."""
    if regel.soort != werksoorten.TAAK.code:
        return None
    return Taak.objects.select_related("voor", "gegeven_door").get(pk=regel.verwijzing)


def _of_niet_meer(actie: Callable[..., object], **waarden: object) -> None:
    """Do *actie*; that a colleague was first is said in the words of the werkvoorraad, which tell nothing of the task."""
    try:
        actie(**waarden)
    except AlGewijzigd:
        raise NietMeer from None


def _dag(op: datetime) -> date:
    return op.astimezone(BRUSSEL).date()


def _vandaag(persoon: Medewerker, op: datetime) -> models.QuerySet[Dagorde]:
    return Dagorde.objects.filter(persoon=persoon, dag=_dag(op)).order_by("plaats", "pk")


def _zet_achteraan(regels: list[int], persoon: Medewerker, op: datetime) -> int:
    laatste = _vandaag(persoon, op).aggregate(plaats=Max("plaats"))["plaats"] or 0
    nieuw = [
        Dagorde(persoon=persoon, dag=_dag(op), werkregel_id=pk, plaats=laatste + nummer)
        for nummer, pk in enumerate(regels, start=1)
    ]
    Dagorde.objects.bulk_create(nieuw, ignore_conflicts=True)  # what stands in today's order already stays on its place
    return len(nieuw)


def _bericht(regel: Werkregel, aan: Medewerker, titel: str, *, door: Medewerker, op: datetime) -> None:
    outbox.notificeer(
        sleutel=f"werk:{regel.pk}:{op.isoformat()}", over=regel, ontvangers=[aan], titel=titel, url="/", door=door, op=op
    )


def _schrijf(
    gebeurtenis: Gebeurtenis,
    regel: Werkregel,
    *,
    door: Medewerker,
    op: datetime,
    naar: Medewerker | None = None,
    van: Medewerker | None = None,
) -> None:
    eigenaar = van or regel.voor
    voor = namens(door, team=None, eigenaars=[eigenaar], op=op) if eigenaar is not None and regel.rol == "" else None
    logboek.schrijf(
        gebeurtenis,
        over=regel,
        door=door,
        namens=voor,
        op=op,
        gegevens={
            "soort": regel.soort,
            "onderwerp": f"{regel.onderwerp_soort}:{regel.onderwerp_id}" if regel.onderwerp_soort else None,
            "tegen": regel.tegen.isoformat() if regel.tegen else None,
            "naar": naar.pk if naar else None,
        },
    )
