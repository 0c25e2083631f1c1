"""Requests for start, expansion, move and takeover: the list, entering one, its page and its steps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers import access, workflow
from dossiers.actions import aanvragen as actions
from dossiers.choices import Aanvraagsoort
from dossiers.forms import aanvragen as f
from dossiers.lijsten.toewijzen import AanvraagLijst
from dossiers.models import Aandacht, Aanvraag, Dossier
from dossiers.queries import aanvragen, uitbreiding
from dossiers.views.dossiers import haal
from dossiers.views.inzage import toon_inhoud
from dossiers.views.nieuw import kijk_na
from kern.access import check_recht
from kern.formulier import probeer
from kern.models import Medewerker
from kern.overgang import mogelijk
from kern.scherm import ga_naar, medewerker_van, meld, toon


@dataclass(frozen=True)
class Stap:
    """One step as the page offers it: its form, its right, its action and what is said afterwards."""

    naam: str
    knop: str
    form: type[forms.Form]
    check: Callable[[Medewerker, Aanvraag], None]
    actie: Callable[..., Aanvraag]
    zin: str
    soort: str = "hoofd"


STAPPEN = {
    stap.naam: stap
    for stap in (
        Stap(workflow.GA_NA.naam, "Leg vast", f.AntecedentenForm, access.check_mag_behandelen, actions.ga_antecedenten_na,
             "De antecedenten zijn vastgelegd."),
        Stap(workflow.GEEF_ADVIES.naam, "Geef advies", f.AdviesForm, access.check_mag_behandelen, actions.geef_advies,
             "Uw advies staat erin. Een collega leest het na."),
        Stap(workflow.LEES_NA.naam, "Nagelezen", f.NalezingForm, access.check_mag_behandelen, actions.lees_na,
             "Nagelezen. De coördinator beslist."),
        Stap(workflow.STUUR_TERUG.naam, "Stuur terug", f.TerugForm, access.check_mag_behandelen, actions.stuur_terug,
             "Het advies gaat terug.", "kaal"),
        Stap(workflow.AANVAARD.naam, "Aanvaard", f.AanvaardForm, access.check_mag_beslissen_over, actions.aanvaard,
             "De aanvraag is aanvaard en uitgevoerd."),
        Stap(workflow.WEIGER_AANVRAAG.naam, "Weiger", f.RedenVanBeslissingForm, access.check_mag_beslissen_over, actions.weiger,
             "De aanvraag is geweigerd.", "gevaar"),
        Stap(workflow.TREK_AANVRAAG_IN[0].naam, "Trek in", f.RedenVanBeslissingForm, access.check_mag_aanvraag_intrekken,
             actions.trek_in, "De aanvraag is ingetrokken.", "kaal"),
    )
}  # fmt: skip
IN_ADRES = {stap.naam.replace(" ", "-"): stap for stap in STAPPEN.values()}


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show the requests of the team and of what one follows."""
    wie = medewerker_van(request)
    check_recht(wie, "dossiers.kaart")
    return AanvraagLijst(request).antwoord("dossiers/aanvragen.html", {"mag_maken": "dossiers.maak" in wie.rechten})


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Enter a request for a new location."""
    wie = medewerker_van(request)
    check_recht(wie, "dossiers.maak")
    form = _startform(request)
    if form.is_valid():
        team = f.team_bij(form.cleaned_data["postcode"])
        gemaakt = probeer(
            form, actions.dien_in, soort=form.soort, organisator=form.cleaned_data["organisator"], team=team, door=wie,
            op=timezone.now(), **form.gevraagd(),
        )  # fmt: skip
        if gemaakt:
            return _ingediend(request, gemaakt)
    context = {"form": form, "nakijken": reverse("dossiers:aanvraag_start_nakijken")}
    return toon(request, "dossiers/aanvraag_nieuw.html", context, status=422 if form.is_bound else 200)


@require_POST
def kijk_start_na(request: HttpRequest) -> HttpResponse:
    """Show what the location typed so far could be taken for; nothing is kept."""
    check_recht(medewerker_van(request), "dossiers.maak")
    return kijk_na(request, _startform(request))


def _startform(request: HttpRequest) -> f.AanvraagForm:
    return f.AanvraagForm(
        request.POST if request.method == "POST" else None,
        soort=Aanvraagsoort.START,
        voor=medewerker_van(request),
        initial={"organisator": request.GET.get("organisator", "")},
    )


@require_safe
def kies(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Choose what is asked about an existing location, and show what was asked before."""
    wie, dit = medewerker_van(request), haal(request, dossiernummer)
    access.check_mag_aanvragen(wie, dit)
    context = {
        "dossier": dit,
        "soorten": [soort for soort in Aanvraagsoort if soort is not Aanvraagsoort.START],
        "eerder": list(Aanvraag.objects.zichtbaar_voor(wie).filter(dossier=dit)[:20]),
    }
    return toon_inhoud(request, dit, "dossiers/aanvraag_kies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def bij_dossier(request: HttpRequest, dossiernummer: str, soort: str) -> HttpResponse:
    """Enter a request about an existing location: expansion, move or takeover."""
    wie, dit, wat = medewerker_van(request), haal(request, dossiernummer), Aanvraagsoort(soort)
    access.check_mag_aanvragen(wie, dit)
    form = _form_bij(request, dit, wat)
    if form.is_valid():
        gemaakt = probeer(
            form, actions.dien_in, soort=wat, organisator=form.cleaned_data.get("organisator") or dit.organisator,
            team=f.team_bij(form.cleaned_data.get("postcode", "")) or dit.team, dossier=dit, door=wie, op=timezone.now(),
            **form.gevraagd(),
        )  # fmt: skip
        if gemaakt:
            return _ingediend(request, gemaakt)
    context = {"form": form, "dossier": dit, "blokkades": _blokkades(wie, dit), "soort": wat}
    if "naam" in form.fields:
        context["nakijken"] = reverse("dossiers:aanvraag_nakijken", args=[dossiernummer, soort])
    return toon_inhoud(request, dit, "dossiers/aanvraag_nieuw.html", context, status=422 if form.is_bound else 200)


@require_POST
def kijk_na_bij_dossier(request: HttpRequest, dossiernummer: str, soort: str) -> HttpResponse:
    """Show what the place typed so far could be taken for, and write the look down as the form does; nothing is kept."""
    dit = haal(request, dossiernummer)
    access.check_mag_aanvragen(medewerker_van(request), dit)
    form = _form_bij(request, dit, Aanvraagsoort(soort))
    form.full_clean()
    return toon_inhoud(request, dit, "dossiers/_nakijken.html", {"form": form})


def _form_bij(request: HttpRequest, dit: Dossier, wat: Aanvraagsoort) -> f.AanvraagForm:
    form = f.AanvraagForm(
        request.POST if request.method == "POST" else None,
        soort=wat,
        voor=medewerker_van(request),
        initial={"naam": dit.naam, "type": dit.type} if wat is Aanvraagsoort.VERHUIS else None,
    )
    form.zonder = dit.pk
    return form


def _ingediend(request: HttpRequest, aanvraag: Aanvraag) -> HttpResponse:
    meld(request, "De aanvraag is ingediend. Leg nu vast wat de antecedenten zeggen.")
    return ga_naar(request, aanvraag)


@require_safe
def aanvraag(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what is asked, what was found, and the next step; that look is written down."""
    return _toon(request, get_object_or_404(aanvragen.aanvraag_voor(medewerker_van(request)), pk=pk))


@require_POST
def zet_stap(request: HttpRequest, pk: UUID, stap: str) -> HttpResponse:
    """Take one step."""
    wie = medewerker_van(request)
    deze = get_object_or_404(aanvragen.aanvraag_voor(wie), pk=pk)
    if stap not in IN_ADRES:
        raise Http404
    deze_stap = IN_ADRES[stap]
    deze_stap.check(wie, deze)
    form = deze_stap.form(request.POST, prefix=stap)
    if form.is_valid():
        gedaan = probeer(form, deze_stap.actie, aanvraag=deze, door=wie, op=timezone.now(), **form.cleaned_data)
        if gedaan:
            meld(request, deze_stap.zin)
            return ga_naar(request, gedaan)
    # Fetched again: what the action set before it refused was taken back in the database, not in memory.
    return _toon(request, get_object_or_404(aanvragen.aanvraag_voor(wie), pk=pk), status=422, ingevuld={stap: form})


def _toon(
    request: HttpRequest, deze: Aanvraag, *, status: int = 200, ingevuld: dict[str, forms.Form] | None = None
) -> HttpResponse:
    wie, nu = medewerker_van(request), timezone.now()
    mag = deze.is_open and access.mag_behandelen(wie, deze)
    stappen = []
    for overgang in mogelijk(workflow.AANVRAAG, deze, wie):
        naam = overgang.naam.replace(" ", "-")
        zelf = overgang.naam == workflow.TREK_AANVRAAG_IN[0].naam and deze.ingediend_door_id == wie.pk
        tweede = overgang in (workflow.LEES_NA, workflow.STUUR_TERUG)
        if (mag or zelf) and not (tweede and deze.advies_door_id == wie.pk):
            form = (ingevuld or {}).get(naam) or IN_ADRES[naam].form(prefix=naam)
            stappen.append((naam, IN_ADRES[naam], form))
    open_ = deze.is_open
    context: dict[str, Any] = {
        "aanvraag": deze,
        "stappen": stappen,
        "gevonden": _gevonden(deze, wie, nu),
        "blokkades": list(uitbreiding.blokkades_voor(deze.dossier, wie)) if open_ and deze.dossier else [],
        "wacht_op_ander": mag and deze.advies_door_id == wie.pk and not deze.nagelezen_op and not stappen[1:],
    }
    return toon_inhoud(request, deze, "dossiers/aanvraag.html", context, status=status)


def _gevonden(deze: Aanvraag, wie: Medewerker, op: datetime) -> list[str]:
    """What was written down when somebody looked, for who handles the request; else what this person may find now."""
    if deze.gevonden and access.mag_behandelen(wie, deze):
        return list(deze.gevonden)
    return aanvragen.gevonden(deze, voor=wie, op=op)


def _blokkades(wie: Medewerker, dossier: Dossier) -> list[Aandacht]:
    return list(uitbreiding.blokkades_voor(dossier, wie))
