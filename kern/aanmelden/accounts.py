"""Our decisions inside allauth: nobody signs up, every login stands in the log, no mail leaves outside the outbox."""

from typing import Any, ClassVar, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kern.actions import aanmelden as actions
from kern.models import Medewerker

_ZINNEN = {
    "account/messages/logged_out.txt": "U bent afgemeld.",
    "account/messages/password_changed.txt": "Uw wachtwoord is gewijzigd. U bent op andere toestellen afgemeld.",
    "mfa/messages/totp_activated.txt": "De app op uw telefoon is gekoppeld.",
    "mfa/messages/totp_deactivated.txt": "De app op uw telefoon is losgekoppeld.",
    "mfa/messages/webauthn_added.txt": "De sleutel is toegevoegd.",
    "mfa/messages/webauthn_removed.txt": "De sleutel is verwijderd.",
    "mfa/messages/recovery_codes_generated.txt": "Er zijn nieuwe herstelcodes gemaakt. Bewaar ze nu op een veilige plaats.",
}
_TE_VAAK = "Dit is te vaak mislukt. Wacht vijf minuten en probeer opnieuw, of meld u aan met een sleutel of ACM/IDM."


class AccountAdapter(DefaultAccountAdapter):
    """What happens around a login; allauth calls these methods in the right order."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "Gebruikersnaam of wachtwoord klopt niet. Probeer opnieuw, of vraag een nieuwe "
        "aanmeldlink aan uw beheerder.",
        "too_many_login_attempts": _TE_VAAK,
        "rate_limited": _TE_VAAK,
        "enter_current_password": "Dit is niet uw huidige wachtwoord.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "incorrect_code": "Deze code klopt niet of is niet meer geldig. Typ de code die nu op uw telefoon staat.",
        "account_inactive": "Dit account is afgesloten.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: the beheerder makes accounts."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our own words; what has no sentence here (such as "you are logged in") is not worth a toast."""
        zin = message or _ZINNEN.get(message_template or "")
        if zin:
            super().add_message(request, level, message=zin, extra_tags=extra_tags)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log a wrong password. A name that is nobody's is not stored: people type their password there by mistake."""
        naam = credentials.get("username") or ""
        medewerker = Medewerker.objects.filter(username__iexact=naam).first()
        actions.leg_mislukking_vast(medewerker=medewerker, stap="wachtwoord", op=timezone.now())

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **opties: Any) -> HttpResponse | None:
        """Refuse a closed account, and log that it was tried."""
        antwoord: HttpResponse | None = super().pre_login(request, user, **opties)
        if antwoord is not None:
            assert isinstance(user, Medewerker)
            actions.leg_mislukking_vast(medewerker=user, stap="account afgesloten", op=timezone.now())
        return antwoord

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **opties: Any) -> HttpResponse:
        """Log the login with the ways in which the person proved who they are."""
        assert isinstance(user, Medewerker)
        actions.leg_aanmelding_vast(medewerker=user, wijzen=wijzen(request), op=timezone.now())
        antwoord: HttpResponse = super().post_login(request, user, **opties)
        return antwoord

    def logout(self, request: HttpRequest) -> None:
        """Log the end of the session."""
        if isinstance(request.user, Medewerker):
            actions.leg_afmelding_vast(medewerker=request.user, op=timezone.now())
        super().logout(request)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Change the password by the action that logs it."""
        assert isinstance(user, Medewerker)
        actions.wijzig_wachtwoord(medewerker=user, wachtwoord=password, door=user, op=timezone.now())

    def send_notification_mail(
        self, template_prefix: str, user: AbstractBaseUser, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Log a change of the second factor: allauth calls this after each of them, and only then."""
        if template_prefix.startswith("mfa/"):
            assert isinstance(user, Medewerker)
            wat = template_prefix.rsplit("/", 1)[-1]
            actions.leg_tweede_factor_vast(medewerker=user, wat=wat, op=timezone.now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> NoReturn:
        """Refuse: every mail goes through the outbox, and none of allauth's mails is in use."""
        raise NotImplementedError(template_prefix)


def wijzen(request: HttpRequest) -> list[str]:
    """Return how the person of this session proved who they are: "wachtwoord", "totp", "webauthn", "recovery_codes", "acm"."""
    namen = {"password": "wachtwoord", "socialaccount": "acm"}
    stappen = request.session.get("account_authentication_methods", [])
    gedaan = [
        namen.get(stap["method"]) or stap.get("type", stap["method"]) for stap in stappen if not stap.get("reauthenticated")
    ]
    return list(dict.fromkeys(gedaan))
