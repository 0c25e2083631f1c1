"""Photos of a visit: put at a point of its folder, shown, taken out."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dossiers.access.afspraak import check_mag_afspraak_wijzigen
from dossiers.actions import bezoekfotos as actions
from dossiers.forms.bezoekmap import BezoekfotoForm
from dossiers.models import Bezoekfoto
from dossiers.queries import afspraken as queries
from dossiers.views.afspraken import haal_afspraak
from dossiers.views.bezoekmap import toon_map
from kern.bestanden.fouten import BestandGeweigerd
from kern.formulier import probeer
from kern.scherm import ga_naar, medewerker_van, meld
from kern.views.bestanden import geef


@require_POST
def nieuw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a photo at a point. The page sends it with its progress and gets the photo back; a plain form gets the page."""
    wie, dit = medewerker_van(request), haal_afspraak(request, pk)
    check_mag_afspraak_wijzigen(wie, dit)
    form, foto = BezoekfotoForm(request.POST, request.FILES, prefix="foto"), None
    if form.is_valid():
        d = dict(form.cleaned_data)
        bestand = d.pop("foto")
        try:
            foto = probeer(
                form, actions.zet_erbij, afspraak=dit, inhoud=bestand.file, naam=bestand.name, door=wie, op=timezone.now(), **d
            )
        except BestandGeweigerd as fout:
            form.add_error("foto", fout.zin)
    als_pagina = request.accepts("text/html")
    if foto is None:
        zin = " ".join(str(zin) for zinnen in form.errors.values() for zin in zinnen)
        return toon_map(request, dit, status=422, fout=zin) if als_pagina else JsonResponse({"fout": zin}, status=422)
    if als_pagina:
        meld(request, "De foto staat in de bezoekmap.")
        return ga_naar(request, reverse("dossiers:bezoekmap", args=[pk]))
    html = render_to_string("dossiers/_verslagfoto.html", {"foto": foto, "weg": True, "los": True}, request)
    return JsonResponse({"html": html})


def _haal(request: HttpRequest, pk: UUID) -> Bezoekfoto:
    zichtbaar = Bezoekfoto.objects.filter(afspraak__in=queries.afspraken_voor(medewerker_van(request)).values("pk"))
    return get_object_or_404(zichtbaar.select_related("bestand__inhoud", "afspraak"), pk=pk)


@require_safe
def foto(request: HttpRequest, pk: UUID) -> FileResponse:
    """Answer with the photo; the look at its visit is written down with the page that shows it."""
    return geef(_haal(request, pk).bestand, in_venster=True)


@require_POST
def neem_weg(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a photo out."""
    wie, deze = medewerker_van(request), _haal(request, pk)
    check_mag_afspraak_wijzigen(wie, deze.afspraak)
    actions.haal_weg(foto=deze, door=wie, op=timezone.now())
    meld(request, "De foto is weg.")
    return ga_naar(request, reverse("dossiers:bezoekmap", args=[deze.afspraak_id]))
