"""Columns of a list: what stands in a cell on the screen, and what goes into an export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from django.utils import formats, timezone
from django.utils.safestring import SafeString, mark_safe

from kern.choices import Status
from kern.opmaak import ontsnap, vul_in
from kern.templatetags.scherm import pil

Waarde: TypeAlias = str | int | float | Decimal | bool | date | datetime | time | Status | None
_LANG = 40  # characters
NIETS: SafeString = mark_safe('<span aria-hidden="true" class="zacht">–</span><span class="alleen-lezer">niet ingevuld</span>')


@dataclass(frozen=True)
class Kolom:
    """One column.

    Attributes:
        naam: its name in the URL (`sorteer=naam`).
        kop: heading, also in exports.
        waarde: attribute path (`"organisator.naam"`) or function of the row; the plain value, for screen and export.
        sorteer: ORM fields it is sorted by; empty means not sortable. Every field may be null: nulls come last.
        html: function of the row giving the cell when the plain value is not enough on the screen.
        klasse: class of the cell; `getal` aligns to the right.
        opent: the cell is the link that opens the row (one column of a list).
        onder: with `opent`, function of the row giving what stands under that link; it may hold links of its own.
        alleen_export: stands in XLSX and CSV, not on the screen.
    """

    naam: str
    kop: str
    waarde: str | Callable[[Any], Waarde]
    sorteer: tuple[str, ...] = ()
    html: Callable[[Any], str] | None = None
    klasse: str = ""
    opent: bool = False
    onder: Callable[[Any], str] | None = None
    alleen_export: bool = False

    def waarde_van(self, rij: Any) -> Waarde:
        """The plain value of this column for `rij`; None when something on the path is None."""
        if callable(self.waarde):
            return self.waarde(rij)
        uit = rij
        for stap in self.waarde.split("."):
            uit = getattr(uit, stap) if uit is not None else None
        return uit if uit is None or isinstance(uit, str | int | float | Decimal | date | time) else str(uit)

    def cel(self, rij: Any) -> SafeString:
        """The content of the cell, escaped."""
        return ontsnap(self.html(rij)) if self.html else als_html(self.waarde_van(rij))

    @property
    def kopcel(self) -> SafeString:
        """The head of the column in a table that cannot be sorted."""
        return vul_in('<th role="columnheader" scope="col" class="{}">{}</th>', self.klasse, self.kop)


def teken_cellen(kolommen: Sequence[Kolom], rij: Any, url: str) -> SafeString:
    """Draw the cells of one row; *url* is where the opening column leads.

    Here and not in a template, where a page of fifty rows asked 2,600 variables and took twice as long.
    """
    delen = []
    for kolom in kolommen:
        begin, einde = _omlijsting(kolom)
        if kolom.opent:
            onder = ontsnap(kolom.onder(rij)) if kolom.onder else ""
            delen.append(f'{begin}<a href="{ontsnap(url)}" data-open>{kolom.cel(rij)}</a>{onder}{einde}')
        else:
            delen.append(f"{begin}{kolom.cel(rij)}{einde}")
    return SafeString("".join(delen))


def teken_rij(id_: str, cellen: SafeString, *, klasse: str = "", kies: tuple[str, str] | None = None) -> SafeString:
    """Draw one row around its cells; with *kies* (key and name) it can be chosen for a bulk act."""
    vakje = (
        '<td role="cell" class="kies"><label><input type="checkbox" name="gekozen" value="{}" data-kies>'
        '<span class="alleen-lezer">Kies {}</span></label></td>'
    )
    return vul_in(
        '<tr role="row" data-rij tabindex="-1" id="{}"{}>{}{}</tr>',
        id_,
        vul_in(' class="{}"', klasse) if klasse else "",
        vul_in(vakje, *kies) if kies else "",
        cellen,
    )


@cache
def _omlijsting(kolom: Kolom) -> tuple[str, str]:
    klasse = vul_in(' class="{}"', kolom.klasse) if kolom.klasse else ""
    if kolom.opent:
        return vul_in('<th role="rowheader" scope="row" data-kop="{}"{}>', kolom.kop, klasse), "</th>"
    return vul_in('<td role="cell" data-kop="{}"{}>', kolom.kop, klasse), "</td>"


def als_html(waarde: Waarde) -> SafeString:
    """A plain value as people in Flanders read it."""
    if waarde is None or waarde == "":
        return NIETS
    if isinstance(waarde, Status):
        return pil(waarde)
    if isinstance(waarde, bool):
        return SafeString("ja" if waarde else "nee")
    if isinstance(waarde, datetime):
        lokaal = timezone.localtime(waarde)
        tekst = formats.date_format(lokaal, "SHORT_DATETIME_FORMAT")
        return vul_in('<time class="nietbreken" datetime="{}">{}</time>', lokaal.isoformat(timespec="minutes"), tekst)
    if isinstance(waarde, date):
        tekst = formats.date_format(waarde, "SHORT_DATE_FORMAT")
        return vul_in('<time class="nietbreken" datetime="{}">{}</time>', waarde.isoformat(), tekst)
    if isinstance(waarde, time):
        return ontsnap(formats.time_format(waarde))
    if isinstance(waarde, int | float | Decimal):
        return ontsnap(formats.number_format(waarde, use_l10n=True, force_grouping=True))
    # A name of three hundred characters breaks inside its cell (lijst.css); a short one keeps its words whole.
    return vul_in("<bdi>{}</bdi>", waarde) if len(waarde) > _LANG else ontsnap(waarde)
