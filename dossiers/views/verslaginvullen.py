"""What the editor asks while somebody types: what can be called up with "::" and "@", and making a promise of a line."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.aanroepen import lees_belofte
from dossiers.access import verslag as rechten
from dossiers.access.tekstblok import blokken_bij_naam
from dossiers.actions.verslag_invullen import beloof_in_verslag
from dossiers.forms.verslagen import AanroepForm
from dossiers.models import Verslagdeel
from dossiers.views.verslagbladzijde import haal_verslag, toon_verslag
from kern.fouten import DomeinFout
from kern.rijketekst import als_tekst
from kern.scherm import medewerker_van
from kern.tekst import inkorten

_KORT = 90  # characters of a block beside its name


@require_safe
def keuzes(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer the text blocks of this person, and the colleagues who may read this report. No words of the report."""
    wie, dit = medewerker_van(request), haal_verslag(request, pk)
    rechten.check_mag_schrijven(wie, dit)
    blokken = sorted(blokken_bij_naam(wie).values(), key=lambda blok: blok.naam)
    return JsonResponse(
        {
            "blokken": [
                {"naam": blok.naam, "van": blok.van, "kort": inkorten(als_tekst(blok.tekst), _KORT), "html": blok.tekst}
                for blok in blokken
            ],
            "collegas": [collega.naam for collega in rechten.te_noemen(dit).exclude(pk=wie.pk)],
        }
    )


@require_http_methods(["GET", "HEAD", "POST"])
def belofte(request: HttpRequest, pk: UUID, sleutel: str) -> HttpResponse:
    """Say how a line is understood (GET), or keep it as a promise (POST). 422 with a sentence when it cannot be one."""
    wie, dit, nu = medewerker_van(request), haal_verslag(request, pk), timezone.now()
    rechten.check_mag_schrijven(wie, dit)
    get_object_or_404(Verslagdeel, verslag=dit, sleutel=sleutel)
    form = AanroepForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        if request.method == "POST" and request.accepts("text/html"):
            return toon_verslag(request, dit, status=422)  # somebody who sent a form there: the page says what it asks
        return JsonResponse({"fout": "Zeg wie wat belooft, en tegen wanneer."}, status=422)
    d = form.cleaned_data
    try:
        if request.method != "POST":
            return JsonResponse({"zin": lees_belofte(d["woord"], d["tekst"], timezone.localdate(nu)).zin})
        gemaakt = beloof_in_verslag(verslag=dit, door=wie, op=nu, **d)
    except DomeinFout as fout:
        return JsonResponse({"fout": fout.zin}, status=fout.status)
    except ValidationError as fout:
        return JsonResponse({"fout": " ".join(fout.messages)}, status=422)
    return JsonResponse({"zin": gemaakt.zin, "url": gemaakt.belofte.get_absolute_url()})
