"""What people do to their own werkvoorraad: tick off, pass on, give another day, order the day.

Whether a row is somebody's is decided where it is fetched (`kern.queries.werk.mijn_regels`: 404 otherwise).
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Max

from kern import gebeurtenissen, logboek, werksoorten
from kern.access import namens
from kern.actions import outbox, taakstappen, taken
from kern.actions.werk import moment_van
from kern.fouten import AlGewijzigd, DomeinFout
from kern.gebeurtenissen import Gebeurtenis
from kern.logboek import Gegeven, Spoor
from kern.models import Dagorde, Medewerker, Taak, Werkregel
from kern.queries.werk import mijn_regels
from kern.tijd import BRUSSEL
from kern.werk import soort_met

DAGORDE_BLIJFT = timedelta(days=62)  # longer than any leave after which somebody takes along what was left


class NietMetDeHand(DomeinFout):
    """Work that is done by doing it; a tick would only hide it, and its day is decided where it is."""

    def __init__(
        self, zin: str = "Dit vinkt u niet af: het verdwijnt vanzelf als het gedaan is. Open de regel om eraan te werken."
    ) -> None:
        super().__init__(zin)


_EIGEN_DAG = "Dit heeft een eigen dag, die hier niet verandert. Open de regel, of zet hem met de hand bij vandaag of morgen."


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
    if fout := wijs_alle_door(regels=[regel], naar=naar, door=door, op=op).get(regel.pk):
        raise fout
    regel.refresh_from_db()
    return regel


@transaction.atomic
def geef_taak_door(*, taak: Taak, naar: Medewerker, door: Medewerker, op: datetime) -> Werkregel:
    """Pass a task on from its own page, by who has it or gave it: see `wijs_door`.

    Raises:
        AlGewijzigd: it was done meanwhile.
        NietDoorTeGeven: *naar* has it already.
    """
    rijen = Werkregel.objects.select_related("voor").filter(soort=werksoorten.TAAK.code, klaar_op=None)
    regel = rijen.filter(verwijzing=str(taak.pk)).first()
    if regel is None:
        raise AlGewijzigd(taak)
    return wijs_door(regel=regel, naar=naar, door=door, op=op)


@transaction.atomic
def wijs_alle_door(*, regels: Collection[Werkregel], naar: Medewerker, door: Medewerker, op: datetime) -> dict[int, DomeinFout]:
    """Pass rows on to a colleague, who is told once, in as many statements as for one; returns which stayed, each with why."""
    fouten = {regel.pk: fout for regel in regels if (fout := _niet_door_te_geven(regel, naar))}
    over = [regel for regel in regels if regel.pk not in fouten]
    taken_, nu = _vast(over)
    heeft = Werkregel.objects.filter(voor=naar, klaar_op=None, verwijzing__in=[regel.verwijzing for regel in over])
    al = set(heeft.values_list("soort", "verwijzing"))
    for regel in over:
        rij = nu.get(regel.pk)
        if rij is None or (rij.voor_id, rij.rol) != (regel.voor_id, regel.rol):
            fouten[regel.pk] = NietMeer()
        elif (regel.soort, regel.verwijzing) in al:
            fouten[regel.pk] = NietDoorTeGeven(f"{naar.naam} heeft dit al in de werkvoorraad.")
        al.add((regel.soort, regel.verwijzing))  # also of two among these about the same work
    gegeven = [regel for regel in over if regel.pk not in fouten]
    _schrijf(gebeurtenissen.WERK_DOORGEGEVEN, *(r for r in gegeven if not _is_taak(r)), door=door, op=op, naar=naar)
    van_taken = [taken_[UUID(regel.verwijzing)] for regel in gegeven if _is_taak(regel)]
    taakstappen.geef_alle(gegeven=van_taken, naar=naar, door=door, op=op)
    for regel in gegeven:
        rij = nu[regel.pk]
        rij.voor, rij.rol, rij.team, rij.volgt_onderwerp = naar, "", None, False
        if _is_taak(regel):
            gever = taken_[UUID(regel.verwijzing)].gegeven_door
            rij.kort = "" if gever == naar else f"van {gever.naam}"
    try:
        Werkregel.objects.bulk_update([nu[regel.pk] for regel in gegeven], ("voor", "rol", "team", "volgt_onderwerp", "kort"))
    except IntegrityError:  # somebody else gave them the same at this very moment; all of this is undone
        raise NietDoorTeGeven(f"{naar.naam} kreeg op dit moment hetzelfde van een collega. Bekijk wat er nu staat.") from None
    if gegeven and naar != door:
        _bericht(gegeven, naar, door=door, op=op)
    return fouten


@transaction.atomic
def verzet(*, regel: Werkregel, tegen: date | None, door: Medewerker, op: datetime) -> Werkregel:
    """Give another day to something that was noted down; the day of other work is decided where that work is.

    Raises:
        NietMetDeHand: the day is not the reader's to choose.
        NietMeer: it was done meanwhile.
    """
    if fout := verzet_alle(regels=[regel], tegen=tegen, door=door, op=op).get(regel.pk):
        raise fout
    regel.refresh_from_db(fields=["tegen", "heel_dag"])
    return regel


@transaction.atomic
def verzet_alle(*, regels: Collection[Werkregel], tegen: date | None, door: Medewerker, op: datetime) -> dict[int, DomeinFout]:
    """Give rows another day, in as many statements as for one; returns which keep theirs, each with why (see `verzet`)."""
    vast = [regel for regel in regels if not soort_met(regel.soort).afvinken]
    fouten: dict[int, DomeinFout] = {regel.pk: NietMetDeHand(_EIGEN_DAG) for regel in vast}
    taken_, nu = _vast([regel for regel in regels if regel.pk not in fouten])
    fouten |= {regel.pk: NietMeer() for regel in regels if regel.pk not in fouten and regel.pk not in nu}
    taakstappen.verzet_alle(sleutels=list(taken_), tegen=tegen, door=door, op=op)
    andere = [rij for rij in nu.values() if not _is_taak(rij)]
    grens, heel_dag = moment_van(tegen)
    for rij in andere:
        rij.tegen, rij.heel_dag = grens, heel_dag
    Werkregel.objects.bulk_update(andere, ("tegen", "heel_dag"))
    _schrijf(gebeurtenissen.WERK_VERZET, *andere, door=door, op=op)
    return fouten


# --- The order of a day: a note to oneself, so it is not logged; the work is the same in whatever order it is done ----------


@transaction.atomic
def naar_vandaag(*, regels: Collection[Werkregel], door: Medewerker, op: datetime) -> None:
    """Put rows at the end of today's order."""
    zet_achteraan([regel.pk for regel in regels], door, _dag(op))


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
    return zet_achteraan(list(over.values_list("werkregel_id", flat=True)), door, _dag(op))


