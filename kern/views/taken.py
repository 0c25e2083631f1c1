"""One task: read it, change it, and what one does with it; and the list of what was given."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.access import check_recht
from kern.actions import eigen_werk, taakstappen, taken
from kern.forms.taken import KlaarForm, TaakdoorForm, TaakwijzigForm, UitstelForm, begin_van, begrepen, in_woorden
from kern.formulier import probeer
from kern.fouten import AlGewijzigd
from kern.models import Taak, Taakpunt
from kern.queries import taken as queries
from kern.queries.taken import Gezien
from kern.scherm import ga_naar, medewerker_van, meld, toon
from kern.taakgevolg import herkomst_van
from kern.takenlijst import TaakLijst


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show the tasks somebody gave or has, with what became of them."""
    check_recht(medewerker_van(request), "dossiers.kaart")
    return TaakLijst(request).antwoord("kern/taken.html")


@require_safe
def taak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one task with what can be done with it."""
    return _toon(request, _vind(request, pk))


@require_safe
def gelezen(request: HttpRequest) -> HttpResponse:
    """Show which day is understood from what is being typed, in fields in which it can be corrected."""
    wie = medewerker_van(request)
    check_recht(wie, "dossiers.kaart")
    vraag = request.GET
    uit = begrepen(vraag.get("titel", "")[:200], timezone.localdate())
    tegen, uur = vraag.get("tegen", "")[:10], vraag.get("uur", "")[:5]
    if uit.dag is not None and uit.woorden != vraag.get("gelezen", ""):
        tegen, uur = uit.dag.isoformat(), f"{uit.uur:%H:%M}" if uit.uur else ""
    context = {"tegen": tegen, "uur": uur, "gelezen": uit.woorden, "begrepen": in_woorden(uit), "prefix": _prefix(request)}
    return toon(request, "kern/_taakdag.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def wijzig(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what it says."""
    wie, gezien = medewerker_van(request), _vind(request, pk)
    if not gezien.mag_wijzigen or not gezien.taak.is_open:
        raise PermissionDenied("kern.taak")
    if request.method != "POST":
        form = TaakwijzigForm(initial=begin_van(gezien.taak), voor=wie)
        return toon(request, "kern/taak_wijzigen.html", {"gezien": gezien, "form": form})
    form = TaakwijzigForm(request.POST, voor=wie)
    gewijzigd: Taak | None = None
    if form.is_valid():
        versie = form.cleaned_data["versie"]
        gewijzigd = probeer(
            form, taken.wijzig, taak=gezien.taak, inhoud=form.inhoud, versie=versie, door=wie, op=timezone.now()
        )  # fmt: skip
    if gewijzigd is not None:
        meld(request, "De taak is gewijzigd.")
        return ga_naar(request, gezien.taak)
    return toon(request, "kern/taak_wijzigen.html", {"gezien": gezien, "form": form}, status=422)


