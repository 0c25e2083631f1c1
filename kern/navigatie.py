"""The left navigation: each app registers its items, all counters come from one statement.

An app puts its items in `<app>/navigatie.py`; `KernConfig.ready` imports those modules. A counter is a queryset of what waits for
this person; it is counted up to `GRENS` so that a large pile costs no more than a small one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

if TYPE_CHECKING:
    from kern.models import Medewerker

GRENS = 99
Teller = Callable[["Medewerker"], QuerySet[Any]]


def iedereen(_medewerker: Medewerker) -> bool:
    """Visible for every internal medewerker."""
    return True


@dataclass(frozen=True)
class NavItem:
    """One line of the navigation.

    Attributes:
        sleutel: unique name, also the name of its counter.
        url_naam: name of the page; an item whose page does not exist is left out.
        toets: letter after `g` that goes there.
        groep: heading it stands under; empty for the top.
        zichtbaar: whether this person sees it (a right, not a filter).
        teller: what waits for this person; `dringend` paints the counter red.
    """

    sleutel: str
    label: str
    url_naam: str
    icoon: str
    volgorde: int
    toets: str = ""
    groep: str = ""
    zichtbaar: Callable[[Medewerker], bool] = field(default=iedereen)
    teller: Teller | None = None
    dringend: bool = False


@dataclass(frozen=True)
class Regel:
    """A navigation item as this person sees it on this page."""

    item: NavItem
    url: str
    aantal: int | None
    huidig: bool

    @property
    def aantal_tekst(self) -> str:
        """The counter as shown."""
        return tekst(self.aantal)


def tekst(aantal: int | None) -> str:
    """A bounded count in words: empty for none, "99+" above the bound."""
    if not aantal:
        return ""
    return f"{GRENS}+" if aantal > GRENS else str(aantal)


_items: dict[str, NavItem] = {}
_tellers: dict[str, Teller] = {}


def registreer(*items: NavItem) -> None:
    """Add navigation items; the last registration of a key wins."""
    for item in items:
        _items[item.sleutel] = item


def registreer_teller(sleutel: str, teller: Teller) -> None:
    """Add a counter without a navigation item (the bell), counted in the same statement."""
    _tellers[sleutel] = teller


def items_voor(medewerker: Medewerker) -> list[tuple[NavItem, str]]:
    """The items this person sees, in order, each with its URL."""
    gevonden = []
    for item in sorted(_items.values(), key=lambda i: i.volgorde):
        if not item.zichtbaar(medewerker):
            continue
        try:
            gevonden.append((item, reverse(item.url_naam)))
        except NoReverseMatch:
            continue
    return gevonden


def tel(medewerker: Medewerker, tellers: dict[str, Teller]) -> dict[str, int]:
    """Count all tellers, each up to `GRENS` + 1, in one statement."""
    stukken: list[str] = []
    waarden: list[Any] = []
    namen: list[str] = []
    uit = dict.fromkeys(tellers, 0)
    for sleutel, teller in tellers.items():
        rijen = teller(medewerker).order_by().values("pk")[: GRENS + 1]
        try:
            sql, params = rijen.query.sql_with_params()
        except EmptyResultSet:
            continue
        stukken.append(f"(SELECT count(*) FROM ({sql}) AS t)")  # noqa: S608 the ORM wrote this; values travel apart
        waarden.extend(params)
        namen.append(sleutel)
    if stukken:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(stukken)}", waarden)
            uit.update(zip(namen, cursor.fetchone() or (), strict=True))
    return uit


def regels_voor(medewerker: Medewerker, pad: str) -> tuple[list[Regel], dict[str, int]]:
    """The navigation of this person with the page at `pad` marked, and the loose counters."""
    zichtbaar = items_voor(medewerker)
    aantallen = tel(medewerker, {i.sleutel: i.teller for i, _ in zichtbaar if i.teller} | _tellers)
    # The longest matching address is the current one, so that "/" is not current everywhere.
    huidig = max((u for _, u in zichtbaar if pad == u or (u != "/" and pad.startswith(u))), key=len, default=None)
    regels = [Regel(item, url, aantallen.get(item.sleutel), url == huidig) for item, url in zichtbaar]
    return regels, {sleutel: aantallen[sleutel] for sleutel in _tellers}
