"""Access by exception: asking, answering, noodtoegang, and the page of whoever is in charge."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers import access
from dossiers.actions import toegang as actions
from dossiers.choices import Vraagstatus
from dossiers.forms.dossiers import RedenForm, ToekennenForm, WeigerForm
from dossiers.models import Toegangsvraag
from dossiers.queries import dossiers as queries
from dossiers.views.dossiers import haal
from kern.access import check_recht
from kern.scherm import ga_naar, medewerker_van, meld, toon

STANDAARD_TOEGANG = timedelta(days=30)
MEESTE_VRAGEN = 200


@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    """Show the requests and the grants that this person asked for or is in charge of."""
    wie, nu = medewerker_van(request), timezone.now()
    check_recht(wie, "dossiers.kaart")
    # What waits goes first, however old: a long history must not push it off the page.
    vragen = list(queries.vragen_van(wie).order_by(F("beslist_op").desc(nulls_first=True), "-gevraagd_op")[:MEESTE_VRAGEN])
    context = {
        "te_beslissen": [v for v in vragen if v.status == Vraagstatus.OPEN and v.vrager_id != wie.pk],
        "andere_vragen": [v for v in vragen if v.status != Vraagstatus.OPEN or v.vrager_id == wie.pk],
        "toegangen": queries.recente_toegangen(wie, nu),
        "nu": nu,
    }
    return toon(request, "dossiers/toegang.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def vraag_toegang(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Ask the team to read the content."""
    wie, dossier = medewerker_van(request), haal(request, dossiernummer)
    check_recht(wie, "dossiers.vraag_toegang")
    if request.method != "POST" and access.mag_inhoud(wie, dossier):
        return redirect(dossier)
    form = RedenForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return toon(request, "dossiers/vraag_toegang.html", {"dossier": dossier, "form": form}, status=status)
    actions.vraag_toegang(dossier=dossier, door=wie, op=timezone.now(), **form.cleaned_data)
    meld(request, "Uw vraag is verstuurd naar de coördinator en de klantenbeheerder.")
    return ga_naar(request, dossier)


@require_http_methods(["GET", "HEAD", "POST"])
def noodtoegang(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Open the content for 24 hours, with a reason; the coordinator is told."""
    wie, dossier = medewerker_van(request), haal(request, dossiernummer)
    check_recht(wie, "dossiers.noodtoegang")
    if request.method != "POST" and access.mag_inhoud(wie, dossier):
        return redirect(dossier)
    form = RedenForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return toon(request, "dossiers/noodtoegang.html", {"dossier": dossier, "form": form}, status=status)
    actions.neem_noodtoegang(dossier=dossier, door=wie, op=timezone.now(), **form.cleaned_data)
    meld(request, "U hebt noodtoegang voor 24 uur. De coördinator van het team is verwittigd.", soort="let_op")
    return ga_naar(request, dossier)


def _haal_vraag(request: HttpRequest, pk: int) -> Toegangsvraag:
    return get_object_or_404(queries.vragen_van(medewerker_van(request)), pk=pk)


def _toon_vraag(request: HttpRequest, dit: Toegangsvraag, status: int = 200, **forms: object) -> HttpResponse:
    wie = medewerker_van(request)
    tot = timezone.localdate() + STANDAARD_TOEGANG
    context = {
        "vraag": dit,
        "is_open": dit.status == Vraagstatus.OPEN,
        "is_vrager": dit.vrager_id == wie.pk,
        "toeken_form": ToekennenForm(initial={"tot": tot}),
        "weiger_form": WeigerForm(),
        **forms,
    }
    return toon(request, "dossiers/vraag.html", context, status=status)


@require_safe
def vraag(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one request, with the answer or the means to give one."""
    return _toon_vraag(request, _haal_vraag(request, pk))


@require_POST
def ken_toe(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer yes, until a day."""
    wie, dit = medewerker_van(request), _haal_vraag(request, pk)
    access.check_mag_beslissen(wie, dit)
    form = ToekennenForm(request.POST)
    if not form.is_valid():
        return _toon_vraag(request, dit, status=422, toeken_form=form)
    actions.ken_toe(vraag=dit, door=wie, op=timezone.now(), **form.cleaned_data)
    meld(request, f"{dit.vrager} kan het dossier lezen tot en met {form.cleaned_data['tot']:%d/%m/%Y}.")
    return ga_naar(request, "dossiers:toegang")


@require_POST
def weiger(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer no, with the reason."""
    wie, dit = medewerker_van(request), _haal_vraag(request, pk)
    access.check_mag_beslissen(wie, dit)
    form = WeigerForm(request.POST)
    if not form.is_valid():
        return _toon_vraag(request, dit, status=422, weiger_form=form)
    actions.weiger(vraag=dit, door=wie, op=timezone.now(), **form.cleaned_data)
    meld(request, f"{dit.vrager} krijgt uw antwoord.")
    return ga_naar(request, "dossiers:toegang")


@require_POST
def trek_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own request."""
    wie, dit = medewerker_van(request), _haal_vraag(request, pk)
    if dit.vrager_id != wie.pk:
        raise PermissionDenied("niet de vrager")
    actions.trek_vraag_in(vraag=dit, door=wie, op=timezone.now())
    meld(request, "Uw vraag is ingetrokken.")
    return ga_naar(request, dit.dossier)


@require_POST
def beeindig(request: HttpRequest, pk: int) -> HttpResponse:
    """End somebody's access before its time, with a reason."""
    wie = medewerker_van(request)
    toegang = get_object_or_404(queries.toegangen_onder(wie), pk=pk)
    form = RedenForm(request.POST)
    if not form.is_valid():
        meld(request, "Schrijf waarom u de toegang beëindigt (minstens 10 tekens).", soort="gevaar")
        return ga_naar(request, "dossiers:toegang")
    actions.beeindig(toegang=toegang, door=wie, op=timezone.now(), **form.cleaned_data)
    meld(request, f"De toegang van {toegang.user} is beëindigd.")
    return ga_naar(request, "dossiers:toegang")
