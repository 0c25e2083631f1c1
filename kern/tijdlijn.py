"""The timeline component: what happened, newest first, under day headings, with a mark since the last visit.

Dates and icons are worked out here and not in the template: a dossier shows hundreds of lines, and templates are what takes time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import formats, timezone
from django.utils.html import escape
from django.utils.safestring import SafeString

from kern.choices import Toon
from kern.templatetags.scherm import icoon as teken_icoon


@dataclass(frozen=True)
class Gebeurd:
    """One thing that happened.

    Attributes:
        op: when it happened (aware); midnight means that only the day is known.
        anker: id in the page, stable, for permalinks.
        soort: its kind in words ("Contactmoment").
        bekend_sinds: when the agency recorded it, if later than the same day.
        vervallen_op: when it was corrected or withdrawn; it stays readable, struck through.
        overgenomen: it comes from the system before this one.
        permalink: an address that shows this line wherever it stands; empty is the anchor in this page.
        plaats, plaats_url: the location it is about, where the timeline holds several.
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
    vervallen_op: datetime | None = None
    overgenomen: bool = False
    permalink: str = ""
    plaats: str = ""
    plaats_url: str = ""


@dataclass(frozen=True)
class Regel:
    """A drawn line: its HTML, and the mark that stands above it."""

    html: SafeString
    nieuw: bool
    mark: str = ""


@dataclass
class Dag:
    """A day heading with its lines."""

    tekst: str
    regels: list[Regel] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """The mark that stands above the whole day: what is new ends with the day before it."""
        return self.regels[0].mark if self.regels else ""

    @property
    def html(self) -> SafeString:
        """The lines of the day under each other, with the mark between them."""
        stukken: list[str] = [self.regels[0].html] if self.regels else []
        stukken += [f'<li class="sinds">{escape(r.mark)}</li>{r.html}' if r.mark else r.html for r in self.regels[1:]]
        return SafeString("".join(stukken))


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
        nieuw = _is_nieuw(een, vorig_bezoek)
        uit[-1].regels.append(Regel(_teken(een, lokaal, nieuw=nieuw), nieuw, mark))
    return uit


def _is_nieuw(een: Gebeurd, vorig_bezoek: datetime | None) -> bool:
    return vorig_bezoek is not None and (een.bekend_sinds or een.op) > vorig_bezoek


def _plaats_van_mark(alles: list[Gebeurd], vorig_bezoek: datetime | None) -> int:
    """Index of the first line under the mark; -1 (no mark) when nothing is new."""
    if vorig_bezoek is None:
        return -1
    nieuw = [n for n, een in enumerate(alles) if _is_nieuw(een, vorig_bezoek)]
    return nieuw[-1] + 1 if nieuw else -1


def _teken(een: Gebeurd, lokaal: datetime, *, nieuw: bool) -> SafeString:
    """The line as HTML. In Python and not in a template, where sixty lines took as long as the rest of the page."""
    titel = escape(een.titel)
    uur = f"{lokaal:%H:%M}" if lokaal.time() != time.min else "–"
    kop = f'<a data-open href="{escape(een.url)}">{titel}</a>' if een.url else f"<strong>{titel}</strong>"
    if nieuw:
        kop += ' <span class="nieuw">nieuw</span>'
    if een.vervallen_op:
        kop += ' <span class="klein">(vervallen)</span>'
    tekst = f'<p dir="auto">{escape(een.tekst)}</p>' if een.tekst else ""
    onder = _onderregel(een, lokaal)
    klasse = "regel vervallen" if een.vervallen_op else "regel"
    return SafeString(
        f'<li class="{klasse}" id="{een.anker}" data-rij tabindex="-1">'
        f'<a class="uur" href="{escape(een.permalink or f"#{een.anker}")}" aria-label="{uur}, vaste link naar {titel}">{uur}</a>'
        f'<span class="soort toon-{een.toon}">{teken_icoon(een.icoon)}</span>'
        f'<div class="tekst"><p class="titel" dir="auto">{kop}</p>{tekst}<p class="onderregel">{onder}</p></div>'
        "</li>"
    )


def _onderregel(een: Gebeurd, lokaal: datetime) -> str:
    delen: list[str] = [escape(een.soort)]
    if een.plaats:
        delen.append(f'<a href="{escape(een.plaats_url)}"><bdi>{escape(een.plaats)}</bdi></a>')
    if een.door:
        delen.append(f"<bdi>{escape(een.door)}</bdi>")
    if een.bekend_sinds is not None:
        ingevoerd = een.bekend_sinds.astimezone(lokaal.tzinfo)
        if een.vervallen_op or ingevoerd.date() != lokaal.date():
            delen.append(f"ingevoerd op {_dag(ingevoerd)}")
    if een.vervallen_op is not None:
        delen.append(f"vervallen op {_dag(een.vervallen_op.astimezone(lokaal.tzinfo))}")
    if een.overgenomen:
        delen.append("overgenomen uit het vorige systeem")
    return " · ".join(delen)


def _dag(op: datetime) -> str:
    return formats.date_format(op, "SHORT_DATE_FORMAT")
