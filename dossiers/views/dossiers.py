"""The list of locations, and the page of one: the card or the content on the same address."""

from copy import copy
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dossiers import access, panelen
from dossiers.access.contact import mag_contact_bij
from dossiers.actions import dossiers as actions
from dossiers.choices import Dossierstatus
from dossiers.forms.dossiers import DossierForm
from dossiers.lijsten.dossiers import DossierLijst
from dossiers.models import Dossier
from dossiers.queries import dossiers as queries
from dossiers.queries import overzicht, tijdlijn
from dossiers.queries.gelijkenis import gelijkenissen_van
from dossiers.queries.zoals_bekend import Moment, dossier_zoals_bekend
from dossiers.views.inzage import toon_inhoud
from kern.formulier import probeer
from kern.fouten import AlGewijzigd
from kern.logboek import regels_over
from kern.scherm import ga_naar, gaat_over, medewerker_van, meld, toon, wil_deel

LOGREGELS = 200


def haal(request: HttpRequest, dossiernummer: str) -> Dossier:
    """Return the dossier for the person who asks, whose page this is; 404 when it does not exist for them."""
    dit = get_object_or_404(queries.dossier_voor(medewerker_van(request), dossiernummer))
    gaat_over(request, dit)
    return dit


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show the locations this person may know of."""
    return DossierLijst(request).antwoord("dossiers/dossiers.html")


@require_safe
def dossier(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Show the content to whom it is open, and write down that they looked; the card to the others."""
    wie, dit, nu = medewerker_van(request), haal(request, dossiernummer), timezone.now()
    if not access.mag_inhoud(wie, dit):
        kaart = {
            "dossier": dit,
            "vraag": queries.open_vraag(dit, wie),
            "gelijkenissen": gelijkenissen_van(dit, voor=wie),
            "mag_noteren": mag_contact_bij(wie, dit),
        }
        return toon(request, "dossiers/kaart.html", kaart)
    moment = Moment.uit(request.GET, nu)
    vraag: dict[str, Any] = {
        "user": wie, "vraag": tijdlijn.Vraag.uit(request.GET), "op": nu, "bekend_op": moment.op, "extra": moment.extra,
    }  # fmt: skip
    if wil_deel(request):  # another filter or page of the timeline: the rest of the page stands there already
        actions.noteer_inzage(dossier=dit, door=wie, op=nu, bekend_op=moment.op)
        return toon(request, "dossiers/_tijdlijn.html", {"blad": overzicht.lees_tijdlijn(dit, **vraag)})
    context = kop(request, dit, moment, "overzicht", nu)
    gelezen = overzicht.lees(context["dossier"], **vraag)
    context |= {"overzicht": gelezen, "blad": gelezen.tijdlijn}
    context["mag_terug"] = not moment.op and access.mag_terug_naar_vaste(wie, dit)
    # On arrival, not on every turn of the timeline; and compared as it is today, which at an earlier moment would be hindsight.
    context["vraag_gelijkenissen"] = wie.is_intern and not request.GET
    return toon(request, "dossiers/dossier.html", context)


