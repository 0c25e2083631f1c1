"""Groepen and koepels: who belongs together, from when until when. They are cards: open to every internal medewerker."""

from copy import copy
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dossiers import access
from dossiers.actions import groepen as actions
from dossiers.forms.organisatoren import EindeForm, GroepForm, GroepWijzigForm, LidForm
from dossiers.lijsten.groepen import GroepLijst
from dossiers.models import Groep, Groepslidmaatschap
from dossiers.queries.groepen import groep_voor, leden_van
from kern.access import check_recht, heeft_recht
from kern.formulier import probeer
from kern.fouten import AlGewijzigd
from kern.scherm import ga_naar, medewerker_van, meld, toon

_FORMULIER = "dossiers/groep_formulier.html"


def _haal(request: HttpRequest, pk: int) -> Groep:
    return get_object_or_404(groep_voor(medewerker_van(request)), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show all groepen and koepels."""
    check_recht(medewerker_van(request), "dossiers.kaart")
    mag_schrijven = heeft_recht(medewerker_van(request), "dossiers.schrijf")
    return GroepLijst(request).antwoord("dossiers/groepen.html", {"mag_schrijven": mag_schrijven})


@require_safe
def groep(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one with its members, now and before."""
    dit = _haal(request, pk)
    vandaag = timezone.localdate()
    leden = leden_van(dit)
    context = {
        "groep": dit,
        "nu": [lid for lid in leden if lid.tot is None or lid.tot >= vandaag],
        "vroeger": [lid for lid in leden if lid.tot is not None and lid.tot < vandaag],
        "mag_schrijven": heeft_recht(medewerker_van(request), "dossiers.schrijf"),
    }
    return toon(request, "dossiers/groep.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Add a groep or koepel."""
    wie = medewerker_van(request)
    check_recht(wie, "dossiers.schrijf")
    form = GroepForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "titel": "Nieuwe groep of koepel"}
    if request.method != "POST":
        return toon(request, _FORMULIER, context)
    gemaakt = probeer(form, actions.maak_groep, door=wie, op=timezone.now(), **form.cleaned_data) if form.is_valid() else None
    if gemaakt is None:
        return toon(request, _FORMULIER, context, status=422)
    meld(request, f"{gemaakt.naam} is toegevoegd.")
    return ga_naar(request, gemaakt)


@require_http_methods(["GET", "HEAD", "POST"])
def wijzig(request: HttpRequest, pk: int) -> HttpResponse:
    """Change name or kind; when a colleague was first, show both versions (409) and overwrite nothing."""
    wie = medewerker_van(request)
    check_recht(wie, "dossiers.schrijf")
    dit = _haal(request, pk)
    context: dict[str, Any] = {"groep": dit, "titel": "Wijzig de groep"}
    if request.method != "POST":
        return toon(request, _FORMULIER, context | {"form": GroepWijzigForm(instance=dit, initial={"versie": dit.versie})})
    form = GroepWijzigForm(request.POST, instance=copy(dit))
    try:
        if not form.is_valid() or not probeer(
            form, actions.wijzig_groep, groep=copy(dit), door=wie, op=timezone.now(), **form.cleaned_data
        ):
            return toon(request, _FORMULIER, context | {"form": form}, status=422)
    except AlGewijzigd:
        nu = _haal(request, pk)
        context |= {"groep": nu, "verschillen": form.verschillen(nu)}
        form = GroepWijzigForm({**request.POST.dict(), "versie": nu.versie}, instance=copy(nu))
        return toon(request, _FORMULIER, context | {"form": form}, status=409)
    meld(request, "De groep is bewaard.")
    return ga_naar(request, dit)


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw_lid(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an organisator belong to it: for who may change that organisator."""
    wie = medewerker_van(request)
    check_recht(wie, "dossiers.schrijf")
    dit = _haal(request, pk)
    form = LidForm(request.POST if request.method == "POST" else None, initial={"vanaf": timezone.localdate()}, voor=wie)
    context = {"form": form, "groep": dit, "titel": "Organisator toevoegen"}
    if request.method != "POST":
        return toon(request, _FORMULIER, context)
    if form.is_valid():
        access.check_mag_organisator_wijzigen(wie, form.cleaned_data["organisator"])
        if probeer(form, actions.voeg_lid_toe, groep=dit, door=wie, op=timezone.now(), **form.cleaned_data):
            meld(request, f"{form.cleaned_data['organisator']} hoort bij {dit}.")
            return ga_naar(request, dit)
    return toon(request, _FORMULIER, context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def beeindig_lid(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down the last day of a membership."""
    wie = medewerker_van(request)
    leden = Groepslidmaatschap.objects.filter(groep__in=groep_voor(wie)).select_related("groep", "organisator")
    lid = get_object_or_404(leden, pk=pk)
    access.check_mag_organisator_wijzigen(wie, lid.organisator)
    form = EindeForm(request.POST if request.method == "POST" else None, initial={"tot": timezone.localdate()})
    context = {"form": form, "groep": lid.groep, "titel": f"{lid.organisator} hoort er niet meer bij"}
    if request.method != "POST":
        return toon(request, _FORMULIER, context)
    if not form.is_valid() or not probeer(
        form, actions.beeindig_lidmaatschap, lid=copy(lid), door=wie, op=timezone.now(), **form.cleaned_data
    ):
        return toon(request, _FORMULIER, context, status=422)
    meld(request, f"{lid.organisator} hoort niet meer bij {lid.groep}.")
    return ga_naar(request, lid.groep)
