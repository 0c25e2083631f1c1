"""Asking for an extract of the log."""

from typing import Any

from django import forms

from kern.loglijst import soorten
from kern.models import Medewerker


class UittrekselForm(forms.Form):
    """About what, and why: the reason goes into the log with the look itself."""

    onderwerp_soort = forms.ChoiceField(label="Soort")
    onderwerp_id = forms.CharField(
        label="Nummer",
        max_length=40,
        help_text="Het nummer in het logboek; bij een dossier is dat niet het dossiernummer.",
    )
    reden = forms.CharField(label="Waarom maakt u dit uittreksel?", max_length=1000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, door: Medewerker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [("", "kies een soort"), *soorten(door)]
        self.fields["onderwerp_soort"].choices = keuzes  # type: ignore[attr-defined]  # a ChoiceField, declared above
