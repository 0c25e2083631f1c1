"""What a calculation gives back: a date, the steps that lead to it, and what about it is not sure."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum


class Stapsoort(StrEnum):
    """What a step of the explanation is about; the screen picks an icon by it."""

    START = "start"
    TELLING = "telling"
    OPSCHORTING = "opschorting"
    VERLENGING = "verlenging"
    VERSCHUIVING = "verschuiving"
    UURWISSEL = "uurwissel"
    ONZEKER = "onzeker"
    RESULTAAT = "resultaat"


@dataclass(frozen=True, slots=True)
class Stap:
    """One sentence of the explanation."""

    soort: Stapsoort
    tekst: str

    def als_json(self) -> dict[str, str]:
        """The shape that is stored with a term."""
        return {sleutel: str(waarde) for sleutel, waarde in asdict(self).items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitkomst:
    """The result of one calculation.

    Attributes:
        datum: last day (or, for a waiting term, first day) on the Belgian calendar; None when unknown or suspended.
        vervalt_op: the moment from which the term is over. Day terms: midnight after the last day; waiting terms:
            the start of the first day; hours: the moment itself.
        stappen: the explanation, in order; the last step says the result.
        onzekerheden: why the date is not sure, in words; empty when it is.
        bekend: False when the length of the term is not known: then there is no date at all.
        opgeschort: the term stands still now.
        voorlopig: counted from sending, not yet from receipt.
    """

    datum: date | None
    vervalt_op: datetime | None
    stappen: tuple[Stap, ...]
    onzekerheden: tuple[str, ...]
    bekend: bool
    opgeschort: bool
    voorlopig: bool

    @property
    def zeker(self) -> bool:
        """Whether the date may be shown without a reservation."""
        return self.bekend and not self.onzekerheden and not self.voorlopig

    @property
    def samenvatting(self) -> str:
        """The result in one sentence."""
        return self.stappen[-1].tekst

    @property
    def uitleg(self) -> list[str]:
        """The explanation as plain sentences."""
        return [stap.tekst for stap in self.stappen]
