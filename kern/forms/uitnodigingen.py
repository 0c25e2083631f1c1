"""Asking one person about one thing, and answering."""

from typing import Any

from django import forms

from kern.actions.uitnodigingen import Buitenstaander
from kern.forms.collega import Collegakeuze
from kern.formulier import Dag
from kern.kiezer import Keuzeformulier


class VraagForm(Keuzeformulier):
    """Ask one person about one thing."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    aan = Collegakeuze(label="Collega", required=False, leeg="geen collega: iemand van buiten")
    buiten_naam = forms.CharField(
        label="Naam van iemand zonder account",
        required=False,
        max_length=200,
        help_text="Die persoon krijgt uw vraag met een link, en ziet het dossier niet.",
    )
    buiten_email = forms.EmailField(label="E-mailadres van die persoon", required=False)
    vraag = forms.CharField(
        label="Wat wilt u weten?",
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text="Wie van buiten antwoordt, ziet alleen deze tekst: schrijf geen namen van kinderen of melders.",
    )
    tegen = Dag(label="Tegen", help_text="Antwoorden kan tot en met drie dagen later.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One of the two must be filled in, so "niet verplicht" would be true of each and still wrong.
        self.fields["aan"].wanneer = "of vul hieronder iemand van buiten in"  # type: ignore[attr-defined]  # read by veld.html
        for naam in ("buiten_naam", "buiten_email"):
            self.fields[naam].wanneer = "als u geen collega kiest"  # type: ignore[attr-defined]  # idem

    def clean(self) -> dict[str, Any]:
        """Make `aan` the one person who is asked: a colleague or somebody of outside, never both."""
        schoon: dict[str, Any] = super().clean() or {}
        naam, email = schoon.pop("buiten_naam", ""), schoon.pop("buiten_email", "")
        if schoon.get("aan") is not None:
            if naam or email:
                self.add_error("aan", "Kies een collega, of vul iemand van buiten in. Niet allebei.")
        elif "aan" in schoon and "buiten_email" not in self.errors:
            if naam and email:
                schoon["aan"] = Buitenstaander(naam=naam, email=email)
            else:
                self.add_error("aan", "Kies een collega, of vul de naam en het e-mailadres in van iemand van buiten.")
        return schoon


class AntwoordForm(forms.Form):
    """An answer in place."""

    antwoord = forms.CharField(label="Uw antwoord", max_length=10000, widget=forms.Textarea({"rows": 8}))


class WeigerForm(forms.Form):
    """Why one will not answer; may stay empty."""

    reden = forms.CharField(
        label="Waarom niet?", required=False, max_length=1000, widget=forms.Textarea({"rows": 2}),
        help_text="Bijvoorbeeld wie het wel kan weten.",
    )  # fmt: skip
