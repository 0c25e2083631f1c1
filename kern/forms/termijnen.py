"""Forms of the beheerder: closing days and term rules. The actions write; these only clean."""

from datetime import date
from typing import Any

from django import forms

from kern.forms.reden import RedenForm
from kern.formulier import Dag
from kern.models import Sluitingsdag, Termijnregel
from kern.models.termijnen import SLUITSOORTEN
from kern.termijnen import Sluitsoort


class SluitingsdagForm(RedenForm, forms.ModelForm):
    """A closing day to correct; its date is fixed."""

    class Meta:
        model = Sluitingsdag
        fields = ("naam", "soort", "bron", "bevestigd")
        help_texts = {"bron": "Waar staat dit? Bijvoorbeeld een omzendbrief of een besluit, met datum."}

    def waarden(self) -> dict[str, Any]:
        """Return the cleaned values as the action wants them."""
        return {**self.cleaned_data, "soort": Sluitsoort(self.cleaned_data["soort"])}


class NieuweSluitingsdagForm(SluitingsdagForm):
    """A closing day to add, such as a bridge day."""

    class Meta(SluitingsdagForm.Meta):
        fields = ("datum", "naam", "soort", "bron", "bevestigd")  # type: ignore[assignment]  # one column more
        field_classes = {"datum": Dag}

    def clean_datum(self) -> date:
        """Keep to years in which terms run; the calendar itself ends in 9999 and cannot look past that."""
        datum: date = self.cleaned_data["datum"]
        if not 2000 <= datum.year <= 2100:
            raise forms.ValidationError("Kies een dag tussen 2000 en 2100.")
        return datum


class TermijnregelForm(RedenForm, forms.ModelForm):
    """A version of a rule to correct, confirm or end."""

    sluitsoorten = forms.MultipleChoiceField(
        label="Sluitingsdagen die meetellen",
        choices=SLUITSOORTEN,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Art. 53 Ger.W. kent alleen de wettelijke feestdagen.",
    )

    class Meta:
        model = Termijnregel
        fields = (
            "naam",
            "eenheid",
            "duur",
            "per_geval",
            "aard",
            "startfeit",
            "startdag_telt",
            "verschuift",
            "verschuiving_bevestigd",
            "sluitsoorten",
            "bron",
            "bevestigd",
            "geldig_vanaf",
            "geldig_tot",
        )
        field_classes = {"geldig_vanaf": Dag, "geldig_tot": Dag}

    def waarden(self) -> dict[str, Any]:
        """Return the columns as the action wants them, without the reason."""
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "reden"}


class NieuweVersieForm(TermijnregelForm):
    """A new version of a rule, from a day on; the running version is closed by the action."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["geldig_vanaf"].required = True

    def validate_constraints(self) -> None:
        """Leave overlap to the action: it ends the running version first."""

    def regel(self, code: str) -> Termijnregel:
        """Return the version to add, under the same code."""
        return Termijnregel(code=code, **self.waarden())
