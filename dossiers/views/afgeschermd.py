"""The shielded data: a reason first, then one look, and from that look a change."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dossiers import access
from dossiers.actions import afgeschermd as actions
from dossiers.forms.dossiers import AfgeschermdForm, RedenForm
from dossiers.views.dossiers import haal
from kern.formulier import probeer
from kern.fouten import AlGewijzigd
from kern.scherm import ga_naar, medewerker_van, meld, toon

BEIDE = "Een collega bewaarde eerst: beide versies zijn naast elkaar getoond."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bekijk(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Ask for the reason; answer with the data, once. A refresh asks again."""
    wie, dossier = medewerker_van(request), haal(request, dossiernummer)
    access.check_mag_afgeschermd(wie, dossier)
    form = RedenForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return toon(request, "dossiers/afgeschermd_vraag.html", {"dossier": dossier, "form": form})
    if not form.is_valid():
        return toon(request, "dossiers/afgeschermd_vraag.html", {"dossier": dossier, "form": form}, status=422)
    gegevens = actions.bekijk(dossier=dossier, door=wie, op=timezone.now(), **form.cleaned_data)
    invul = AfgeschermdForm(instance=gegevens, initial={"versie": gegevens.versie if gegevens else 0})
    context = {
        "dossier": dossier,
        "gegevens": gegevens,
        "form": invul,
        "mag_wijzigen": access.mag_wijzigen(wie, dossier),
    }
    return toon(request, "dossiers/afgeschermd.html", context)


@never_cache
@require_POST
def bewaar(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Write the shielded data; when a colleague was first, show both versions (409) and overwrite nothing."""
    wie, dossier = medewerker_van(request), haal(request, dossiernummer)
    access.check_mag_afgeschermd(wie, dossier)
    access.check_mag_wijzigen(wie, dossier)
    form = AfgeschermdForm(request.POST)
    context: dict[str, Any] = {"dossier": dossier, "gegevens": None, "form": form, "mag_wijzigen": True}
    try:
        if not form.is_valid() or not probeer(
            form, actions.leg_vast, dossier=dossier, door=wie, op=timezone.now(), **form.cleaned_data
        ):
            return toon(request, "dossiers/afgeschermd.html", context, status=422)
    except AlGewijzigd:
        # What the colleague wrote is shielded: that look is written down like the first.
        nu = actions.bekijk(dossier=dossier, door=wie, op=timezone.now(), reden=BEIDE)
        if nu is None:
            raise
        context |= {"gegevens": nu, "verschillen": form.verschillen(nu)}
        context["form"] = AfgeschermdForm({**request.POST.dict(), "versie": nu.versie})
        return toon(request, "dossiers/afgeschermd.html", context, status=409)
    meld(request, "De afgeschermde gegevens zijn bewaard.")
    return ga_naar(request, dossier)
