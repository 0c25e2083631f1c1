"""Gallery: every component in every state, on made-up examples. It is looked at by people and walked by tests."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kern.scherm import toon
from kern.voorbeelden import alles


@require_safe
def galerij(request: HttpRequest) -> HttpResponse:
    """Show all components."""
    return toon(request, "kern/galerij.html", alles(request))
