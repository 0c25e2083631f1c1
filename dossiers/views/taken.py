"""Giving a task, from any page; and the same one for each of the chosen locations."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dossiers.forms.taken import TaakForm, VoorElkForm, begin_bij, onderwerp_uit
from dossiers.models import Dossier
from dossiers.queries.nummers import nu_of_ooit
from kern.access import check_recht
from kern.actions import taken
from kern.formulier import probeer
from kern.lijst.sleutels import als_sleutel
from kern.models import Medewerker, Taak
from kern.scherm import ga_naar, medewerker_van, meld, toon

HOOGSTENS = 200  # locations at once


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Give a task, to oneself or a colleague; over another page it opens in a window."""
    wie = medewerker_van(request)
    check_recht(wie, "dossiers.kaart")
    if request.method != "POST":
        begin = {"sleutel": uuid4(), "titel": request.GET.get("titel", "")[:200]} | _begin(request, wie)
        return _toon_nieuw(request, TaakForm(initial=begin, auto_id="taak_%s", voor=wie))
    form = TaakForm(request.POST, auto_id="taak_%s", voor=wie)
    gemaakt: Taak | None = None
    if form.is_valid():
        gegevens = form.cleaned_data
        gemaakt = probeer(
            form, taken.geef, sleutel=gegevens["sleutel"], inhoud=form.inhoud, over=form.onderwerp, voor=gegevens["voor"],
            door=wie, op=timezone.now(),
        )  # fmt: skip
    if gemaakt is None:
        return _toon_nieuw(request, form, status=422)
    _meld(request, gemaakt, wie)
    return ga_naar(request, _terug(request) or "dossiers:werkvoorraad")


@require_http_methods(["GET", "HEAD", "POST"])
def voor_elk(request: HttpRequest) -> HttpResponse:
    """Give the same task about each of the chosen locations."""
    wie = medewerker_van(request)
    check_recht(wie, "dossiers.kaart")
    verstuurd = request.method == "POST"
    sleutels = [
        als_sleutel(Dossier, tekst) for tekst in (request.POST if verstuurd else request.GET).getlist("gekozen")[:HOOGSTENS]
    ]
    gekozen = list(Dossier.objects.zichtbaar_voor(wie).filter(pk__in=[sleutel for sleutel in sleutels if sleutel is not None]))
    form = VoorElkForm(
        request.POST if verstuurd else None, initial={"sleutel": uuid4(), "volgt_onderwerp": True}, auto_id="taak_%s", voor=wie
    )
    if gekozen and form.is_valid() and _geef_elk(form, gekozen, wie):
        voor = form.cleaned_data["voor"]
        bij = "uw werkvoorraad" if voor in (None, wie) else f"de werkvoorraad van {voor}"
        meld(request, f"{len(gekozen)} {'taak staat' if len(gekozen) == 1 else 'taken staan'} in {bij}.")
        return ga_naar(request, "dossiers:werkvoorraad")
    context = {"form": form, "gekozen": gekozen}
    return toon(request, "dossiers/taken_voor_elk.html", context, status=422 if verstuurd else 200)


def _geef_elk(form: VoorElkForm, gekozen: list[Dossier], wie: Medewerker) -> bool:
    gegevens = form.cleaned_data
    gegeven = probeer(
        form, taken.geef_elk, sleutel=gegevens["sleutel"], inhoud=form.inhoud, over=gekozen, voor=gegevens["voor"], door=wie,
        op=timezone.now(),
    )  # fmt: skip
    return gegeven is not None


def _begin(request: HttpRequest, wie: Medewerker) -> dict[str, Any]:
    nummer = request.GET.get("dossier", "")[:40]
    if nummer:
        zichtbaar = Dossier.objects.zichtbaar_voor(wie)
        return {"dossiernummer": zichtbaar.filter(nu_of_ooit(Dossier, [nummer])).first(), "volgt_onderwerp": True}
    return begin_bij(request.GET.get("over", "")[:110], wie)


def _toon_nieuw(request: HttpRequest, form: TaakForm, status: int = 200) -> HttpResponse:
    over = form["over"].value()
    gevonden = onderwerp_uit(str(over), form.medewerker) if over else None
    context = {"form": form, "kaartje": gevonden[1] if gevonden else None, "terug": _terug(request)}
    return toon(request, "dossiers/taak_nieuw.html", context, status=status, deel="venster")


def _terug(request: HttpRequest) -> str:
    """The page under the window: htmx says which; only a path of ours."""
    htmx = getattr(request, "htmx", None)
    pad = (htmx.current_url_abs_path or "") if htmx else ""
    return pad if pad.startswith("/") and not pad.startswith("//") else ""


def _meld(request: HttpRequest, taak: Taak, wie: Medewerker) -> None:
    bij = "uw werkvoorraad" if taak.voor == wie else f"de werkvoorraad van {taak.voor}"
    tegen = f", tegen {taak.tegen:%d/%m/%Y}" if taak.tegen else ""
    meld(request, f"“{taak.titel}” staat in {bij}{tegen}.")
