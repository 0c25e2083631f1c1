"""Promises: written down at a location or an organisator, read, and what became of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers import access
from dossiers.access.contact import mag_wijzigen_bij
from dossiers.actions import beloften as actions
from dossiers.choices import Belover
from dossiers.forms.beloften import BelofteForm, HoudForm, UitlegForm
from dossiers.models import Belofte, Dossier, Organisator
from dossiers.queries.beloften import beloften_voor
from dossiers.queries.nummers import nu_of_ooit
from dossiers.views.dossiers import haal
from dossiers.views.inzage import toon_inhoud
from kern.formulier import probeer
from kern.fouten import AlAndersBewaard
from kern.scherm import ga_naar, medewerker_van, meld, toon


@dataclass(frozen=True)
class Stap:
    """One thing that can become of a promise, as its page offers it."""

    titel: str
    knop: str
    form: type[forms.Form]
    actie: Callable[..., Belofte]
    zin: str
    hoofd: bool = False


STAPPEN = {
    "gehouden": Stap("Gehouden", "Noteer: gehouden", HoudForm, actions.houd, "Genoteerd: de belofte is gehouden.", True),
    "gebroken": Stap("Niet gehouden", "Noteer: niet gehouden", UitlegForm, actions.breek, "Genoteerd: niet gehouden."),
    "intrekken": Stap("Geen belofte (meer)", "Trek in", UitlegForm, actions.trek_in, "De belofte is ingetrokken."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Write down a promise about a location."""
    return _noteer(request, haal(request, dossiernummer))


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw_bij_organisator(request: HttpRequest, nummer: str) -> HttpResponse:
    """Write down a promise about an organisator itself."""
    zichtbaar = access.organisatoren_zichtbaar_voor(medewerker_van(request))
    return _noteer(request, get_object_or_404(zichtbaar, nu_of_ooit(Organisator, [nummer])))


def _noteer(request: HttpRequest, over: Dossier | Organisator) -> HttpResponse:
    wie = medewerker_van(request)
    if not mag_wijzigen_bij(wie, over):
        raise PermissionDenied("dossiers.schrijf")
    form = BelofteForm(request.POST if request.method == "POST" else None, initial={"sleutel": uuid4()})
    context: dict[str, Any] = {"over": over, "form": form}
    if request.method != "POST":
        return toon(request, "dossiers/belofte_nieuw.html", context)
    if not form.is_valid():
        return toon(request, "dossiers/belofte_nieuw.html", context, status=422)
    waarden = form.cleaned_data | {"van": Belover(form.cleaned_data["van"])}
    try:
        gemaakt = probeer(form, actions.beloof, over=over, door=wie, op=timezone.now(), **waarden)
    except AlAndersBewaard as fout:
        # What was typed stays; with a new key it can be kept as a second promise.
        context["form"] = form = BelofteForm({**request.POST.dict(), "sleutel": uuid4()})
        form.add_error(None, fout.zin)
        return toon(request, "dossiers/belofte_nieuw.html", context, status=409)
    if gemaakt is None:
        return toon(request, "dossiers/belofte_nieuw.html", context, status=422)
    meld(request, "De belofte is genoteerd.")
    return ga_naar(request, over)


def _haal(request: HttpRequest, pk: UUID) -> Belofte:
    return get_object_or_404(beloften_voor(medewerker_van(request)), pk=pk)


def _toon(request: HttpRequest, dit: Belofte, status: int = 200, **ingevuld: forms.Form) -> HttpResponse:
    stappen = []
    if dit.is_open and dit.gewist_op is None and mag_wijzigen_bij(medewerker_van(request), dit.over):
        stappen = [(code, stap, ingevuld.get(code) or stap.form(auto_id=f"{code}_%s")) for code, stap in STAPPEN.items()]
    vandaag = timezone.localdate()
    context = {"belofte": dit, "te_laat": dit.is_open and dit.tegen < vandaag, "stappen": stappen, "fout": bool(ingevuld)}
    return toon_inhoud(request, dit, "dossiers/belofte.html", context, status=status)


@require_safe
def belofte(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one promise with what can become of it; that look is written down."""
    return _toon(request, _haal(request, pk))


@require_POST
def zet_stap(request: HttpRequest, pk: UUID, stap: str) -> HttpResponse:
    """Say what became of it."""
    wie, dit = medewerker_van(request), _haal(request, pk)
    if stap not in STAPPEN:
        raise Http404
    if not mag_wijzigen_bij(wie, dit.over):
        raise PermissionDenied("dossiers.schrijf")
    deze = STAPPEN[stap]
    form = deze.form(request.POST, auto_id=f"{stap}_%s")
    if not form.is_valid() or not probeer(form, deze.actie, belofte=dit, door=wie, op=timezone.now(), **form.cleaned_data):
        return _toon(request, dit, status=422, **{stap: form})
    meld(request, deze.zin)
    return ga_naar(request, dit.over)