@transaction.atomic
def ruim_dagorde_op(*, op: datetime) -> int:
    """Forget the order of days more than `DAGORDE_BLIJFT` ago; returns how many rows. The work itself stays."""
    return Dagorde.objects.filter(dag__lt=_dag(op) - DAGORDE_BLIJFT).delete()[0]


def zet_achteraan(regels: Sequence[int], persoon: Medewerker, dag: date) -> int:
    """Put these rows at the end of the order of *dag*, inside an action; what stands in it already keeps its place."""
    laatste = Dagorde.objects.filter(persoon=persoon, dag=dag).aggregate(plaats=Max("plaats"))["plaats"] or 0
    nieuw = [
        Dagorde(persoon=persoon, dag=dag, werkregel_id=pk, plaats=laatste + nummer) for nummer, pk in enumerate(regels, start=1)
    ]
    Dagorde.objects.bulk_create(nieuw, ignore_conflicts=True)
    return len(nieuw)


def _niet_door_te_geven(regel: Werkregel, naar: Medewerker) -> DomeinFout | None:
    soort = soort_met(regel.soort)
    if soort.persoonlijk:
        return NietDoorTeGeven(
            "Dit is aan één persoon gevraagd. Laat weten dat u niet antwoordt; wie vroeg, kiest dan iemand anders."
        )
    if not naar.is_intern or (soort.rechten and not soort.rechten & naar.rechten):
        return NietDoorTeGeven(f"{naar.naam} kan dit niet doen. Kies een andere collega.")
    return None


def _is_taak(regel: Werkregel) -> bool:
    return regel.soort == werksoorten.TAAK.code


def _vast(regels: Iterable[Werkregel]) -> tuple[dict[UUID, Taak], dict[int, Werkregel]]:
    """Return the rows that are still open, held until the transaction ends, and the tasks behind them.

    The tasks first, everywhere: what happens to a task goes on to its row, and nobody waits for each other.
    """
    regels = list(regels)
    taken_ = {taak.pk: taak for taak in taakstappen.vast([regel.verwijzing for regel in regels if _is_taak(regel)])}
    open_ = Werkregel.objects.filter(pk__in=[regel.pk for regel in regels], klaar_op=None).select_related("voor")
    rijen = {rij.pk: rij for rij in open_.select_for_update(of=("self",)).order_by("pk")}
    return taken_, {pk: rij for pk, rij in rijen.items() if not _is_taak(rij) or UUID(rij.verwijzing) in taken_}


def _taak_van(regel: Werkregel) -> Taak | None:
    """Return the task behind a row, if it is one: what is done to the row is done to the task."""
    if not _is_taak(regel):
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


def _bericht(regels: Sequence[Werkregel], aan: Medewerker, *, door: Medewerker, op: datetime) -> None:
    """Tell *aan* once, however much it is; of a task where it is read."""
    eerste, aantal = regels[0], len(regels)
    werk_ = "een taak" if _is_taak(eerste) else "werk"
    titel = f"{door.naam} gaf u {werk_} door" if aantal == 1 else f"{door.naam} gaf u {aantal} stukken werk door"
    url = eerste.url if aantal == 1 and _is_taak(eerste) else "/"
    sleutel = f"werk:{eerste.pk}:{op.isoformat()}"
    outbox.notificeer(sleutel=sleutel, over=eerste, ontvangers=[aan], titel=titel, url=url, door=door, op=op)


def _schrijf(
    gebeurtenis: Gebeurtenis, *regels: Werkregel, door: Medewerker, op: datetime, naar: Medewerker | None = None
) -> None:
    voor: dict[int | None, Medewerker | None] = {None: None}  # whose absence let *door* do it: asked once per owner
    sporen = []
    for regel in regels:
        van = regel.voor if regel.rol == "" else None
        if van is not None and van.pk not in voor:
            voor[van.pk] = namens(door, team=None, eigenaars=[van], op=op)
        gegevens: dict[str, Gegeven] = {
            "soort": regel.soort,
            "onderwerp": f"{regel.onderwerp_soort}:{regel.onderwerp_id}" if regel.onderwerp_soort else None,
            "tegen": regel.tegen.isoformat() if regel.tegen else None,
            "naar": naar.pk if naar else None,
        }
        sporen.append(Spoor(regel, voor[van.pk if van else None], gegevens))
    logboek.schrijf_veel(gebeurtenis, sporen, door=door, op=op)
