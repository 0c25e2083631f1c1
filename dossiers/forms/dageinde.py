"""What one does with several rows at once, and the note for the night watch."""

from typing import Any

from django import forms

from dossiers.opzoeken.kiezer import Dossierkeuze
from kern.forms.collega import Collegakeuze
from kern.formulier import Dag
from kern.kiezer import Keuzeformulier

DOEN = [
    ("morgen", "Naar de volgende werkdag"),
    ("vandaag", "Bij vandaag"),
    ("dag", "Een andere dag (hieronder)"),
    ("klaar", "Klaar"),
    ("door", "Geef door (aan de collega hieronder)"),
    ("taak", "Geef over elk dezelfde taak"),
]


class VeelForm(Keuzeformulier):
    """One act on the chosen rows."""

    doe = forms.ChoiceField(label="Wat doet u met de gekozen rijen?", choices=DOEN)
    tegen = Dag(label="Andere dag", required=False)
    naar = Collegakeuze(label="Collega", required=False, leeg="niemand")

    def clean(self) -> dict[str, Any]:
        """Ask for the day or the colleague that the act needs."""
        super().clean()
        gegevens = self.cleaned_data
        if gegevens.get("doe") == "dag" and not gegevens.get("tegen") and "tegen" not in self.errors:
            self.add_error("tegen", "Kies de dag.")
        if gegevens.get("doe") == "door" and not gegevens.get("naar") and "naar" not in self.errors:
            self.add_error("naar", "Kies aan wie u doorgeeft.")
        return gegevens


class NachtnotaForm(Keuzeformulier):
    """What the night watch must know."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    tekst = forms.CharField(
        label="Wat moet de nachtwacht weten?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De crisiscoördinatoren lezen dit, tot 9 uur van de volgende werkdag. Geen namen van kinderen of melders.",
    )  # fmt: skip
    dossiernummer = Dossierkeuze(label="Over welke locatie?", required=False)
