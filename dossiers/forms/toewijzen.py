"""Input about who follows which location."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse

from dossiers.access.contact import mag_plaatsen_verhogen
from dossiers.actions.toewijzen import Gevraagd
from dossiers.choices import Opvolgingsoort
from dossiers.forms.dossiers import DossierOfNummer
from dossiers.models import Dossier
from dossiers.opzoeken.kiezer import kies_voor
from dossiers.queries.overdrachtsdossier import volgers_met_aantal
from kern.formulier import Dag
from kern.models import Medewerker

NIEMAND = "-"  # nobody follows it


class Volgerkeuze(forms.ModelChoiceField):
    """A colleague who can follow locations, with the team and how many locations they have now."""

    def __init__(self, *, label: str) -> None:
        super().__init__(volgers_met_aantal(), label=label, empty_label="Kies een collega")

    def label_from_instance(self, obj: Any) -> str:
        """Say who it is, where, and how much there is already."""
        team = f" ({obj.team})" if obj.team else ""
        return f"{obj.naam}{team}: {obj.aantal_locaties} locatie{'' if obj.aantal_locaties == 1 else 's'}"


class OverdrachtForm(forms.Form):
    """To whom, and what the receiver must know; per location a note, and by whom it was followed when the form was opened."""

    naar = Volgerkeuze(label="Aan wie?")
    nota = forms.CharField(
        label="Wat moet de ontvanger weten?",
        help_text="Over het geheel. Schrijf geen namen van kinderen of ouders.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, dossiers: Iterable[Dossier], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["naar"].widget.attrs |= {
            "hx-get": reverse("dossiers:overdracht_belasting"),
            "hx-include": "[name='gekozen']",
            "hx-target": "#belasting",
        }
        self.dossiers = list(dossiers)
        for dossier in self.dossiers:
            self.fields[f"nota_{dossier.pk}"] = forms.CharField(
                label=f"Nota over {dossier.naam}",
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"van_{dossier.pk}"] = forms.CharField(
                required=False, max_length=20, initial=dossier.klantenbeheerder_id or NIEMAND, widget=forms.HiddenInput()
            )

    def algemeen(self) -> list[forms.BoundField]:
        """Return the fields that are about all of it."""
        return [self["naar"], self["nota"]]

    def samenvatting(self) -> list[tuple[forms.BoundField, Any]]:
        """Return every field with what is wrong with it, for the summary on top."""
        return [(self[naam], fouten) for naam, fouten in self.errors.items() if naam in self.fields]

    def gevraagd(self) -> list[Gevraagd]:
        """Return what was asked per location."""
        uit = []
        for dossier in self.dossiers:
            van = self.cleaned_data[f"van_{dossier.pk}"]
            uit.append(Gevraagd(dossier.pk, int(van) if van.isdecimal() else None, self.cleaned_data[f"nota_{dossier.pk}"]))
        return uit


class ToewijsForm(forms.Form):
    """The fixed klantenbeheerder of an organisator; `van` is who it was when the form was opened."""

    naar = Volgerkeuze(label="Vaste klantenbeheerder")
    nota = forms.CharField(
        label="Wat moet deze collega weten?",
        help_text="Schrijf geen namen van kinderen of ouders.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    van = forms.IntegerField(required=False, widget=forms.HiddenInput())


class OpvolgingForm(forms.Form):
    """From which location a dossier goes on, why and since when."""

    voorganger = DossierOfNummer(label="Welke locatie was er ervoor?")
    soort = forms.ChoiceField(label="Waarom", choices=Opvolgingsoort.choices)
    vanaf = Dag(label="Vanaf")
    reden = forms.CharField(
        label="Waarom komt er een tweede opvolger?",
        help_text="Alleen nodig als de voorganger er al een heeft en er iets ernstigs open staat.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, voor: Medewerker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not mag_plaatsen_verhogen(voor):
            del self.fields["reden"]
        kies_voor(self, voor)

    def clean_soort(self) -> Opvolgingsoort:
        """Give the member."""
        return Opvolgingsoort(self.cleaned_data["soort"])
