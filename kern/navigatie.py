"""The left navigation: each app registers its items, all counters come from one statement.

An app puts its items in `<app>/navigatie.py`; `KernConfig.ready` imports those modules. A counter is a queryset of what waits for
this person; it is counted up to `GRENS` so that a large pile costs no more than a small one. The queryset depends on who the
person is (number, team, roles) and on the clock of the database, nothing else: its SQL is written once per person and process.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from kern.wie import Wie

if TYPE_CHECKING:
    from kern.models import Medewerker

GRENS = 99
STUK = "stuk:"  # before the name of a piece of the frame, among the counters
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
_stukken: dict[str, Teller] = {}


def registreer(*items: NavItem) -> None:
    """Add navigation items; the last registration of a key wins."""
    for item in items:
        _items[item.sleutel] = item
    _plan.cache_clear()


def registreer_teller(sleutel: str, teller: Teller) -> None:
    """Add a counter without a navigation item (the bell), counted in the same statement."""
    _tellers[sleutel] = teller
    _plan.cache_clear()


def registreer_stuk(sleutel: str, rijen: Teller) -> None:
    """Add a few rows that a piece of the frame shows on every page (`kern.kader`): they come with the counters.

    *rijen* is a queryset of `.values(…)`, ordered and bounded by itself; it keeps to the same rules as a counter.
    """
    _stukken[sleutel] = rijen
    _plan.cache_clear()


def items_voor(medewerker: Medewerker) -> tuple[tuple[NavItem, str], ...]:
    """The items this person sees, in order, each with its URL."""
    return _plan_voor(medewerker).items


@dataclass(frozen=True)
class Plan:
    """What the navigation of one person is, and the one statement that counts for it (empty: nothing to count)."""

    items: tuple[tuple[NavItem, str], ...]
    sleutels: tuple[str, ...]
    sql: str
    waarden: tuple[Any, ...]


def _plan_voor(medewerker: Medewerker) -> Plan:
    return _plan(Wie.van(medewerker))


@lru_cache(maxsize=512)
def _plan(wie: Wie) -> Plan:
    """Work out what does not change between two requests of one person: writing the statement costs ten times as much as
    running it. That holds because a teller asks the database nothing while it is built and leaves the clock to it.
    """
    items = tuple(_zichtbare_items(wie.medewerker))
    tellers = {item.sleutel: item.teller for item, _ in items if item.teller} | _tellers
    stukken: list[str] = []
    waarden: list[Any] = []
    namen: list[str] = []
    for sleutel, teller in tellers.items():
        rijen = teller(wie.medewerker).order_by().values("pk")[: GRENS + 1]
        try:
            sql, params = rijen.query.sql_with_params()
        except EmptyResultSet:
            continue
        stukken.append(f"(SELECT count(*) FROM ({sql}) AS t)")  # noqa: S608 the ORM wrote this; values travel apart
        waarden.extend(params)
        namen.append(sleutel)
    for sleutel, stuk in _stukken.items():
        try:
            sql, params = stuk(wie.medewerker).query.sql_with_params()
        except EmptyResultSet:
            continue
        stukken.append(f"(SELECT jsonb_agg(to_jsonb(t)) FROM ({sql}) AS t)")  # noqa: S608 idem
        waarden.extend(params)
        namen.append(f"{STUK}{sleutel}")
    return Plan(items, tuple(namen), f"SELECT {', '.join(stukken)}" if stukken else "", tuple(waarden))


def _zichtbare_items(medewerker: Medewerker) -> Iterator[tuple[NavItem, str]]:
    for item in sorted(_items.values(), key=lambda i: i.volgorde):
        if item.zichtbaar(medewerker):
            with suppress(NoReverseMatch):
                yield item, reverse(item.url_naam)


@dataclass(frozen=True)
class Stand:
    """What the one statement found: the counters, and the rows of each piece of the frame."""

    aantallen: dict[str, int] = field(default_factory=dict)
    stukken: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def tel(medewerker: Medewerker) -> dict[str, int]:
    """Count everything that waits for this person, each counter up to `GRENS` + 1."""
    return _vraag(medewerker).aantallen


def _vraag(medewerker: Medewerker) -> Stand:
    """Count, and fetch the pieces of the frame, in one statement."""
    plan = _plan_voor(medewerker)
    if not plan.sql:
        return Stand()
    with connection.cursor() as cursor:
        cursor.execute(plan.sql, plan.waarden)
        gevonden = dict(zip(plan.sleutels, cursor.fetchone() or (), strict=True))
    stukken = {naam.removeprefix(STUK): json.loads(rijen or "[]") for naam, rijen in gevonden.items() if naam.startswith(STUK)}
    return Stand({naam: aantal for naam, aantal in gevonden.items() if not naam.startswith(STUK)}, stukken)


@dataclass(frozen=True)
class Raam:
    """The navigation with the page that is open marked, the loose counters, and the rows of the pieces of the frame."""

    regels: list[Regel]
    tellers: dict[str, int]
    stukken: dict[str, list[dict[str, Any]]]


def raam_voor(medewerker: Medewerker, pad: str) -> Raam:
    """Return what the frame shows this person around the page at *pad*."""
    zichtbaar = items_voor(medewerker)
    stand = _vraag(medewerker)
    aantallen = stand.aantallen
    # The longest matching address is the current one, so that "/" is not current everywhere.
    huidig = max((u for _, u in zichtbaar if pad == u or (u != "/" and pad.startswith(u))), key=len, default=None)
    regels = [Regel(item, url, aantallen.get(item.sleutel), url == huidig) for item, url in zichtbaar]
    return Raam(regels, {sleutel: aantallen.get(sleutel, 0) for sleutel in _tellers}, stand.stukken)
