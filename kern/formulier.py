"""How forms are drawn: error summary with links, help and error tied to the field, native date inputs."""

from __future__ import annotations

from django import forms
from django.forms.renderers import TemplatesSetting


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


class DatumTijd(forms.DateTimeInput):
    """Native date and time input."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")
