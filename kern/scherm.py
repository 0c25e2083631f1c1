"""How a view answers: a whole page or the piece htmx asked for, a redirect, a toast with its undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core import signing
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from kern.models import Medewerker

ONGEDAAN = "ongedaan:"
_ZOUT = "kern.aanwezigheid"
SOORTEN = {"info": messages.INFO, "goed": messages.SUCCESS, "let_op": messages.WARNING, "gevaar": messages.ERROR}


def medewerker_van(request: HttpRequest) -> Medewerker:
    """The person who is logged in; only for views behind the login, where there always is one."""
    return cast("Medewerker", request.user)


def wil_deel(request: HttpRequest, doel: str = "") -> bool:
    """Whether htmx asks for a piece, with *doel* for the one with that id. A history restore or a boosted link wants it all."""
    htmx = getattr(request, "htmx", None)
    if not htmx or htmx.boosted or htmx.history_restore_request:
        return False
    return not doel or htmx.target == doel


def toon(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200, deel: str = ""
) -> HttpResponse:
    """Render `template`, or only its partial `deel` when htmx asks for a piece.

    Toasts that wait travel along with a piece, so that a message is never a page late.
    """
    if deel and wil_deel(request):
        antwoord = render(request, f"{template}#{deel}", context, status=status)
        antwoord.write(render_to_string("componenten/toasts_mee.html", {}, request))
    else:
        antwoord = render(request, template, context, status=status)
    patch_vary_headers(antwoord, ["HX-Request"])
    return antwoord


def ga_naar(request: HttpRequest, doel: Any) -> HttpResponse:
    """Send the person to `doel` (URL, URL name or model) after a write; htmx follows by loading the page."""
    if not wil_deel(request):
        return redirect(doel)
    return HttpResponse(headers={"HX-Redirect": resolve_url(doel)})


def meld(request: HttpRequest, tekst: str, *, soort: str = "goed", ongedaan: str = "") -> None:
    """Leave a toast. `ongedaan` is the URL that undoes the act by POST; the toast then carries that form.

    Raises:
        KeyError: `soort` is not one of `SOORTEN`.
    """
    messages.add_message(request, SOORTEN[soort], tekst, extra_tags=f"{ONGEDAAN}{ongedaan}" if ongedaan else "")


def gaat_over(request: HttpRequest, onderwerp: Model) -> None:
    """Say what the page is about, so that a task made from it is about the same."""
    request.over = f"{onderwerp._meta.label_lower}:{onderwerp.pk}"  # type: ignore[attr-defined]  # read by `kern.context.Scherm`


_KIJKRECHTEN: dict[str, Callable[[Medewerker, str], bool]] = {}


def registreer_kijkrecht(soort: str, mag: Callable[[Medewerker, str], bool]) -> None:
    """Say whether somebody may still look at the thing of *soort* ("dossiers.dossier") with this key; asked with every poll.

    What was shown once is not shown for ever: access ends, and with it the right to know who else is there.
    """
    _KIJKRECHTEN[soort] = mag


def kijkbewijs(onderwerp: Model, medewerker: Medewerker) -> str:
    """Proof, signed, that this person was shown `onderwerp`: only with it may they ask who else looks at it."""
    return signing.dumps([medewerker.pk, f"{onderwerp._meta.label_lower}:{onderwerp.pk}"], salt=_ZOUT)


def lees_kijkbewijs(bewijs: str, medewerker: Medewerker) -> str | None:
    """What `medewerker` was shown ("dossiers.dossier:123"), or None when the proof is not theirs, not ours, from yesterday, or of
    something that has been closed to them since.
    """
    try:
        wie, onderwerp = signing.loads(bewijs, salt=_ZOUT, max_age=12 * 3600)
    except (signing.BadSignature, ValueError):
        return None
    if wie != medewerker.pk:
        return None
    soort, _, sleutel = str(onderwerp).partition(":")
    mag = _KIJKRECHTEN.get(soort)
    return str(onderwerp) if mag is None or mag(medewerker, sleutel) else None
