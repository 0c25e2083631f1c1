"""Hanging up: on one page, or in a window over the page one is on, a telefoonblad becomes what it is to be."""

import json
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dossiers.access import telefoonblad as rechten
from dossiers.actions import telefoonbladen as actions
from dossiers.bestemmingen import Bestemming, bestemmingen_voor
from dossiers.forms.telefoonblad import NietsForm
from dossiers.models import Telefoonblad
from dossiers.views.telefoonblad import haal_blad
from kern.fouten import DomeinFout
from kern.models import Medewerker
from kern.scherm import ga_naar, medewerker_van, meld, toon, wil_deel

SJABLOON = "dossiers/telefoonblad_ophangen.html"


@require_http_methods(["GET", "HEAD", "POST"])
def hang_op(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose what the call becomes; every goal is filled in from the blad."""
    wie = medewerker_van(request)
    rechten.check_mag_telefoonblad(wie)
    blad = haal_blad(wie, pk)
    if not blad.is_open:  # hung up from another tab, or sent twice: what it became
        return _klaar(request, blad)
    stappen = _stappen(request, wie, blad)
    niets = NietsForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _toon(request, blad, stappen, niets)
    gekozen = [(bestemming, form) for bestemming, form, aan in stappen if aan]
    if not all([niets.is_valid(), *(form.is_valid() for _, form in gekozen)]):
        return _toon(request, blad, stappen, niets, status=422)
    wordt = [actions.Stap(bestemming, form.cleaned_data) for bestemming, form in gekozen]
    try:
        blad = actions.hang_op(blad=blad, wordt=wordt, reden=niets.cleaned_data["reden"], door=wie, op=timezone.now())
    except (ValidationError, DomeinFout) as fout:
        niets.add_error(None, fout.zin if isinstance(fout, DomeinFout) else fout.messages)
        return _toon(request, blad, stappen, niets, status=422)
    return _klaar(request, blad)


def _stappen(request: HttpRequest, wie: Medewerker, blad: Telefoonblad) -> list[tuple[Bestemming, Any, bool]]:
    """Return each goal with its form, and whether it is ticked; one that is searched in is meant too."""
    gekozen = set(request.POST.getlist("wordt"))
    gezocht = {sleutel.partition("-")[0] for sleutel in request.POST if sleutel.endswith("_zoeken")}
    uit = []
    for bestemming in bestemmingen_voor(wie):
        aan = bestemming.code in gekozen | gezocht if request.method == "POST" else bestemming.meestal
        data = request.POST if request.method == "POST" and aan else None
        begin = bestemming.begin(blad, _bedoelde_tekst(request, blad))
        uit.append((bestemming, bestemming.formulier(data, prefix=bestemming.code, voor=wie, initial=begin), aan))
    return uit


def _bedoelde_tekst(request: HttpRequest, blad: Telefoonblad) -> str:
    """Return the part that was marked in the dock, given as places and never as words; all of it when none was."""
    van, tot = (request.GET.get(naam, "") for naam in ("van", "tot"))
    deel = blad.tekst[int(van[:6]) : int(tot[:6])] if van.isdecimal() and tot.isdecimal() else ""
    return deel.strip() or blad.tekst.strip()


def _toon(
    request: HttpRequest, blad: Telefoonblad, stappen: list[tuple[Bestemming, Any, bool]], niets: NietsForm, status: int = 200
) -> HttpResponse:
    context = {"blad": blad, "stappen": stappen, "niets": niets, "actie": request.get_full_path()}
    return toon(request, SJABLOON, context, status=status, deel="venster")


def _klaar(request: HttpRequest, blad: Telefoonblad) -> HttpResponse:
    if not wil_deel(request):
        meld(request, "Opgehangen.")
        return ga_naar(request, blad)
    context = {"blad": blad, "uitkomsten": list(blad.uitkomsten.all())}
    antwoord = toon(request, SJABLOON, context, deel="klaar")
    antwoord["HX-Trigger"] = json.dumps({"telefoonblad-klaar": {"sleutel": str(blad.pk)}})
    return antwoord
