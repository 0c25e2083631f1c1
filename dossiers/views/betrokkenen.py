"""The people at a location: adding, changing, leaving, what they showed, and who is the same human being as whom."""

from copy import copy
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers import access
from dossiers.actions import betrokkenen as actions
from dossiers.choices import Koppelstatus
from dossiers.forms.organisatoren import BetrokkeneForm, BetrokkeneWijzigForm, VertrekForm
from dossiers.models import Betrokkene, Dossier, Organisator, PersoonKoppeling
from dossiers.queries import verbanden
from dossiers.queries.nummers import nu_of_ooit
from dossiers.views.dossiers import haal as haal_dossier
from dossiers.views.inzage import toon_inhoud
from kern.formulier import probeer
from kern.fouten import AlGewijzigd
from kern.scherm import ga_naar, medewerker_van, meld, toon

WAAR = "bij deze persoon"


def zichtbaar(request: HttpRequest) -> QuerySet[Betrokkene]:
    """Return the people whom the person who asks may read about."""
    return Betrokkene.objects.met_inhoud_voor(medewerker_van(request)).select_related("organisator", "dossier__organisator")


def haal(request: HttpRequest, pk: UUID) -> Betrokkene:
    """Return one of them; 404 for anybody else."""
    return get_object_or_404(zichtbaar(request), pk=pk)


