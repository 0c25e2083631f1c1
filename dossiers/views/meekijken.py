"""Reading along with a meter or a starter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from dossiers.actions import inzage
from dossiers.queries import meekijken, zin
from kern.access import kijkt_mee_met
from kern.scherm import medewerker_van, toon


@require_safe
def met(request: HttpRequest, username: str) -> HttpResponse:
    """Show the open work and the locations of the other side of a mentorship."""
    wie, nu = medewerker_van(request), timezone.now()
    ander = get_object_or_404(kijkt_mee_met(wie), username=username)
    locaties = meekijken.locaties_van(ander, voor=wie)
    werk = meekijken.werk_van(ander, voor=wie)
    inzage.noteer_lijst("meekijken", locaties, filters=[f"met={ander.pk}"], erbij=len(werk), door=wie, op=nu)
    context = {
        "ander": ander,
        "werk": werk,
        "locaties": locaties,
        "zinnen": zin.zinnen(locaties, voor=wie, op=nu),
    }
    return toon(request, "dossiers/meekijken.html", context)
