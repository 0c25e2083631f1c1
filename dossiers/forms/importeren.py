"""Choosing a file to import: of a register, or the package of the old system."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from dossiers.choices import Opvangtype
from dossiers.historiek import HISTORIEK
from dossiers.register import FORMATEN
from dossiers.register.bestand import GROOTSTE_BESTAND
from kern.models import Team

MEESTE_PAKKET = HISTORIEK.grootste  # bytes


class ImportForm(forms.Form):
    """The file, its format, and what some formats do not say."""

    bestand = forms.FileField(
        label="Bestand",
        help_text="Een CSV-bestand van hoogstens 50 MB. Het wordt eerst nagekeken; er komt nog niets in de dossiers.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
        error_messages={"empty": "Het bestand is leeg. Kies een CSV-bestand met een kopregel en rijen."},
    )
    formaat = forms.ChoiceField(
        label="Formaat",
        choices=[("", "kies een formaat"), *((f.code, f.label) for f in FORMATEN.values())],
        error_messages={"required": "Kies het formaat van het bestand."},
    )
    type = forms.ChoiceField(
        label="Soort opvang van alle rijen",
        help_text="Alleen bij punten van belang: dat bestand zegt het niet.",
        choices=[("", "groepsopvang, of wat het bestand zegt"), *Opvangtype.choices],
        required=False,
    )
    team = forms.ModelChoiceField(
        label="Team van alle rijen",
        help_text="Alleen bij het Nederlandse register: dat bestand zegt het niet.",
        queryset=Team.objects.all(),
        required=False,
        empty_label="volgt uit de postcode",
    )

    def clean_bestand(self) -> UploadedFile:
        """Refuse what is too large before a byte of it is kept."""
        bestand: UploadedFile = self.cleaned_data["bestand"]
        if (bestand.size or 0) > GROOTSTE_BESTAND:
            raise forms.ValidationError(f"Dit bestand is groter dan {GROOTSTE_BESTAND // 1_000_000} MB. Splits het.")
        return bestand

    def clean(self) -> dict[str, Any]:
        """Ask for the team where the file cannot say it, and forget what the format does not use."""
        schoon = super().clean() or {}
        formaat = FORMATEN.get(schoon.get("formaat", ""))
        if formaat is not None:
            if formaat.vraagt_team and not schoon.get("team"):
                self.add_error("team", "Kies het team dat deze locaties krijgt.")
            if not formaat.vraagt_team:
                schoon["team"] = None
            if formaat.code != "poi":
                schoon["type"] = ""
        return schoon


class HistoriekForm(forms.Form):
    """The package of the old system."""

    bestand = forms.FileField(
        label="Pakket",
        help_text=(
            f"Een ZIP van hoogstens {MEESTE_PAKKET // 1_000_000} MB met de tabellen en de bestanden. "
            "Het wordt eerst nagekeken; er komt nog niets in de dossiers. Een groter pakket voert de beheerder in."
        ),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={"empty": "Het pakket is leeg. Kies een ZIP met de tabellen van het vorige systeem."},
    )

    def clean_bestand(self) -> UploadedFile:
        """Refuse what is too large before a byte of it is kept."""
        bestand: UploadedFile = self.cleaned_data["bestand"]
        if (bestand.size or 0) > MEESTE_PAKKET:
            raise forms.ValidationError(f"Dit pakket is groter dan {MEESTE_PAKKET // 1_000_000} MB. Vraag de beheerder.")
        return bestand
