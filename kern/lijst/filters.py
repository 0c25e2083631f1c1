"""Filters of a list. Their values live in the URL, so that a view can be kept, sent and opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q, QuerySet

from kern.formulier import Dag

if TYPE_CHECKING:
    from kern.models import Medewerker

Rijen = QuerySet[Any]
Keuzes = Iterable[tuple[Any, str]] | Callable[["Medewerker"], Iterable[tuple[Any, str]]]


@dataclass(frozen=True)
class Filter:
    """Base of the filters: a name in the URL, a label, a form field, and what it does to the rows."""

    naam: str
    label: str

    def veld(self, medewerker: Medewerker) -> forms.Field:
        """The field of the filter bar for this person."""
        raise NotImplementedError

    def pas_toe(self, rijen: Rijen, waarde: Any) -> Rijen:
        """Limit `rijen` to `waarde` (a clean, non-empty value)."""
        raise NotImplementedError


@dataclass(frozen=True)
class Tekstfilter(Filter):
    """Free text. `zoek` turns the text into rows; else every word must occur in one of `velden`."""

    velden: tuple[str, ...] = ()
    zoek: Callable[[Rijen, str], Rijen] | None = None

    def veld(self, medewerker: Medewerker) -> forms.Field:
        """A search field."""
        return forms.CharField(label=self.label, required=False, max_length=100, widget=forms.TextInput({"type": "search"}))

    def pas_toe(self, rijen: Rijen, waarde: str) -> Rijen:
        """Rows with every word."""
        if self.zoek:
            return self.zoek(rijen, waarde)
        for woord in waarde.split():
            een_van = Q()
            for veld in self.velden:
                een_van |= Q(**{f"{veld}__icontains": woord})
            rijen = rijen.filter(een_van)
        return rijen


@dataclass(frozen=True)
class Keuzefilter(Filter):
    """One of a few values of `orm`; `keuzes` may depend on the person. `lookup` gives a Q where plain equality is not enough."""

    keuzes: Keuzes = ()
    orm: str = ""
    lookup: Callable[[str], Q] | None = None

    def veld(self, medewerker: Medewerker) -> forms.Field:
        """The choices, with "alle" first."""
        keuzes = self.keuzes(medewerker) if callable(self.keuzes) else self.keuzes
        return forms.ChoiceField(label=self.label, required=False, choices=[("", "alle"), *keuzes])

    def pas_toe(self, rijen: Rijen, waarde: str) -> Rijen:
        """Rows with that value."""
        return rijen.filter(self.lookup(waarde) if self.lookup else Q(**{self.orm or self.naam: waarde}))


@dataclass(frozen=True)
class JaNeefilter(Filter):
    """Rows for which `voorwaarde` holds, or does not."""

    voorwaarde: Q = field(default_factory=Q)

    def veld(self, medewerker: Medewerker) -> forms.Field:
        """Yes, no or both."""
        return forms.ChoiceField(label=self.label, required=False, choices=[("", "alle"), ("ja", "ja"), ("nee", "nee")])

    def pas_toe(self, rijen: Rijen, waarde: str) -> Rijen:
        """Rows that answer so."""
        return rijen.filter(self.voorwaarde if waarde == "ja" else ~self.voorwaarde)


@dataclass(frozen=True)
class Datumfilter(Filter):
    """A day before or from which `orm` lies; `soort` is the lookup (`gte`, `lte`)."""

    orm: str = ""
    soort: str = "gte"

    def veld(self, medewerker: Medewerker) -> forms.Field:
        """A native date field."""
        return Dag(label=self.label, required=False)

    def pas_toe(self, rijen: Rijen, waarde: Any) -> Rijen:
        """Rows on that side of the day."""
        return rijen.filter(**{f"{self.orm}__{self.soort}": waarde})


def formulier(filters: Iterable[Filter], medewerker: Medewerker, gegevens: Any) -> forms.Form:
    """The filter bar as a form, bound to the query string."""
    form = forms.Form(gegevens, auto_id="filter_%s")
    for een in filters:
        form.fields[een.naam] = een.veld(medewerker)
    return form
