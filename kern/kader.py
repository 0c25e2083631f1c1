"""Pieces that an app puts around every page: a link in the bar, and what its script makes of it. The frame knows no app above it.

What a piece must know comes with the counters of the navigation (`navigatie.registreer_stuk`): a page asks the database nothing
more for it. The rows go along as data of its element, so they are few and short; what it looks like is in its script, which the
browser keeps. Without JavaScript the link in the bar leads to a page of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.urls import get_urlconf, reverse

from kern import navigatie

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kern.models import Medewerker


@dataclass(frozen=True)
class Kaderdeel:
    """One piece.

    Attributes:
        sleutel: its name; also that of its rows.
        label, icoon, url_naam: the link in the bar.
        toets: its key combination, as `aria-keyshortcuts` writes it ("Control+B").
        script, stijl: static files, on every page of who has it.
        rijen: what it shows (`navigatie.registreer_stuk`).
        mag: who has it; costs no query.
        hier: what the page that is open is about, from the names in its address; or nothing.
        gegevens: what else its script needs of this person, as `data-` of its element; costs no query.
    """

    sleutel: str
    label: str
    icoon: str
    url_naam: str
    toets: str
    script: str
    stijl: str
    rijen: navigatie.Teller
    mag: Callable[[Medewerker], bool]
    hier: Callable[[str, dict[str, Any]], str]
    gegevens: Callable[[Medewerker], dict[str, str]]


@dataclass(frozen=True)
class Getekend:
    """A piece as this person has it on this page."""

    deel: Kaderdeel
    url: str
    rijen: list[dict[str, Any]]
    hier: str
    gegevens: dict[str, str]

    @property
    def rijen_json(self) -> str:
        """The rows, for its script."""
        return json.dumps(self.rijen)


_DELEN: list[Kaderdeel] = []


def registreer(*delen: Kaderdeel) -> None:
    """Put pieces around every page; done once, when the application starts."""
    for deel in delen:
        _DELEN.append(deel)
        navigatie.registreer_stuk(deel.sleutel, deel.rijen)


def voor(request: HttpRequest, medewerker: Medewerker, stukken: dict[str, list[dict[str, Any]]]) -> list[Getekend]:
    """Return the pieces of *medewerker* around the page of *request*."""
    pad = request.resolver_match
    hier = (pad.view_name, pad.kwargs) if pad else ("", {})
    return [
        Getekend(
            deel, _adres(deel.url_naam, get_urlconf()), stukken.get(deel.sleutel, []), deel.hier(*hier), deel.gegevens(medewerker)
        )
        for deel in _DELEN
        if deel.mag(medewerker)
    ]


@lru_cache(maxsize=16)
def _adres(url_naam: str, urlconf: str | None) -> str:
    return reverse(url_naam, urlconf)
