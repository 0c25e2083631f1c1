"""A stuk of the old system, and its files."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from dossiers.actions import historiek_lezen
from dossiers.models import Dossier, Historiekbestand, Historiekstuk
from kern.scherm import medewerker_van, toon


def _haal(request: HttpRequest, pk: UUID) -> Historiekstuk:
    """Return the stuk for whoever may read the content of its location; of its organisator, of one of its locations."""
    stuk = get_object_or_404(Historiekstuk.objects.select_related("dossier", "organisator"), pk=pk)
    van_wie = {"pk": stuk.dossier_id} if stuk.dossier_id else {"organisator": stuk.organisator_id}
    if not Dossier.objects.met_inhoud_voor(medewerker_van(request)).filter(**van_wie).exists():
        raise Http404
    return stuk


@require_safe
def stuk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show it; the look is logged."""
    dit = _haal(request, pk)
    historiek_lezen.noteer_inzage(stuk=dit, door=medewerker_van(request), op=timezone.now())
    context = {"stuk": dit, "over": dit.dossier or dit.organisator, "bestanden": list(dit.bestanden.defer("inhoud"))}
    return toon(request, "dossiers/historiekstuk.html", context)


@require_safe
def bestand(request: HttpRequest, pk: UUID, bestand: int) -> HttpResponse:
    """Give one file as a download, never opened by the browser itself; the look is logged."""
    dit = _haal(request, pk)
    gevonden = get_object_or_404(Historiekbestand, pk=bestand, stuk=dit)
    historiek_lezen.noteer_inzage(stuk=dit, door=medewerker_van(request), op=timezone.now())
    koppen: dict[str, Any] = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=gevonden.naam.rpartition("/")[2]),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(bytes(gevonden.inhoud), content_type="application/octet-stream", headers=koppen)
