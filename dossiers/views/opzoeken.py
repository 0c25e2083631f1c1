"""The choices of the field with which a form asks for a location."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dossiers.opzoeken.kiezer import NAAM, keuzes
from dossiers.opzoeken.vraag import LANGSTE
from kern.scherm import medewerker_van, toon


@require_safe
def kies(request: HttpRequest) -> HttpResponse:
    """Show the locations that answer what stands in the search field of form field `naam`."""
    naam = request.GET.get("naam", "")
    if not NAAM.fullmatch(naam):
        raise Http404
    q = request.GET.get(f"{naam}_zoek", "").strip()[:LANGSTE]
    return toon(
        request, "dossiers/kies.html", {"naam": naam, "q": q, "keuzes": keuzes(medewerker_van(request), q)}, deel="keuzes"
    )
