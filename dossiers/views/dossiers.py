"""The list of locations, and the page of one: the card or the content on the same address."""

from copy import copy

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dossiers import access, queries
from dossiers.actions import dossiers as actions
from dossiers.forms import DossierForm
from dossiers.lijsten import DossierLijst
from dossiers.models import Dossier
from kern.formulier import probeer
from kern.fouten import AlGewijzigd
from kern.logboek import regels_over
from kern.scherm import ga_naar, medewerker_van, meld, toon

LOGREGELS = 200


def haal(request: HttpRequest, dossiernummer: str) -> Dossier:
    """Return the dossier for the person who asks; 404 when it does not exist for them."""
    return get_object_or_404(queries.dossier_voor(medewerker_van(request), dossiernummer))


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show the locations this person may know of."""
    return DossierLijst(request).antwoord("dossiers/dossiers.html")


@require_safe
def dossier(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Show the content to whom it is open, and write down that they looked; the card to the others."""
    wie, dit, nu = medewerker_van(request), haal(request, dossiernummer), timezone.now()
    if not access.mag_inhoud(wie, dit):
        return toon(request, "dossiers/kaart.html", {"dossier": dit, "vraag": queries.open_vraag(dit, wie)})
    actions.noteer_inzage(dossier=dit, door=wie, op=nu)
    context = {
        "dossier": dit,
        "toegang_tot": queries.einde_van_toegang(dit, wie),
        "tabs": tabs(request, dit, "overzicht"),
        "andere_locaties": queries.andere_locaties(dit) if wie.is_intern else [],
        "toegangen": queries.lopende_toegangen_op(dit, nu) if access.mag_wijzigen(wie, dit) else [],
        "namens": access.namens_wie(wie, dit),
        "mag_wijzigen": access.mag_wijzigen(wie, dit),
        "mag_afgeschermd": access.mag_afgeschermd(wie, dit),
    }
    return toon(request, "dossiers/dossier.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def wijzig(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Change a few fields; when a colleague was first, show both versions (409) and overwrite nothing."""
    wie, dit = medewerker_van(request), haal(request, dossiernummer)
    access.check_mag_wijzigen(wie, dit)
    if request.method != "POST":
        form = DossierForm(instance=dit, initial={"versie": dit.versie})
        return toon(request, "dossiers/wijzigen.html", {"dossier": dit, "form": form})
    form = DossierForm(request.POST, instance=copy(dit))
    try:
        if not form.is_valid() or not probeer(
            form, actions.wijzig_dossier, dossier=copy(dit), door=wie, op=timezone.now(), **form.cleaned_data
        ):
            return toon(request, "dossiers/wijzigen.html", {"dossier": dit, "form": form}, status=422)
    except AlGewijzigd:
        nu = haal(request, dossiernummer)
        # Sent again, it is saved on top of what the colleague wrote: by then both versions have been seen.
        form = DossierForm({**request.POST.dict(), "versie": nu.versie}, instance=copy(nu))
        return toon(request, "dossiers/wijzigen.html", {"dossier": nu, "form": form, "conflict": True}, status=409)
    meld(request, "Het dossier is bewaard.")
    return ga_naar(request, dit)


@require_safe
def logboek(request: HttpRequest, dossiernummer: str) -> HttpResponse:
    """Show who looked and who did what; that look is written down too."""
    wie, dit = medewerker_van(request), haal(request, dossiernummer)
    access.check_mag_logboek(wie, dit)
    actions.noteer_logboekinzage(dossier=dit, door=wie, op=timezone.now())
    context = {"dossier": dit, "tabs": tabs(request, dit, "logboek"), "regels": list(regels_over(dit)[:LOGREGELS])}
    return toon(request, "dossiers/logboek.html", context)


def tabs(request: HttpRequest, dit: Dossier, huidig: str) -> list[dict[str, object]]:
    """Return the tabs of the dossier that this person may open."""
    uit: list[dict[str, object]] = [
        {"label": "Overzicht", "url": dit.get_absolute_url(), "huidig": huidig == "overzicht", "aantal": None}
    ]
    if access.mag_logboek(medewerker_van(request), dit):
        uit.append(
            {"label": "Wie keek mee", "url": f"{dit.get_absolute_url()}logboek/", "huidig": huidig == "logboek", "aantal": None}
        )
    return uit
