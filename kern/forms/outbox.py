"""Forms of the outbox."""

from django import forms


class StapForm(forms.Form):
    """A decision about one message, with its reason."""

    reden = forms.CharField(label="Reden", max_length=500, help_text="Waarom beslist u dit? De reden komt in het logboek.")
