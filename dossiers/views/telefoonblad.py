"""Telefoonbladen: written from the dock on any page or on a page of their own, put away, hung up, taken over."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers.access import telefoonblad as rechten
from dossiers.actions import telefoonbladen as actions
from dossiers.forms.telefoonblad import BladForm, OvernemenForm, begin_van
from dossiers.models import Telefoonblad
from dossiers.queries import telefoonbladen as queries
from kern.fouten import AlGewijzigd
from kern.models import Medewerker
from kern.scherm import ga_naar, medewerker_van, meld, toon


def _wie(request: HttpRequest) -> Medewerker:
    wie = medewerker_van(request)
    rechten.check_mag_telefoonblad(wie)
    return wie


def haal_blad(wie: Medewerker, pk: UUID) -> Telefoonblad:
    """Return a blad of *wie*; for anybody else it is not there (404)."""
    bladen = Telefoonblad.objects.zichtbaar_voor(wie).select_related("dossier", "organisator", "auteur")
    return get_object_or_404(bladen, pk=pk)


def _wil_gegevens(request: HttpRequest) -> bool:
    # The dock asks for data; a browser that opens a page or sends a form takes HTML.
    return not request.accepts("text/html")


@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """Show what one has open and what became of the rest; a form to write on without JavaScript. As data: what the dock shows."""
    wie = _wie(request)
    if _wil_gegevens(request):
        return JsonResponse({"bladen": list(queries.in_dok_met_woorden(wie))})
    form = BladForm(initial={"versie": 0}, voor=wie)
    context = {"form": form, "nieuw": uuid4(), "open": queries.open_bladen(wie), "klaar": queries.afgeronde_bladen(wie)}
    return toon(request, "dossiers/telefoonbladen.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def blad(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show or save one. Saved from the dock it answers with data: 200 saved, 409 what stands there now, 422 why not."""
    wie = _wie(request)
    if request.method != "POST":
        return _toon_blad(request, haal_blad(wie, pk))
    form = BladForm(request.POST, voor=wie)
    if not form.is_valid():
        if Telefoonblad.objects.filter(pk=pk).exclude(auteur=wie).exists():
            raise Http404
        if _wil_gegevens(request):
            zinnen = [str(zin) for fouten in form.errors.values() for zin in fouten]
            return JsonResponse({"fout": " ".join(zinnen)}, status=422)
        return _toon_form(request, pk, form, status=422)
    try:
        dit = _bewaar(wie, pk, form)
    except AlGewijzigd:
        return _botsing(request, haal_blad(wie, pk), form)
    if _wil_gegevens(request):
        return JsonResponse(_als_antwoord(dit))
    meld(request, "Het telefoonblad is bewaard.")
    return ga_naar(request, dit)


def _bewaar(wie: Medewerker, pk: UUID, form: BladForm) -> Telefoonblad:
    try:
        return actions.bewaar_blad(
            sleutel=pk, versie=form.cleaned_data["versie"], inhoud=form.inhoud, door=wie, op=timezone.now()
        )  # fmt: skip
    except Telefoonblad.DoesNotExist:
        raise Http404 from None


def _botsing(request: HttpRequest, daar: Telefoonblad, form: BladForm) -> HttpResponse:
    """Show both versions: what stands there, and what was sent."""
    if _wil_gegevens(request):
        return JsonResponse({"open": daar.is_open, **begin_van(daar), **_als_antwoord(daar)}, status=409)
    verschillen = form.verschillen(daar)
    # Sent again, it is saved on top of what stands there: by then both have been seen.
    opnieuw = BladForm({**request.POST.dict(), "versie": daar.versie}, voor=medewerker_van(request))
    return _toon_form(request, daar.pk, opnieuw, blad=daar, verschillen=verschillen, status=409)


def _als_antwoord(dit: Telefoonblad) -> dict[str, Any]:
    over = dit.over
    return {
        "versie": dit.versie,
        "op": timezone.localtime(dit.gewijzigd_op).strftime("%H:%M"),
        "over_naam": over.naam if over else "",
        "gemeente": over.gemeente if over else "",
        "pagina": over.get_absolute_url() if over else "",
    }


def _toon_blad(request: HttpRequest, dit: Telefoonblad) -> HttpResponse:
    if dit.is_open:
        return _toon_form(request, dit.pk, BladForm(initial=begin_van(dit), voor=medewerker_van(request)), blad=dit)
    return toon(request, "dossiers/telefoonblad.html", {"blad": dit, "uitkomsten": list(dit.uitkomsten.all())})


def _toon_form(request: HttpRequest, pk: UUID, form: BladForm, status: int = 200, **meer: object) -> HttpResponse:
    return toon(request, "dossiers/telefoonblad.html", {"pk": pk, "form": form, **meer}, status=status)


@require_POST
def leg_weg(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put one away for later; the toast lays it back."""
    wie = _wie(request)
    dit = haal_blad(wie, pk)
    actions.leg_weg(blad=dit, door=wie, op=timezone.now())
    if _wil_gegevens(request):
        return JsonResponse({})
    meld(request, "Het telefoonblad ligt klaar voor later, ook in uw werkvoorraad.")
    return ga_naar(request, "dossiers:telefoonbladen")


@require_POST
def neem_terug(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lay one that was put away in the dock again."""
    wie = _wie(request)
    dit = haal_blad(wie, pk)
    actions.neem_terug(blad=dit, door=wie, op=timezone.now())
    return ga_naar(request, dit)


@require_http_methods(["GET", "HEAD", "POST"])
def neem_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take over, as coordinator, what a colleague who left did not finish."""
    wie = _wie(request)
    dit = get_object_or_404(rechten.achtergelaten_voor(wie).select_related("auteur"), pk=pk)
    form = OvernemenForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"blad": dit, "form": form}
        return toon(request, "dossiers/telefoonblad_overnemen.html", context, status=422 if form.is_bound else 200)
    actions.neem_over(blad=dit, door=wie, op=timezone.now(), **form.cleaned_data)
    return ga_naar(request, dit)
