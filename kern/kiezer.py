"""A form field with which somebody chooses one thing among many: type, look, choose. Also without JavaScript.

```python
class IntakeForm(Keuzeformulier):
    locatie = Dossierkeuze(label="Over welke locatie?")

IntakeForm(request.POST, voor=medewerker)
```
`cleaned_data["locatie"]` is the thing chosen. Without JavaScript the button "Zoek" sends the form, and it comes back with the
choices at the field and nothing else held against it; with it the choices appear while typing. An app says what can be chosen in
a `Keuzebron` and registers it, so that the one view (`kern:kies`) finds it by its code.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from kern.choices import Status
from kern.models import Medewerker

M = TypeVar("M", bound=Model)

HOOGSTENS = 8  # choices at once: who does not see the right one types a word more
LANGSTE = 100  # characters that are looked at; nobody types more
NAAM = re.compile(r"[a-z][a-z0-9_-]{0,39}")  # of a field; stands in an address
_ID = re.compile(r"[A-Za-z][\w-]{0,79}_keuzes")


@dataclass(frozen=True)
class Keuze:
    """One thing as the list of choices shows it: "De Maan (123456789, Lier) op naam"."""

    waarde: str
    naam: str
    kenmerk: str = ""  # its number, kept on one line
    waar: str = ""
    bij: str = ""  # why it was found, or what helps to choose
    stand: Status | None = None
    url: str = ""

    @property
    def regel(self) -> str:
        """The same as one line of text, for an option of a select."""
        tussen = ", ".join(deel for deel in (self.kenmerk, self.waar) if deel)
        erbij = ", ".join(deel for deel in (str(self.stand.label) if self.stand else "", self.bij) if deel)
        return f"{self.naam}{f' ({tussen})' if tussen else ''}{f': {erbij}' if erbij else ''}"


class Ingevuld(NamedTuple):
    """What came in with a form: the choice, what stands in the search field, and whether only a search was asked."""

    waarde: str = ""
    q: str = ""
    zoekt: bool = False


class Keuzebron(ABC, Generic[M]):
    """What one person can choose. What they may not know of is in none of the answers, so it can be neither found nor sent."""

    code: ClassVar[str]  # stands in an address
    enkelvoud: ClassVar[str]
    meervoud: ClassVar[str]
    zoek_op: ClassVar[str]  # label of the search field
    probeer: ClassVar[str]  # what to do when nothing is found

    def __init__(self, medewerker: Medewerker) -> None:
        self.medewerker = medewerker

    def waarde(self, ding: M) -> str:
        """Return what stands for it in a form."""
        return str(ding.pk)

    @abstractmethod
    def vind(self, waarde: str) -> M | None:
        """Return the thing that was chosen, with what `toon` needs; None when this person cannot choose it."""

    @abstractmethod
    def zoek(self, q: str, hoogstens: int) -> list[tuple[M, str]]:
        """Return the things that answer *q* best, each with the reason in words."""

    @abstractmethod
    def toon(self, ding: M, waarom: str = "") -> Keuze:
        """Return how one is shown."""

    def precies(self, q: str) -> M | None:
        """Return the one thing that *q* names exactly: who knows a number does not have to choose."""
        return None

    def alle(self) -> list[M] | None:
        """Return everything there is to choose when that is little: then there is nothing to search. None when it is much."""
        return None

    def context(self, naam: str, ingevuld: Ingevuld, id_: str, *, mag_leeg: bool) -> dict[str, Any]:
        """Return what the list draws, in the form and in the answer to htmx: what was chosen first, then what answers."""
        gekozen = self.vind(ingevuld.waarde) if ingevuld.waarde else None
        gevonden = self.zoek(ingevuld.q, HOOGSTENS) if ingevuld.q else []
        keuzes = [self.toon(gekozen)] if gekozen is not None else []
        keuzes += [self.toon(ding, waarom) for ding, waarom in gevonden if ding != gekozen]
        return {
            "naam": naam,
            "id": id_,
            "bron": self,
            "q": ingevuld.q,
            "keuzes": keuzes,
            "gekozen": keuzes[0].waarde if gekozen is not None else "",
            "niets": bool(ingevuld.q) and not gevonden,
            "vol": len(gevonden) >= HOOGSTENS,
            "stand": self._stand(len(keuzes), ingevuld.q, niets=not gevonden),
            "mag_leeg": mag_leeg,
        }

    def _stand(self, aantal: int, q: str, *, niets: bool) -> str:
        if not q:
            return ""
        if niets:  # what was chosen before stays in the list, and is no answer to what is searched now
            return f"Geen {self.enkelvoud} gevonden"
        return f"{aantal} {self.enkelvoud if aantal == 1 else self.meervoud} om uit te kiezen"


_SOORTEN: dict[str, type[Keuzebron[Any]]] = {}


def registreer(*bronnen: type[Keuzebron[Any]]) -> None:
    """Make kinds of things known to the view; done once, when the application starts.

    Raises:
        ValueError: the code is registered already.
    """
    for bron in bronnen:
        if bron.code in _SOORTEN:
            raise ValueError(f"{bron.code} is al een bron van keuzes")
        _SOORTEN[bron.code] = bron


def bron_van(code: str) -> type[Keuzebron[Any]] | None:
    """Return what is chosen from under this code."""
    return _SOORTEN.get(code)


def id_van(doel: str | None, naam: str) -> str:
    """Return the id of the field in the page, from the id of the piece that htmx replaces."""
    return doel.removesuffix("_keuzes") if doel and _ID.fullmatch(doel) else f"id_{naam}"


def lees(data: Any, naam: str) -> Ingevuld:
    """Return what was sent of the field called *naam*."""
    # A null byte is in nobody's name, and PostgreSQL keeps none.
    waarde, q = (str(data.get(veld) or "").replace("\x00", "").strip()[:LANGSTE] for veld in (naam, f"{naam}_zoek"))
    return Ingevuld(waarde, q, f"{naam}_zoeken" in data)


class Kiezer(forms.Widget):
    """The search field, its button and the choices; or a plain select when there is little to choose from."""

    template_name = "componenten/kiezer.html"
    bron: Keuzebron[Any] | None = None
    leeg = ""  # what the empty option of a select says

    @property
    def is_kort(self) -> bool:
        """Whether a select holds it all."""
        return self.bron is not None and self.bron.alle() is not None

    @property
    def use_fieldset(self) -> bool:  # type: ignore[override]  # a plain attribute in Django; here it depends on how much there is
        """Whether it is a group of fields, under a legend."""
        return not self.is_kort

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Ingevuld:
        """Return what was sent."""
        return lees(data, name)

    def value_omitted_from_data(self, data: Any, files: MultiValueDict[str, Any], name: str) -> bool:
        """Return whether nothing was sent."""
        return name not in data and f"{name}_zoek" not in data

    def id_for_label(self, id_: str) -> str:
        """Return where the label belongs: the select, or the search field."""
        return id_ if self.is_kort else f"{id_}_zoek"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template draws; *value* is what was sent, or a thing or its key to begin with."""
        assert self.bron is not None, "Keuzeformulier(voor=…)"
        ingevuld = value if isinstance(value, Ingevuld) else Ingevuld(_sleutel(self.bron, value))
        id_ = (attrs or {}).get("id") or f"id_{name}"
        context: dict[str, Any] = {"attrs": self.attrs, "fout": (attrs or {}).get("aria-invalid") == "true"}
        context |= {"beschreven_door": (attrs or {}).get("aria-describedby", ""), "opties": None}
        alle = self.bron.alle()
        if alle is not None:
            opties = [self.bron.toon(ding) for ding in alle]
            return context | {"naam": name, "id": id_, "opties": opties, "gekozen": ingevuld.waarde, "leeg": self.leeg}
        url = f"{reverse('kern:kies', args=[self.bron.code])}?naam={name}{'' if self.is_required else '&leeg=ja'}"
        return context | {"url": url} | self.bron.context(name, ingevuld, id_, mag_leeg=not self.is_required)


