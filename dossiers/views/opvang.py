"""How the care runs, as it was last told."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dossiers import access
from dossiers.actions import opvang as actions
from dossiers.forms.opvang import OpvangForm
from dossiers.queries import panelen as panelen_contact
from dossiers.views.dossiers import haal
from dossiers.views.inzage import toon_inhoud
from kern.formulier import probeer
from kern.fouten import AlGewijzigd
from kern.scherm import ga_naar, medewerker_van, meld


@require_http_methods(["GET", "HEAD", "POST"])
def wijzig(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Write down what was told; when a colleague was first, show that beside what was typed (409)."""
    wie, dossier, nu = medewerker_van(request), haal(request, dossiernummer), timezone.now()
    access.check_mag_wijzigen(wie, dossier)
    dag = timezone.localdate(nu)
    form = OpvangForm.voor(dossier, dag, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"dossier": dossier, "form": form}
    if request.method != "POST":
        return toon_inhoud(request, dossier, "dossiers/opvang.html", context)
    if not form.is_valid():
        return toon_inhoud(request, dossier, "dossiers/opvang.html", context, status=422)
    try:
        bewaard = probeer(
            form,
            actions.leg_opvang_vast,
            dossier=dossier,
            versie=form.cleaned_data["versie"],
            gemeld=form.gemeld,
            groepen=form.groepen,
            sluitingen=form.sluitingen,
            door=wie,
            op=nu,
        )
    except AlGewijzigd:
        daar = panelen_contact.opvang(wie, dossier, nu)
        versie = daar["opvang"].versie if daar["opvang"] else 0
        verschillen = form.verschillen(dossier, dag)
        context["form"] = OpvangForm.voor(dossier, dag, {**request.POST.dict(), "versie": versie})
        context |= {**daar, "verschillen": verschillen, "mag_wijzigen": False}
        return toon_inhoud(request, dossier, "dossiers/opvang.html", context, status=409)
    if bewaard is None:
        return toon_inhoud(request, dossier, "dossiers/opvang.html", context, status=422)
    meld(request, "De opvanggegevens zijn bewaard.")
    return ga_naar(request, dossier)
