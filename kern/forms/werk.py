"""One row of the werkvoorraad: another day, another colleague."""

from django import forms

from kern.forms.collega import Collegakeuze
from kern.formulier import Dag
from kern.kiezer import Keuzeformulier


class VerzetForm(forms.Form):
    """Give something one noted down another day, or none."""

    tegen = Dag(label="Tegen", required=False, help_text="Leeg: zonder dag.")


class DoorgeefForm(Keuzeformulier):
    """Pass work on to a colleague."""

    naar = Collegakeuze(label="Collega")
