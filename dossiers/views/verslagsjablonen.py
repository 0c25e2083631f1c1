"""What a report is made of: the kinds with their versions, and making the next version of one, with a look at it first."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.access.tekstblok import check_mag_sjablonen
from dossiers.actions.verslagsjablonen import maak_versie
from dossiers.choices import Verslagsoort
from dossiers.forms.verslagsjablonen import DeelrijFormSet, SjabloonForm, begin_van, delen_uit, rijen_van
from dossiers.models import Verslagsjabloon
from dossiers.queries import verslagen as queries
from kern.fouten import AlGewijzigd
from kern.scherm import ga_naar, medewerker_van, meld, toon

_WIJZIG = "dossiers/verslagsjabloon.html"


@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """Show the kinds of reports with what they are made of."""
    check_mag_sjablonen(medewerker_van(request))
    volgorde = list(Verslagsoort)
    sjablonen = sorted(queries.geldende_sjablonen(), key=lambda s: volgorde.index(Verslagsoort(s.soort)))
    return toon(request, "dossiers/verslagsjablonen.html", {"sjablonen": sjablonen})


@require_http_methods(["GET", "HEAD", "POST"])
def sjabloon(request: HttpRequest, soort: str) -> HttpResponse:
    """Make the next version of one; with `voorbeeld` only look at it; when a colleague was first, both (409)."""
    wie = medewerker_van(request)
    check_mag_sjablonen(wie)
    if soort not in Verslagsoort.values:
        raise Http404
    nu = Verslagsjabloon.objects.filter(soort=soort).select_related("gemaakt_door").latest("versie")
    if request.method != "POST":
        return _toon(request, nu, SjabloonForm(initial=begin_van(nu)), DeelrijFormSet(initial=rijen_van(nu)))
    form, rijen = SjabloonForm(request.POST), DeelrijFormSet(request.POST)
    if not (form.is_valid() and rijen.is_valid()):
        return _toon(request, nu, form, rijen, status=422)
    delen, d = delen_uit(rijen), form.cleaned_data
    if "voorbeeld" in request.POST:
        return _toon(request, nu, form, rijen, voorbeeld=delen)
    waarden = {"nalezen": d["nalezen"], "vast_na_uren": d["vast_na_uren"]}
    try:
        gemaakt = maak_versie(soort=soort, na_versie=d["versie"], delen=delen, door=wie, op=timezone.now(), **waarden)
    except ValidationError as fout:
        form.add_error(None, fout.messages)
        return _toon(request, nu, form, rijen, status=422)
    except AlGewijzigd:
        form = SjabloonForm({**request.POST.dict(), "versie": nu.versie})
        return _toon(request, nu, form, rijen, status=409, daar=nu, voorbeeld=delen)
    meld(request, f"Versie {gemaakt.versie} geldt voor elk verslag dat vanaf nu begonnen wordt.")
    return ga_naar(request, "dossiers:verslagsjablonen")


def _toon(
    request: HttpRequest, nu: Verslagsjabloon, form: SjabloonForm, rijen: object, status: int = 200, **meer: object
) -> HttpResponse:
    versies = Verslagsjabloon.objects.filter(soort=nu.soort).select_related("gemaakt_door")
    context = {"sjabloon": nu, "form": form, "rijen": rijen, "versies": versies, **meer}
    return toon(request, _WIJZIG, context, status=status)
