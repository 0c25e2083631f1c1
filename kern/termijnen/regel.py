"""A term rule and the adjustments of one term, as values."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kern.termijnen.fouten import OngeldigeAanpassing, OngeldigeRegel
from kern.termijnen.kalender import Sluitsoort


class Eenheid(StrEnum):
    """In what a term is counted."""

    DAGEN = "dagen"  # calendar days
    WERKDAGEN = "werkdagen"
    MAANDEN = "maanden"
    UREN = "uren"  # clock hours: through nights, weekends and the change of the clock
    MINUTEN = "minuten"

    @property
    def is_klok(self) -> bool:
        """Whether it is counted on the clock, to the second, instead of in whole days."""
        return self in KLOKEENHEDEN

    def met_aantal(self, aantal: int) -> str:
        """`1 dag`, `30 dagen`, `24 uur`."""
        enkelvoud, meervoud = _WOORDEN[self]
        return f"{aantal} {enkelvoud if aantal == 1 else meervoud}"

    def als_duur(self, aantal: int) -> timedelta:
        """The elapsed time of a number of hours or minutes."""
        return timedelta(hours=aantal) if self is Eenheid.UREN else timedelta(minutes=aantal)


KLOKEENHEDEN = frozenset({Eenheid.UREN, Eenheid.MINUTEN})
_WOORDEN = {
    Eenheid.DAGEN: ("dag", "dagen"),
    Eenheid.WERKDAGEN: ("werkdag", "werkdagen"),
    Eenheid.MAANDEN: ("maand", "maanden"),
    Eenheid.UREN: ("uur", "uur"),
    Eenheid.MINUTEN: ("minuut", "minuten"),
}


class Aard(StrEnum):
    """What the date means."""

    UITERSTE = "uiterste"  # something must happen at the latest on this day
    WACHT = "wacht"  # something may happen on this day at the earliest


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """One version of a term rule.

    Attributes:
        duur: length in `eenheid`; None means: not known (unless `per_geval`), and then nothing is computed.
        per_geval: the length or the date is decided case by case and handed to the calculation.
        verschuift: a last day on a Saturday, Sunday or closing day moves to the next working day (art. 53 Ger.W.).
        verschuiving_bevestigd: whether it is sure that this rule does or does not move.
        sluitsoorten: the kinds of closing day that count for this rule; for art. 53 only the legal holidays.
        startdag_telt: normally no: the day of the event is not counted (art. 52 Ger.W., dies a quo).
        startfeit: the event from which is counted, in Dutch words.
        bevestigd: whether the length is proven; if not, it is shown as "te bevestigen door de juridische dienst".
    """

    code: str
    naam: str
    eenheid: Eenheid
    duur: int | None = None
    per_geval: bool = False
    aard: Aard = Aard.UITERSTE
    verschuift: bool = False
    verschuiving_bevestigd: bool = False
    sluitsoorten: frozenset[Sluitsoort] = frozenset({Sluitsoort.WETTELIJK})
    startdag_telt: bool = False
    startfeit: str = ""
    bron: str = ""
    bevestigd: bool = False

    def __post_init__(self) -> None:
        if self.duur is not None and self.duur < 1:
            raise OngeldigeRegel("Een termijn duurt minstens 1.")
        if self.duur is not None and self.per_geval:
            raise OngeldigeRegel("Een regel met een vaste duur kan niet per geval bepaald worden.")
        if self.eenheid.is_klok and (self.verschuift or self.startdag_telt):
            raise OngeldigeRegel("Een termijn in uren of minuten loopt door en schuift niet op.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opschorting:
    """The term stands still from `vanaf` until `tot` (first day or moment that counts again); None: still suspended."""

    vanaf: datetime
    tot: datetime | None
    reden: str

    def __post_init__(self) -> None:
        if self.tot is not None and self.tot < self.vanaf:
            raise OngeldigeAanpassing("Een opschorting kan niet eindigen voor ze begint.")

    @property
    def moment(self) -> datetime:
        """When it took effect: adjustments are applied in this order."""
        return self.vanaf


@dataclass(frozen=True, slots=True, kw_only=True)
class Verlenging:
    """The term becomes longer by a number of units, decided at `moment`."""

    moment: datetime
    duur: int
    eenheid: Eenheid
    reden: str

    def __post_init__(self) -> None:
        if self.duur < 1:
            raise OngeldigeAanpassing("Een verlenging duurt minstens 1.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Datumwijziging:
    """Another date of its own, earlier or later, for a rule that is decided case by case; decided at `moment`."""

    moment: datetime
    datum: date
    reden: str


Aanpassing = Opschorting | Verlenging | Datumwijziging
