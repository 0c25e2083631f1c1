"""Input of the folder of a visit, to clean values."""

from django import forms

from dossiers.choices import Bezoekgroep
from dossiers.forms.contact import Langetekst
from dossiers.forms.dossiers import HOOGSTE_VERSIE


class PuntForm(forms.Form):
    """One point as it was ticked, with what was written beside it."""

    sleutel = forms.RegexField(r"^[a-z]+:[\w.:-]{1,70}$", max_length=80)
    groep = forms.ChoiceField(choices=Bezoekgroep.choices)
    tekst = forms.CharField(max_length=400)
    klaar = forms.BooleanField(required=False)
    nota = Langetekst(label="Nota", hoogstens=4000, rijen=2, required=False)
    versie = forms.IntegerField(min_value=0, max_value=HOOGSTE_VERSIE)

    def clean_nota(self) -> str:
        """Keep one character at the end of a line, so that the same words are the same."""
        nota: str = self.cleaned_data["nota"]
        return nota.replace("\r\n", "\n")


class EigenPuntForm(forms.Form):
    """A point of one's own."""

    eigen = forms.UUIDField(widget=forms.HiddenInput())
    tekst = forms.CharField(label="Ook nagaan", max_length=400)
