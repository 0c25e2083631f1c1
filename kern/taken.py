"""What waits for somebody, from all apps on one page: each app registers its sources."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kern.choices import Status
from kern.models import Medewerker

# A pile longer than this is worked off in its own list; the page stays light.
PER_BRON = 50


@dataclass(frozen=True)
class Taakregel:
    """One thing to do: its title, where it is done, by when, and what to know beforehand."""

    titel: str
    url: str
    tegen: date | None = None
    status: Status | None = None
    toelichting: str = ""


@dataclass(frozen=True)
class Taakbron:
    """One heading on the page.

    `rijen` gives at most `PER_BRON` rows, the most urgent first; `leeg` is said when there are none.
    """

    code: str
    titel: str
    volgorde: int
    rijen: Callable[[Medewerker, datetime], Sequence[Taakregel]]
    leeg: str = ""  # nothing: the heading disappears with its last row


@dataclass(frozen=True)
class Blok:
    """A heading with the rows of this person."""

    bron: Taakbron
    regels: Sequence[Taakregel]


_BRONNEN: dict[str, Taakbron] = {}


def registreer(*bronnen: Taakbron) -> None:
    """Add sources; done once, when the application starts.

    Raises:
        ValueError: the code is taken.
    """
    for bron in bronnen:
        if bron.code in _BRONNEN:
            raise ValueError(f"taakbron {bron.code} bestaat al")
        _BRONNEN[bron.code] = bron


def blokken_voor(persoon: Medewerker, op: datetime) -> list[Blok]:
    """Return what waits for *persoon*, under the headings that have something to say."""
    geordend = sorted(_BRONNEN.values(), key=lambda bron: bron.volgorde)
    blokken = [Blok(bron, bron.rijen(persoon, op)) for bron in geordend]
    return [blok for blok in blokken if blok.regels or blok.bron.leeg]
