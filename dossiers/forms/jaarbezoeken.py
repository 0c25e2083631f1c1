"""Input of the plan of yearly visits, to clean values."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from dossiers.forms.afspraken import op_moment
from dossiers.queries.jaarbezoeken import Blad, Rij, Wens
from kern.formulier import Dag, Tijd
from kern.tijd import BRUSSEL

HOE = (("onaangekondigd", "niet aangekondigd"), ("aangekondigd", "aangekondigd"))
MEESTE = 100  # visits in one go


class WensForm(forms.Form):
    """How somebody wants to plan."""

    weken = forms.IntegerField(label="Weken vooruit", min_value=1, max_value=12, initial=Wens().weken)
    per_dag = forms.IntegerField(label="Bezoeken per dag", min_value=1, max_value=5, initial=Wens().per_dag)
    per_week = forms.IntegerField(label="Dagen per week", min_value=1, max_value=5, initial=Wens().per_week)
    minuten = forms.IntegerField(label="Minuten per bezoek", min_value=15, max_value=240, initial=Wens().minuten)


class BezoekForm(forms.Form):
    """One proposed visit, as it may be changed before it is kept."""

    kies = forms.BooleanField(label="Neem over", required=False)
    sleutel = forms.UUIDField(widget=forms.HiddenInput())
    dossier = forms.CharField(widget=forms.HiddenInput(), max_length=40)
    groep = forms.CharField(widget=forms.HiddenInput(), max_length=10)
    dag = Dag(label="Dag")
    van = forms.TimeField(label="Van", widget=Tijd())
    minuten = forms.IntegerField(label="Minuten", min_value=15, max_value=480)
    hoe = forms.ChoiceField(label="Hoe", choices=HOE)

    def clean(self) -> dict[str, Any]:
        """Refuse a day that is over."""
        uit = super().clean() or {}
        if uit.get("dag") and uit["dag"] < timezone.localdate():
            self.add_error("dag", "Deze dag is voorbij. Kies een latere.")
        if uit.get("dag") and uit.get("van"):
            uit["begin"] = op_moment(uit["dag"], uit["van"])
        return uit


class OngedaanForm(forms.Form):
    """Which visits to drop: those made at this moment."""

    van = forms.DateTimeField()


Bezoekset = forms.formset_factory(BezoekForm, extra=0, max_num=MEESTE, absolute_max=MEESTE, validate_max=True)


def begin_van(blad: Blad) -> list[dict[str, Any]]:
    """Return what the forms begin with, one per proposed visit."""
    return [_van(rij) for _, rijen in blad.dagen for rij in rijen]


def _van(rij: Rij) -> dict[str, Any]:
    begin = rij.voorstel.begin.astimezone(BRUSSEL)
    return {
        "sleutel": uuid4(),
        "dossier": rij.dossier.dossiernummer,
        "groep": begin.date().isoformat(),
        "dag": begin.date(),
        "van": begin.time(),
        "minuten": int((rij.voorstel.einde - rij.voorstel.begin).total_seconds() // 60),
        "hoe": HOE[0][0],
    }
