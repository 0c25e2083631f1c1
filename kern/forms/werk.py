"""One row of the werkvoorraad: another day, another colleague."""

from typing import Any

from django import forms

from kern.formulier import Dag
from kern.models import Medewerker


class VerzetForm(forms.Form):
    """Give something one noted down another day, or none."""

    tegen = Dag(label="Tegen", required=False, help_text="Leeg: zonder dag.")


class DoorgeefForm(forms.Form):
    """Pass work on to a colleague."""

    naar = forms.ModelChoiceField(label="Collega", queryset=Medewerker.objects.none(), empty_label="Kies een collega")

    def __init__(self, *args: Any, door: Medewerker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        collegas = Medewerker.objects.filter(is_active=True).exclude(pk=door.pk).exclude(rollen=[])
        self.fields["naar"].queryset = collegas  # type: ignore[attr-defined]  # a ModelChoiceField, declared above
