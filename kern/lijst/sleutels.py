"""Keyset paging: the next page starts after a row, not after a number, so that page 400 costs what page 1 costs.

The URL holds only the id of that row; its sort values are read again. No name or other personal value stands in an address.
Nulls come last, in both directions of sorting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy


@dataclass(frozen=True)
class Volgorde:
    """One sort key."""

    veld: str
    aflopend: bool = False
    kan_leeg: bool = True  # False lets the database use an index: it stores nulls on the other side when descending

    def voor_orm(self, *, omgekeerd: bool = False) -> OrderBy:
        """The ORDER BY of this key; reversed for reading backwards (then nulls come first)."""
        af = self.aflopend != omgekeerd
        if not self.kan_leeg:
            return F(self.veld).desc() if af else F(self.veld).asc()
        if omgekeerd:
            return F(self.veld).desc(nulls_first=True) if af else F(self.veld).asc(nulls_first=True)
        return F(self.veld).desc(nulls_last=True) if af else F(self.veld).asc(nulls_last=True)

    def gelijk(self, waarde: Any) -> Q:
        """Rows with the same value."""
        return Q(**{f"{self.veld}__isnull": True}) if waarde is None else Q(**{self.veld: waarde})

    def voorbij(self, waarde: Any, *, terug: bool) -> Q | None:
        """Rows that come strictly after `waarde` (before it when `terug`); None when there are none."""
        if waarde is None:
            return Q(**{f"{self.veld}__isnull": False}) if terug else None
        groter = Q(**{f"{self.veld}__{'lt' if self.aflopend != terug else 'gt'}": waarde})
        return groter if terug or not self.kan_leeg else groter | Q(**{f"{self.veld}__isnull": True})

    def grens(self, waarde: Any, *, terug: bool) -> Q:
        """What every row past `waarde` has in common: lets an index start there instead of at the top."""
        if self.kan_leeg:
            return Q()
        return Q(**{f"{self.veld}__{'lte' if self.aflopend != terug else 'gte'}": waarde})


def volledig(model: type[Model], volgordes: Sequence[Volgorde]) -> list[Volgorde]:
    """Return the keys as they are used: the id breaks ties in the direction of the last key, and who can be null is known."""
    uit = [replace(v, kan_leeg=_kan_leeg(model, v.veld)) for v in volgordes]
    return [*uit, Volgorde("pk", aflopend=bool(uit) and uit[-1].aflopend, kan_leeg=False)]


def _kan_leeg(model: type[Model], veld: str) -> bool:
    try:
        return bool(model._meta.get_field(veld).null)
    except FieldDoesNotExist:
        return True  # an annotation, or a column of another table


def na_rij(volgordes: Sequence[Volgorde], waarden: Sequence[Any], *, terug: bool = False) -> Q:
    """The condition for rows after (or before) the row with these sort values, in the lexicographic order of the keys."""
    uit = Q(pk__in=[])
    gelijk = Q()
    for volgorde, waarde in zip(volgordes, waarden, strict=True):
        voorbij = volgorde.voorbij(waarde, terug=terug)
        if voorbij is not None:
            uit |= gelijk & voorbij
        gelijk &= volgorde.gelijk(waarde)
    return volgordes[0].grens(waarden[0], terug=terug) & uit


@dataclass(frozen=True)
class Blad:
    """One page: its rows, and the ids to page from (None at the ends)."""

    rijen: list[Any]
    volgende: Any | None
    vorige: Any | None


def blad(rijen: QuerySet[Any], volgordes: Sequence[Volgorde], *, omvang: int, na: str = "", voor: str = "") -> Blad:
    """Read one page of `rijen`. `na` and `voor` are row ids from the URL; an unknown one gives the first page."""
    volgordes = volledig(rijen.model, volgordes)
    terug = bool(voor)
    vanaf = _sortwaarden(rijen, volgordes, voor or na) if (voor or na) else None
    if vanaf is None:
        terug = False
    stuk = rijen.order_by(*(v.voor_orm(omgekeerd=terug) for v in volgordes))
    if vanaf is not None:
        stuk = stuk.filter(na_rij(volgordes, vanaf, terug=terug))
    gelezen = list(stuk[: omvang + 1])
    meer = len(gelezen) > omvang
    gelezen = gelezen[:omvang]
    if terug:
        gelezen.reverse()
    if not gelezen:
        return Blad([], None, None)
    heeft_volgende = terug or meer
    heeft_vorige = meer if terug else vanaf is not None
    return Blad(gelezen, gelezen[-1].pk if heeft_volgende else None, gelezen[0].pk if heeft_vorige else None)


def als_sleutel(model: type[Model], tekst: str) -> Any | None:
    """The primary key that somebody sent as `tekst`; None when it cannot be one."""
    try:
        return model._meta.pk.to_python(tekst)
    except ValidationError:
        return None


def _sortwaarden(rijen: QuerySet[Any], volgordes: Sequence[Volgorde], pk: str) -> tuple[Any, ...] | None:
    sleutel = als_sleutel(rijen.model, pk)
    return rijen.order_by().filter(pk=sleutel).values_list(*(v.veld for v in volgordes)).first() if sleutel else None
