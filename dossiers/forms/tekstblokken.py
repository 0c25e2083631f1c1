"""Input about text blocks, to clean values."""

from typing import Any

from django import forms

from dossiers.access.tekstblok import SCHRIJFT, SJABLONEN
from dossiers.forms.contact import Langetekst
from dossiers.forms.dossiers import HOOGSTE_VERSIE
from dossiers.models import Tekstblok
from kern.access import heeft_recht
from kern.models import Medewerker
from kern.rijketekst import als_tekst
from kern.verschillen import Verschil, verschillen

EIGEN, TEAM, ALLEN = "eigen", "team", "agentschap"


class WijzigBlokForm(forms.Form):
    """The name one types and what comes in its place."""

    versie = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=HOOGSTE_VERSIE)
    naam = forms.CharField(
        label="Naam", max_length=30, help_text="Wat u na :: typt. Kleine letters, cijfers en streepjes, zoals “slaapruimte-ok”."
    )
    tekst = Langetekst(
        label="Tekst", hoogstens=15_000, rijen=8, help_text="Een lege regel begint een nieuwe alinea. Geen namen van mensen."
    )

    def verschillen(self, nu: Tekstblok) -> list[Verschil]:
        """Return each field in which *nu* differs from what was typed here."""
        return verschillen(self, {"naam": nu.naam, "tekst": als_tekst(nu.tekst)})


class NieuwBlokForm(WijzigBlokForm):
    """The same for a new one, with whose it is."""

    versie = None  # type: ignore[assignment]  # it has none yet
    sleutel = forms.UUIDField(widget=forms.HiddenInput())
    van = forms.ChoiceField(label="Voor wie", widget=forms.RadioSelect)
    field_order = ("sleutel", "naam", "van", "tekst")

    def __init__(self, *args: Any, voor: Medewerker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(EIGEN, "Alleen voor u")] if heeft_recht(voor, SCHRIJFT) else []
        if heeft_recht(voor, SJABLONEN):
            keuzes += [(TEAM, f"Voor het team {voor.team}")] if voor.team_id else []
            keuzes += [(ALLEN, "Voor het hele agentschap")]
        veld = self.fields["van"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = keuzes
        veld.initial = keuzes[0][0] if keuzes else None
