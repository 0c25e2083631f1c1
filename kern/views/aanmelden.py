"""The login page, and what a beheerder does for a colleague who cannot log in."""

from collections.abc import Callable
from typing import Any

import structlog
from allauth.account.views import LoginView, PasswordChangeView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from kern.aanmelden import demo, tweede_factor
from kern.aanmelden.formulieren import AanmeldlinkForm, RedenForm
from kern.access import check_recht
from kern.actions import aanmelden as actions
from kern.choices import Rol
from kern.models import Medewerker
from kern.scherm import ga_naar, medewerker_van, meld, toon

logger = structlog.get_logger()


class AanmeldView(LoginView):
    """allauth's login, with the button of the provider and, in the demo, the demo accounts."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the page offers beside the form."""
        extra = {"acm": settings.OIDC_AAN, "demo_accounts": demo.accounts() if settings.IS_DEMO else []}
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | extra | {"demo_wachtwoord": demo.WACHTWOORD}


class BeveiligingView(IndexView):
    """allauth's overview of the second factor; says when it is compulsory."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether the person can go on without."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"verplicht": settings.MFA_VERPLICHT}


class WachtwoordView(PasswordChangeView):
    """allauth's change of password, back to the security page."""

    success_url = reverse_lazy("mfa_index")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say so to who has no password here: allauth would send them to a page we do not have."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            meld(request, "U hebt hier geen wachtwoord: u meldt zich aan via ACM/IDM.", soort="info")
            return ga_naar(request, "mfa_index")
        antwoord: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return antwoord


class SleutelWegView(RemoveWebAuthnView):
    """allauth's removal of a key, which keeps the last one where a second factor is compulsory."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Refuse to remove the last one; allauth asks this for the app, not for a key."""
        if not get_adapter().can_delete_authenticator(self.get_object()):
            meld(self.request, str(get_adapter().error_messages["cannot_delete_authenticator"]), soort="let_op")
            return ga_naar(self.request, "mfa_index")
        antwoord: HttpResponse = super().form_valid(form)
        return antwoord


class LinkView(PasswordResetConfirmView):
    """Choose a password with a link of the beheerder; Django takes the token out of the address first."""

    template_name = "account/aanmeldlink.html"
    form_class = AanmeldlinkForm
    token_generator = actions.aanmeldlinks
    reset_url_token = "kiezen"  # noqa: S105 the word that stands in the address instead of the token
    success_url = reverse_lazy("account_login")

    def form_valid(self, form: Any) -> HttpResponse:
        """Set the password; logging in with it, and with the second step, comes after."""
        antwoord = super().form_valid(form)
        meld(self.request, "Uw wachtwoord is ingesteld. U kunt zich nu aanmelden.")
        return antwoord


aanmelden = AanmeldView.as_view()
beveiliging = BeveiligingView.as_view()
wachtwoord = WachtwoordView.as_view()
sleutel_weg = SleutelWegView.as_view()
met_link = LinkView.as_view()


@login_not_required
def naar_acm(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send to the provider; a provider that is down gives a page that says so."""
    return _bij_de_aanbieder(openid.login, request, provider_id)


@login_not_required
def terug_van_acm(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the provider's answer."""
    return _bij_de_aanbieder(openid.callback, request, provider_id)


def _bij_de_aanbieder(view: Callable[..., HttpResponse], request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return view(request, provider_id)
    except RequestException:
        # allauth catches this everywhere but where it reads the provider's configuration.
        logger.error("aanbieder_antwoordt_niet")
        return render(request, "socialaccount/authentication_error.html", status=503)


@require_safe
def beheer(request: HttpRequest, username: str) -> HttpResponse:
    """Show a beheerder how a colleague logs in, and what can be done about it."""
    check_recht(medewerker_van(request), "kern.medewerkers")
    return _toon_beheer(request, get_object_or_404(Medewerker, username=username), RedenForm())


@require_POST
def geef_link(request: HttpRequest, username: str) -> HttpResponse:
    """Give a sign-in link; it is shown once, to be handed over in person or by phone."""
    check_recht(medewerker_van(request), "kern.medewerkers")
    medewerker = get_object_or_404(Medewerker, username=username)
    form = RedenForm(request.POST)
    if not form.is_valid():
        return _toon_beheer(request, medewerker, form, status=422)
    token = actions.geef_aanmeldlink(medewerker=medewerker, door=medewerker_van(request), op=timezone.now(), **form.cleaned_data)
    return _toon_beheer(request, medewerker, RedenForm(), link=settings.BASIS_URL + linkadres(medewerker, token))


@require_POST
def wis_tweede_factor(request: HttpRequest, username: str) -> HttpResponse:
    """Take the second factor of a colleague away, after a lost phone."""
    check_recht(medewerker_van(request), "kern.medewerkers")
    medewerker = get_object_or_404(Medewerker, username=username)
    form = RedenForm(request.POST)
    if not form.is_valid():
        return _toon_beheer(request, medewerker, form, status=422)
    actions.wis_tweede_factor(medewerker=medewerker, door=medewerker_van(request), op=timezone.now(), **form.cleaned_data)
    meld(request, f"De tweede stap van {medewerker} is weggenomen. Bij de volgende aanmelding stelt {medewerker} een nieuwe in.")
    return ga_naar(request, reverse("kern:aanmelding", args=[username]))


def linkadres(medewerker: Medewerker, token: str) -> str:
    """Return the address on which *medewerker* chooses a password."""
    return reverse("aanmeldlink", args=[urlsafe_base64_encode(force_bytes(medewerker.pk)), token])


def _toon_beheer(
    request: HttpRequest, medewerker: Medewerker, form: RedenForm, *, link: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "medewerker": medewerker,
        "form": form,
        "link": link,
        "tweede_factor": tweede_factor.heeft(medewerker),
        "zelf": medewerker == request.user,
        "is_dpo": Rol.DPO in medewerker.rollen,
    }
    return toon(request, "account/beheer.html", context, status=status)
