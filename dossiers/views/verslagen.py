"""Reports: begun from a dossier or an organisator, written, read."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers import access
from dossiers.access import verslag as rechten
from dossiers.actions import verslagen as actions
from dossiers.actions.verslag_invullen import vul_in
from dossiers.forms.verslagen import DeelForm, NieuwVerslagForm, SchrijfForm, WijzigKopForm, kop_van
from dossiers.lijsten.verslagen import VerslagLijst
from dossiers.models import Dossier, Organisator, Verslag, Verslagdeel
from dossiers.queries import verslagen as queries
from dossiers.queries.beloften import bij as beloften_bij
from dossiers.queries.zoals_bekend import Moment
from dossiers.views.dossiers import haal
from dossiers.views.inzage import toon_inhoud
from dossiers.views.verslagbladzijde import haal_deel_om_te_schrijven, haal_verslag, toon_verslag
from kern.access import check_recht
from kern.formulier import probeer
from kern.fouten import AlAndersBewaard, AlGewijzigd, DomeinFout
from kern.rijketekst import uit_tekst
from kern.scherm import ga_naar, medewerker_van, meld, toon


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Begin a report about a location."""
    return _begin(request, haal(request, dossiernummer))


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw_bij_organisator(request: HttpRequest, nummer: str) -> HttpResponse:
    """Begin a report about an organisator itself."""
    zichtbaar = access.organisatoren_zichtbaar_voor(medewerker_van(request))
    return _begin(request, get_object_or_404(zichtbaar, nummer=nummer))


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show the reports of the locations whose content is open to this person."""
    check_recht(medewerker_van(request), "dossiers.kaart")
    return VerslagLijst(request).antwoord("dossiers/verslagen.html")


@require_safe
def bij_organisator(request: HttpRequest, nummer: str) -> HttpResponse:
    """Show what was written and promised about an organisator: a piece of its page, or a page of its own."""
    wie = medewerker_van(request)
    deze = get_object_or_404(access.organisatoren_zichtbaar_voor(wie), nummer=nummer)
    if not access.mag_organisator_inhoud(wie, deze):
        raise PermissionDenied("dossiers.inhoud")
    context = {
        "organisator": deze,
        "verslagen": queries.recente(wie, deze),
        "beloften": beloften_bij(deze),
        "vandaag": timezone.localdate(),
        "mag_schrijven": rechten.mag_verslag_bij(wie, deze),
    }
    return toon_inhoud(request, deze, "dossiers/organisator_verslagen.html", context, deel="stuk")


def _begin(request: HttpRequest, over: Dossier | Organisator) -> HttpResponse:
    wie, nu = medewerker_van(request), timezone.now()
    rechten.check_mag_verslag_bij(wie, over)
    sjablonen = list(queries.geldende_sjablonen())
    if request.method != "POST":
        begin = {"sleutel": uuid4(), "wanneer": timezone.localtime(nu).replace(second=0, microsecond=0)}
        return _toon_begin(request, over, NieuwVerslagForm(sjablonen=sjablonen, initial=begin))
    form = NieuwVerslagForm(request.POST, sjablonen=sjablonen)
    if not form.is_valid():
        return _toon_begin(request, over, form, status=422)
    try:
        verslag = probeer(form, actions.begin_verslag, over=over, door=wie, op=nu, **form.cleaned_data)
    except AlAndersBewaard as fout:
        form = NieuwVerslagForm({**request.POST.dict(), "sleutel": uuid4()}, sjablonen=sjablonen)
        form.add_error(None, fout.zin)
        return _toon_begin(request, over, form, status=409)
    return ga_naar(request, verslag) if verslag else _toon_begin(request, over, form, status=422)


def _toon_begin(request: HttpRequest, over: Dossier | Organisator, form: NieuwVerslagForm, status: int = 200) -> HttpResponse:
    return toon(request, "dossiers/verslag_nieuw.html", {"over": over, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def verslag(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write in a concept, read what is no concept (any more); that look is written down."""
    wie, dit = medewerker_van(request), haal_verslag(request, pk)
    if request.method != "POST":
        return toon_verslag(request, dit, toen=Moment.uit(request.GET, timezone.now()))
    rechten.check_mag_schrijven(wie, dit)
    form = SchrijfForm(request.POST, delen=dit.delen.all())
    if not form.is_valid():
        return toon_verslag(request, dit, form=form, status=422)
    conflicten: dict[str, str] = {}
    onbereikt: list[str] = []
    for deel, versie, tekst, getypt in form.geschreven():
        veld, nu = f"tekst_{deel.sleutel}", timezone.now()
        try:
            # One by one: what can be kept of what somebody typed is kept, whatever became of another part.
            with transaction.atomic():
                html = vul_in(deel=deel, tekst=tekst, door=wie, op=nu) if getypt else tekst
                onbereikt += actions.bewaar_deel(deel=deel, versie=versie, tekst=html, door=wie, op=nu).niet_verwittigd
        except AlGewijzigd:
            conflicten[deel.sleutel] = uit_tekst(tekst) if getypt else tekst
        except ValidationError as fout:
            form.add_error(veld, fout.messages)
        except DomeinFout as fout:
            form.add_error(veld, fout.zin)
    if form.errors or conflicten:
        daar, status = haal_verslag(request, pk), 409 if conflicten else 422
        return toon_verslag(request, daar, form=form, conflicten=conflicten, status=status)
    meld(request, "Het verslag is bewaard.")
    if onbereikt:
        meld(request, niet_verwittigd(onbereikt), soort="let_op")
    return ga_naar(request, dit)


