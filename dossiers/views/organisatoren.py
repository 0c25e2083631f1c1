"""The list of organisatoren, and the page of one with all its locations and people."""

from copy import copy
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dossiers import access
from dossiers.actions import organisatoren as actions
from dossiers.forms.organisatoren import OrganisatorForm
from dossiers.lijsten.dossiers import OrganisatorLijst
from dossiers.models import Organisator
from dossiers.normen import BEZOEK_BRON
from dossiers.queries.organisatormensen import PANEEL, Keuze
from dossiers.queries.organisatorpagina import mensen_voor, organisator_voor, stel_samen_voor
from dossiers.queries.tijdlijn import Vraag
from dossiers.views.inzage import toon_inhoud
from kern.access import check_recht
from kern.formulier import probeer
from kern.fouten import AlGewijzigd
from kern.scherm import ga_naar, medewerker_van, meld, toon, wil_deel


def _haal(request: HttpRequest, nummer: str) -> Organisator:
    return get_object_or_404(organisator_voor(medewerker_van(request), nummer))


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show all organisatoren to internal people."""
    check_recht(medewerker_van(request), "dossiers.kaart")
    return OrganisatorLijst(request).antwoord("dossiers/organisatoren.html")


@require_safe
def organisator(request: HttpRequest, nummer: str) -> HttpResponse:
    """Show the card with all locations, and to whom it is open the content; that look is written down once."""
    wie, deze, nu = medewerker_van(request), _haal(request, nummer), timezone.now()
    vraag, keuze = Vraag.uit(request.GET), Keuze.uit(request.GET.get("betrokkenen", ""))
    if wil_deel(request, PANEEL):  # other people
        return _mensen(request, deze, vraag, keuze, nu)
    pagina = stel_samen_voor(deze, wie, vraag, nu, keuze)
    namens = None
    if pagina.inhoud is not None:
        namens = actions.noteer_inzage(organisator=deze, locaties=[rij.dossier for rij in pagina.locaties], door=wie, op=nu)
    context = {
        "organisator": deze,
        "pagina": pagina,
        "inhoud": pagina.inhoud,
        "namens": namens,
        "vandaag": timezone.localdate(nu),
        "bezoek_bron": BEZOEK_BRON,
        "mag_toewijzen": access.mag_toewijzen(wie, deze),
    }
    if wil_deel(request) and pagina.inhoud is not None:  # another page of the timeline
        return toon(request, "dossiers/_tijdlijn.html", context | {"blad": pagina.inhoud.tijdlijn})
    return toon(request, "dossiers/organisator.html", context)


def _mensen(request: HttpRequest, organisator: Organisator, vraag: Vraag, keuze: Keuze, nu: datetime) -> HttpResponse:
    """Show only the panel with people; other names than those on the page are a look of their own."""
    wie = medewerker_van(request)
    locaties, mensen = mensen_voor(organisator, wie, vraag, keuze, nu)
    if mensen is None:
        raise PermissionDenied("dossiers.inhoud")
    actions.noteer_inzage(organisator=organisator, locaties=locaties, door=wie, op=nu)
    return toon(request, "dossiers/_organisatormensen.html", {"mensen": mensen, "vandaag": timezone.localdate(nu)})


@require_http_methods(["GET", "HEAD", "POST"])
def wijzig(request: HttpRequest, nummer: str) -> HttpResponse:
    """Change what is kept by hand; when a colleague was first, show both versions (409) and overwrite nothing."""
    wie, deze = medewerker_van(request), _haal(request, nummer)
    access.check_mag_organisator_wijzigen(wie, deze)
    sjabloon = "dossiers/organisator_wijzigen.html"
    if request.method != "POST":
        form = OrganisatorForm(instance=deze, initial={"versie": deze.versie})
        return toon_inhoud(request, deze, sjabloon, {"organisator": deze, "form": form})
    form = OrganisatorForm(request.POST, instance=copy(deze))
    try:
        bewaard: Organisator | None = None
        if form.is_valid():
            waarden = form.cleaned_data
            bewaard = probeer(form, actions.wijzig_organisator, organisator=copy(deze), door=wie, op=timezone.now(), **waarden)
        if bewaard is None:
            return toon_inhoud(request, deze, sjabloon, {"organisator": deze, "form": form}, status=422)
    except AlGewijzigd:
        nu = _haal(request, nummer)
        # Sent again, it is saved on top of what the colleague wrote: by then both versions have been seen.
        verschillen, gegevens = form.verschillen(nu), request.POST.copy()
        gegevens["versie"] = str(nu.versie)
        form = OrganisatorForm(gegevens, instance=copy(nu))
        return toon_inhoud(request, nu, sjabloon, {"organisator": nu, "form": form, "verschillen": verschillen}, status=409)
    meld(request, "De organisator is bewaard.")
    return ga_naar(request, bewaard)
