"""Handing over locations: choosing to whom, the hand-over file, and ticking off what was read."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers import access
from dossiers.actions import inzage
from dossiers.actions import toewijzen as actions
from dossiers.actions.toewijzen import Rij, Uitkomst
from dossiers.forms.toewijzen import OverdrachtForm, ToewijsForm
from dossiers.lijsten.toewijzen import OverdrachtLijst
from dossiers.models import Dossier, Organisator
from dossiers.queries import overdrachtsdossier, zin
from dossiers.queries.nummers import nu_of_ooit
from kern.access import check_recht
from kern.formulier import probeer
from kern.fouten import AlGewijzigd
from kern.lijst.sleutels import als_sleutel
from kern.models import Medewerker
from kern.scherm import ga_naar, medewerker_van, meld, toon


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show the hand-overs of the person, and of the team for the coordinator."""
    wie = medewerker_van(request)
    check_recht(wie, "dossiers.kaart")
    return OverdrachtLijst(request).antwoord("dossiers/overdrachten.html", {"mag_overdragen": access.draagt_over(wie)})


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Hand over the chosen locations; with nothing chosen, those that the person follows."""
    wie, nu = medewerker_van(request), timezone.now()
    access.check_draagt_over(wie)
    verstuurd = request.method == "POST"
    gekozen = _gekozen(request.POST) if verstuurd else _gekozen(request.GET) or overdrachtsdossier.gevolgd(wie)
    mag, niet = overdrachtsdossier.over_te_dragen(wie, gekozen)
    begin = {"naar": request.GET.get("naar", "")}
    form = OverdrachtForm(request.POST if verstuurd else None, dossiers=mag, initial=begin, voor=wie)
    if form.is_valid() and mag:
        uitkomst = probeer(
            form,
            actions.draag_over,
            rijen=form.gevraagd(),
            naar=form.cleaned_data["naar"],
            nota=form.cleaned_data["nota"],
            door=wie,
            op=nu,
        )
        if uitkomst:
            # Sent with the form, and meanwhile with somebody else: not to be left out without a word.
            uitkomst.rijen += [Rij(dossier, False, "Deze locatie is niet meer van u of van uw team.") for dossier in niet]
            return _na_overdracht(request, uitkomst)
    inzage.noteer_lijst("overdracht_nieuw", mag, door=wie, op=nu)
    context = {
        "form": form,
        "rijen": [(d, form[f"nota_{d.pk}"], form[f"van_{d.pk}"]) for d in mag],
        "zinnen": zin.zinnen(mag, voor=wie, op=nu),
        "niet": niet,
        "belasting": _belasting(mag, request),
    }
    return toon(request, "dossiers/overdracht_nieuw.html", context, status=422 if form.is_bound else 200)


@require_safe
def van_dossier(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """From the page of a location to the form, with that location chosen; `?naar=vast`: back to who its organisator has."""
    wie = medewerker_van(request)
    zichtbaar = Dossier.objects.zichtbaar_voor(wie).select_related("klantenbeheerder", "organisator")
    dit = get_object_or_404(zichtbaar, nu_of_ooit(Dossier, [dossiernummer]))
    access.check_mag_overdragen(wie, dit)
    vast = dit.organisator.klantenbeheerder_id if request.GET.get("naar") == "vast" else None
    return ga_naar(request, f"{reverse('dossiers:overdracht_nieuw')}?gekozen={dit.pk}" + (f"&naar={vast}" if vast else ""))


def _na_overdracht(request: HttpRequest, uitkomst: Uitkomst) -> HttpResponse:
    """Everything went: to the hand-over file. Something did not: a result per row, that stays."""
    if uitkomst.mislukt or not uitkomst.overdracht:
        context = {
            "uitkomst": uitkomst,
            # What was typed about what did not go stays with who typed it.
            "rijen": [(rij, "" if rij.gelukt else request.POST.get(f"nota_{rij.dossier.pk}", "")) for rij in uitkomst.rijen],
            "nota": "" if uitkomst.overdracht else request.POST.get("nota", ""),
        }
        status = 200 if uitkomst.overdracht else 409
        return toon(request, "dossiers/overdracht_resultaat.html", context, status=status)
    aantal = uitkomst.gelukt
    meld(request, f"{aantal} locatie{'' if aantal == 1 else 's'} overgedragen aan {uitkomst.overdracht.naar}.")
    return ga_naar(request, uitkomst.overdracht)


@require_safe
def belasting(request: HttpRequest) -> HttpResponse:
    """Show how much each would have, for the colleague chosen in the form."""
    wie = medewerker_van(request)
    access.check_draagt_over(wie)
    mag, _ = overdrachtsdossier.over_te_dragen(wie, _gekozen(request.GET))
    return toon(request, "dossiers/_belasting.html", {"belasting": _belasting(mag, request)})


def _belasting(dossiers: list[Dossier], request: HttpRequest) -> list[overdrachtsdossier.Belasting]:
    gevraagd = (request.POST or request.GET).get("naar", "")
    naar = access.volgers().filter(pk__in=[als_sleutel(Medewerker, gevraagd)]).first() if gevraagd else None
    wie = medewerker_van(request)
    return overdrachtsdossier.belasting(dossiers, naar, voor=wie, op=timezone.now()) if naar else []


def _gekozen(gegevens: QueryDict) -> list[int]:
    sleutels = [als_sleutel(Dossier, tekst) for tekst in gegevens.getlist("gekozen")[: overdrachtsdossier.HOOGSTENS]]
    return [s for s in sleutels if s is not None]


@require_safe
def overdracht(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the hand-over file: per location how it is, what is open, what happened last, and the note."""
    wie, nu = medewerker_van(request), timezone.now()
    deze = get_object_or_404(overdrachtsdossier.overdracht_voor(wie), pk=pk)
    bladen = overdrachtsdossier.bladen(deze, wie, nu)
    nummers = [blad.dossier.dossiernummer for blad in bladen if blad.dossier.weg]
    # Also when no location is open: the notes are content by themselves.
    actions.noteer_inzage(overdracht=deze, nummers=nummers, door=wie, op=nu)
    van = sorted({str(blad.regel.van) for blad in bladen if blad.regel.van})
    context = {
        "overdracht": deze,
        "bladen": bladen,
        "van": van,
        "mag_aftekenen": deze.naar_id == wie.pk,
        "ongelezen": sum(blad.regel.gelezen_op is None for blad in bladen),
    }
    return toon(request, "dossiers/overdracht.html", context)


