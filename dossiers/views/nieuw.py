"""Entering a new organisator or location by hand."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dossiers import access
from dossiers.actions import nieuw as actions
from dossiers.forms import aanvragen as f
from kern.access import check_recht
from kern.formulier import probeer
from kern.scherm import ga_naar, medewerker_van, meld, toon


@require_http_methods(["GET", "HEAD", "POST"])
def organisator(request: HttpRequest) -> HttpResponse:
    """Add an organisator, after a look at those with such a name."""
    wie = medewerker_van(request)
    check_recht(wie, "dossiers.maak")
    form = f.NieuweOrganisatorForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        velden = {naam: waarde for naam, waarde in form.cleaned_data.items() if naam != "nagekeken"}
        gemaakt = probeer(form, actions.voeg_organisator_toe, gelijkend=form.nummers(), door=wie, op=timezone.now(), **velden)
        if gemaakt:
            meld(request, "De organisator is toegevoegd.")
            return ga_naar(request, gemaakt)
    return toon(request, "dossiers/organisator_nieuw.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest) -> HttpResponse:
    """Open the file of a location, after a look at those with such a name nearby."""
    wie = medewerker_van(request)
    check_recht(wie, "dossiers.maak")
    form = f.NieuwDossierForm(
        request.POST if request.method == "POST" else None,
        organisatoren=access.organisatoren_zichtbaar_voor(wie),
        initial={"organisator": request.GET.get("organisator", "")},
    )
    if form.is_valid():
        gemaakt = probeer(
            form,
            actions.voeg_dossier_toe,
            organisator=form.cleaned_data["organisator"],
            team=f.team_bij(form.cleaned_data["postcode"]),
            plek=form.plek(),
            plaatsen=form.cleaned_data["plaatsen"],
            gelijkend=form.nummers(),
            door=wie,
            op=timezone.now(),
        )
        if gemaakt:
            meld(request, "Het dossier is geopend met een voorlopig nummer.")
            return ga_naar(request, gemaakt)
    return toon(request, "dossiers/dossier_nieuw.html", {"form": form}, status=422 if form.is_bound else 200)
