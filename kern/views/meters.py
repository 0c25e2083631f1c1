"""Who helps which starter: the list, and coupling one."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kern.access import check_mag_meter_regelen, check_recht, heeft_recht, kijkt_mee_met
from kern.actions import meters
from kern.forms.mensen import MeterForm
from kern.formulier import probeer
from kern.lijsten import MeterLijst
from kern.scherm import ga_naar, medewerker_van, meld, toon


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show the mentorships of the person, and of the team for the coordinator."""
    wie = medewerker_van(request)
    check_recht(wie, "kern.vervanging_eigen")
    context = {"mag_koppelen": heeft_recht(wie, "kern.meters"), "mee": list(kijkt_mee_met(wie))}
    return MeterLijst(request).antwoord("kern/meters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Give a starter a meter."""
    wie = medewerker_van(request)
    check_recht(wie, "kern.meters")
    form = MeterForm(request.POST if request.method == "POST" else None, voor=wie)
    if form.is_valid():
        check_mag_meter_regelen(wie, form.cleaned_data["starter"])
        gemaakt = probeer(form, meters.koppel_meter, door=wie, op=timezone.now(), **form.cleaned_data)
        if gemaakt:
            meld(request, f"{gemaakt.meter} is meter van {gemaakt.starter}; beiden kregen bericht.")
            return ga_naar(request, "kern:meters")
    return toon(request, "kern/meter_nieuw.html", {"form": form}, status=422 if form.is_bound else 200)
