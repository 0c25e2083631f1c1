"""Input about who follows which location."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse

from dossiers.access import volgers
from dossiers.access.contact import mag_plaatsen_verhogen
from dossiers.actions.toewijzen import Gevraagd
from dossiers.choices import Opvolgingsoort
from dossiers.models import Dossier, Organisator
from dossiers.opzoeken.kiezer import Dossierkeuze
from dossiers.queries.overdrachtsdossier import met_aantal
from kern.forms.collega import Collegakeuze, Kring
from kern.formulier import Dag
from kern.kiezer import Keuzeformulier
from kern.models import Medewerker
from kern.verschillen import Verschil, verschillen

NIEMAND = "-"  # nobody follows it


class Volgers(Kring):
    """The colleagues who can follow locations, each with how many open ones there are already."""

    code = "volger"

    def mensen(self) -> QuerySet[Medewerker]:
        """Return them."""
        return volgers()

    def verrijk(self, mensen: QuerySet[Medewerker]) -> QuerySet[Medewerker]:
        """Count their open locations."""
        return met_aantal(mensen)

    def bij(self, collega: Medewerker) -> str:
        """Return how many locations they have now."""
        aantal: int = collega.aantal_locaties  # type: ignore[attr-defined]  # from met_aantal
        return f"{aantal} locatie{'' if aantal == 1 else 's'}"


class OverdrachtForm(Keuzeformulier):
    """To whom, and what the receiver must know; per location a note, and by whom it was followed when the form was opened."""

    naar = Collegakeuze(Volgers, label="Aan wie?")
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
            "hx-trigger": "change target:[name=naar]",
            "hx-include": "[name='gekozen'], [name='naar']",
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


class ToewijsForm(Keuzeformulier):
    """The fixed klantenbeheerder of an organisator; `van` is who it was when the form was opened."""

    naar = Collegakeuze(Volgers, label="Vaste klantenbeheerder")
    nota = forms.CharField(
        label="Wat moet deze collega weten?",
        help_text="Schrijf geen namen van kinderen of ouders.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    van = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def verschillen(self, nu: Organisator) -> list[Verschil]:
        """Return who it is now beside who was chosen here."""
        return verschillen(self, {"naar": nu.klantenbeheerder})


class OpvolgingForm(Keuzeformulier):
    """From which location a dossier goes on, why and since when."""

    voorganger = Dossierkeuze(label="Welke locatie was er ervoor?")
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
        super().__init__(*args, voor=voor, **kwargs)
        if not mag_plaatsen_verhogen(voor):
            del self.fields["reden"]

    def clean_soort(self) -> Opvolgingsoort:
        """Give the member."""
        return Opvolgingsoort(self.cleaned_data["soort"])
