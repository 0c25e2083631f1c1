"""The first page of the day."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dossiers import queries
from kern.scherm import medewerker_van, toon


@require_safe
def werkvoorraad(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person who looks."""
    nu = timezone.now()
    voorraad = queries.werkvoorraad(medewerker_van(request), nu)
    context = {"voorraad": voorraad, "vandaag": timezone.localdate(nu), "grens": queries.MIJN_LOCATIES}
    return toon(request, "dossiers/werkvoorraad.html", context)
