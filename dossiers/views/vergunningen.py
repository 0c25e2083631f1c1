"""Periods of a permit: a new one, and the correction of one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dossiers import access
from dossiers.actions import vergunning as actions
from dossiers.forms.contact import NieuweVergunningForm, VergunningForm, WijzigVergunningForm
from dossiers.models import Dossier, Vergunning
from dossiers.views.dossiers import haal
from dossiers.views.inzage import toon_inhoud
from kern.formulier import probeer
from kern.fouten import AlGewijzigd
from kern.scherm import ga_naar, medewerker_van, meld


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Add a period; when a colleague changed the permit meanwhile, show it beside what was typed (409)."""
    wie, dossier = medewerker_van(request), haal(request, dossiernummer)
    access.check_mag_wijzigen(wie, dossier)
    if request.method != "POST":
        begin = {"gezien": actions.gezien_van(dossier), "type": dossier.type, "plaatsen": dossier.plaatsen}
        return _toon(request, dossier, NieuweVergunningForm(initial=begin))
    form = NieuweVergunningForm(request.POST)

    def doe() -> Vergunning | None:
        return probeer(
            form,
            actions.leg_periode_vast,
            dossier=dossier,
            periode=form.periode,
            gezien=form.cleaned_data["gezien"],
            reden=form.cleaned_data["reden"],
            door=wie,
            op=timezone.now(),
        )

    def opnieuw() -> dict[str, object]:
        return {"form": NieuweVergunningForm({**request.POST.dict(), "gezien": actions.gezien_van(dossier)})}

    return _bewaar(request, dossier, form, doe, opnieuw, "De vergunning is vastgelegd.")


@require_http_methods(["GET", "HEAD", "POST"])
def wijzig(request: HttpRequest, dossiernummer: str, pk: int) -> HttpResponse:
    """Correct a period; when a colleague was first, show both (409)."""
    wie, dossier = medewerker_van(request), haal(request, dossiernummer)
    periode = get_object_or_404(Vergunning.objects.select_related("dossier"), pk=pk, dossier=dossier)
    access.check_mag_wijzigen(wie, dossier)
    if request.method != "POST":
        form = WijzigVergunningForm(instance=periode, initial={"versie": periode.versie})
        return _toon(request, dossier, form, periode=periode)
    form = WijzigVergunningForm(request.POST)

    def doe() -> Vergunning | None:
        return probeer(
            form,
            actions.wijzig_periode,
            vergunning=periode,
            versie=form.cleaned_data["versie"],
            periode=form.periode,
            reden=form.cleaned_data["reden"],
            door=wie,
            op=timezone.now(),
        )

    def opnieuw() -> dict[str, object]:
        daar = Vergunning.objects.get(pk=pk)
        anders = form.verschillen(daar)
        return {"form": WijzigVergunningForm({**request.POST.dict(), "versie": daar.versie}), "verschillen": anders}

    return _bewaar(request, dossier, form, doe, opnieuw, "De vergunning is gewijzigd.", periode=periode)


def _bewaar(
    request: HttpRequest,
    dossier: Dossier,
    form: VergunningForm,
    doe: Callable[[], Vergunning | None],
    opnieuw: Callable[[], dict[str, object]],
    gelukt: str,
    **meer: object,
) -> HttpResponse:
    if not form.is_valid():
        return _toon(request, dossier, form, status=422, **meer)
    try:
        if doe() is None:
            return _toon(request, dossier, form, status=422, **meer)
    except AlGewijzigd:
        return _toon(request, dossier, form, status=409, **meer | {"conflict": True} | opnieuw())
    meld(request, gelukt)
    return ga_naar(request, dossier)


def _toon(request: HttpRequest, dossier: Dossier, form_: VergunningForm, *, status: int = 200, **meer: object) -> HttpResponse:
    context = {"dossier": dossier, "form": form_, "perioden": list(dossier.vergunningen.all())} | meer
    return toon_inhoud(request, dossier, "dossiers/vergunning.html", context, status=status)