@require_POST
def deel(request: HttpRequest, pk: UUID, sleutel: str) -> HttpResponse:
    """Save one part while somebody types. Answers what stands there now: 200 saved, 409 a colleague's words, 422 why not."""
    wie, dit_deel = medewerker_van(request), haal_deel_om_te_schrijven(request, pk, sleutel)
    form = DeelForm(request.POST)
    if not form.is_valid():
        if request.accepts("text/html"):
            # Somebody who sent a form there: the page says what it asks.
            return toon_verslag(request, haal_verslag(request, pk), status=422)
        return JsonResponse({"fout": "Dit kon niet bewaard worden. Herlaad de bladzijde; wat u typte, blijft staan."}, status=422)
    try:
        bewaard = actions.bewaar_deel(deel=dit_deel, door=wie, op=timezone.now(), **form.cleaned_data)
    except AlGewijzigd as fout:
        daar = queries.deel_nu(dit_deel)
        return JsonResponse({"fout": fout.zin, **_als_antwoord(daar), "concept": daar.verslag.is_concept}, status=409)
    except ValidationError as fout:
        return JsonResponse({"fout": " ".join(fout.messages)}, status=422)
    onbereikt = bewaard.niet_verwittigd
    return JsonResponse(_als_antwoord(bewaard) | ({"let_op": niet_verwittigd(onbereikt)} if onbereikt else {}))


def niet_verwittigd(namen: Sequence[str]) -> str:
    """Say of which named colleagues nobody heard."""
    wie, lezen, werden = (namen[0], "leest", "werd") if len(namen) == 1 else (", ".join(namen), "lezen", "werden")
    return f"{wie} {lezen} deze locatie niet en {werden} dus niet verwittigd."


def _als_antwoord(dit: Verslagdeel) -> dict[str, Any]:
    return {
        "versie": dit.versie,
        "tekst": dit.tekst,
        "door": dit.gewijzigd_door.naam if dit.gewijzigd_door else "",
        "op": timezone.localtime(dit.gewijzigd_op).strftime("%H:%M") if dit.gewijzigd_op else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def kop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what stands above the parts; when a colleague was first, both versions (409)."""
    wie, dit = medewerker_van(request), haal_verslag(request, pk)
    rechten.check_mag_schrijven(wie, dit)
    form = WijzigKopForm(request.POST if request.method == "POST" else None, initial=kop_van(dit))
    if request.method != "POST" or not form.is_valid():
        return _toon_kop(request, dit, form, status=422 if form.errors else 200)
    waarden = form.cleaned_data | ({} if "wanneer" in form.changed_data else {"wanneer": dit.op})  # the form knows no seconds
    try:
        bewaard = probeer(form, actions.hernoem, verslag=dit, door=wie, op=timezone.now(), **waarden)
    except AlGewijzigd:
        daar = haal_verslag(request, pk)
        if not daar.is_concept:
            raise
        verschillen = form.verschillen(daar)
        form = WijzigKopForm({**request.POST.dict(), "versie": daar.versie})
        return _toon_kop(request, daar, form, status=409, verschillen=verschillen)
    if bewaard is None:
        return _toon_kop(request, haal_verslag(request, pk), form, status=422)
    meld(request, "Bewaard.")
    return ga_naar(request, bewaard)


def _toon_kop(request: HttpRequest, dit: Verslag, form: WijzigKopForm, status: int = 200, **meer: object) -> HttpResponse:
    return toon_inhoud(request, dit, "dossiers/verslag_kop.html", {"verslag": dit, "form": form, **meer}, status=status)
