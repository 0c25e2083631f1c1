"""Who is still at work, and what happens when the session turns out to be over."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from kern.aanmelden.sessies import SessionStore
from kern.views.sessie import toon_verlopen

ACHTERGROND = "X-Achtergrond"  # sent by polls: nobody is at work, so nothing is extended
_LEZEN = frozenset({"GET", "HEAD", "OPTIONS"})


def is_achtergrond(request: HttpRequest) -> bool:
    """Whether the page asks this by itself, without anybody doing something."""
    return request.headers.get(ACHTERGROND) == "1"


class SessieMiddleware:
    """Move the end of the session on while somebody works; polls do not count."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Extend first, answer then: a slow page must not cost its reader the session."""
        if not is_achtergrond(request):
            cast(SessionStore, request.session).verleng()
        return self.get_response(request)


class AanmeldenVereistMiddleware(LoginRequiredMiddleware):
    """Django's login by default, with an answer that loses nothing of what was typed."""

    def handle_no_permission(  # type: ignore[override]  # the stubs know only the redirect; Django passes any answer on
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        """Send to the login page; keep typed text on the screen when there may be some."""
        schrijft = request.method not in _LEZEN
        if is_achtergrond(request) or (schrijft and request.headers.get("HX-Request")):
            # The page stays as it is: its own script offers to log in again in another tab.
            antwoord = HttpResponse(status=401 if schrijft else 204)
            antwoord["HX-Trigger"] = "sessie-verlopen"
            if schrijft:
                antwoord["WWW-Authenticate"] = "Sessie"
            return antwoord
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": _aanmeldadres(request)})
        if schrijft:
            return toon_verlopen(request)
        return super().handle_no_permission(request, view_func)


def _aanmeldadres(request: HttpRequest) -> str:
    """Return the login page that leads back to the page on which htmx asked for a piece."""
    pagina = request.headers.get("HX-Current-URL", "")
    aanmelden = resolve_url(settings.LOGIN_URL)
    if not url_has_allowed_host_and_scheme(pagina, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return aanmelden
    delen = urlsplit(pagina)
    terug = f"{delen.path}?{delen.query}" if delen.query else delen.path
    return f"{aanmelden}?{urlencode({'next': terug})}"
