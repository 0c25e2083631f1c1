"""Input of people, to clean values."""

from django import forms

from dossiers.models import AfgeschermdeGegevens, Dossier
from kern.formulier import Datum

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

    tot = forms.DateField(label="Tot en met", help_text="De toegang eindigt vanzelf aan het einde van deze dag.", widget=Datum())


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

    class Meta:
        model = Dossier
        fields = ("telefoon", "plaatsen")
        labels = {"plaatsen": "Aantal plaatsen"}


class AfgeschermdForm(forms.ModelForm):
    """The shielded data of a location."""

    versie = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=HOOGSTE_VERSIE)

    class Meta:
        model = AfgeschermdeGegevens
        fields = ("contactpersoon", "privetelefoon", "priveadres", "aandacht")
        widgets = {"aandacht": forms.Textarea(attrs={"rows": 3})}
