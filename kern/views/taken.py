"""What waits for me."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kern.scherm import medewerker_van, toon
from kern.taken import blokken_voor


@require_safe
def taken(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person, from all apps."""
    nu = timezone.now()
    blokken = blokken_voor(medewerker_van(request), nu)
    context = {"blokken": blokken, "vandaag": timezone.localdate(nu), "niets": not any(blok.regels for blok in blokken)}
    return toon(request, "kern/taken.html", context)
