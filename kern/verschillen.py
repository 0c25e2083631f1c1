"""Two versions of one thing, field by field: what stands there now, and what somebody typed who opened it before that."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.forms import BaseForm, Field
from django.utils import formats, timezone

NIETS = "niet ingevuld"
Verschil = tuple[str, str, str]
"""Label of a field, what stands there now, and what was typed; as people read them."""


def verschillen(
    form: BaseForm, nu: Mapping[str, object], *, toon: Mapping[str, Callable[[Any], str]] | None = None
) -> list[Verschil]:
    """Return each field of *nu* that was typed otherwise in *form*, in the order of the form.

    Args:
        form: as it was sent; `is_valid` has been asked.
        nu: what stands there now, by name of the field; what is not in it (a reason, a version) is not compared.
        toon: how a value is written, for fields of which the form stores another way than people write.
    """
    uit = []
    for naam, veld in form.fields.items():
        if naam not in nu or naam not in form.cleaned_data:
            continue
        schrijf = (toon or {}).get(naam)
        daar, mijn = (
            schrijf(waarde) if schrijf and waarde else getoond(waarde, veld) for waarde in (nu[naam], form.cleaned_data[naam])
        )
        if daar != mijn:
            uit.append((str(form[naam].label), daar, mijn))
    return uit


def getoond(waarde: object, veld: Field | None = None) -> str:
    """Return *waarde* of *veld* as people read it."""
    if waarde in ("", None, [], ()):
        return NIETS
    if isinstance(waarde, list | tuple | set):
        return ", ".join(getoond(een, veld) for een in waarde)
    keuzes = dict(_plat(getattr(veld, "choices", ())))
    if str(waarde) in keuzes:
        return keuzes[str(waarde)]
    if isinstance(waarde, datetime):
        return formats.date_format(timezone.localtime(waarde), "d/m/Y H:i")
    if isinstance(waarde, date):
        return formats.date_format(waarde, "d/m/Y")
    if isinstance(waarde, time):
        return formats.time_format(waarde, "H:i")
    # Browsers send the ends of lines with two characters: those are no difference.
    return str(waarde).replace("\r\n", "\n").strip()


def _plat(keuzes: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for waarde, label in keuzes:
        if isinstance(label, list | tuple):
            yield from _plat(label)
        else:
            yield str(waarde), str(label)
