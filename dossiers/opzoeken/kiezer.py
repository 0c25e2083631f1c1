"""A form field with which somebody chooses a location: type, look, choose. Also without JavaScript.

```python
class IntakeForm(forms.Form):
    locatie = Dossierkeuze(label="Over welke locatie?")

    def __init__(self, *args, voor: Medewerker, **kwargs):
        super().__init__(*args, **kwargs)
        kies_voor(self, voor)
```
`cleaned_data["locatie"]` is the dossier. Without JavaScript the button "Zoek" sends the form and it comes back with the choices
at the field; with it the choices appear while typing.
"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from dossiers import opzoeken
from dossiers.models import Dossier
from dossiers.opzoeken.vraag import LANGSTE
from kern.models import Medewerker

NAAM = re.compile(r"[a-z][a-z0-9_-]{0,39}")  # of a field; stands in an address


def keuzes(medewerker: Medewerker, q: str, gekozen: Dossier | None = None) -> list[dict[str, Any]]:
    """Return what can be chosen: what was chosen before, then what answers *q*; each with number, name and gemeente."""
    vondsten = [(v.ding, v.waarom) for v in opzoeken.zoek_dossiers(medewerker, q) if v.ding != gekozen]
    eerst: list[tuple[Any, str]] = [(gekozen, "")] if gekozen else []
    return [
        {
            "waarde": dossier.dossiernummer,
            "naam": dossier.naam,
            "gemeente": dossier.gemeente,
            "waarom": waarom,
            "gekozen": dossier == gekozen,
        }
        for dossier, waarom in eerst + vondsten
    ]


class Dossierkiezer(forms.Widget):
    """The search field, its button and the choices. Its value is a pair: the number chosen, and what was looked for."""

    template_name = "componenten/dossierkiezer.html"
    use_fieldset = True
    medewerker: Medewerker | None = None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        """Return what was sent: the choice, and the text of the search field."""
        # A null byte is in nobody's name, and PostgreSQL keeps none.
        nummer, q = (str(data.get(veld) or "").replace("\x00", "").strip() for veld in (name, f"{name}_zoek"))
        return nummer, q[:LANGSTE]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Return whether neither was sent."""
        return name not in data and f"{name}_zoek" not in data

    def id_for_label(self, id_: str) -> str:
        """Return where a link of the error summary goes: the search field."""
        return f"{id_}_zoek"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template draws."""
        nummer, q = (value.dossiernummer, "") if isinstance(value, Dossier) else value or ("", "")
        assert self.medewerker is not None, "kies_voor(form, medewerker)"
        zichtbaar = Dossier.objects.zichtbaar_voor(self.medewerker)
        gekozen = zichtbaar.filter(dossiernummer=nummer).first() if nummer else None
        id_ = (attrs or {}).get("id") or f"id_{name}"
        return {
            "naam": name,
            "id": id_,
            "q": q,
            "url": f"{reverse('dossiers:kies')}?naam={name}",
            "beschreven_door": (attrs or {}).get("aria-describedby", ""),
            "keuzes": keuzes(self.medewerker, q, gekozen),
        }


class Dossierkeuze(forms.Field):
    """One location that the person may know of."""

    widget = Dossierkiezer
    medewerker: Medewerker | None = None
    default_error_messages = {
        "required": "Zoek een locatie en kies ze.",
        "kies": "Kies hieronder welke locatie u bedoelt.",
        "niets": "Er is geen locatie gevonden. Zoek op een nummer, een deel van de naam, een straat of een gemeente.",
        "weg": "Deze locatie is er niet. Zoek ze opnieuw en kies ze.",
    }

    def clean(self, value: tuple[str, str] | None) -> Dossier | None:
        """Return the dossier chosen.

        Raises:
            ValidationError: nothing chosen yet, or what was sent is no location this person may know of.
        """
        nummer, q = value or ("", "")
        assert self.medewerker is not None, "kies_voor(form, medewerker)"
        if nummer:
            gekozen = Dossier.objects.zichtbaar_voor(self.medewerker).filter(dossiernummer=nummer).first()
            if gekozen is None:
                raise ValidationError(self.error_messages["weg"], code="weg")
            return gekozen
        if q:
            code = "kies" if opzoeken.zoek_dossiers(self.medewerker, q, hoogstens=1) else "niets"
            raise ValidationError(self.error_messages[code], code=code)
        if self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether another location was chosen than the one at first."""
        eerst = initial.dossiernummer if isinstance(initial, Dossier) else ""
        return bool(data) and data[0] != eerst


def kies_voor(form: forms.BaseForm, medewerker: Medewerker) -> None:
    """Tell every `Dossierkeuze` of *form* who chooses: what they may not know of cannot be found or sent."""
    for veld in form.fields.values():
        if isinstance(veld, Dossierkeuze):
            veld.medewerker = veld.widget.medewerker = medewerker
