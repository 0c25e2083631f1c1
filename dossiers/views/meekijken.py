"""Reading along with a meter or a starter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from dossiers.queries import meekijken, zin
from kern.access import kijkt_mee_met
from kern.scherm import medewerker_van, toon


@require_safe
def met(request: HttpRequest, username: str) -> HttpResponse:
    """Show the open work and the locations of the other side of a mentorship."""
    wie = medewerker_van(request)
    ander = get_object_or_404(kijkt_mee_met(wie), username=username)
    locaties = meekijken.locaties_van(ander, voor=wie)
    context = {
        "ander": ander,
        "werk": meekijken.werk_van(ander, voor=wie),
        "locaties": locaties,
        "zinnen": zin.zinnen(locaties, voor=wie, op=timezone.now()),
    }
    return toon(request, "dossiers/meekijken.html", context)
