"""Giving a task: about a location one looks up, or about what the page one came from is about."""

from collections.abc import Sequence
from typing import Any

from django import forms

from dossiers.models import Dossier
from dossiers.opzoeken.kiezer import Dossierkeuze
from kern.forms.collega import Collegakeuze
from kern.forms.taken import Taakvelden
from kern.logboek import soort_van
from kern.models import Medewerker
from kern.werk import Kaartje, onderwerpsoort

VOOR_WIE = "Kiest u niemand, dan is het voor uzelf. Een collega krijgt er bericht van, en u volgt wat ervan komt."


class TaakForm(Taakvelden):
    """One task. `over` is a subject as plain text ("dossiers.organisator:12"), for what is no location; it wins."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    over = forms.CharField(required=False, max_length=110, widget=forms.HiddenInput)
    dossiernummer = Dossierkeuze(label="Over welke locatie?", required=False)
    voor = Collegakeuze(label="Voor wie", required=False, leeg="voor mezelf", help_text=VOOR_WIE)

    field_order: Sequence[str] = ("titel", "gelezen", "tegen", "uur", "dossiernummer", "voor")

    def clean_over(self) -> tuple[str, str] | None:
        """Return the subject that was given along, if this person may know of it."""
        gevonden = onderwerp_uit(self.cleaned_data["over"], self.medewerker)
        if self.cleaned_data["over"] and gevonden is None:
            raise forms.ValidationError("Dit bestaat niet meer, of u ziet het niet meer. Begin de taak opnieuw.")
        return gevonden[0] if gevonden else None

    @property
    def onderwerp(self) -> Dossier | tuple[str, str] | None:
        """What the task is about, as the action takes it."""
        uit: Dossier | tuple[str, str] | None = self.cleaned_data["over"] or self.cleaned_data["dossiernummer"]
        return uit


class VoorElkForm(Taakvelden):
    """The same task for each of the chosen locations."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    voor = Collegakeuze(label="Voor wie", required=False, leeg="voor mezelf", help_text=VOOR_WIE)

    field_order: Sequence[str] = ("titel", "gelezen", "tegen", "uur", "voor")


def onderwerp_uit(tekst: str, wie: Medewerker) -> tuple[tuple[str, str], Kaartje] | None:
    """Return the subject that *tekst* names with its card; None when *wie* knows of none."""
    soort, _, sleutel = tekst.partition(":")
    bekend = onderwerpsoort(soort)
    # A location is asked by its number, and every other thing has a key of digits or a UUID.
    if bekend is None or not sleutel or len(sleutel) > 40 or not sleutel.replace("-", "").isalnum():
        return None
    try:
        kaartje = bekend.laad(wie, [sleutel]).get(sleutel)
    except ValueError:  # no key of that kind
        return None
    return ((soort, sleutel), kaartje) if kaartje else None


def begin_bij(over: str, wie: Medewerker) -> dict[str, Any]:
    """Return what a new task about *over* begins with: the location in its field, something else as it is."""
    gevonden = onderwerp_uit(over, wie)
    if gevonden is None:
        return {}
    (soort, sleutel), _kaartje = gevonden
    if soort == soort_van(Dossier):
        return {"dossiernummer": Dossier.objects.zichtbaar_voor(wie).filter(pk=sleutel).first(), "volgt_onderwerp": True}
    return {"over": over}
