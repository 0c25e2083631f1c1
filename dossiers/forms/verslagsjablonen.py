"""Input about a sjabloon: whether somebody reads the report again, and a row per heading."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from dossiers.forms.dossiers import HOOGSTE_VERSIE
from dossiers.models import Verslagsjabloon
from dossiers.verslagsjablonen import Sjabloondeel

LEGE_RIJEN = 2
_HOOGSTENS_UREN = 24 * 14
_LANGSTE_VRAAG, _MEESTE_VRAGEN = 300, 15


class SjabloonForm(forms.Form):
    """What holds for the whole report, based on the version that was read."""

    versie = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=HOOGSTE_VERSIE)
    nalezen = forms.BooleanField(label="Een collega leest na", required=False)
    vast_na_uren = forms.IntegerField(
        label="Vanzelf vast na (uren)",
        help_text="Alleen als niemand naleest. Leeg: het blijft een concept tot iemand het vaststelt.",
        required=False,
        min_value=1,
        max_value=_HOOGSTENS_UREN,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse what goes two ways."""
        d: dict[str, Any] = super().clean() or {}
        if d.get("nalezen") and d.get("vast_na_uren"):
            self.add_error("vast_na_uren", "Wat een collega naleest, wordt niet vanzelf vastgesteld.")
        return d


class DeelrijForm(forms.Form):
    """One heading; a row without a heading is left out."""

    sleutel = forms.SlugField(widget=forms.HiddenInput(), required=False, max_length=40)
    plaats = forms.IntegerField(label="Plaats", min_value=1, max_value=99)
    kop = forms.CharField(
        label="Kop", max_length=200, required=False, help_text="Laat leeg om deze kop weg te laten uit nieuwe verslagen."
    )
    vragen = forms.CharField(
        label="Waaraan te denken",
        help_text="Eén vraag per regel.",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    verplicht = forms.BooleanField(label="Verplicht", required=False)

    def clean_vragen(self) -> list[str]:
        """One question a line."""
        vragen = [regel.strip() for regel in self.cleaned_data["vragen"].splitlines() if regel.strip()]
        if len(vragen) > _MEESTE_VRAGEN or any(len(vraag) > _LANGSTE_VRAAG for vraag in vragen):
            raise ValidationError(f"Hoogstens {_MEESTE_VRAGEN} vragen van hoogstens {_LANGSTE_VRAAG} tekens.")
        return vragen


DeelrijFormSet = forms.formset_factory(DeelrijForm, extra=0, max_num=40)


def begin_van(sjabloon: Verslagsjabloon) -> dict[str, Any]:
    """Return what the form begins with."""
    return {"versie": sjabloon.versie, "nalezen": sjabloon.nalezen, "vast_na_uren": sjabloon.vast_na_uren}


def rijen_van(sjabloon: Verslagsjabloon) -> list[dict[str, Any]]:
    """Return the rows it begins with: each heading, and some empty ones at the end."""
    rijen = [
        {**deel, "vragen": "\n".join(deel["vragen"]), "plaats": plaats} for plaats, deel in enumerate(sjabloon.delen, start=1)
    ]
    return rijen + [{"plaats": len(rijen) + leeg} for leeg in range(1, LEGE_RIJEN + 1)]


def delen_uit(rijen: Any) -> list[Sjabloondeel]:
    """Return the headings in their order, after `is_valid`."""
    gevuld = [rij.cleaned_data for rij in rijen if rij.cleaned_data.get("kop")]
    gevuld.sort(key=lambda d: int(d["plaats"]))  # of two with one place the first stays first
    return [{"sleutel": d["sleutel"], "kop": d["kop"], "vragen": d["vragen"], "verplicht": d["verplicht"]} for d in gevuld]
