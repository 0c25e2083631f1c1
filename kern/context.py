"""What the frame of every page needs, worked out only when the template asks for it."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.safestring import SafeString

from kern import kader, navigatie, testgegevens
from kern.choices import Thema

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kern.models import Medewerker


# Addresses in the frame. Written once per process: resolving them took a tenth of the time of an empty page.
_IN_HET_RAAM = {
    "afmelden": "account_logout",
    "aanmelden": "account_login",
    "notificaties": "kern:notificaties",
    "palet": "kern:palet",
    "profiel": "kern:profiel",
    "sessie": "kern:sessie",
    "sessie_verleng": "kern:sessie_verleng",
    "sneltoetsen": "kern:sneltoetsen",
}
_TAAK = "dossiers:taak_nieuw"  # of the app above: by its name, as everything that is composed


@lru_cache(maxsize=4)
def _adressen(urlconf: str | None) -> dict[str, str]:
    uit = {sleutel: reverse(naam, urlconf) for sleutel, naam in _IN_HET_RAAM.items()}
    try:
        uit["zoeken"] = reverse("zoeken", urlconf)
    except NoReverseMatch:  # no app searches everything yet; the palette finds what there is
        uit["zoeken"] = uit["palet"]
    with suppress(NoReverseMatch):
        uit["taak"] = reverse(_TAAK, urlconf)
    return uit


@lru_cache(maxsize=512)
def teken_navigatie(regels: tuple[navigatie.Regel, ...]) -> SafeString:
    """Draw the navigation, once per look of it: it stands on every page and changes only with a counter."""
    groepen: dict[str, list[navigatie.Regel]] = {}
    for regel in regels:
        groepen.setdefault(regel.item.groep, []).append(regel)
    return render_to_string("componenten/navigatielijst.html", {"groepen": list(groepen.items())})


class Scherm:
    """The frame of one page for one person. Counters cost one statement, and only when the navigation is drawn."""

    def __init__(self, request: HttpRequest | None) -> None:
        self._request = request

    @cached_property
    def medewerker(self) -> Medewerker | None:
        """The person who looks, or None on pages without login."""
        user = getattr(self._request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @property
    def adres(self) -> dict[str, str]:
        """Addresses the frame links to, by short name."""
        return _adressen(get_urlconf())

    @property
    def taak_url(self) -> str:
        """Where a new task begins, about what this page is about; empty for who has no tasks."""
        if self.medewerker is None or not self.medewerker.is_intern:
            return ""
        over = getattr(self._request, "over", "")
        begin = self.adres.get("taak", "")
        return f"{begin}?over={over}" if over and begin else begin

    @cached_property
    def thema(self) -> str:
        """`systeem` (follow the device), `licht` or `donker`."""
        return self.medewerker.thema if self.medewerker else Thema.SYSTEEM.value

    @property
    def testgegevens(self) -> bool:
        """Whether nothing in this database is real; known per process, so it costs a page nothing."""
        return testgegevens.zijn_het()

    @cached_property
    def sneltoetsen(self) -> bool:
        """Whether single-key shortcuts work for this person (WCAG 2.1.4: they can be switched off)."""
        return self.medewerker is not None and self.medewerker.sneltoetsen_aan

    @cached_property
    def seconden(self) -> str:
        """How long the session still lasts, as digits for a script; it warns before the end."""
        sessie = getattr(self._request, "session", None)
        return str(sessie.seconden_over()) if sessie is not None else "0"

    @cached_property
    def _raam(self) -> navigatie.Raam:
        if not self.medewerker or self._request is None:
            return navigatie.Raam([], {}, {})
        return navigatie.raam_voor(self.medewerker, self._request.path)

    @property
    def navigatie(self) -> SafeString:
        """Navigation lines under their headings, in order, as HTML."""
        return teken_navigatie(tuple(self._raam.regels))

    @cached_property
    def notificaties(self) -> str:
        """Unread notifications as shown on the bell: "", "3", "99+"."""
        return navigatie.tekst(self._raam.tellers.get("notificaties"))

    @cached_property
    def kader(self) -> list[kader.Getekend]:
        """What apps put around every page (`kern.kader`), for this person."""
        if not self.medewerker or self._request is None:
            return []
        return kader.voor(self._request, self.medewerker, self._raam.stukken)


def scherm(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `scherm` in every template."""
    return {"scherm": Scherm(request)}
