"""Dates, hours and amounts as a Flemish reader writes them: `zondag 11/04`, `30 dagen`, `15:00`."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

BRUSSEL = ZoneInfo("Europe/Brussels")
WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
JURIDISCH = "te bevestigen door de juridische dienst"


def datum(dag: date, *, jaar: bool = False) -> str:
    """`12/03`, or `12/03/2027` with the year."""
    return f"{dag:%d/%m/%Y}" if jaar else f"{dag:%d/%m}"


def weekdag(dag: date, *, jaar: bool = False) -> str:
    """`zondag 11/04`, or `zondag 11/04/2027` with the year."""
    return f"{WEEKDAGEN[dag.weekday()]} {datum(dag, jaar=jaar)}"


def jaar_nodig(*dagen: date) -> bool:
    """Whether the years must be written: as soon as one sentence holds dates of two years."""
    return len({dag.year for dag in dagen}) > 1


def is_dubbel_uur(lokaal: datetime) -> bool:
    """Whether this local clock time exists twice: the hour that is repeated when winter time begins."""
    # Compared by offset: a time inside the hour that is skipped in spring also has two offsets, but cannot come from UTC.
    return lokaal.replace(fold=0).utcoffset() != lokaal.replace(fold=1).utcoffset()


def uur(moment: datetime) -> str:
    """`15:00` on the Belgian clock; an hour that exists twice says which: `02:30 (winteruur)`."""
    lokaal = moment.astimezone(BRUSSEL)
    if not is_dubbel_uur(lokaal):
        return f"{lokaal:%H:%M}"
    return f"{lokaal:%H:%M} ({'zomeruur' if lokaal.dst() else 'winteruur'})"


def tijdstip(moment: datetime, *, jaar: bool = False) -> str:
    """`zaterdag 27/03 15:00` on the Belgian clock."""
    return f"{weekdag(moment.astimezone(BRUSSEL).date(), jaar=jaar)} {uur(moment)}"


def duur_in_woorden(duur: timedelta) -> str:
    """A length in hours and minutes: `23 uur 30 minuten`; seconds are cut off, never rounded up."""
    minuten = int(duur.total_seconds()) // 60
    uren, rest = divmod(minuten, 60)
    delen = ([f"{uren} uur"] if uren else []) + ([f"{rest} {'minuut' if rest == 1 else 'minuten'}"] if rest else [])
    return " ".join(delen) or "0 minuten"


def opsomming(delen: Iterable[str]) -> str:
    """`a`, `a en b`, `a, b en c`."""
    lijst = list(delen)
    return lijst[0] if len(lijst) == 1 else f"{', '.join(lijst[:-1])} en {lijst[-1]}" if lijst else ""


def met_hoofdletter(tekst: str) -> str:
    """First letter upper case, the rest as it is (`str.capitalize` would lower names)."""
    return tekst[:1].upper() + tekst[1:]


def klokwissel(van: datetime, tot: datetime) -> datetime | None:
    """The last moment (UTC) between the two at which the Belgian clock changed, when they do not share one offset."""
    if van.astimezone(BRUSSEL).utcoffset() == tot.astimezone(BRUSSEL).utcoffset():
        return None
    # Europe changes its clocks at a whole hour UTC (Directive 2000/84/EC): walk back by the hour from the end.
    moment = tot.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    eind = tot.astimezone(BRUSSEL).utcoffset()
    while (moment - timedelta(hours=1)).astimezone(BRUSSEL).utcoffset() == eind:
        moment -= timedelta(hours=1)
    return moment
