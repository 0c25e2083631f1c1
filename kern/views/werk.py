"""One row of the werkvoorraad: what it is, and what can be done with it besides doing it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kern.actions import eigen_werk
from kern.forms.werk import DoorgeefForm, VerzetForm
from kern.formulier import probeer
from kern.models import Medewerker, Werkregel
from kern.models.werk import dag_van
from kern.queries.werk import mijn_regels
from kern.scherm import ga_naar, medewerker_van, meld, toon
from kern.werk import onderwerpsoort
from kern.werkrij import NIET_MEER, soort_van

HUIS = "/"  # the werkvoorraad stands in the app above


@require_safe
def regel(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one row with what can be done by hand."""
    wie, werkregel = _vind(request, pk)
    return _toon(request, wie, werkregel)


@require_POST
def verzet(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it another day."""
    wie, werkregel = _vind(request, pk)
    form = VerzetForm(request.POST)
    if not form.is_valid():
        return _toon(request, wie, werkregel, verzetform=form)
    eigen_werk.verzet(regel=werkregel, door=wie, op=timezone.now(), **form.cleaned_data)
    meld(request, "De dag is gewijzigd.")
    return ga_naar(request, HUIS)


@require_POST
def geef_door(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass it on to a colleague."""
    wie, werkregel = _vind(request, pk)
    form = DoorgeefForm(request.POST, voor=wie)
    if not form.is_valid() or not probeer(
        form, eigen_werk.wijs_door, regel=werkregel, door=wie, op=timezone.now(), **form.cleaned_data
    ):
        return _toon(request, wie, werkregel, doorgeefform=form)
    meld(request, f"{form.cleaned_data['naar'].naam} heeft dit nu, en kreeg bericht.")
    return ga_naar(request, HUIS)


@require_POST
def heropen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own tick back."""
    wie = medewerker_van(request)
    werkregel = get_object_or_404(Werkregel.objects.select_related("voor"), pk=pk, klaar_door=wie)
    eigen_werk.heropen(regel=werkregel, door=wie, op=timezone.now())
    meld(request, f"{soort_van(werkregel.soort).label.capitalize()} staat weer in de werkvoorraad.")
    return ga_naar(request, HUIS)


def _vind(request: HttpRequest, pk: int) -> tuple[Medewerker, Werkregel]:
    wie = medewerker_van(request)
    return wie, get_object_or_404(mijn_regels(wie).select_related("voor", "team"), pk=pk)


def _toon(request: HttpRequest, wie: Medewerker, werkregel: Werkregel, **formulieren: Any) -> HttpResponse:
    soort = soort_van(werkregel.soort)
    bekend = onderwerpsoort(werkregel.onderwerp_soort)
    sleutel = werkregel.onderwerp_id
    kaartje = bekend.laad(wie, [sleutel]).get(sleutel) if bekend else None
    verborgen = bool(werkregel.onderwerp_soort) and not soort.alleen_kaart and not (kaartje and kaartje.inhoud)
    tegen = dag_van(werkregel.tegen, heel_dag=werkregel.heel_dag)
    context = {
        "regel": werkregel,
        "soort": soort,
        "kaartje": kaartje,
        "titel": soort.label.capitalize() if verborgen else werkregel.titel,
        "kort": NIET_MEER if verborgen else werkregel.kort,
        "url": "" if verborgen else werkregel.url,
        "tegen": tegen,
        "mag_doorgeven": wie.is_intern and not soort.persoonlijk,
        "verzetform": VerzetForm(initial={"tegen": tegen}),
        "doorgeefform": DoorgeefForm(voor=wie),
    }
    return toon(request, "kern/werkregel.html", context | formulieren, status=422 if formulieren else 200)
