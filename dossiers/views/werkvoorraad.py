"""The first page of the day: what waits for me, and the locations I follow."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.actions import inzage
from dossiers.forms.taken import TaakForm
from dossiers.models import Dossier
from dossiers.queries import dagbegin
from dossiers.queries import dossiers as queries
from dossiers.queries import mijn_locaties as mijn_locaties_
from kern.access import check_recht
from kern.models import Medewerker
from kern.scherm import medewerker_van, toon, wil_deel
from kern.werklijst import Werklijst

BEGIN = "begin"  # in the address: show how the day began, also after noon


def _over(persoon: Medewerker, dossiernummer: str) -> tuple[str, str] | None:
    pk = Dossier.objects.zichtbaar_voor(persoon).filter(dossiernummer__iexact=dossiernummer).values_list("pk", flat=True).first()
    return ("dossiers.dossier", str(pk)) if pk is not None else None


@require_http_methods(["GET", "HEAD", "POST"])
def werkvoorraad(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person who looks, and do what a button on it says."""
    wie, lijst = medewerker_van(request), Werklijst(request, over=_over)
    status = lijst.doe() if request.method == "POST" else 200
    if request.method == "POST" and status == 200 and not wil_deel(request):
        return redirect(lijst.hier)
    # The counter beside it changes with what was done.
    context: dict[str, Any] = {"lijst": lijst, "navigatie_mee": request.method == "POST" and wil_deel(request)}
    if not wie.is_intern:
        context["uitnodigingen"] = queries.uitnodigingen_voor(wie)
    elif not wil_deel(request):
        # After noon it is folded, and asks nothing until somebody opens it.
        if dagbegin.is_begin(lijst.op) or BEGIN in request.GET:
            context["dagbegin"] = dagbegin.lees(wie, lijst.op)
        context["taakform"] = TaakForm(initial={"sleutel": uuid4()}, auto_id="snel_%s", voor=wie)
    return toon(request, "dossiers/werkvoorraad.html", context, status=status, deel="lijst")


@require_safe
def mijn_locaties(request: HttpRequest) -> HttpResponse:
    """Show the locations that the person follows, all on one page."""
    wie, nu = medewerker_van(request), timezone.now()
    check_recht(wie, "dossiers.kaart")
    volgorde = mijn_locaties_.volgorde_van(request.GET.get("sorteer", ""))
    locaties = mijn_locaties_.sorteer(mijn_locaties_.locaties_van(wie, nu), volgorde)
    inzage.noteer_lijst("mijn_locaties", [locatie.dossier for locatie in locaties], door=wie, op=nu)
    context = {
        "locaties": locaties,
        "koppen": mijn_locaties_.koppen(volgorde),
        "rijen": mijn_locaties_.rijen(locaties),
        "gewicht": round(sum(locatie.gewicht for locatie in locaties)),
        "zonder_bezoek": sum(locatie.norm_voorbij for locatie in locaties),
        "grens": mijn_locaties_.HOOGSTENS,
    }
    return toon(request, "dossiers/mijn_locaties.html", context)
