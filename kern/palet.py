"""The palette (Ctrl+K): commands, and look-ups that the apps add for their own things.

An app registers in `<app>/navigatie.py`:
- `registreer_opdracht`: something one can go to or start;
- `registreer_zoeker`: a function that finds a few things for a typed text, already limited to what this person may see;
- `registreer_sprong`: a function that knows an exact key (a dossiernummer) and gives its URL, so that Enter jumps straight in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse

from kern import navigatie

if TYPE_CHECKING:
    from kern.models import Medewerker

PER_ZOEKER = 6
MIN_LENGTE = 2


@dataclass(frozen=True)
class Treffer:
    """One line of the palette: where it goes, what it says, what it is, and by what it was found.

    `persoon` is the key of the human being whose name the line tells; showing it is a look and stands in the log.
    """

    label: str
    url: str
    icoon: str = "rechts"
    soort: str = ""
    toets: str = ""
    waarom: str = ""
    persoon: str = ""


@dataclass(frozen=True)
class Opdracht:
    """A command by URL name; `woorden` are other words people type for it."""

    label: str
    url_naam: str
    icoon: str = "rechts"
    woorden: str = ""
    toets: str = ""
    zichtbaar: Callable[[Medewerker], bool] = navigatie.iedereen


Zoeker = Callable[["Medewerker", str], Iterable[Treffer]]
Sprong = Callable[["Medewerker", str], str | None]

_opdrachten: list[Opdracht] = []
_zoekers: list[Zoeker] = []
_sprongen: list[Sprong] = []


def registreer_opdracht(*opdrachten: Opdracht) -> None:
    """Add commands, once each."""
    _opdrachten.extend(o for o in opdrachten if o not in _opdrachten)


def registreer_zoeker(zoeker: Zoeker) -> None:
    """Add a look-up; it returns at most `PER_ZOEKER` things of each kind that this person may see."""
    if zoeker not in _zoekers:
        _zoekers.append(zoeker)


def registreer_sprong(sprong: Sprong) -> None:
    """Add an exact key."""
    if sprong not in _sprongen:
        _sprongen.append(sprong)


def spring(medewerker: Medewerker, q: str) -> str | None:
    """URL of the one thing whose key is exactly `q`, or None."""
    return next((url for sprong in _sprongen if (url := sprong(medewerker, q.strip()))), None)


def _opdrachten_voor(medewerker: Medewerker, q: str) -> list[Treffer]:
    termen = q.lower().split()
    uit = []
    for item, url in navigatie.items_voor(medewerker):
        if all(term in f"{item.label} {item.sleutel}".lower() for term in termen):
            uit.append(Treffer(item.label, url, item.icoon, "Ga naar", f"g {item.toets}" if item.toets else ""))
    for opdracht in _opdrachten:
        if not opdracht.zichtbaar(medewerker) or not all(t in f"{opdracht.label} {opdracht.woorden}".lower() for t in termen):
            continue
        try:
            uit.append(Treffer(opdracht.label, reverse(opdracht.url_naam), opdracht.icoon, "Opdracht", opdracht.toets))
        except NoReverseMatch:
            continue
    return uit


def zoek(medewerker: Medewerker, q: str) -> list[Treffer]:
    """What the palette shows for `q`: found things first, then commands; everything reachable when nothing was typed."""
    q = q.strip()
    gevonden: list[Treffer] = []
    if len(q) >= MIN_LENGTE:
        for zoeker in _zoekers:
            gevonden.extend(zoeker(medewerker, q))
    return gevonden + _opdrachten_voor(medewerker, q)
