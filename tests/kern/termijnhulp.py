"""What the term tests share: the calendar of the first rows, and a second, slower way to find the same days."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from kern.termijnen import BRUSSEL, Eenheid, Kalender, Opschorting, Regel, Sluitdag, Sluitsoort, Uitkomst
from kern.termijnen.beginstand import SLUITINGSDAGEN

DAG = timedelta(days=1)
WETTELIJK = frozenset({Sluitsoort.WETTELIJK})
ALLE = frozenset(Sluitsoort)
KALENDER = Kalender(Sluitdag(rij.datum, rij.naam, rij.soort, rij.bevestigd) for rij in SLUITINGSDAGEN)
GESLOTEN = {soorten: {rij.datum for rij in SLUITINGSDAGEN if rij.soort in soorten} for soorten in (WETTELIJK, ALLE)}


def om(dag: date, uur: int = 10, minuut: int = 0, *, fold: int = 0) -> datetime:
    """A moment on the Belgian clock."""
    return datetime(dag.year, dag.month, dag.day, uur, minuut, tzinfo=BRUSSEL, fold=fold)


def dagen(eerste: date, laatste: date) -> list[date]:
    """Every day of a period."""
    return [eerste + n * DAG for n in range((laatste - eerste).days + 1)]


def is_werkdag(dag: date, gesloten: set[date]) -> bool:
    """Working day, said in another way than the calendar does."""
    return f"{dag:%a}" not in ("Sat", "Sun") and dag not in gesloten


def loop_dagen(start: date, aantal: int, telt: Callable[[date], bool]) -> date:
    """Walk day by day after the start until `aantal` days that count have passed."""
    dag = start
    geteld = 0
    while geteld < aantal:
        dag = dag + DAG
        geteld += 1 if telt(dag) else 0
    return dag


def loop_naar_werkdag(dag: date, gesloten: set[date]) -> date:
    """Walk on until a working day."""
    return dag if is_werkdag(dag, gesloten) else loop_naar_werkdag(dag + DAG, gesloten)


def regel(eenheid: Eenheid = Eenheid.DAGEN, duur: int | None = 30, *, verschuift: bool = True, **meer: object) -> Regel:
    """A rule without doubts, unless asked for."""
    standaard: dict[str, object] = {"bevestigd": True, "verschuiving_bevestigd": True, "startfeit": "ontvangst van de beslissing"}
    return Regel(code="proef", naam="Proef", eenheid=eenheid, duur=duur, verschuift=verschuift, **{**standaard, **meer})  # type: ignore[arg-type]  # test helper


def schorsing(vanaf: date, tot: date | None, reden: str = "stukken opgevraagd") -> Opschorting:
    """A suspension in whole days, decided at ten."""
    return Opschorting(vanaf=om(vanaf), tot=om(tot) if tot else None, reden=reden)


def vervalt(uitkomst: Uitkomst) -> datetime:
    """The moment a term that has a date is over."""
    assert uitkomst.vervalt_op is not None
    return uitkomst.vervalt_op
