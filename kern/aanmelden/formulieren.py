"""allauth's forms with our words; the fields and their checks stay allauth's."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeOpnieuwForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils import timezone

from kern.actions import aanmelden as actions

_SLEUTELNAAM = "Een naam waaraan u de sleutel herkent, bijvoorbeeld ‘laptop’ of ‘reserve in de kluis’."


def _woorden(form: forms.BaseForm, **teksten: tuple[str, str]) -> None:
    """Give fields their label and help, and take the placeholders away: a label that disappears is no label."""
    for naam, (label, hulp) in teksten.items():
        veld = form.fields[naam]
        veld.label, veld.help_text = label, hulp
    for veld in form.fields.values():
        veld.widget.attrs.pop("placeholder", None)


class AanmeldForm(LoginForm):
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _woorden(self, login=("Gebruikersnaam", ""), password=("Wachtwoord", ""))
        self.fields["login"].widget.attrs |= {"autofocus": True, "autocapitalize": "none", "spellcheck": "false"}


class WachtwoordForm(ChangePasswordForm):
    """A new password, by somebody who knows the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _woorden(
            self,
            oldpassword=("Huidig wachtwoord", ""),
            password1=("Nieuw wachtwoord", "Minstens twaalf tekens. Een zin van vier of vijf woorden is goed te onthouden."),
            password2=("Nieuw wachtwoord, nog eens", ""),
        )

    def clean(self) -> dict[str, Any]:
        """Say in our words that the two differ."""
        gegevens: dict[str, Any] = forms.Form.clean(self) or {}
        een, twee = gegevens.get("password1"), gegevens.get("password2")
        if een and twee and een != twee:
            self.add_error("password2", "Dit is niet hetzelfde wachtwoord als hierboven.")
        return gegevens


class BevestigForm(ReauthenticateForm):
    """The password once more, before something that touches the account itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _woorden(self, password=("Wachtwoord", ""))
        self.fields["password"].widget.attrs["autofocus"] = True


class _Code:
    """The code field, and a log row for each wrong code."""

    fields: dict[str, forms.Field]
    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["code"]
        veld.label, veld.help_text = "Code", "De zes cijfers in de app op uw telefoon, of een van uw herstelcodes."
        veld.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}

    def clean_code(self) -> str:
        """Check the code as allauth does; a wrong one stands in the log."""
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # the form beside which this class stands
        except ValidationError:
            actions.leg_mislukking_vast(medewerker=self.user, stap="code", op=timezone.now())
            raise
        return code


class CodeForm(_Code, AuthenticateForm):
    """The second step of a login."""


class CodeBevestigForm(_Code, CodeOpnieuwForm):
    """A code once more, before something that touches the account itself."""


class AppForm(ActivateTOTPForm):
    """Linking an app: the first code proves that the phone has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _woorden(self, code=("Code", "De zes cijfers die de app nu toont."))
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}


class SleutelForm(AddWebAuthnForm):
    """A new passkey or security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _woorden(
            self,
            name=("Naam", _SLEUTELNAAM),
            passwordless=(
                "Hiermee aanmelden zonder wachtwoord",
                "Uw toestel vraagt dan een vingerafdruk, uw gezicht of een pincode.",
            ),
        )


class SleutelnaamForm(EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _woorden(self, name=("Naam", _SLEUTELNAAM))


class AanmeldlinkForm(SetPasswordForm):
    """A first or new password, by somebody who came with a link of the beheerder."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _woorden(
            self,
            new_password1=("Nieuw wachtwoord", "Minstens twaalf tekens. Een zin van vier of vijf woorden is goed te onthouden."),
            new_password2=("Nieuw wachtwoord, nog eens", ""),
        )

    def save(self, commit: bool = True) -> Any:
        """Set the password by the action that logs it."""
        return actions.gebruik_aanmeldlink(medewerker=self.user, wachtwoord=self.cleaned_data["new_password1"], op=timezone.now())


class RedenForm(forms.Form):
    """Why a beheerder touches the login of a colleague."""

    reden = forms.CharField(
        label="Reden",
        help_text="Bijvoorbeeld: telefoon verloren, gebeld en herkend aan de stem. De reden staat in het logboek.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
