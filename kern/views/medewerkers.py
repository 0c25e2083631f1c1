"""What the beheerder does with accounts; each view one right, one form, one action."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kern.access import check_recht
from kern.actions import mensen
from kern.forms.mensen import AccountForm, NieuweMedewerkerForm, RollenForm
from kern.forms.reden import RedenForm
from kern.formulier import probeer
from kern.fouten import AlGewijzigd
from kern.models import Medewerker
from kern.scherm import ga_naar, medewerker_van, meld, toon

RECHT = "kern.medewerkers"


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Make an account; how the colleague comes in is arranged on the next page."""
    check_recht(medewerker_van(request), RECHT)
    form = NieuweMedewerkerForm(_verstuurd(request))
    if form.is_valid() and (gemaakt := _probeer(form, mensen.maak_medewerker, request, **form.cleaned_data)):
        meld(request, f"{gemaakt} heeft een account. Regel nu de eerste aanmelding.")
        return _naar(request, gemaakt, "kern:aanmelding")
    return _formulier(request, form, titel="Nieuwe medewerker", knop="Maak het account")


@require_http_methods(["GET", "HEAD", "POST"])
def rollen(request: HttpRequest, username: str) -> HttpResponse:
    """Change roles and team."""
    wie = _wie(request, username)
    gezien, titel = mensen.gezien_van(wie, mensen.ROLVELDEN), f"Rollen en team van {wie}"
    form = RollenForm(_verstuurd(request), initial={"rollen": wie.rollen, "team": wie.team_id, "gezien": gezien})
    try:
        if form.is_valid() and _probeer(form, mensen.wijzig_rollen, request, medewerker=wie, **form.cleaned_data):
            meld(request, f"De rollen en het team van {wie} zijn gewijzigd. Dat geldt meteen.")
            return _naar(request, wie)
    except AlGewijzigd:
        nu = _wie(request, username)
        opnieuw = RollenForm(_met(request, gezien=mensen.gezien_van(nu, mensen.ROLVELDEN)))
        return _formulier(request, opnieuw, titel=titel, wie=nu, verschillen=form.verschillen(nu))
    return _formulier(request, form, titel=titel, wie=wie)


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, username: str) -> HttpResponse:
    """Correct name, e-mail address and vo-id."""
    wie = _wie(request, username)
    gezien, titel = mensen.gezien_van(wie, mensen.ACCOUNTVELDEN), f"Gegevens van {wie}"
    form = AccountForm(_verstuurd(request), instance=copy(wie), initial={"gezien": gezien})  # a form writes on its instance
    try:
        if form.is_valid() and _probeer(form, mensen.wijzig_account, request, medewerker=wie, **form.cleaned_data):
            meld(request, f"De gegevens van {wie} zijn gewijzigd.")
            return _naar(request, wie)
    except AlGewijzigd:
        nu = _wie(request, username)
        opnieuw = AccountForm(_met(request, gezien=mensen.gezien_van(nu, mensen.ACCOUNTVELDEN)), instance=copy(nu))
        return _formulier(request, opnieuw, titel=f"Gegevens van {nu}", wie=nu, verschillen=form.verschillen(nu))
    return _formulier(request, form, titel=titel, wie=wie)


@require_http_methods(["GET", "HEAD", "POST"])
def sluit(request: HttpRequest, username: str) -> HttpResponse:
    """Close the account of somebody who leaves."""
    wie = _wie(request, username)
    form = RedenForm(_verstuurd(request))
    if form.is_valid():
        mensen.deactiveer(medewerker=wie, door=medewerker_van(request), op=timezone.now(), **form.cleaned_data)
        meld(request, f"Het account van {wie} is afgesloten. Open sessies zijn beëindigd.")
        return _naar(request, wie)
    uitleg = (
        "Wie uit dienst gaat, kan meteen niet meer binnen, ook niet in een scherm dat nog openstaat. "
        "De naam blijft overal staan; vervangingen worden ingetrokken."
    )
    return _formulier(
        request, form, titel=f"Account van {wie} afsluiten", wie=wie, uitleg=uitleg, knop="Sluit het account af", soort="gevaar"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def heropen(request: HttpRequest, username: str) -> HttpResponse:
    """Open the account of somebody who comes back."""
    wie = _wie(request, username)
    form = RedenForm(_verstuurd(request))
    if form.is_valid():
        mensen.heractiveer(medewerker=wie, door=medewerker_van(request), op=timezone.now(), **form.cleaned_data)
        meld(request, f"{wie} kan weer binnen, met dezelfde rollen als vroeger. Kijk die na.")
        return _naar(request, wie)
    uitleg = f"Met de rollen van vroeger: {', '.join(wie.rolnamen) or 'geen'}. Kijk daarna na of die nog kloppen."
    return _formulier(request, form, titel=f"Account van {wie} heropenen", wie=wie, uitleg=uitleg, knop="Heropen het account")


def _wie(request: HttpRequest, username: str) -> Medewerker:
    check_recht(medewerker_van(request), RECHT)
    return get_object_or_404(Medewerker.objects.select_related("team"), username=username)


def _probeer(form: Form | ModelForm, actie: Callable[..., Medewerker], request: HttpRequest, **waarden: Any) -> Medewerker | None:
    return probeer(form, actie, **waarden, door=medewerker_van(request), op=timezone.now())


def _naar(request: HttpRequest, wie: Medewerker, naam: str = "kern:medewerker") -> HttpResponse:
    return ga_naar(request, reverse(naam, args=[wie.username]))


def _formulier(
    request: HttpRequest,
    form: Form | ModelForm,
    *,
    titel: str,
    wie: Medewerker | None = None,
    uitleg: str = "",
    knop: str = "Bewaren",
    soort: str = "hoofd",
    verschillen: list[tuple[str, str, str]] | None = None,
) -> HttpResponse:
    """Show a form; *verschillen* are those with what a colleague saved in the meantime (409)."""
    context = {"form": form, "titel": titel, "wie": wie, "uitleg": uitleg, "knop": knop, "soort": soort}
    status = 409 if verschillen is not None else 422 if form.is_bound else 200
    return toon(request, "kern/medewerker_formulier.html", context | {"verschillen": verschillen}, status=status)


def _met(request: HttpRequest, **anders: str) -> QueryDict:
    """What was sent, with *anders* in its place: sent again, both versions have been seen."""
    verstuurd = request.POST.copy()
    for naam, waarde in anders.items():
        verstuurd[naam] = waarde
    return verstuurd


def _verstuurd(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is empty; None when the form is only shown."""
    return request.POST if request.method == "POST" else None
