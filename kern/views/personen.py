"""Somebody's card, the list of colleagues, and what people say of themselves."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kern.access import check_recht, heeft_recht, mag_vervanging_regelen
from kern.actions.mensen import wijzig_profiel
from kern.forms.mensen import ProfielForm
from kern.lijsten import MedewerkerLijst
from kern.models import Medewerker
from kern.queries.personen import kaart_van, vervangingen_van
from kern.scherm import ga_naar, medewerker_van, meld, toon, wil_deel


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show all colleagues to internal people."""
    kijker = medewerker_van(request)
    check_recht(kijker, "dossiers.kaart")
    return MedewerkerLijst(request).antwoord("kern/medewerkers.html", {"beheert": heeft_recht(kijker, "kern.medewerkers")})


@require_safe
def medewerker(request: HttpRequest, username: str) -> HttpResponse:
    """Show the card of a colleague; the same address gives the piece for the popover."""
    wie = get_object_or_404(Medewerker.objects.select_related("team"), username=username)
    kijker = medewerker_van(request)
    if wie != kijker and not kijker.is_intern:
        raise Http404
    nu = timezone.now()
    context = {"kaart": kaart_van(wie, op=nu), "wie": wie, "zelf": wie == kijker}
    if not wil_deel(request):
        context |= {
            "beheert": heeft_recht(kijker, "kern.medewerkers"),
            "regelt": wie.is_active and mag_vervanging_regelen(kijker, wie),
            "vervangingen": [(v, mag_vervanging_regelen(kijker, v.afwezige)) for v in vervangingen_van(wie, op=nu)],
        }
    return toon(request, "kern/medewerker.html", context, deel="kaart")


@require_http_methods(["GET", "HEAD", "POST"])
def profiel(request: HttpRequest) -> HttpResponse:
    """Let people say what they know, when they work, and how their screen behaves."""
    wie = medewerker_van(request)
    begin = {
        "expertises": ", ".join(wie.expertises),
        "werkpatroon": wie.werkpatroon,
        "telefoon": wie.telefoon,
        "thema": wie.thema,
        "sneltoetsen_aan": wie.sneltoetsen_aan,
    }
    form = ProfielForm(request.POST if request.method == "POST" else None, initial=begin)
    if not form.is_valid():
        return toon(request, "kern/profiel.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        wijzig_profiel(medewerker=wie, door=wie, op=timezone.now(), **form.cleaned_data)
    except ValidationError as fout:
        form.add_error(None, fout.messages)
        return toon(request, "kern/profiel.html", {"form": form}, status=422)
    meld(request, "Uw profiel is bewaard.")
    return ga_naar(request, "kern:profiel")
