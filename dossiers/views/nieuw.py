"""Entering a new organisator or location by hand."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dossiers.actions import nieuw as actions
from dossiers.forms import aanvragen as f
from dossiers.views.inzage import toon_inhoud
from kern.access import check_recht
from kern.formulier import probeer
from kern.fouten import AlAndersBewaard
from kern.scherm import ga_naar, medewerker_van, meld, toon


@require_http_methods(["GET", "HEAD", "POST"])
def organisator(request: HttpRequest) -> HttpResponse:
    """Add an organisator, after a look at those with such a name."""
    wie = medewerker_van(request)
    check_recht(wie, "dossiers.maak")
    form = f.NieuweOrganisatorForm(request.POST if request.method == "POST" else None, initial={"sleutel": uuid4()})
    if form.is_valid():
        waarden = {"gelijkend": form.nummers(), "door": wie, "op": timezone.now(), **form.cleaned_data}
        try:
            gemaakt = probeer(form, actions.voeg_organisator_toe, **waarden)
        except AlAndersBewaard as fout:
            # What was typed stays; with a new key it can be added as another one.
            form = f.NieuweOrganisatorForm({**request.POST.dict(), "sleutel": uuid4()})
            form.add_error(None, fout.zin)
            return toon(request, "dossiers/organisator_nieuw.html", {"form": form}, status=409)
        if gemaakt:
            meld(request, "De organisator is toegevoegd.")
            return ga_naar(request, gemaakt)
    return toon(request, "dossiers/organisator_nieuw.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest) -> HttpResponse:
    """Open the file of a location, after a look at those with such a name nearby."""
    wie = medewerker_van(request)
    check_recht(wie, "dossiers.maak")
    form = _dossierform(request)
    if form.is_valid():
        gemaakt = probeer(
            form,
            actions.voeg_dossier_toe,
            organisator=form.cleaned_data["organisator"],
            team=f.team_bij(form.cleaned_data["postcode"]),
            plek=form.plek(),
            plaatsen=form.cleaned_data["plaatsen"],
            gelijkend=form.nummers(),
            toch=form.cleaned_data["toch"],
            door=wie,
            op=timezone.now(),
        )
        if gemaakt:
            meld(request, "Het dossier is geopend met een voorlopig nummer.")
            return ga_naar(request, gemaakt)
    return _toon_gevonden(request, form, "dossiers/dossier_nieuw.html", status=422 if form.is_bound else 200)


@require_POST
def kijk_organisator_na(request: HttpRequest) -> HttpResponse:
    """Show what the organisator typed so far could be taken for; nothing is kept. By POST: names belong in no address."""
    check_recht(medewerker_van(request), "dossiers.maak")
    return kijk_na(request, f.NieuweOrganisatorForm(request.POST))


@require_POST
def kijk_dossier_na(request: HttpRequest) -> HttpResponse:
    """Show what the location typed so far could be taken for, and what went before its organisator; nothing is kept."""
    check_recht(medewerker_van(request), "dossiers.maak")
    return kijk_na(request, _dossierform(request))


def kijk_na(request: HttpRequest, form: f.MetGelijkenissen) -> HttpResponse:
    """Show what the form found, as it would after sending."""
    form.full_clean()
    return _toon_gevonden(request, form, "dossiers/_nakijken.html")


def _toon_gevonden(request: HttpRequest, form: f.MetGelijkenissen, sjabloon: str, *, status: int = 200) -> HttpResponse:
    """Draw the form. Look-alikes stand on the kaart; antecedents name people, so that look at the organisator is written down."""
    if form.antecedenten:
        return toon_inhoud(request, form.cleaned_data["organisator"], sjabloon, {"form": form}, status=status)
    return toon(request, sjabloon, {"form": form}, status=status)


def _dossierform(request: HttpRequest) -> f.NieuwDossierForm:
    wie = medewerker_van(request)
    return f.NieuwDossierForm(
        request.POST if request.method == "POST" else None,
        voor=wie,
        op=timezone.now(),
        initial={"organisator": request.GET.get("organisator", "")},
    )