@require_POST
def stap(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Do what the button says."""
    gezien = _vind(request, pk)
    wat, _, sleutel = (request.POST.get("doe") or request.GET.get("doe", "")).partition(
        ":"
    )  # the undo of a toast: in its address
    if wat not in _STAPPEN:
        raise Http404(wat)
    wie_mag, doe = _STAPPEN[wat]
    if not wie_mag(gezien):
        raise PermissionDenied("kern.taak")
    return doe(request, gezien, sleutel)


def _klaar(request: HttpRequest, gezien: Gezien, _sleutel: str) -> HttpResponse:
    form = KlaarForm(request.POST)
    if not form.is_valid():
        return _toon(request, gezien, klaarform=form)
    volgende = taken.werk_af(taak=gezien.taak, door=medewerker_van(request), op=timezone.now(), **form.cleaned_data)
    erna = f" De volgende staat klaar, tegen {volgende.tegen:%d/%m/%Y}." if volgende else ""
    ongedaan = f"{reverse('kern:taak_stap', args=[gezien.taak.pk])}?doe=heropen"
    meld(request, f"Taak afgewerkt.{erna}", ongedaan=ongedaan)
    return ga_naar(request, "/")


def _gewoon(actie: Callable[..., Any], zin: str) -> Callable[[HttpRequest, Gezien, str], HttpResponse]:
    def doe(request: HttpRequest, gezien: Gezien, _sleutel: str) -> HttpResponse:
        actie(taak=gezien.taak, door=medewerker_van(request), op=timezone.now())
        meld(request, zin)
        return ga_naar(request, gezien.taak)

    return doe


def _stel_uit(request: HttpRequest, gezien: Gezien, _sleutel: str) -> HttpResponse:
    form = UitstelForm(request.POST)
    if not form.is_valid() or not probeer(
        form, taakstappen.stel_uit, taak=gezien.taak, door=medewerker_van(request), op=timezone.now(), **form.cleaned_data
    ):
        return _toon(request, gezien, uitstelform=form)
    meld(request, f"Uitgesteld tot {form.cleaned_data['rust_tot']:%d/%m/%Y}.")
    return ga_naar(request, gezien.taak)


def _wek(request: HttpRequest, gezien: Gezien, _sleutel: str) -> HttpResponse:
    taakstappen.stel_uit(taak=gezien.taak, rust_tot=None, door=medewerker_van(request), op=timezone.now())
    meld(request, "De taak staat er weer.")
    return ga_naar(request, gezien.taak)


def _door(request: HttpRequest, gezien: Gezien, _sleutel: str) -> HttpResponse:
    wie = medewerker_van(request)
    form = TaakdoorForm(request.POST, voor=wie)
    if not form.is_valid() or not probeer(
        form, eigen_werk.geef_taak_door, taak=gezien.taak, door=wie, op=timezone.now(), **form.cleaned_data
    ):
        return _toon(request, gezien, doorform=form)
    meld(request, f"{form.cleaned_data['naar'].naam} heeft deze taak nu, en kreeg bericht.")
    return ga_naar(request, "/")


def _punt(request: HttpRequest, gezien: Gezien, sleutel: str) -> HttpResponse:
    gevonden = Taakpunt.objects.filter(taak=gezien.taak, pk=int(sleutel)) if sleutel.isdecimal() and len(sleutel) < 19 else None
    punt = gevonden.first() if gevonden is not None else None
    if punt is None:
        raise AlGewijzigd(gezien.taak)
    taakstappen.zet_punt(punt=punt, klaar=punt.klaar_op is None, door=medewerker_van(request), op=timezone.now())
    return ga_naar(request, gezien.taak)


def _doet(gezien: Gezien) -> bool:
    return gezien.doet and not gezien.verborgen


def _betrokken(gezien: Gezien) -> bool:
    return gezien.doet or gezien.gaf


_STAPPEN: dict[str, tuple[Callable[[Gezien], bool], Callable[[HttpRequest, Gezien, str], HttpResponse]]] = {
    "klaar": (_doet, _klaar),
    "heropen": (_betrokken, _gewoon(taken.heropen, "De taak staat weer open.")),
    "intrekken": (_betrokken, _gewoon(taken.trek_in, "De taak is ingetrokken.")),
    "beantwoord": (_doet, _gewoon(taakstappen.beantwoord, "Het antwoord is er: de taak is nu aan u.")),
    "nagevraagd": (_doet, _gewoon(taakstappen.vraag_na, "Genoteerd. U wordt opnieuw herinnerd als er geen antwoord komt.")),
    "uitstellen": (_doet, _stel_uit),
    "wek": (_doet, _wek),
    "doorgeven": (_betrokken, _door),
    "punt": (_doet, _punt),
}


def _vind(request: HttpRequest, pk: UUID) -> Gezien:
    gezien = queries.vind(medewerker_van(request), pk)
    if gezien is None:
        raise Http404
    return gezien


def _prefix(request: HttpRequest) -> str:
    return "snel" if request.GET.get("vorm") == "snel" else "taak"


def _toon(request: HttpRequest, gezien: Gezien, **formulieren: Any) -> HttpResponse:
    wie, dit = medewerker_van(request), gezien.taak
    context = {
        "gezien": gezien,
        "taak": dit,
        "titel": "Taak" if gezien.verborgen else dit.titel,
        "herkomst": None if gezien.verborgen else herkomst_van(wie, dit),
        "punten": [] if gezien.verborgen else list(dit.punten.all()),
        "doet": _doet(gezien),
        "betrokken": _betrokken(gezien),
        "vandaag": timezone.localdate(),
        "te_laat": queries.te_laat(dit, timezone.now()),
        "klaarform": KlaarForm(),
        "uitstelform": UitstelForm(),
        "doorform": TaakdoorForm(voor=wie),
    }
    return toon(request, "kern/taak.html", context | formulieren, status=422 if formulieren else 200)
