"""Input about promises, to clean values."""

from django import forms

from dossiers.choices import Belover
from dossiers.models.belofte import LANGSTE_BELOFTE
from kern.formulier import Dag


class BelofteForm(forms.Form):
    """Who promised what, by when."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput())
    van = forms.ChoiceField(
        label="Wie belooft?",
        choices=[(Belover.WIJ.value, "Wij beloven"), (Belover.ORGANISATOR.value, "De organisator belooft")],
        widget=forms.RadioSelect,
        initial=Belover.WIJ.value,
    )
    wat = forms.CharField(label="Wat is er beloofd?", max_length=LANGSTE_BELOFTE)
    tegen = Dag(label="Tegen wanneer?")


class HoudForm(forms.Form):
    """That it was kept; a word about it may go along."""

    uitleg = forms.CharField(label="Hoe het ging", max_length=500, required=False)


class UitlegForm(forms.Form):
    """Why it was not kept, or is no promise."""

    uitleg = forms.CharField(
        label="Hoe komt het?",
        min_length=5,
        max_length=500,
        error_messages={"min_length": "Schrijf in een paar woorden hoe het komt."},
    )
