"""The poll of "wie kijkt mee": says that this person still looks, and answers who else does."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kern.actions.scherm import meld_aanwezig
from kern.queries.personen import wie_kijkt
from kern.scherm import lees_kijkbewijs, medewerker_van


@require_POST
def aanwezigheid(request: HttpRequest) -> HttpResponse:
    """Answer 204 when nothing changed for this person, so that a screen reader is not disturbed every 15 seconds."""
    medewerker, nu = medewerker_van(request), timezone.now()
    onderwerp = lees_kijkbewijs(request.POST.get("bewijs", ""), medewerker)
    if onderwerp is None:
        raise PermissionDenied("geen kijkbewijs")
    meld_aanwezig(onderwerp=onderwerp, door=medewerker, op=nu)
    namen = wie_kijkt(onderwerp, op=nu, behalve=medewerker)
    tekst = kijkers_tekst(namen)
    if tekst == request.POST.get("stand", ""):
        return HttpResponse(status=204)
    return render(request, "componenten/wie_kijkt.html", {"kijkers": namen, "kijkers_tekst": tekst})


def kijkers_tekst(namen: list[str]) -> str:
    """Who else looks, as a sentence: "Bart en Els kijken mee"."""
    if not namen:
        return ""
    if len(namen) == 1:
        return f"{namen[0]} kijkt mee"
    return f"{', '.join(namen[:-1])} en {namen[-1]} kijken mee"
