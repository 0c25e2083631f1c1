"""How somebody wants to be reminded."""

from django import forms

from kern.models import Herinneringskeuze

Hoe = Herinneringskeuze.Hoe


class HerinnerForm(forms.Form):
    """One choice per road."""

    notificatie = forms.ChoiceField(label="In de toepassing (de bel)", choices=Hoe.choices, initial=Hoe.METEEN.value)
    mail = forms.ChoiceField(
        label="Per e-mail", choices=Hoe.choices, initial=Hoe.DAGELIJKS.value,
        help_text="Een e-mail zegt dat er iets wacht en waar u het leest, nooit wat.",
    )  # fmt: skip
