"""The second factor: whether it is needed, and how its secrets lie in the database."""

from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from kern.aanmelden.accounts import wijzen
from kern.models import Medewerker
from kern.zegel import ontzegel, verzegel

_INGESTELD = "tweede_factor_ingesteld"  # in the session: asked once, and then known
_STERK = {"acm", "totp", "webauthn", "recovery_codes"}  # ACM/IDM asks its own second factor


class MfaAdapter(DefaultMFAAdapter):
    """Our decisions about TOTP, passkeys and recovery codes."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Een tweede stap is hier verplicht. Voeg eerst een andere app of sleutel toe.",
        "cannot_generate_recovery_codes": "Koppel eerst een app of sleutel; daarna kunt u herstelcodes maken.",
        "incorrect_code": "Deze code klopt niet of is niet meer geldig. Typ de code die nu op uw telefoon staat.",
    }

    def encrypt(self, text: str) -> str:
        """Seal a TOTP secret or the seed of recovery codes: a stolen back-up gives no second factor."""
        return verzegel("mfa", text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        return ontzegel("mfa", encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last one where a second factor is compulsory."""
        return not settings.MFA_VERPLICHT or _andere(authenticator)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """Suggest a name for a new key."""
        return f"Sleutel {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def _get_site_name(self) -> str:
        return "Opgroeien klantenbeheer"


def _andere(authenticator: Authenticator) -> bool:
    """Whether the person keeps an app or key when *authenticator* goes; recovery codes alone do not count."""
    rest = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
    return bool(rest.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def moet_nog(request: HttpRequest) -> bool:
    """Whether this person must set up a second factor before anything else.

    Known from the session after a login with one; only a login by password alone asks the database, until it is done.
    """
    if not settings.MFA_VERPLICHT or _STERK & set(wijzen(request)) or request.session.get(_INGESTELD):
        return False
    if heeft(request.user):
        request.session[_INGESTELD] = True
        return False
    return True


def heeft(persoon: Medewerker | AnonymousUser) -> bool:
    """Whether *persoon* has an app or a key."""
    soorten = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return persoon.is_authenticated and Authenticator.objects.filter(user_id=persoon.pk, type__in=soorten).exists()
