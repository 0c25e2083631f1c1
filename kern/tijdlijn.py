"""The timeline component: what happened, newest first, under day headings, with a mark since the last visit.

Dates and icons are worked out here and not in the template: a dossier shows hundreds of lines, and templates are what takes time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import formats, timezone
from django.utils.safestring import SafeString

from kern.choices import Toon
from kern.templatetags.scherm import icoon as teken_icoon


@dataclass(frozen=True)
class Gebeurd:
    """One thing that happened.

    Attributes:
        op: when it happened (aware).
        anker: id in the page, stable, for permalinks.
        soort: its kind in words ("Contactmoment").
        bekend_sinds: when the agency recorded it, if later than the same day.
        vervallen: corrected or withdrawn afterwards; stays readable, struck through.
    """

    op: datetime
    anker: str
    soort: str
    titel: str
    tekst: str = ""
    door: str = ""
    url: str = ""
    icoon: str = "cirkel"
    toon: str = Toon.RUSTIG
    bekend_sinds: datetime | None = None
    vervallen: bool = False


@dataclass(frozen=True)
class Regel:
    """A drawn line."""

    anker: str
    uur: str
    titel: str
    tekst: str
    url: str
    toon: str
    icoon_html: SafeString
    onderregel: str
    vervallen: bool
    mark: str = ""


@dataclass
class Dag:
    """A day heading with its lines."""

    tekst: str
    regels: list[Regel] = field(default_factory=list)


def dagtekst(dag: date, vandaag: date) -> str:
    """A day as a heading: "vandaag, donderdag 12 maart", "woensdag 11 maart 2026"."""
    voluit = formats.date_format(dag, "l j F" if dag.year == vandaag.year else "l j F Y")
    if dag == vandaag:
        return f"Vandaag, {voluit}"
    if dag == vandaag - timedelta(days=1):
        return f"Gisteren, {voluit}"
    return voluit.capitalize()


def dagen(gebeurd: Iterable[Gebeurd], *, op: datetime, vorig_bezoek: datetime | None = None) -> list[Dag]:
    """Group things that happened, newest first, by Belgian day.

    `vorig_bezoek` puts one mark: above it stands what was recorded after that visit. Something that happened earlier but was
    recorded later counts as new, so the mark stands under the last new line.
    """
    zone = timezone.get_current_timezone()
    vandaag = op.astimezone(zone).date()
    alles = list(gebeurd)
    plaats = _plaats_van_mark(alles, vorig_bezoek)
    uit: list[Dag] = []
    vorige: date | None = None
    for nummer, een in enumerate(alles):
        lokaal = een.op.astimezone(zone)
        if lokaal.date() != vorige:
            vorige = lokaal.date()
            uit.append(Dag(dagtekst(vorige, vandaag)))
        mark = ""
        if vorig_bezoek is not None and nummer == plaats:
            bezoek = formats.date_format(vorig_bezoek.astimezone(zone), "SHORT_DATETIME_FORMAT")
            mark = f"Hierboven: nieuw sinds uw laatste bezoek op {bezoek}"
        uit[-1].regels.append(
            Regel(
                anker=een.anker,
                uur=f"{lokaal:%H:%M}",
                titel=een.titel,
                tekst=een.tekst,
                url=een.url,
                toon=str(een.toon),
                icoon_html=SafeString(teken_icoon(een.icoon)),
                onderregel=_onderregel(een, lokaal),
                vervallen=een.vervallen,
                mark=mark,
            )
        )
    return uit


def _plaats_van_mark(alles: list[Gebeurd], vorig_bezoek: datetime | None) -> int:
    """Index of the first line under the mark; -1 (no mark) when nothing is new."""
    if vorig_bezoek is None:
        return -1
    nieuw = [n for n, een in enumerate(alles) if (een.bekend_sinds or een.op) > vorig_bezoek]
    return nieuw[-1] + 1 if nieuw else -1


def _onderregel(een: Gebeurd, lokaal: datetime) -> str:
    delen = [een.soort]
    if een.door:
        delen.append(een.door)
    if een.bekend_sinds is not None:
        ingevoerd = een.bekend_sinds.astimezone(lokaal.tzinfo)
        if ingevoerd.date() != lokaal.date():
            delen.append(f"ingevoerd op {formats.date_format(ingevoerd, 'SHORT_DATE_FORMAT')}")
    return " · ".join(delen)
