"""From somebody's calendar to when they are busy: nothing but moments. What they do then is theirs, and is not kept."""

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


def _te_vaak(ding: Event) -> bool:
    regels = ding.get("RRULE", [])
    for regel in regels if isinstance(regels, list) else [regels]:
        if not isinstance(regel, vRecur):  # a rule nobody can read
            return True
        if {str(hoe).upper() for hoe in regel.get("FREQ", [])} & _TE_VAAK:
            return True
        if any(regel.get(per) for per in ("BYSECOND", "BYMINUTE", "BYHOUR")):
            return True
    return False


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
