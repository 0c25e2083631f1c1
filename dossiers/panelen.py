"""What other parts and later apps add to the page of a dossier: panels with facts, and buttons.

A panel is drawn on the tab "Gegevens" from its own template; a button stands in the head. Both are registered in the app's
`inrichting.py`, so that the page knows no app above it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from dossiers.models import Dossier
from kern.models import Medewerker


def _altijd(_user: Medewerker, _dossier: Dossier) -> bool:
    return True


@dataclass(frozen=True)
class Paneel:
    """One block of facts.

    `context` reads what the template `sjabloon` shows, in at most one query, for somebody who may read the content; the
    moment is now. `zoals_bekend` reads the same for an earlier moment, by what was recorded then
    (`dossiers.queries.zoals_bekend`); a panel without it is left out of the dossier as it was known, and `niet_toen` is left out
    of one with it. The page says so.
    """

    code: str
    titel: str
    volgorde: int
    sjabloon: str
    context: Callable[[Medewerker, Dossier, datetime], dict[str, Any]]
    toon: Callable[[Medewerker, Dossier], bool] = _altijd
    zoals_bekend: Callable[[Medewerker, Dossier, datetime], dict[str, Any]] | None = None
    niet_toen: str = ""


def _dossiernummer(dossier: Dossier) -> tuple[Any, ...]:
    return (dossier.dossiernummer,)


@dataclass(frozen=True)
class Handeling:
    """One button on a dossier; the address `url_naam` takes the dossiernummer, or what `sleutels` returns.

    `mag` costs no query (`access.mag_wijzigen` does not). With `venster` its page opens on top of the dossier.
    """

    label: str
    url_naam: str
    icoon: str
    volgorde: int
    toets: str = ""
    mag: Callable[[Medewerker, Dossier], bool] = _altijd
    sleutels: Callable[[Dossier], tuple[Any, ...]] = _dossiernummer
    venster: bool = False

    def url(self, dossier: Dossier) -> str:
        """Return where the button goes for *dossier*."""
        return reverse(self.url_naam, args=self.sleutels(dossier))


_PANELEN: dict[str, Paneel] = {}
_HANDELINGEN: dict[str, Handeling] = {}


def registreer(*delen: Paneel | Handeling) -> None:
    """Add panels and buttons; done once, when the application starts.

    Raises:
        ValueError: the code of a panel, or the address of a button, is taken.
    """
    for deel in delen:
        if isinstance(deel, Paneel):
            if deel.code in _PANELEN:
                raise ValueError(f"paneel {deel.code} bestaat al")
            _PANELEN[deel.code] = deel
        else:
            if deel.url_naam in _HANDELINGEN:
                raise ValueError(f"handeling {deel.url_naam} bestaat al")
            _HANDELINGEN[deel.url_naam] = deel


def panelen_voor(user: Medewerker, dossier: Dossier) -> list[Paneel]:
    """Return the panels that *user* sees of *dossier*, in order."""
    return [p for p in sorted(_PANELEN.values(), key=lambda p: p.volgorde) if p.toon(user, dossier)]


def niet_toen(user: Medewerker, dossier: Dossier) -> list[str]:
    """Return what *user* sees of *dossier* now, and not at an earlier moment: of that nobody kept how it was."""
    gezien = panelen_voor(user, dossier)
    namen = [p.titel if p.zoals_bekend is None else p.niet_toen for p in gezien if p.zoals_bekend is None or p.niet_toen]
    return [f"{naam[0].lower()}{naam[1:]}" for naam in namen]  # they stand inside a sentence


@dataclass(frozen=True)
class GetekendPaneel:
    """A panel as the page shows it."""

    code: str
    titel: str
    html: SafeString


def teken(
    user: Medewerker, dossier: Dossier, *, op: datetime, bekend_op: datetime | None, request: HttpRequest
) -> list[GetekendPaneel]:
    """Draw the panels of *dossier*, or with *bekend_op* those that know how it was recorded then.

    Beside what its `context` returns a template knows `dossier`, `paneel` and `bekend_op`.
    """
    uit = []
    for paneel in panelen_voor(user, dossier):
        lees, moment = (paneel.context, op) if bekend_op is None else (paneel.zoals_bekend, bekend_op)
        if lees is not None:
            context = {"dossier": dossier, "paneel": paneel, "bekend_op": bekend_op, **lees(user, dossier, moment)}
            uit.append(GetekendPaneel(paneel.code, paneel.titel, render_to_string(paneel.sjabloon, context, request)))
    return uit


def handelingen_voor(user: Medewerker, dossier: Dossier) -> list[Handeling]:
    """Return the buttons that *user* may use on *dossier*, in order."""
    return [h for h in sorted(_HANDELINGEN.values(), key=lambda h: h.volgorde) if h.mag(user, dossier)]
