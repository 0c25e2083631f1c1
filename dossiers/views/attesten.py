"""What the people at a location showed: a new attest, a newer one, one that was written down wrongly."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dossiers import access
from dossiers.actions import attesten as actions
from dossiers.forms.organisatoren import AttestForm, KorteRedenForm, VernieuwForm
from dossiers.models import Attest, Betrokkene
from dossiers.views.betrokkenen import haal as haal_betrokkene
from dossiers.views.betrokkenen import zichtbaar
from dossiers.views.inzage import toon_inhoud
from kern.formulier import probeer
from kern.fouten import AlGewijzigd
from kern.scherm import ga_naar, medewerker_van, meld


def _haal(request: HttpRequest, pk: UUID) -> tuple[Attest, Betrokkene]:
    attest = get_object_or_404(Attest.objects.filter(betrokkene__in=zichtbaar(request)), pk=pk)
    betrokkene = haal_betrokkene(request, attest.betrokkene_id)
    access.check_mag_betrokkene_wijzigen(medewerker_van(request), betrokkene)
    attest.betrokkene = betrokkene
    return attest, betrokkene


def _toon(
    request: HttpRequest, betrokkene: Betrokkene, form: object, titel: str, status: int = 200, **meer: object
) -> HttpResponse:
    context: dict[str, Any] = {"betrokkene": betrokkene, "dossier": betrokkene.dossier, "organisator": betrokkene.organisator}
    context |= {"form": form, "titel": titel} | meer
    return toon_inhoud(request, betrokkene, "dossiers/betrokkene_formulier.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down that somebody showed an attest."""
    wie, betrokkene = medewerker_van(request), haal_betrokkene(request, pk)
    access.check_mag_betrokkene_wijzigen(wie, betrokkene)
    form = AttestForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _toon(request, betrokkene, form, "Nieuw attest")
    if not form.is_valid() or not probeer(
        form, actions.voeg_toe, betrokkene=betrokkene, door=wie, op=timezone.now(), **form.cleaned_data
    ):
        return _toon(request, betrokkene, form, "Nieuw attest", 422)
    meld(request, "Het attest is bewaard.")
    return ga_naar(request, betrokkene)


@require_http_methods(["GET", "HEAD", "POST"])
def vernieuw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a newer one in its place; when a colleague did so first, show both (409): sent again it takes the place of theirs."""
    attest, betrokkene = _haal(request, pk)
    form = VernieuwForm(request.POST if request.method == "POST" else None)
    titel = f"Vernieuw: {attest}"
    if request.method != "POST":
        return _toon(request, betrokkene, form, titel)
    try:
        if not form.is_valid() or not probeer(
            form, actions.vernieuw, attest=attest, door=medewerker_van(request), op=timezone.now(), **form.cleaned_data
        ):
            return _toon(request, betrokkene, form, titel, 422)
    except AlGewijzigd:
        if (nu := betrokkene.attesten.filter(soort=attest.soort, vervallen_op=None).first()) is None:
            raise  # withdrawn: there is nothing to put a newer one in the place of
        over_dat = reverse("dossiers:attest_vernieuwen", args=[nu.pk])
        meer = {"verschillen": form.verschillen(nu), "waar": "op het attest", "actie": over_dat}
        return _toon(request, betrokkene, form, titel, 409, **meer)
    meld(request, "Het attest is vernieuwd.")
    return ga_naar(request, betrokkene)


@require_http_methods(["GET", "HEAD", "POST"])
def trek_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Withdraw what was written down wrongly, with a reason."""
    attest, betrokkene = _haal(request, pk)
    form = KorteRedenForm(request.POST if request.method == "POST" else None)
    titel = f"Trek in: {attest}"
    if request.method != "POST" or not form.is_valid():
        return _toon(request, betrokkene, form, titel, 422 if form.errors else 200)
    actions.trek_in(attest=attest, door=medewerker_van(request), op=timezone.now(), **form.cleaned_data)
    meld(request, "Het attest is ingetrokken.")
    return ga_naar(request, betrokkene)
