"""Why somebody does something that others may ask about later."""

from django import forms


class RedenForm(forms.Form):
    """Only a reason; it goes into the log."""

    reden = forms.CharField(label="Reden", max_length=500, help_text="Waarom doet u dit? De reden komt in het logboek.")
