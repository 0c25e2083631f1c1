"""OpenID Connect, ACM/IDM style: the provider says who somebody is, we say whether that is somebody here.

People are recognised by `sub` (or the claim in OIDC_VELD, `vo_id` at ACM/IDM) against `Medewerker.vo_id`, never by e-mail
address. Nothing of what the provider tells is stored: no account of the provider, no token, no name.
"""

import secrets
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kern.actions import aanmelden as actions
from kern.models import Medewerker

AANBIEDER = "acm"


class AcmProvider(OpenIDConnectProvider):
    """The provider, with a nonce beside allauth's state and PKCE, and deaf to parameters of the address."""

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Take only `next` from the address: not the scope, not the process, not extra parameters for the provider."""
        gekregen = super().get_redirect_from_request_kwargs(request)
        return {"process": AuthProcess.LOGIN} | {k: v for k, v in gekregen.items() if k == "next_url"}

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Send to the provider; the nonce ties its answer to this browser session."""
        nonce = secrets.token_urlsafe(32)
        parameters = self.get_auth_params() | {"nonce": nonce}
        antwoord: HttpResponse = super().redirect(
            request, process, next_url=next_url, data=data, auth_params=parameters, nonce=nonce, **kwargs
        )
        return antwoord


class SocialAdapter(DefaultSocialAccountAdapter):
    """Who may come in through the provider: exactly the people whom the beheerder entered."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        """Return our own provider class for the one application of the settings."""
        return AcmProvider(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody signs up."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person, or end here: no account, no session, no rights for a stranger."""
        id_token = sociallogin.account.extra_data.get("id_token") or {}
        gebruiker = sociallogin.account.extra_data.get("userinfo") or id_token
        verwacht = sociallogin.state.get("nonce")
        if not verwacht or not secrets.compare_digest(str(id_token.get("nonce", "")), verwacht):
            self._weiger(request, "acm_nonce", status=403)
        if gebruiker.get("sub") != id_token.get("sub"):
            self._weiger(request, "acm_sub", status=403)
        # From here on only the key matters; nothing else of the provider's answer may travel further.
        sociallogin.account.extra_data = {}
        sociallogin.email_addresses = []
        sociallogin.token = None
        medewerker = Medewerker.objects.filter(vo_id=sociallogin.account.uid).first()
        if medewerker is None:
            self._weiger(request, "acm onbekend", status=403)
        sociallogin.user = medewerker

    def _weiger(self, request: HttpRequest, stap: str, *, status: int) -> NoReturn:
        actions.leg_mislukking_vast(medewerker=None, stap=stap, op=timezone.now())
        request.session.flush()
        raise ImmediateHttpResponse(render(request, "socialaccount/onbekend.html", status=status))
