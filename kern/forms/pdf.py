"""Asking for an extract of the log."""

from django import forms


class UittrekselForm(forms.Form):
    """About what, and why: the reason goes into the log with the look itself."""

    onderwerp_soort = forms.CharField(
        label="Soort", max_length=60, help_text="Zoals het logboek het noemt, bijvoorbeeld dossiers.dossier."
    )
    onderwerp_id = forms.CharField(label="Nummer", max_length=40, help_text="Het nummer in het logboek, niet het dossiernummer.")
    reden = forms.CharField(label="Waarom maakt u dit uittreksel?", max_length=1000, widget=forms.Textarea({"rows": 3}))
