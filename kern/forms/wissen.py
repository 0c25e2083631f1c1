"""Asking to erase."""

from django import forms

from kern.choices import Rechtsgrond


class WisForm(forms.Form):
    """Why somebody's data must go."""

    rechtsgrond = forms.ChoiceField(label="Rechtsgrond", choices=Rechtsgrond.choices, widget=forms.RadioSelect)
    reden = forms.CharField(
        label="Reden",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Wie bevestigt, leest dit. Na het wissen verdwijnt deze tekst mee.",
    )

    def clean_rechtsgrond(self) -> Rechtsgrond:
        """Give the member."""
        return Rechtsgrond(self.cleaned_data["rechtsgrond"])


class ZoekForm(forms.Form):
    """Whose data must go."""

    term = forms.CharField(
        label="E-mailadres of naam",
        min_length=3,
        max_length=200,
        help_text="Het adres precies zoals het gebruikt is, of een deel van de naam.",
    )
