"""Requests to Zorginspectie: the list, one request, and its steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers import access
from dossiers.access import contact as rechten
from dossiers.actions import inspectieverzoeken as actions
from dossiers.forms.contact import AfsluitForm, BevestigForm, NietMeerNodigForm, NieuweInspectieForm, WijzigInspectieForm
from dossiers.lijsten.inspectieverzoeken import InspectieverzoekLijst
from dossiers.models import Inspectieverzoek
from dossiers.views.dossiers import haal
from dossiers.views.inzage import toon_inhoud
from kern.access import check_recht
from kern.formulier import probeer
from kern.fouten import AlAndersBewaard, AlGewijzigd
from kern.scherm import ga_naar, medewerker_van, meld, toon

_VRAGEN = "dossiers/inspectieverzoek_vragen.html"


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show the requests of the locations whose content is open to this person."""
    check_recht(medewerker_van(request), "dossiers.kaart")
    return InspectieverzoekLijst(request).antwoord("dossiers/inspectieverzoeken.html")


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Ask Zorginspectie to look at a location."""
    wie, dossier = medewerker_van(request), haal(request, dossiernummer)
    access.check_mag_wijzigen(wie, dossier)
    form = NieuweInspectieForm(request.POST if request.method == "POST" else None, initial={"sleutel": uuid4()})
    context = {"dossier": dossier, "form": form}
    if request.method != "POST":
        return toon(request, _VRAGEN, context)
    if not form.is_valid():
        return toon(request, _VRAGEN, context, status=422)
    sleutel, nu = form.cleaned_data["sleutel"], timezone.now()
    try:
        nieuw_ = probeer(form, actions.vraag_inspectie, sleutel=sleutel, dossier=dossier, gevraagd=form.gevraagd, door=wie, op=nu)
    except AlAndersBewaard as fout:
        # What was typed stays; with a new key it can be asked as a second request.
        context["form"] = form = NieuweInspectieForm({**request.POST.dict(), "sleutel": uuid4()})
        form.add_error(None, fout.zin)
        return toon(request, _VRAGEN, context, status=409)
    if nieuw_ is None:
        return toon(request, _VRAGEN, context, status=422)
    meld(request, "Het inspectieverzoek is vastgelegd.")
    return ga_naar(request, dossier)


def _haal_verzoek(request: HttpRequest, pk: UUID) -> Inspectieverzoek:
    zichtbaar = rechten.inspectieverzoeken_zichtbaar_voor(medewerker_van(request))
    return get_object_or_404(zichtbaar.select_related("dossier__organisator", "gevraagd_door", "afgesloten_door"), pk=pk)


def _toon_verzoek(request: HttpRequest, dit: Inspectieverzoek, status: int = 200, **meer: object) -> HttpResponse:
    nu = timezone.now()
    context = {
        "verzoek": dit,
        "te_laat": actions.is_te_laat(dit, nu),
        "mag_wijzigen": dit.is_open and access.mag_wijzigen(medewerker_van(request), dit.dossier),
        "bevestig_form": BevestigForm(auto_id="bevestig_%s"),
        "afsluit_form": AfsluitForm(initial={"bezocht_op": timezone.localdate(nu)}, auto_id="afsluit_%s"),
        "intrek_form": NietMeerNodigForm(auto_id="intrek_%s"),
        **meer,
    }
    return toon_inhoud(request, dit, "dossiers/inspectieverzoek.html", context, status=status)


@require_safe
def verzoek(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one request with its next steps; that look is written down."""
    return _toon_verzoek(request, _haal_verzoek(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def wijzig(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what is asked; when a colleague was first, show both versions (409)."""
    wie, dit = medewerker_van(request), _haal_verzoek(request, pk)
    access.check_mag_wijzigen(wie, dit.dossier)
    begin = {**actions.vraag_van(dit)._asdict(), "versie": dit.versie}
    form = WijzigInspectieForm(request.POST if request.method == "POST" else None, initial=begin)
    context: dict[str, Any] = {"verzoek": dit, "dossier": dit.dossier, "form": form}
    if request.method != "POST":
        return toon_inhoud(request, dit, _VRAGEN, context)
    if not form.is_valid():
        return toon_inhoud(request, dit, _VRAGEN, context, status=422)
    versie, nu = form.cleaned_data["versie"], timezone.now()
    try:
        if not probeer(form, actions.wijzig_verzoek, verzoek=dit, versie=versie, gevraagd=form.gevraagd, door=wie, op=nu):
            return toon_inhoud(request, dit, _VRAGEN, context, status=422)
    except AlGewijzigd:
        daar = _haal_verzoek(request, pk)
        context |= {"verzoek": daar, "verschillen": form.verschillen(actions.vraag_van(daar))}
        context["form"] = WijzigInspectieForm({**request.POST.dict(), "versie": daar.versie})
        return toon_inhoud(request, daar, _VRAGEN, context, status=409)
    meld(request, "Het inspectieverzoek is gewijzigd.")
    return ga_naar(request, dit)


def _stap(
    request: HttpRequest, pk: UUID, vorm: type[forms.Form], naam: str, actie: Callable[..., Inspectieverzoek], gelukt: str
) -> HttpResponse:
    wie, dit = medewerker_van(request), _haal_verzoek(request, pk)
    access.check_mag_wijzigen(wie, dit.dossier)
    form = vorm(request.POST, auto_id=f"{naam}_%s")
    if not form.is_valid() or not probeer(form, actie, verzoek=dit, door=wie, op=timezone.now(), **form.cleaned_data):
        return _toon_verzoek(request, dit, status=422, **{f"{naam}_form": form})
    meld(request, gelukt)
    return ga_naar(request, dit.dossier)


@require_POST
def bevestig(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that Zorginspectie takes it up."""
    return _stap(request, pk, BevestigForm, "bevestig", actions.bevestig, "De bevestiging is genoteerd.")


@require_POST
def sluit_af(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that Zorginspectie went."""
    return _stap(request, pk, AfsluitForm, "afsluit", actions.sluit_af, "Het bezoek van Zorginspectie is genoteerd.")


@require_POST
def trek_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that it is not needed any more."""
    return _stap(request, pk, NietMeerNodigForm, "intrek", actions.trek_in, "Het inspectieverzoek is ingetrokken.")
