"""How forms are drawn (error summary with links, help and error at the field, native date inputs), and how one is carried out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting

from kern.fouten import DomeinFout

R = TypeVar("R")


def probeer(form: forms.BaseForm, actie: Callable[..., R], **waarden: object) -> R | None:
    """Do the action; what the tables refuse (`ValidationError`) becomes an error at its field, and None.

    A form knows only its own fields: what a constraint says about them together with others is found out by the action. A
    `DomeinFout` that names a field is said there too; on a form without that field, above it.
    """
    try:
        return actie(**waarden)
    except ValidationError as fout:
        per_veld = fout.message_dict if hasattr(fout, "error_dict") else {"": fout.messages}
        for veld, zinnen in per_veld.items():
            form.add_error(veld if veld in form.fields else None, zinnen)
        return None
    except DomeinFout as fout:
        if fout.veld is None:
            raise
        form.add_error(fout.veld if fout.veld in form.fields else None, fout.zin)
        return None


class Weergave(TemplatesSetting):
    """Form renderer of the project (`FORM_RENDERER`): `{{ form }}` and `{{ field.as_field_group }}` use our components."""

    form_template_name = "componenten/velden.html"
    field_template_name = "componenten/veld.html"


class Datum(forms.DateInput):
    """Native date input; browsers want and send the ISO form whatever they show."""

    input_type = "date"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class Tijd(forms.TimeInput):
    """Native time input, hours and minutes."""

    input_type = "time"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs=attrs, format="%H:%M")


class Moment(forms.DateTimeInput):
    """Native input of a day and an hour."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


EERSTE_JAAR, LAATSTE_JAAR = 1900, 2100


class Dag(forms.DateField):
    """A day people can mean: a slip of the finger in the year is said, and no sum with days falls off the calendar."""

    widget = Datum

    def validate(self, value: date | None) -> None:
        """Refuse a year outside 1900-2100."""
        super().validate(value)
        if value is not None and not EERSTE_JAAR <= value.year <= LAATSTE_JAAR:
            raise ValidationError(f"Kijk het jaartal na: {value.year} kan niet.", code="jaar")
