"""Text blocks: the list, making one, changing it, taking it away."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers.access import tekstblok as rechten
from dossiers.actions import tekstblokken as actions
from dossiers.forms.tekstblokken import EIGEN, TEAM, NieuwBlokForm, WijzigBlokForm
from dossiers.models import Tekstblok
from kern.formulier import probeer
from kern.fouten import AlAndersBewaard, AlGewijzigd
from kern.rijketekst import als_tekst, uit_tekst
from kern.scherm import ga_naar, medewerker_van, meld, toon

_LIJST = "dossiers:tekstblokken"


@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """Show the blocks this person can use, with those to change."""
    wie = medewerker_van(request)
    rechten.check_gebruikt_blokken(wie)
    blokken = [(blok, als_tekst(blok.tekst), rechten.mag_blok_wijzigen(wie, blok)) for blok in rechten.blokken_van(wie)]
    return toon(request, "dossiers/tekstblokken.html", {"blokken": blokken})


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Make one."""
    wie = medewerker_van(request)
    rechten.check_gebruikt_blokken(wie)
    form = NieuwBlokForm(request.POST if request.method == "POST" else None, voor=wie, initial={"sleutel": uuid4()})
    if request.method != "POST" or not form.is_valid():
        return _toon(request, form, status=422 if form.is_bound else 200)
    d = form.cleaned_data
    waarden = {"sleutel": d["sleutel"], "naam": d["naam"], "tekst": uit_tekst(d["tekst"])}
    eigenaar, team = wie if d["van"] == EIGEN else None, wie.team if d["van"] == TEAM else None
    try:
        gemaakt = probeer(form, actions.maak_blok, eigenaar=eigenaar, team=team, door=wie, op=timezone.now(), **waarden)
    except AlAndersBewaard as fout:
        form = NieuwBlokForm({**request.POST.dict(), "sleutel": uuid4()}, voor=wie)
        form.add_error(None, fout.zin)
        return _toon(request, form, status=409)
    if gemaakt is None:
        return _toon(request, form, status=422)
    meld(request, f"Bewaard. Typ {gemaakt} in een verslag.")
    return ga_naar(request, _LIJST)


@require_http_methods(["GET", "HEAD", "POST"])
def tekstblok(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change one; when a colleague was first, both versions (409)."""
    wie, blok = medewerker_van(request), _haal(request, pk)
    rechten.check_mag_blok_wijzigen(wie, blok)
    begin = {"naam": blok.naam, "tekst": als_tekst(blok.tekst), "versie": blok.versie}
    form = WijzigBlokForm(request.POST if request.method == "POST" else None, initial=begin)
    if request.method != "POST" or not form.is_valid():
        return _toon(request, form, blok=blok, status=422 if form.is_bound else 200)
    d = form.cleaned_data
    waarden = {"versie": d["versie"], "naam": d["naam"], "tekst": uit_tekst(d["tekst"])}
    try:
        gewijzigd = probeer(form, actions.wijzig_blok, blok=blok, door=wie, op=timezone.now(), **waarden)
    except AlGewijzigd:
        daar = _haal(request, pk)
        verschillen = form.verschillen(daar)
        form = WijzigBlokForm({**request.POST.dict(), "versie": daar.versie})
        return _toon(request, form, blok=daar, status=409, verschillen=verschillen)
    if gewijzigd is None:
        return _toon(request, form, blok=_haal(request, pk), status=422)
    meld(request, "Bewaard.")
    return ga_naar(request, _LIJST)


@require_POST
def neem_weg(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one away."""
    wie, blok = medewerker_van(request), _haal(request, pk)
    rechten.check_mag_blok_wijzigen(wie, blok)
    actions.neem_blok_weg(blok=blok, door=wie, op=timezone.now())
    meld(request, f"{blok} is weg. Wat in een verslag staat, blijft staan.")
    return ga_naar(request, _LIJST)


def _haal(request: HttpRequest, pk: UUID) -> Tekstblok:
    wie = medewerker_van(request)
    rechten.check_gebruikt_blokken(wie)
    return get_object_or_404(rechten.blokken_van(wie), pk=pk)


def _toon(
    request: HttpRequest, form: WijzigBlokForm, blok: Tekstblok | None = None, status: int = 200, **meer: object
) -> HttpResponse:
    return toon(request, "dossiers/tekstblok.html", {"form": form, "blok": blok, **meer}, status=status)