@require_safe
def betrokkene(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one person at one place, what they showed, and where else the same person may be; that look is written down."""
    wie, dit, nu = medewerker_van(request), haal(request, pk), timezone.now()
    paren = verbanden.van_betrokkene(dit)
    anderen = {a.pk: a for a in zichtbaar(request).filter(pk__in=[paar.ander.pk for paar in paren])}
    context = {
        "betrokkene": dit,
        "attesten": list(dit.attesten.all()),
        "zelfde": [(p, anderen[p.ander.pk]) for p in paren if p.is_bevestigd and p.ander.pk in anderen],
        "lijkt": [(p, anderen[p.ander.pk]) for p in paren if not p.is_bevestigd and p.ander.pk in anderen],
        "buiten_bereik": any(p.ander.pk not in anderen for p in paren if not p.is_bevestigd),
        "beslist": _beslist(dit, zichtbaar(request)),
        "mag_wijzigen": access.mag_betrokkene_wijzigen(wie, dit),
        "vandaag": timezone.localdate(nu),
    }
    return toon_inhoud(request, dit, "dossiers/betrokkene.html", context)


def _beslist(dit: Betrokkene, leesbaar: QuerySet[Betrokkene]) -> list[tuple[PersoonKoppeling, Betrokkene]]:
    """Return what was decided about *dit* and somebody else whom the reader may see."""
    van_een = PersoonKoppeling.objects.filter(een=dit, ander__in=leesbaar)
    van_ander = PersoonKoppeling.objects.filter(ander=dit, een__in=leesbaar)
    rijen = (van_een | van_ander).filter(status__in=(Koppelstatus.BEVESTIGD, Koppelstatus.VERWORPEN))
    rijen = rijen.select_related("beslist_door", "een__organisator", "ander__organisator", "een__dossier", "ander__dossier")
    return [(k, k.ander if k.een_id == dit.pk else k.een) for k in rijen.order_by("-beslist_op")]


def _formulier(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Draw the form; about somebody who is there already that is a look, an empty one shows nothing."""
    sjabloon = "dossiers/betrokkene_formulier.html"
    if "betrokkene" not in context:
        return toon(request, sjabloon, context, status=status)
    return toon_inhoud(request, context["betrokkene"], sjabloon, context, status=status)


def _nieuw(request: HttpRequest, organisator: Organisator, dossier: Dossier | None) -> HttpResponse:
    wie = medewerker_van(request)
    form = BetrokkeneForm(request.POST if request.method == "POST" else None, initial={"vanaf": timezone.localdate()})
    context = {"form": form, "organisator": organisator, "dossier": dossier, "titel": "Nieuwe betrokkene"}
    if request.method != "POST":
        return _formulier(request, context)
    waarden = {"organisator": organisator, "dossier": dossier, "door": wie, "op": timezone.now()}
    if not form.is_valid() or not (gemaakt := probeer(form, actions.voeg_toe, **waarden, **form.cleaned_data)):
        return _formulier(request, context, 422)
    if any(not paar.is_bevestigd for paar in verbanden.van_betrokkene(gemaakt)):
        meld(request, f"{gemaakt.naam} is toegevoegd. Iemand elders lijkt dezelfde persoon: kijk dat na.", soort="let_op")
        return ga_naar(request, gemaakt)
    meld(request, f"{gemaakt.naam} is toegevoegd.")
    return ga_naar(request, gemaakt)


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw_bij_dossier(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Add somebody at a location."""
    dossier = haal_dossier(request, dossiernummer)
    access.check_mag_wijzigen(medewerker_van(request), dossier)
    return _nieuw(request, dossier.organisator, dossier)


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw_bij_organisator(request: HttpRequest, nummer: str) -> HttpResponse:
    """Add somebody at an organisator as a whole."""
    zichtbaar = access.organisatoren_zichtbaar_voor(medewerker_van(request))
    organisator = get_object_or_404(zichtbaar, nu_of_ooit(Organisator, [nummer]))
    access.check_mag_organisator_wijzigen(medewerker_van(request), organisator)
    return _nieuw(request, organisator, None)


@require_http_methods(["GET", "HEAD", "POST"])
def wijzig(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct what is known; when a colleague was first, show both versions (409) and overwrite nothing."""
    wie, dit = medewerker_van(request), haal(request, pk)
    access.check_mag_betrokkene_wijzigen(wie, dit)
    context: dict[str, Any] = {
        "betrokkene": dit,
        "dossier": dit.dossier,
        "organisator": dit.organisator,
        "titel": "Wijzig de betrokkene",
    }
    if request.method != "POST":
        form = BetrokkeneWijzigForm(instance=dit, initial={"versie": dit.versie})
        return _formulier(request, context | {"form": form})
    form = BetrokkeneWijzigForm(request.POST, instance=copy(dit))
    try:
        if not form.is_valid() or not probeer(
            form, actions.wijzig, betrokkene=copy(dit), door=wie, op=timezone.now(), **form.cleaned_data
        ):
            return _formulier(request, context | {"form": form}, 422)
    except AlGewijzigd:
        nu = haal(request, pk)
        context |= {"betrokkene": nu, "verschillen": form.verschillen(nu), "waar": WAAR}
        # Sent again, it is saved on top of what the colleague wrote: by then both versions have been seen.
        form = BetrokkeneWijzigForm({**request.POST.dict(), "versie": nu.versie}, instance=copy(nu))
        return _formulier(request, context | {"form": form}, 409)
    meld(request, "De betrokkene is bewaard.")
    return ga_naar(request, dit)


@require_http_methods(["GET", "HEAD", "POST"])
def beeindig(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down the last day; it can be undone. When a colleague was first, show both versions (409) and overwrite nothing."""
    wie, dit = medewerker_van(request), haal(request, pk)
    access.check_mag_betrokkene_wijzigen(wie, dit)
    beginwaarden = {"versie": dit.versie, "tot": timezone.localdate()}
    form = VertrekForm(request.POST if request.method == "POST" else None, initial=beginwaarden)
    context: dict[str, Any] = {"betrokkene": dit, "dossier": dit.dossier, "organisator": dit.organisator}
    context |= {"form": form, "titel": "Vertrokken"}
    if request.method != "POST":
        return _formulier(request, context)
    try:
        if not form.is_valid() or not probeer(
            form, actions.beeindig, betrokkene=copy(dit), door=wie, op=timezone.now(), **form.cleaned_data
        ):
            return _formulier(request, context, 422)
    except AlGewijzigd:
        nu = haal(request, pk)
        context |= {"betrokkene": nu, "verschillen": form.verschillen(nu), "waar": WAAR}
        return _formulier(request, context | {"form": VertrekForm({**request.POST.dict(), "versie": nu.versie})}, 409)
    ongedaan = reverse("dossiers:betrokkene_hervatten", args=[dit.pk])
    meld(request, f"De laatste dag van {dit.naam} is bewaard.", ongedaan=ongedaan)
    return ga_naar(request, dit)


@require_POST
def hervat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Undo that somebody left."""
    wie, dit = medewerker_van(request), haal(request, pk)
    access.check_mag_betrokkene_wijzigen(wie, dit)
    if dit.tot is not None:
        actions.hervat(betrokkene=copy(dit), versie=dit.versie, door=wie, op=timezone.now())
        meld(request, f"{dit.naam} is hier nog.")
    return ga_naar(request, dit)
