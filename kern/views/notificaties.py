"""The notification centre: what somebody was told, the newest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kern.actions.outbox import lees, lees_alles
from kern.lijst.sleutels import Volgorde, als_sleutel, blad
from kern.models import Notificatie
from kern.scherm import ga_naar, medewerker_van, meld, toon, wil_deel

PER_BLAD, IN_PANEEL = 50, 8


@require_safe
def notificaties(request: HttpRequest) -> HttpResponse:
    """Show one's own notifications; the bell shows the first few in place."""
    omvang = IN_PANEEL if wil_deel(request) else PER_BLAD
    eigen = Notificatie.objects.filter(ontvanger=medewerker_van(request))
    stuk = blad(eigen, [Volgorde("gemaakt_op", aflopend=True)], omvang=omvang, na=request.GET.get("na", ""))
    context = {
        "notificaties": stuk.rijen,
        "ongelezen": any(n.gelezen_op is None for n in stuk.rijen),
        "tot": max((n.pk for n in stuk.rijen), default=0),
        "volgende": f"?na={stuk.volgende}" if stuk.volgende else "",
    }
    return toon(request, "kern/notificaties.html", context, deel="paneel")


@require_safe
def open_notificatie(request: HttpRequest, pk: int) -> HttpResponse:
    """Go where a notification points; having gone there is having read it (doing it twice changes nothing)."""
    notificatie = get_object_or_404(Notificatie, pk=pk, ontvanger=medewerker_van(request))
    lees(notificatie=notificatie, op=timezone.now())
    return redirect(notificatie.url or "kern:notificaties")


@require_POST
def alles_gelezen(request: HttpRequest) -> HttpResponse:
    """Mark everything as read that stood on the page; what came in since stays new."""
    tot = als_sleutel(Notificatie, request.POST.get("tot", ""))
    lees_alles(ontvanger=medewerker_van(request), tot=tot or 0, op=timezone.now())
    meld(request, "Alles staat als gelezen.")
    return ga_naar(request, "kern:notificaties")
