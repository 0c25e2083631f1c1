"""Input of the folder of a visit, to clean values."""

from typing import Any

from django import forms

from dossiers.choices import Bezoekgroep
from dossiers.forms.contact import Langetekst
from dossiers.forms.dossiers import HOOGSTE_VERSIE
from dossiers.forms.verslagen import FotoForm
from kern.tekst import inkorten

_PUNT = r"^[a-z]+:[\w.:-]{1,70}$"


class PuntForm(forms.Form):
    """One point as it was ticked, with what was written beside it."""

    sleutel = forms.RegexField(_PUNT, max_length=80)
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


class BezoekfotoForm(FotoForm):
    """A photo at a point. Without words it says at what it was made: on the spot one hand is all there is."""

    punt = forms.RegexField(_PUNT, max_length=80)
    groep = forms.ChoiceField(choices=Bezoekgroep.choices)
    tekst = forms.CharField(max_length=400)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alt"].required = False

    def clean(self) -> dict[str, Any]:
        """Give a photo without words those of its point."""
        uit = super().clean() or {}
        tekst = uit.pop("tekst", "")
        uit["alt"] = uit.get("alt") or inkorten(f"Bij: {tekst}", 300)
        return uit
