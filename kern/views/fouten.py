"""Pages for what goes wrong: each says what happened and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kern.fouten import DomeinFout


def toon_domeinfout(request: HttpRequest, fout: DomeinFout) -> HttpResponse:
    """Show the sentence of a domain error with its status (409, 422 or 403)."""
    return render(request, "fouten/domeinfout.html", {"fout": fout}, status=fout.status)


def csrf_mislukt(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token has expired, usually because the person logged in again in another tab."""
    return render(request, "fouten/csrf.html", status=403)