@require_safe
def gelijkenissen(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Show which other locations look like this one. A piece of its page, asked after it: it compares with all of Flanders."""
    wie, dit = medewerker_van(request), haal(request, dossiernummer)
    if not wie.is_intern:  # who comes from outside knows of no other location
        raise Http404
    context = {"dossier": dit, "gelijkenissen": gelijkenissen_van(dit, voor=wie)}
    return toon(request, "dossiers/gelijkenissen.html", context, deel="gelijkenissen")


@require_safe
def gegevens(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Show the facts in panels, those of other parts too."""
    wie, dit, nu = medewerker_van(request), haal(request, dossiernummer), timezone.now()
    access.check_mag_inhoud(wie, dit)
    moment = Moment.uit(request.GET, nu)
    context = kop(request, dit, moment, "gegevens", nu)
    context["panelen"] = panelen.teken(wie, context["dossier"], op=nu, bekend_op=moment.op, request=request)
    context["niet_toen"] = panelen.niet_toen(wie, dit) if moment.op else []
    return toon(request, "dossiers/gegevens.html", context)


def kop(request: HttpRequest, dit: Dossier, moment: Moment, huidig: str, nu: datetime) -> dict[str, Any]:
    """Write down the look, and return what the head of the page shows: three queries, two more for an earlier moment."""
    wie = medewerker_van(request)
    namens = actions.noteer_inzage(dossier=dit, door=wie, op=nu, bekend_op=moment.op)
    toen = dossier_zoals_bekend(dit, moment.op) if moment.op else None
    getoond = toen.dossier if toen else dit
    return {
        "dossier": getoond,
        "moment": moment,
        "was_bekend": toen is None or toen.was_bekend,
        "sinds": overzicht.sinds(getoond, moment.op),
        "tabs": tabs(request, dit, huidig, moment),
        "namens": namens,
        "toegang_tot": queries.einde_van_toegang(dit, wie),
        # What was known then is not for changing now.
        "handelingen": [] if moment.op else [(h, h.url(dit)) for h in panelen.handelingen_voor(wie, dit)],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def wijzig(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Change a few fields; when a colleague was first, show both versions (409) and overwrite nothing."""
    wie, dit = medewerker_van(request), haal(request, dossiernummer)
    access.check_mag_wijzigen(wie, dit)
    if request.method != "POST":
        form = DossierForm(instance=dit, initial={"versie": dit.versie}, door=wie)
        context: dict[str, Any] = {"dossier": dit, "form": form, "gelijkenissen": gelijkenissen_van(dit, voor=wie)}
        return toon_inhoud(request, dit, "dossiers/wijzigen.html", context)
    form = DossierForm(request.POST, instance=copy(dit), door=wie)
    try:
        bewaard: Dossier | None = None
        if form.is_valid():
            bewaard = probeer(form, actions.wijzig_dossier, dossier=copy(dit), door=wie, op=timezone.now(), **form.cleaned_data)
        if bewaard is None:
            return toon_inhoud(request, dit, "dossiers/wijzigen.html", {"dossier": dit, "form": form}, status=422)
    except AlGewijzigd:
        nu = haal(request, dossiernummer)
        context = {"dossier": nu, "verschillen": form.verschillen(nu)}
        if nu.status in (Dossierstatus.GESTOPT, Dossierstatus.OPGEHEVEN):
            context["bij"] = f"De opvang is intussen {nu.statuslid.label}."
        # Sent again, it is saved on top of what the colleague wrote: by then both versions have been seen.
        form = DossierForm({**request.POST.dict(), "versie": nu.versie}, instance=copy(nu), door=wie)
        return toon_inhoud(request, nu, "dossiers/wijzigen.html", context | {"form": form}, status=409)
    meld(request, "Het dossier is bewaard.")
    return ga_naar(request, bewaard)


@require_safe
def logboek(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Show who looked and who did what; that look is written down too."""
    wie, dit = medewerker_van(request), haal(request, dossiernummer)
    access.check_mag_logboek(wie, dit)
    actions.noteer_logboekinzage(dossier=dit, door=wie, op=timezone.now())
    context = {"dossier": dit, "tabs": tabs(request, dit, "logboek"), "regels": list(regels_over(dit)[:LOGREGELS])}
    return toon(request, "dossiers/logboek.html", context)


def tabs(request: HttpRequest, dit: Dossier, huidig: str, moment: Moment | None = None) -> list[dict[str, object]]:
    """Return the tabs of the dossier that this person may open; the moment that is asked goes along."""
    url, wie = dit.get_absolute_url(), medewerker_van(request)
    vraag = f"?{urlencode(moment.extra)}" if moment and moment.op else ""
    namen: list[tuple[str, str, str]] = []
    if access.mag_inhoud(wie, dit):
        namen += [("overzicht", "Overzicht", f"{url}{vraag}"), ("gegevens", "Gegevens", f"{url}gegevens/{vraag}")]
    else:
        namen.append(("overzicht", "Kaart", url))
    if access.mag_logboek(wie, dit):
        namen.append(("logboek", "Wie keek mee", f"{url}logboek/"))
    return [{"label": label, "url": adres, "huidig": naam == huidig, "aantal": None} for naam, label, adres in namen]
