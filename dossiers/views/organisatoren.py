"""The list of organisatoren, and the page of one with all its locations."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from dossiers import queries
from dossiers.lijsten import OrganisatorLijst
from kern.access import check_recht
from kern.scherm import medewerker_van, toon


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show all organisatoren to internal people."""
    check_recht(medewerker_van(request), "dossiers.kaart")
    return OrganisatorLijst(request).antwoord("dossiers/organisatoren.html")


@require_safe
def organisator(request: HttpRequest, nummer: str) -> HttpResponse:
    """Show the organisator and all its locations, other teams' too."""
    deze = get_object_or_404(queries.organisator_voor(medewerker_van(request), nummer))
    return toon(request, "dossiers/organisator.html", {"organisator": deze, "locaties": list(deze.dossiers.all())})