def _sleutel(bron: Keuzebron[Any], waarde: Any) -> str:
    return bron.waarde(waarde) if isinstance(waarde, Model) else str(waarde or "")


class Keuzeveld(forms.Field):
    """One thing that the person may know of. `kies_voor` says who chooses; a `Keuzeformulier` does so by itself."""

    widget = Kiezer

    def __init__(self, bron: type[Keuzebron[Any]], *, leeg: str = "", **opties: Any) -> None:
        super().__init__(**opties)
        self.klasse = bron
        self.widget.leeg = leeg or f"Kies een {bron.enkelvoud}"

    def kies_voor(self, medewerker: Medewerker) -> None:
        """Say who chooses."""
        self.widget.bron = self.klasse(medewerker)

    @property
    def bron(self) -> Keuzebron[Any]:
        """What can be chosen."""
        assert self.widget.bron is not None, "Keuzeformulier(voor=…)"
        return self.widget.bron

    def clean(self, value: Ingevuld | None) -> Any:
        """Return the thing chosen.

        Raises:
            ValidationError: nothing chosen yet, only a search was asked, or what was sent cannot be chosen by this person.
        """
        bron, ingevuld = self.bron, value or Ingevuld()
        gekozen = bron.vind(ingevuld.waarde) if ingevuld.waarde else None
        if ingevuld.waarde and gekozen is None:
            raise ValidationError(f"Deze {bron.enkelvoud} kunt u hier niet kiezen. Kies opnieuw.", code="weg")
        if gekozen is None and ingevuld.q and not ingevuld.zoekt:
            gekozen = bron.precies(ingevuld.q)
        if gekozen is not None and not ingevuld.zoekt:
            return gekozen
        if ingevuld.q:
            if gekozen is not None or bron.zoek(ingevuld.q, 1):
                raise ValidationError(f"Kies hieronder welke {bron.enkelvoud} u bedoelt.", code="kies")
            raise ValidationError(f"Er is geen {bron.enkelvoud} gevonden. {bron.probeer}", code="niets")
        if ingevuld.zoekt:
            raise ValidationError(f"Typ eerst wat u zoekt. {bron.probeer}", code="zoek")
        if self.required:
            wat = "Zoek en kies" if bron.alle() is None else "Kies"
            raise ValidationError(f"{wat} een {bron.enkelvoud}.", code="required")
        return None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether another thing was chosen than the one at first."""
        return bool(data) and data[0] != _sleutel(self.bron, initial)


class Keuzeformulier(forms.Form):
    """A form in which one searches: *voor* is who fills it in."""

    def __init__(self, *args: Any, voor: Medewerker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.medewerker = voor
        for veld in self.fields.values():
            if isinstance(veld, Keuzeveld):
                veld.kies_voor(voor)

    def full_clean(self) -> None:
        """Say only what the search found when that was all that was asked: the rest is not finished yet."""
        super().full_clean()
        zoekt = {naam for naam, veld in self.fields.items() if isinstance(veld, Keuzeveld) and self._zoekt(naam)}
        if zoekt:
            for naam in [naam for naam in self.errors if naam not in zoekt]:
                del self.errors[naam]

    def _zoekt(self, naam: str) -> bool:
        return self.is_bound and f"{self.add_prefix(naam)}_zoeken" in self.data
