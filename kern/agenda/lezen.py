"""From somebody's calendar to when they are busy: nothing but moments. What they do then is theirs, and is not kept."""

import math
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import recurring_ical_events
from icalendar import Calendar, Event, vRecur

from kern.agenda.halen import AgendaFout
from kern.agenda.ics import domein
from kern.tijd import BRUSSEL, begin_van

MEESTE = 2000  # busy periods that are kept
# What repeats every hour or faster is no calendar of a person, and would be millions of moments.
_TE_VAAK = {"SECONDLY", "MINUTELY", "HOURLY"}
# A few lines can ask for years of a processor: a series since 1600, a day that never comes. What a calendar asks at most is
# bounded before anything is spun out.
_MEESTE_DINGEN = 20_000
_MEESTE_KEREN = 300_000
_ZOEKT = 300  # times that a rule with conditions counts for, because it may never come
_PER = {"YEARLY": 366, "MONTHLY": 31, "WEEKLY": 7}  # days
_GEEN_TIJD = {"TRANSPARENT"}
_NIETS = {"CANCELLED"}


class Bezig(NamedTuple):
    """A period in which somebody is busy."""

    begin: datetime
    einde: datetime
    hele_dag: bool


def bezet(ics: bytes, van: date, tot: date) -> list[Bezig]:
    """Return when the owner of *ics* is busy from *van* until and including *tot*, in order and each period once.

    A time without a zone is one of here. What is free, cancelled or came from us is left out.

    Raises:
        AgendaFout: it is no calendar.
    """
    try:
        kalenders = [ding for ding in Calendar.from_ical(ics, multiple=True) if ding.name == "VCALENDAR"]
        if not kalenders:
            raise AgendaFout("onleesbaar")
        gevonden = [bezig for kalender in kalenders for bezig in _van_een(kalender, van, tot)]
    except AgendaFout:
        raise
    # The two libraries raise whatever the nonsense in a file made them stumble over; their kinds are not documented.
    except Exception:  # noqa: BLE001
        raise AgendaFout("onleesbaar") from None
    return sorted(set(gevonden))[:MEESTE]


def _van_een(kalender: Calendar, van: date, tot: date) -> Iterable[Bezig]:
    _laat_weg(kalender)
    dingen = [ding for ding in kalender.walk("VEVENT") if isinstance(ding, Event)]
    if len(dingen) > _MEESTE_DINGEN or sum(_keren(ding, tot) for ding in dingen) > _MEESTE_KEREN:
        raise AgendaFout("groot")
    vraag = recurring_ical_events.of(kalender, keep_recurrence_attributes=False, skip_bad_series=True)
    for ding in vraag.between(begin_van(van), begin_van(tot + timedelta(days=1))):
        bezig = _bezig(ding)
        if bezig is not None:
            yield bezig


def _laat_weg(kalender: Calendar) -> None:
    """Take out what must not be spun out: what repeats too fast, what takes no time, what we sent ourselves."""
    van_ons = f"@{domein()}"
    kalender.subcomponents = [
        ding
        for ding in kalender.subcomponents
        if not isinstance(ding, Event) or (_heeft_begin(ding) and not _te_vaak(ding) and not _uid(ding).endswith(van_ons))
    ]


def _uid(ding: Event) -> str:
    return str(ding.get("UID", ""))


def _heeft_begin(ding: Event) -> bool:
    return isinstance(getattr(ding.get("DTSTART"), "dt", None), date)


def _lijst(ding: Event, veld: str) -> list[Any]:
    waarde = ding.get(veld, [])
    return waarde if isinstance(waarde, list) else [waarde]


def _te_vaak(ding: Event) -> bool:
    for regel in _lijst(ding, "RRULE"):
        if not isinstance(regel, vRecur):  # a rule nobody can read
            return True
        if {str(hoe).upper() for hoe in regel.get("FREQ", [])} & _TE_VAAK:
            return True
        if any(regel.get(per) for per in ("BYSECOND", "BYMINUTE", "BYHOUR")):
            return True
    return False


def _keren(ding: Event, tot: date) -> int:
    """Return how many times something is looked at until *tot*, at most."""
    begin = ding.get("DTSTART").dt
    dagen = max((tot - (begin.date() if isinstance(begin, datetime) else begin)).days, 1)
    keren = sum(len(getattr(lijst, "dts", ())) for lijst in _lijst(ding, "RDATE"))
    for regel in _lijst(ding, "RRULE"):
        per = _PER.get(str(regel["FREQ"][0]).upper(), 1)
        voorwaarden = [naam for naam in regel if naam.upper().startswith("BY")]
        telkens = math.prod(len(regel[naam]) for naam in voorwaarden)
        if any(getattr(dag, "relative", None) is None for dag in regel.get("BYDAY", ())):
            telkens *= -(-per // 7)  # each of those days in the month or the year
        keren += min(dagen, dagen * telkens // per + 1) + (_ZOEKT if voorwaarden and per != 7 else 0)
    return keren


def _bezig(ding: Any) -> Bezig | None:
    if str(ding.get("TRANSP", "")).upper() in _GEEN_TIJD or str(ding.get("STATUS", "")).upper() in _NIETS:
        return None
    begin, einde = ding.start, ding.end
    if not isinstance(begin, datetime):
        laatste = einde.date() if isinstance(einde, datetime) else einde
        return Bezig(begin_van(begin), begin_van(max(laatste, begin + timedelta(days=1))), True)
    einde = einde if isinstance(einde, datetime) else begin_van(einde)
    begin, einde = _hier(begin), _hier(einde)
    return Bezig(begin, einde, False) if einde > begin else None


def _hier(op: datetime) -> datetime:
    return op.replace(tzinfo=BRUSSEL) if op.tzinfo is None else op.astimezone(BRUSSEL)
