"""The folder of a visit: read before it, ticked on the spot."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dossiers.access.afspraak import check_mag_afspraak_wijzigen, mag_afspraak_wijzigen
from dossiers.actions import bezoekmap as actions
from dossiers.actions.afspraakgevolg import plan_van
from dossiers.forms.bezoekmap import EigenPuntForm, PuntForm
from dossiers.models import Afspraak, Bezoekpunt
from dossiers.queries import bezoekmap as queries
from dossiers.views.afspraken import haal_afspraak
from dossiers.views.inzage import toon_inhoud
from kern.formulier import probeer
from kern.fouten import AlGewijzigd
from kern.scherm import ga_naar, medewerker_van


@require_safe
def bezoekmap(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what one takes along to a visit; that look is written down."""
    return toon_map(request, haal_afspraak(request, pk))


def toon_map(request: HttpRequest, dit: Afspraak, status: int = 200, **meer: Any) -> HttpResponse:
    """Draw the folder; that look is written down."""
    plan = plan_van(dit)
    mag = dit.gewist_op is None and mag_afspraak_wijzigen(medewerker_van(request), dit)
    context = {
        "afspraak": dit,
        "plan": plan,
        "delen": queries.lees(dit, list(plan.dossiers), timezone.now()),
        "mag_schrijven": mag,
        "mag_foto": mag and dit.is_open,
        "eigen_form": EigenPuntForm(initial={"eigen": uuid4()}),
        **meer,
    }
    return toon_inhoud(request, dit, "dossiers/bezoekmap.html", context, status=status)


@require_POST
def punt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep one tick with its note, or a point of one's own. Answers a module with JSON, a plain form with the page."""
    wie, dit, nu = medewerker_van(request), haal_afspraak(request, pk), timezone.now()
    check_mag_afspraak_wijzigen(wie, dit)
    if "eigen" in request.POST:
        return _eigen(request, dit)
    als_json = not request.accepts("text/html")
    form = PuntForm(request.POST)
    if not form.is_valid():
        return _geweigerd(request, dit, form, als_json)
    try:
        bewaard = probeer(form, actions.vink, afspraak=dit, door=wie, op=nu, **form.cleaned_data)
    except AlGewijzigd as fout:
        daar = Bezoekpunt.objects.filter(afspraak=dit, sleutel=form.cleaned_data["sleutel"]).first()
        if als_json and daar is not None:
            return JsonResponse({"fout": fout.zin, **_antwoord(daar)}, status=409)
        return toon_map(request, haal_afspraak(request, pk), status=409, getypt=form.cleaned_data, fout=fout.zin)
    if bewaard is None:
        return _geweigerd(request, dit, form, als_json)
    return JsonResponse(_antwoord(bewaard)) if als_json else ga_naar(request, reverse("dossiers:bezoekmap", args=[pk]))


def _antwoord(dit: Bezoekpunt) -> dict[str, Any]:
    return {"versie": dit.versie, "klaar": dit.klaar, "nota": dit.nota}


def _geweigerd(request: HttpRequest, dit: Afspraak, form: PuntForm, als_json: bool) -> HttpResponse:
    zin = " ".join(str(fout) for fouten in form.errors.values() for fout in fouten)
    if als_json:
        return JsonResponse({"fout": zin}, status=422)
    return toon_map(request, dit, status=422, getypt={"nota": request.POST.get("nota", "")}, fout=zin)


def _eigen(request: HttpRequest, dit: Afspraak) -> HttpResponse:
    form = EigenPuntForm(request.POST)
    if not form.is_valid():
        return toon_map(request, dit, status=422, eigen_form=form)
    d = form.cleaned_data
    actions.voeg_toe(afspraak=dit, sleutel=d["eigen"], tekst=d["tekst"], door=medewerker_van(request), op=timezone.now())
    return ga_naar(request, reverse("dossiers:bezoekmap", args=[dit.pk]))
