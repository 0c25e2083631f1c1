"""Pages for what goes wrong: each says what happened and what to do.

The pages for 429 and 500 ask nothing of the database: it may be the thing that is broken.
"""

from __future__ import annotations

import sys
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from structlog.contextvars import get_contextvars

from kern.access import heeft_recht
from kern.context import Scherm
from kern.fouten import DomeinFout
from kern.getypt import teruggave
from kern.models import Medewerker
from kern.rollen import rollen_met
from kern.scherm import wil_deel
from kern.views.sessie import toon_verlopen, van_onze_eigen_pagina


def toon_domeinfout(request: HttpRequest, fout: DomeinFout) -> HttpResponse:
    """Show the sentence of a domain error with its status (409, 422 or 403): as a page, or as a toast when htmx asked.

    The page gives back the words that were typed: a toast leaves them where they stand, a page takes the place of the form.
    """
    if wil_deel(request):
        toast = {"tekst": fout.zin, "soort": "gevaar", "icoon": "alarm", "ongedaan": ""}
        antwoord = render(request, "componenten/toasts.html", {"toasts": [toast]}, status=fout.status)
        antwoord["HX-Retarget"] = "#toasts"
        antwoord["HX-Reswap"] = "beforeend"
        return antwoord
    context = {"fout": fout, "getypt": teruggave(request, vertrouwd=True), "terug": _terug(request)}
    return render(request, "fouten/domeinfout.html", context, status=fout.status)


def _terug(request: HttpRequest) -> str:
    """Return the page on which the form stood, to look at as it is now; empty when it was none of ours."""
    vorige = request.headers.get("Referer", "")
    eigen = url_has_allowed_host_and_scheme(vorige, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    delen = urlsplit(vorige)
    return (f"{delen.path}?{delen.query}" if delen.query else delen.path) if eigen and delen.netloc else ""


def geen_recht(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403: the person may know that this exists, but not do this; the page says whose work it is."""
    recht = str(exception or "")
    mist = isinstance(request.user, Medewerker) and not heeft_recht(request.user, recht)
    rollen = [rol.label for rol in rollen_met(recht)] if mist else []
    return render(request, "fouten/403.html", {"rollen": rollen, "getypt": teruggave(request)}, status=403)


def niet_gevonden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404: it is not there, or not for this person; the page does not say which."""
    return render(request, "fouten/404.html", {"getypt": teruggave(request)}, status=404)


def foute_vraag(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400: the browser sent something that no page of ours asks for."""
    return HttpResponse(_kaal("fouten/400.html"), status=400)


def te_vaak(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 429: too many tries in a short time."""
    return HttpResponse(_kaal("fouten/429.html"), status=429)


def serverfout(request: HttpRequest) -> HttpResponse:
    """Answer 500: our fault. The request id on the page finds the log lines. A database that is away is 503, and comes back."""
    context = {"verzoek_id": _verzoek_id(), "getypt": teruggave(request)}
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):  # Django asks for this page while it handles the error
        return HttpResponse(_kaal("fouten/503.html", **context), status=503, headers={"Retry-After": "30"})
    return HttpResponse(_kaal("fouten/500.html", **context), status=500)


def csrf_mislukt(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token has expired, usually because the person logged in again in another tab: give the text back."""
    if wil_deel(request):
        # The page stays; its script fetches the token that is valid now.
        return HttpResponse(_kaal("fouten/csrf.html"), status=403, headers={"HX-Trigger": "sessie-verlopen"})
    if request.method == "POST" and van_onze_eigen_pagina(request):
        return toon_verlopen(request)
    return HttpResponse(_kaal("fouten/csrf.html"), status=403)


def _kaal(template: str, **context: object) -> str:
    """Render without request: no person, no navigation, no query."""
    return render_to_string(template, {"scherm": Scherm(None), **context})


def _verzoek_id() -> str:
    return str(get_contextvars().get("verzoek_id", ""))
