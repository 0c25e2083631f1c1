"""The calendar: weekends and closing days. Closing days are rows (`kern.models.Sluitingsdag`), handed in as values."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAG = timedelta(days=1)
ZATERDAG = 5


class Sluitsoort(StrEnum):
    """What kind of closing day; a rule names the kinds on which its terms do not end."""

    WETTELIJK = "wettelijk"  # the ten legal holidays: the only ones art. 53 Ger.W. knows
    VLAAMS = "vlaams"  # days on which the Flemish administration is closed: 11/07, 02/11, 15/11, ...
    BRUG = "brug"  # bridge days, decided year by year


@dataclass(frozen=True, slots=True)
class Sluitdag:
    """One closing day as a value."""

    datum: date
    naam: str
    soort: Sluitsoort
    bevestigd: bool = True


class Kalender:
    """Closing days by date. Immutable; a year is *known* when it holds at least one legal holiday."""

    def __init__(self, sluitdagen: Iterable[Sluitdag]) -> None:
        self._dagen = {dag.datum: dag for dag in sluitdagen}
        self.jaren = frozenset(dag.datum.year for dag in self._dagen.values() if dag.soort is Sluitsoort.WETTELIJK)

    def sluitdag(self, dag: date, soorten: Set[Sluitsoort]) -> Sluitdag | None:
        """The closing day of one of these kinds on this date, if any."""
        gevonden = self._dagen.get(dag)
        return gevonden if gevonden is not None and gevonden.soort in soorten else None

    def is_werkdag(self, dag: date, soorten: Set[Sluitsoort]) -> bool:
        """Monday to Friday and no closing day of these kinds."""
        return dag.weekday() < ZATERDAG and self.sluitdag(dag, soorten) is None

    def werkdag_vanaf(self, dag: date, soorten: Set[Sluitsoort]) -> tuple[date, list[date]]:
        """The day itself when it is a working day, else the next one; with the days that were passed over."""
        overgeslagen: list[date] = []
        while not self.is_werkdag(dag, soorten):
            overgeslagen.append(dag)
            dag += DAG
        return dag, overgeslagen

    def tel_werkdagen(self, vanaf: date, aantal: int, soorten: Set[Sluitsoort]) -> date:
        """The `aantal`-th working day (1 or more) counting from `vanaf`, which counts itself when it is one."""
        dag = vanaf - DAG
        while aantal:
            dag += DAG
            aantal -= self.is_werkdag(dag, soorten)
        return dag

    def aantal_werkdagen(self, vanaf: date, tot_en_met: date, soorten: Set[Sluitsoort]) -> int:
        """How many working days there are from `vanaf` up to and including `tot_en_met`."""
        dagen = (vanaf + timedelta(days=n) for n in range((tot_en_met - vanaf).days + 1))
        return sum(self.is_werkdag(dag, soorten) for dag in dagen)

    def sluitdagen_tussen(self, vanaf: date, tot_en_met: date, soorten: Set[Sluitsoort]) -> list[Sluitdag]:
        """Closing days of these kinds in the period that do not fall in a weekend, in order."""
        dagen = (
            dag
            for dag in self._dagen.values()
            if vanaf <= dag.datum <= tot_en_met and dag.soort in soorten and dag.datum.weekday() < ZATERDAG
        )
        return sorted(dagen, key=lambda dag: dag.datum)
