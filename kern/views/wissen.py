"""Asking to erase, confirming by another, and the proof afterwards."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.access import check_recht, heeft_recht
from kern.actions import wissen as actions
from kern.choices import Wisstatus
from kern.forms.wissen import WisForm, ZoekForm
from kern.formulier import probeer
from kern.models import Medewerker
from kern.queries import wissen as queries
from kern.scherm import ga_naar, medewerker_van, meld, toon
from kern.wissen import NietsTeWissen, wisbaar_van

PER_LIJST = 200


def _check_betrokken(persoon: Medewerker) -> None:
    check_recht(persoon, "kern.wissen_aanvragen", "kern.wissen_bevestigen")


@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """Show every request, those that wait first."""
    persoon = medewerker_van(request)
    _check_betrokken(persoon)
    context = {
        "verzoeken": [(verzoek, Wisstatus(verzoek.status)) for verzoek in queries.verzoeken()[:PER_LIJST]],
        "mag_aanvragen": heeft_recht(persoon, "kern.wissen_aanvragen"),
    }
    return toon(request, "kern/wissen_lijst.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def zoek(request: HttpRequest) -> HttpResponse:
    """Find where somebody occurs. By POST, so that the name of who is erased stands in no address and no access log."""
    check_recht(medewerker_van(request), "kern.wissen_aanvragen")
    form = ZoekForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return toon(request, "kern/wissen_zoek.html", {"form": form})
    if not form.is_valid():
        return toon(request, "kern/wissen_zoek.html", {"form": form}, status=422)
    gevonden = actions.zoek_persoon(term=form.cleaned_data["term"], door=medewerker_van(request), op=timezone.now())
    context = {"form": form, "gezocht": True, "treffers": gevonden}
    return toon(request, "kern/wissen_zoek.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def vraag(request: HttpRequest, soort: str, sleutel: str) -> HttpResponse:
    """Ask to erase the person behind one thing."""
    door = medewerker_van(request)
    check_recht(door, "kern.wissen_aanvragen")
    try:
        omschrijving = wisbaar_van(soort).beschrijf(sleutel)
    except NietsTeWissen:
        raise Http404 from None
    if omschrijving is None:
        raise Http404
    form = WisForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "omschrijving": omschrijving}
    wat = {"onderwerp_soort": soort, "onderwerp_id": sleutel, "door": door, "op": timezone.now()}
    verzoek = probeer(form, actions.vraag_wissen, **wat, **form.cleaned_data) if form.is_valid() else None
    if verzoek is None:
        actions.noteer_inzage(onderwerp_soort=soort, onderwerp_id=sleutel, door=door, op=timezone.now())
        return toon(request, "kern/wissen_nieuw.html", context, status=422 if form.is_bound else 200)
    meld(request, "Het wissen is aangevraagd. Een collega met het recht om te bevestigen kijkt het na.")
    return ga_naar(request, verzoek)


@require_safe
def verzoek(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one request: what is to go, or the proof that it went."""
    persoon = medewerker_van(request)
    _check_betrokken(persoon)
    gevonden = get_object_or_404(queries.verzoeken(), pk=pk)
    loopt = gevonden.status == Wisstatus.AANGEVRAAGD
    eigen = gevonden.aangevraagd_door_id == persoon.pk
    context = {
        "verzoek": gevonden,
        "status": Wisstatus(gevonden.status),
        "omschrijving": wisbaar_van(gevonden.onderwerp_soort).beschrijf(gevonden.onderwerp_id) if loopt else None,
        "mag_bevestigen": loopt and not eigen and heeft_recht(persoon, "kern.wissen_bevestigen"),
        "mag_intrekken": loopt and eigen,
        "wacht_op_ander": loopt and eigen,
        "bewijs": sorted(gevonden.bewijs.items()),
    }
    onderwerp = {"onderwerp_soort": gevonden.onderwerp_soort, "onderwerp_id": gevonden.onderwerp_id}
    actions.noteer_inzage(**onderwerp, verzoek=gevonden, door=persoon, op=timezone.now())
    return toon(request, "kern/wissen_verzoek.html", context)


@require_POST
def bevestig(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Confirm as the second person, and erase."""
    door = medewerker_van(request)
    check_recht(door, "kern.wissen_bevestigen")
    gevonden = actions.bevestig_wissen(verzoek=get_object_or_404(queries.verzoeken(), pk=pk), door=door, op=timezone.now())
    meld(request, f"Gewist: {sum(gevonden.bewijs.values())} rijen. Het bewijs staat hieronder.")
    return ga_naar(request, gevonden)


@require_POST
def weiger(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Refuse as the second person."""
    door = medewerker_van(request)
    check_recht(door, "kern.wissen_bevestigen")
    gevonden = actions.weiger_wissen(verzoek=get_object_or_404(queries.verzoeken(), pk=pk), door=door, op=timezone.now())
    meld(request, "Het wisverzoek is geweigerd; er is niets gewist.")
    return ga_naar(request, gevonden)


@require_POST
def trek_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one's own request back."""
    door = medewerker_van(request)
    check_recht(door, "kern.wissen_aanvragen")
    gevonden = actions.trek_wisverzoek_in(verzoek=get_object_or_404(queries.verzoeken(), pk=pk), door=door, op=timezone.now())
    meld(request, "Uw wisverzoek is ingetrokken.")
    return ga_naar(request, gevonden)
