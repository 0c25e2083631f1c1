"""Input of people, to clean values."""

from typing import Any

from django import forms

from dossiers.access.contact import mag_plaatsen_verhogen
from dossiers.actions.dossiers import WIJZIGBAAR
from dossiers.forms.nummers import echt_nummer, houd_echt_nummer
from dossiers.models import AfgeschermdeGegevens, Dossier
from kern.formulier import Dag
from kern.models import Medewerker
from kern.verschillen import Verschil, verschillen

HOOGSTE_VERSIE = 1_000_000_000  # far past any history, and its successor still fits the column


class RedenForm(forms.Form):
    """A reason in the person's own words; it goes into the log."""

    reden = forms.CharField(
        label="Waarom hebt u dit nodig?",
        help_text="Uw reden staat in het logboek. Schrijf geen namen van kinderen of ouders.",
        min_length=10,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"min_length": "Schrijf in een zin waarom u dit nodig hebt (minstens 10 tekens)."},
    )


class ToekennenForm(forms.Form):
    """Until when a colleague may read along."""

    tot = Dag(label="Tot en met", help_text="De toegang eindigt vanzelf aan het einde van deze dag.")


class WeigerForm(forms.Form):
    """Why not; the asker reads it."""

    antwoord = forms.CharField(
        label="Waarom niet?",
        help_text="Uw collega leest dit antwoord.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DossierForm(forms.ModelForm):
    """What a klantenbeheerder keeps up to date by hand."""

    versie = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=HOOGSTE_VERSIE)
    reden = forms.CharField(
        label="Waarom stijgen de plaatsen toch?",
        help_text="Alleen nodig als er iets ernstigs open staat.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    dossiernummer = echt_nummer("Dossiernummer")
    # The reason stands beside the numbers it is about.
    field_order = ("dossiernummer", *WIJZIGBAAR[: WIJZIGBAAR.index("plaatsen_gesubsidieerd") + 1], "reden")

    class Meta:
        model = Dossier
        fields = WIJZIGBAAR
        labels = {"plaatsen": "Aantal plaatsen", "plaatsen_gesubsidieerd": "Waarvan gesubsidieerd", "email": "E-mail"}
        help_texts = {
            "naam": "Zoals op de vergunning.",
            "straat": "Verbeter hier een fout. Verhuist de opvang, dan komt er een nieuw dossier en wordt dit de voorganger.",
        }
        widgets = {veld: forms.TextInput(attrs={"dir": "auto"}) for veld in ("naam", "straat", "gemeente")}

    def __init__(self, *args: Any, door: Medewerker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not mag_plaatsen_verhogen(door):
            del self.fields["reden"]
        houd_echt_nummer(self, "dossiernummer", self.instance.dossiernummer, wat="Dit dossier")

    def clean(self) -> dict[str, Any]:
        """Leave the number out while nobody knows it."""
        schoon = super().clean() or self.cleaned_data
        if not schoon.get("dossiernummer"):
            schoon.pop("dossiernummer", None)
        return schoon

    def verschillen(self, nu: Dossier) -> list[Verschil]:
        """Return each field in which *nu* differs from what was typed here."""
        return verschillen(self, {veld: getattr(nu, veld) for veld in ("dossiernummer", *WIJZIGBAAR)})


class AfgeschermdForm(forms.ModelForm):
    """The shielded data of a location."""

    versie = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=HOOGSTE_VERSIE)

    class Meta:
        model = AfgeschermdeGegevens
        fields = ("contactpersoon", "privetelefoon", "priveadres", "aandacht")
        widgets = {"aandacht": forms.Textarea(attrs={"rows": 3})}

    def verschillen(self, nu: AfgeschermdeGegevens) -> list[Verschil]:
        """Return each field in which *nu* differs from what was typed here."""
        return verschillen(self, {veld: getattr(nu, veld) for veld in self.Meta.fields})
