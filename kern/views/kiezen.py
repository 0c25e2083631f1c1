"""The choices of a field in which one searches (`kern.kiezer`)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kern import kiezer
from kern.scherm import medewerker_van, toon


@require_safe
def kies(request: HttpRequest, soort: str) -> HttpResponse:
    """Show what answers the search field of form field `naam`, and what was chosen there before."""
    naam, klasse = request.GET.get("naam", ""), kiezer.bron_van(soort)
    if klasse is None or not kiezer.NAAM.fullmatch(naam):
        raise Http404
    id_ = kiezer.id_van(request.htmx.target if request.htmx else None, naam)  # type: ignore[attr-defined]  # set by django-htmx
    context = klasse(medewerker_van(request)).context(naam, kiezer.lees(request.GET, naam), id_, mag_leeg="leeg" in request.GET)
    return toon(request, "kern/kies.html", context, deel="keuzes")
