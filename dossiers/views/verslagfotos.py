"""Photos of a report: put under a heading, shown, taken out."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dossiers.access import verslag as rechten
from dossiers.actions import verslag_fotos as actions
from dossiers.forms.verslagen import FotoForm
from dossiers.models import Verslagdeel, Verslagfoto
from dossiers.queries import verslagen as queries
from dossiers.views.verslagbladzijde import haal_verslag, toon_verslag
from kern.bestanden.fouten import BestandGeweigerd
from kern.formulier import probeer
from kern.scherm import ga_naar, medewerker_van, meld
from kern.views.bestanden import geef


@require_POST
def nieuw(request: HttpRequest, pk: UUID, sleutel: str) -> HttpResponse:
    """Put a photo under a heading. The page sends it with its progress and gets the photo back; a plain form gets the page."""
    wie, dit = medewerker_van(request), haal_verslag(request, pk)
    rechten.check_mag_schrijven(wie, dit)
    deel = get_object_or_404(Verslagdeel.objects.select_related("verslag"), verslag=dit, sleutel=sleutel)
    naam = f"foto-{sleutel}"
    form = FotoForm(request.POST, request.FILES, prefix=naam)
    als_pagina, foto = request.accepts("text/html"), None
    if form.is_valid():
        d = form.cleaned_data
        waarden = {"sleutel": d["sleutel"], "inhoud": d["foto"].file, "naam": d["foto"].name, "alt": d["alt"]}
        try:
            foto = probeer(form, actions.zet_erbij, deel=deel, door=wie, op=timezone.now(), **waarden)
        except BestandGeweigerd as fout:
            form.add_error("foto", fout.zin)
    if foto is None:
        if als_pagina:
            return toon_verslag(request, dit, ingevuld={naam: form}, status=422)
        return JsonResponse({"fout": " ".join(str(zin) for zinnen in form.errors.values() for zin in zinnen)}, status=422)
    if als_pagina:
        meld(request, "De foto staat bij het verslag.")
        return ga_naar(request, dit)
    html = render_to_string("dossiers/_verslagfoto.html", {"foto": foto, "weg": True, "los": True}, request)
    return JsonResponse({"html": html})


def _haal(request: HttpRequest, pk: UUID) -> Verslagfoto:
    zichtbaar = Verslagfoto.objects.filter(deel__verslag__in=queries.verslagen_voor(medewerker_van(request)).values("pk"))
    return get_object_or_404(zichtbaar.select_related("bestand__inhoud", "deel__verslag"), pk=pk)


@require_safe
def foto(request: HttpRequest, pk: UUID) -> FileResponse:
    """Answer with the photo; the look at its report is written down with the page that shows it."""
    deze = _haal(request, pk)
    if deze.bestand is None:
        raise Http404
    return geef(deze.bestand, in_venster=True)


@require_POST
def neem_weg(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a photo out."""
    wie, deze = medewerker_van(request), _haal(request, pk)
    dit = haal_verslag(request, deze.deel.verslag_id)
    rechten.check_mag_schrijven(wie, dit)
    actions.haal_weg(foto=deze, door=wie, op=timezone.now())
    meld(request, "De foto is weg.")
    return ga_naar(request, dit)
