"""Yearly visits in clusters per day: pure. What falls due first gives each day its first visit, what lies near goes along.

No optimum is looked for: a person changes the days anyway. Each day is a morning and an afternoon of visits close to each other,
at hours at which the location is open and its visitor free.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dossiers import reisroute
from dossiers.gemeenten import afstand_km
from kern.tijd import BRUSSEL

BEGIN, EINDE = time(9, 30), time(16, 30)
NABIJ_KM = 25.0  # as the crow flies: half an hour's drive
_SNELHEID = 50.0  # km per hour, along roads that are longer than the crow's
_PARKEREN = timedelta(minutes=15)
_KWARTIER = timedelta(minutes=15)


@dataclass(frozen=True)
class Kandidaat:
    """A visit that falls due: one location of an organisator.

    Attributes:
        tegen: last day on which it is in time.
        dicht: periods in which the location is closed, both days included.
        open_op: days of the week on which it is open (0 is Monday); None: not known, so every working day.
    """

    dossier: int
    refnis: str
    tegen: date
    dicht: tuple[tuple[date, date], ...] = ()
    open_op: frozenset[int] | None = None

    def is_open(self, dag: date) -> bool:
        """Return whether one finds children there on *dag*."""
        if self.open_op is not None and dag.weekday() not in self.open_op:
            return False
        return not any(van <= dag <= tot for van, tot in self.dicht)


@dataclass(frozen=True)
class Voorstel:
    """One proposed visit."""

    kandidaat: Kandidaat
    begin: datetime
    einde: datetime


@dataclass(frozen=True)
class Dagvoorstel:
    """The visits proposed for one day, in the order of the road."""

    dag: date
    bezoeken: tuple[Voorstel, ...]
    km: float


Bezet = Sequence[tuple[datetime, datetime]]


def verdeel(
    kandidaten: Collection[Kandidaat],
    *,
    dagen: Sequence[date],
    bezet: Mapping[date, Bezet],
    per_dag: int,
    per_week: int,
    duur: timedelta,
) -> list[Dagvoorstel]:
    """Return a proposal for the coming weeks.

    Args:
        dagen: working days, in order.
        bezet: what is in the way, per day.
        per_dag: at most so many visits on a day; *per_week*: on at most so many days of a week.
        duur: how long one visit takes.
    """
    over = sorted(kandidaten, key=lambda k: (k.tegen, k.dossier))
    uit: list[Dagvoorstel] = []
    dagen_in_week: dict[tuple[int, int], int] = {}
    for dag in dagen:
        week = dag.isocalendar()[:2]
        if not over or dagen_in_week.get(week, 0) >= per_week:
            continue
        groep = _cluster([k for k in over if k.is_open(dag)], per_dag)
        bezoeken = _zet_uren(groep, dag, bezet.get(dag, ()), duur)
        if not bezoeken:
            continue
        dagen_in_week[week] = dagen_in_week.get(week, 0) + 1
        gepland = {b.kandidaat.dossier for b in bezoeken}
        over = [k for k in over if k.dossier not in gepland]
        uit.append(Dagvoorstel(dag, tuple(bezoeken), reisroute.lengte_km([b.kandidaat.refnis for b in bezoeken])))
    return uit


def _cluster(mogelijk: Sequence[Kandidaat], per_dag: int) -> list[Kandidaat]:
    """Return the most urgent one with the nearest around it, in the order of the road."""
    if not mogelijk:
        return []
    eerste = mogelijk[0]

    def ver(k: Kandidaat) -> float:
        return _km(eerste.refnis, k.refnis)

    nabij = sorted((k for k in mogelijk[1:] if ver(k) <= NABIJ_KM), key=lambda k: (ver(k), k.tegen, k.dossier))
    groep = [eerste, *nabij[: per_dag - 1]]
    orde = reisroute.schik([k.refnis for k in groep], [False] * len(groep))
    return [groep[i] for i in orde]


def _km(een: str, ander: str) -> float:
    km = afstand_km(een, ander) if een and ander else None
    return 10_000.0 if km is None else km


def _zet_uren(groep: Sequence[Kandidaat], dag: date, bezet: Bezet, duur: timedelta) -> list[Voorstel]:
    """Give each its hour, around what is in the way; who does not fit on the day stays for another one."""
    uit: list[Voorstel] = []
    nu, hier = datetime.combine(dag, BEGIN, tzinfo=BRUSSEL), ""
    laatste = datetime.combine(dag, EINDE, tzinfo=BRUSSEL)
    for kandidaat in groep:
        vanaf = nu + (_rit(hier, kandidaat.refnis) if uit else timedelta(0))
        begin = _eerste_vrije(vanaf, duur, bezet)
        if begin + duur > laatste:
            continue
        uit.append(Voorstel(kandidaat, begin, begin + duur))
        nu, hier = begin + duur, kandidaat.refnis
    return uit


def _rit(van: str, naar: str) -> timedelta:
    km = min(_km(van, naar), 100.0)
    return _op_kwartier(_PARKEREN + timedelta(hours=km / _SNELHEID))


def _op_kwartier(duur: timedelta) -> timedelta:
    return -(-duur // _KWARTIER) * _KWARTIER


def _eerste_vrije(vanaf: datetime, duur: timedelta, bezet: Bezet) -> datetime:
    begin = vanaf
    for van, tot in sorted(bezet):
        if van < begin + duur and begin < tot:
            middernacht = begin.replace(hour=0, minute=0, second=0, microsecond=0)
            begin = middernacht + _op_kwartier(tot.astimezone(BRUSSEL) - middernacht)
    return begin
