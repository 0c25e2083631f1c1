"""Saying which location a dossier goes on from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dossiers import access
from dossiers.actions import opvolging as actions
from dossiers.forms.dossiers import RedenForm
from dossiers.forms.toewijzen import OpvolgingForm
from dossiers.models import Opvolging
from dossiers.queries import opvolgingen
from dossiers.views.dossiers import haal
from dossiers.views.inzage import toon_inhoud
from kern.formulier import probeer
from kern.scherm import ga_naar, medewerker_van, meld


@require_http_methods(["GET", "HEAD", "POST"])
def koppel(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Link this dossier to the one before it."""
    wie, dit = medewerker_van(request), haal(request, dossiernummer)
    access.check_mag_wijzigen(wie, dit)
    form = OpvolgingForm(request.POST if request.method == "POST" else None, voor=wie)
    if form.is_valid():
        gemaakt = probeer(form, actions.koppel, opvolger=dit, door=wie, op=timezone.now(), **form.cleaned_data)
        if gemaakt:
            meld(request, "De opvolging is vastgelegd.")
            return ga_naar(request, dit)
    context = {"dossier": dit, "form": form, "keten": opvolgingen.keten(dit), "reden_form": RedenForm()}
    return toon_inhoud(request, dit, "dossiers/opvolging.html", context, status=422 if form.is_bound else 200)


@require_POST
def ontkoppel(request: HttpRequest, dossiernummer: str, pk: int) -> HttpResponse:
    """End a link that turned out wrong, with a reason."""
    wie, dit = medewerker_van(request), haal(request, dossiernummer)
    access.check_mag_wijzigen(wie, dit)
    form = RedenForm(request.POST)
    if form.is_valid():
        lopend = Opvolging.objects.select_related("voorganger", "opvolger").filter(vervallen_op=None)
        deze = get_object_or_404(lopend.filter(voorganger=dit) | lopend.filter(opvolger=dit), pk=pk)
        if probeer(form, actions.ontkoppel, opvolging=deze, door=wie, op=timezone.now(), **form.cleaned_data):
            meld(request, "De koppeling is weg. In het logboek blijft staan dat ze er was.")
            return ga_naar(request, dit)
    context = {"dossier": dit, "form": OpvolgingForm(voor=wie), "keten": opvolgingen.keten(dit), "reden_form": form}
    return toon_inhoud(request, dit, "dossiers/opvolging.html", context, status=422)