@require_POST
def gelezen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tick off one location, or all, as read by the receiver."""
    wie = medewerker_van(request)
    deze = get_object_or_404(overdrachtsdossier.overdracht_voor(wie), pk=pk)
    access.check_mag_aftekenen(wie, deze)
    gekozen = [int(tekst) for tekst in request.POST.getlist("regel") if tekst.isdecimal() and len(tekst) < 19]
    aantal = actions.lees(overdracht=deze, regels=gekozen or None, door=wie, op=timezone.now())
    meld(request, "Dit was al afgetekend." if not aantal else f"{aantal} locatie{'' if aantal == 1 else 's'} gelezen.")
    anker = f"#regel-{gekozen[0]}" if gekozen else ""
    return ga_naar(request, f"{deze.get_absolute_url()}{anker}")


@require_http_methods(["GET", "HEAD", "POST"])
def wijs_toe(request: HttpRequest, nummer: str) -> HttpResponse:
    """Say who is the fixed klantenbeheerder of an organisator; when a colleague was first, show both (409)."""
    wie = medewerker_van(request)
    zichtbaar = access.organisatoren_zichtbaar_voor(wie).select_related("klantenbeheerder")
    deze: Organisator = get_object_or_404(zichtbaar, nu_of_ooit(Organisator, [nummer]))
    access.check_mag_toewijzen(wie, deze)
    begin = {"van": deze.klantenbeheerder_id}
    form = ToewijsForm(request.POST if request.method == "POST" else None, initial=begin, voor=wie)
    if form.is_valid():
        try:
            gemaakt = probeer(form, actions.wijs_toe, organisator=deze, door=wie, op=timezone.now(), **form.cleaned_data)
        except AlGewijzigd:
            nu = zichtbaar.get(pk=deze.pk)
            opnieuw = ToewijsForm({**request.POST.dict(), "van": nu.klantenbeheerder_id or ""}, voor=wie)
            context = {"organisator": nu, "form": opnieuw, "verschillen": form.verschillen(nu)}
            return toon(request, "dossiers/organisator_toewijzen.html", context, status=409)
        if gemaakt:
            meld(request, f"{gemaakt.naar} is nu de vaste klantenbeheerder van {deze}.")
            return ga_naar(request, gemaakt)
    context = {"organisator": deze, "form": form}
    return toon(request, "dossiers/organisator_toewijzen.html", context, status=422 if form.is_bound else 200)
