"""Building a calendar (RFC 5545): what goes along with a mail, and the feed of somebody's own terms and appointments.

Moments are written in UTC: then no reader has to know when summer time begins. A whole day is a date.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parseaddr
from typing import Literal

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

Methode = Literal["", "REQUEST", "CANCEL", "PUBLISH"]
MIME = {"REQUEST": "text/calendar; method=REQUEST", "CANCEL": "text/calendar; method=CANCEL"}
_STUURTEKENS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
PRODUCT = "-//Opgroeien//klantenbeheer//NL"


@dataclass(frozen=True)
class Punt:
    """One thing in a calendar.

    Attributes:
        sleutel: says what it is, the same in each version ("afspraak-<uuid>").
        begin, einde: moments, or days; a day without an end is that whole day.
        gewijzigd_op: when this version came to be.
        volgnummer: SEQUENCE, rises with each version that was sent.
        prive: marked as not for the eyes of who shares the calendar.
        voorlopig: not fixed yet.
        bezet: takes time; a term does not.
    """

    sleutel: str
    samenvatting: str
    begin: datetime | date
    gewijzigd_op: datetime
    einde: datetime | date | None = None
    volgnummer: int = 0
    plaats: str = ""
    omschrijving: str = ""
    url: str = ""
    prive: bool = False
    voorlopig: bool = False
    bezet: bool = True


@dataclass(frozen=True)
class Genodigde:
    """Somebody to whom a calendar is sent."""

    naam: str
    adres: str


def uid_van(sleutel: str) -> str:
    """Return the UID of a thing: ours for ever, whatever the host is called."""
    return f"{sleutel}@{domein()}"


def domein() -> str:
    """Return the right-hand side of our UIDs: the domain we send mail from."""
    return _afzender()[1].rpartition("@")[2] or "opgroeien.example"


def bouw(
    punten: Iterable[Punt],
    *,
    naam: str = "",
    methode: Methode = "",
    namens: str = "",
    genodigden: Sequence[Genodigde] = (),
) -> bytes:
    """Return a calendar with *punten*.

    Args:
        naam: how a reader calls it.
        methode: what the receiver of a mail must do with it.
        namens: the colleague whose appointment it is. The organizer is the house, at the address the mail comes from: programs
            refuse a change that comes from another address than the invitation, and a colleague may hand over.
        genodigden: who is invited; none of them is asked to answer, for nobody reads answers at that address.
    """
    kalender = Calendar()
    kalender.add("PRODID", PRODUCT)
    kalender.add("VERSION", "2.0")
    kalender.add("CALSCALE", "GREGORIAN")
    if methode:
        kalender.add("METHOD", methode)
    if naam:
        kalender.add("NAME", naam)
        kalender.add("X-WR-CALNAME", naam)
    for punt in punten:
        ding = _ding(punt, geannuleerd=methode == "CANCEL")
        if methode in ("REQUEST", "CANCEL"):
            _nodig(ding, namens, genodigden)
        kalender.add_component(ding)
    return bytes(kalender.to_ical())


def _ding(punt: Punt, *, geannuleerd: bool) -> Event:
    ding = Event()
    ding.add("UID", uid_van(punt.sleutel))
    ding.add("SEQUENCE", punt.volgnummer)
    ding.add("DTSTAMP", punt.gewijzigd_op.astimezone(UTC))
    ding.add("LAST-MODIFIED", punt.gewijzigd_op.astimezone(UTC))
    ding.add("DTSTART", _moment(punt.begin))
    if punt.einde is not None:
        ding.add("DTEND", _moment(punt.einde))
    ding.add("SUMMARY", _plat(punt.samenvatting))
    for veld, waarde in (("LOCATION", punt.plaats), ("DESCRIPTION", punt.omschrijving), ("URL", punt.url)):
        if waarde:
            ding.add(veld, _plat(waarde))
    ding.add("CLASS", "PRIVATE" if punt.prive else "PUBLIC")
    ding.add("TRANSP", "OPAQUE" if punt.bezet else "TRANSPARENT")
    ding.add("STATUS", "CANCELLED" if geannuleerd else "TENTATIVE" if punt.voorlopig else "CONFIRMED")
    return ding


def _nodig(ding: Event, namens: str, genodigden: Sequence[Genodigde]) -> None:
    naam, adres = _afzender()
    huis = vCalAddress(f"mailto:{adres}")
    huis.params["CN"] = vText(_plat(namens or naam))
    ding.add("ORGANIZER", huis)
    for genodigde in genodigden:
        wie = vCalAddress(f"mailto:{genodigde.adres}")
        if genodigde.naam:
            wie.params["CN"] = vText(_plat(genodigde.naam))
        wie.params["ROLE"] = vText("REQ-PARTICIPANT")
        wie.params["PARTSTAT"] = vText("NEEDS-ACTION")
        wie.params["RSVP"] = vText("FALSE")
        ding.add("ATTENDEE", wie)


def _moment(op: datetime | date) -> datetime | date:
    return op.astimezone(UTC).replace(microsecond=0) if isinstance(op, datetime) else op


def _plat(tekst: str) -> str:
    """Return *tekst* without characters no calendar may hold; line ends stay, the library writes them as it should."""
    return _STUURTEKENS.sub("", tekst.replace('"', "”"))


def _afzender() -> tuple[str, str]:
    return parseaddr(settings.MAIL_AFZENDER)
