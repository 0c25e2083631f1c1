"""Input about a telefoonblad: what is written on it, and what it becomes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from dossiers.access.contact import mag_contact_bij, mag_wijzigen_bij
from dossiers.actions.telefoonbladen import Inhoud
from dossiers.choices import Richting
from dossiers.forms.beloften import BelofteForm
from dossiers.forms.contact import ContactForm, Langetekst
from dossiers.forms.dossiers import HOOGSTE_VERSIE
from dossiers.models import Dossier, Organisator, Telefoonblad
from dossiers.models.contactmoment import LANGSTE_TEKST
from dossiers.opzoeken.kiezer import Dossierkeuze, Organisatoren, Organisatorkeuze
from kern.forms.collega import Collegakeuze
from kern.formulier import Dag, Tijd
from kern.kiezer import Keuzeformulier
from kern.verschillen import Verschil, verschillen

RICHTINGEN = [(Richting.IN.value, "Zij bellen ons"), (Richting.UIT.value, "Wij bellen hen")]


class BladForm(Keuzeformulier):
    """What stands on a blad. Nothing of it is asked: a call is written down as it goes."""

    versie = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=HOOGSTE_VERSIE)
    organisator = forms.CharField(widget=forms.HiddenInput(), required=False, max_length=40)
    tekst = Langetekst(
        label="Wat wordt er gezegd?", hoogstens=LANGSTE_TEKST, rijen=10, required=False, strip=False, attrs={"autofocus": True}
    )
    wie = forms.CharField(label="Met wie", max_length=200, required=False)
    nummer = forms.CharField(
        label="Telefoonnummer",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    richting = forms.ChoiceField(label="Wie belt wie", choices=RICHTINGEN, initial=Richting.IN.value, widget=forms.RadioSelect)
    over = Dossierkeuze(label="Over welke locatie?", required=False)

    def clean_tekst(self) -> str:
        """Keep one character per end of line: browsers send two, and an unchanged text must be unchanged."""
        tekst: str = self.cleaned_data["tekst"]
        return tekst.replace("\r\n", "\n")

    def clean_organisator(self) -> Organisator | None:
        """Return the organisator that the page offered."""
        nummer = self.cleaned_data["organisator"]
        return Organisatoren(self.medewerker).vind(nummer) if nummer else None

    @property
    def inhoud(self) -> Inhoud:
        """What was written, after `is_valid`. A location that was chosen goes before the organisator of the page."""
        d = self.cleaned_data
        over = d["over"] or d["organisator"]
        return Inhoud(tekst=d["tekst"], wie=d["wie"], nummer=d["nummer"], richting=d["richting"], over=over)

    def verschillen(self, nu: Telefoonblad) -> list[Verschil]:
        """Return each field in which *nu* differs from what was written here."""
        daar = begin_van(nu) | {"over": nu.dossier}
        return verschillen(self, {veld: daar[veld] for veld in ("tekst", "wie", "nummer", "richting", "over")})


def begin_van(blad: Telefoonblad) -> dict[str, Any]:
    """Return what a form about *blad* starts with."""
    return {
        "versie": blad.versie,
        "tekst": blad.tekst,
        "wie": blad.wie,
        "nummer": blad.nummer,
        "richting": blad.richting,
        "over": blad.dossier.dossiernummer if blad.dossier else "",
        "organisator": blad.organisator.nummer if blad.organisator else "",
    }


class NietsForm(forms.Form):
    """Why nothing is kept of a call; only without any goal."""

    reden = forms.CharField(
        label="Waarom wordt er niets van bewaard?",
        help_text="Bijvoorbeeld: verkeerd verbonden. Zonder namen.",
        max_length=300,
        required=False,
    )


class AlsContactForm(Keuzeformulier, ContactForm):
    """The call as a contactmoment, at one location or more, or at an organisator itself."""

    sleutel = None  # type: ignore[assignment]  # made from the blad: hung up twice, it is one
    locatie = Dossierkeuze(label="Bij welke locatie?", required=False)
    locatie_2 = Dossierkeuze(label="En bij welke nog?", required=False)
    locatie_3 = Dossierkeuze(label="En bij nog een?", required=False)
    organisator = Organisatorkeuze(label="Of bij een organisator zelf?", required=False)
    field_order = ("locatie", "tekst", "wat", "met", "op", "locatie_2", "locatie_3", "organisator")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tekst"].widget.attrs.pop("autofocus", None)
        self.fields["locatie"].wanneer = "of een organisator, hieronder"  # type: ignore[attr-defined]  # read by veld.html

    @property
    def meer_plaatsen(self) -> list[forms.BoundField]:
        """The fields for another place, which most calls do not need."""
        return [self[naam] for naam in ("locatie_2", "locatie_3", "organisator")]

    @property
    def heeft_meer(self) -> bool:
        """Whether one of them is used, or wrong."""
        return any(veld.errors or veld.value() for veld in self.meer_plaatsen)

    @property
    def eigen_velden(self) -> list[forms.BoundField]:
        """The other fields, in order."""
        meer = {veld.name for veld in self.meer_plaatsen}
        return [veld for veld in self if veld.name not in meer]

    def clean(self) -> dict[str, Any]:
        """Ask for at least one place, and that each is one where this person notes contacts."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        plaatsen = {naam: data.get(naam) for naam in ("locatie", "locatie_2", "locatie_3", "organisator")}
        for naam, over in plaatsen.items():
            if over is not None and not mag_contact_bij(self.medewerker, over):
                self.add_error(naam, "Hier kunt u geen contactmoment noteren.")
        if not any(plaatsen.values()) and not set(plaatsen) & set(self.errors):
            self.add_error("locatie", "Zoek en kies de locatie waarover het ging.")
        data["plaatsen"] = list(dict.fromkeys(over for over in plaatsen.values() if over is not None))
        if not self.errors:
            data["inhoud"] = self.inhoud
        return data


class AlsTaakForm(Keuzeformulier):
    """Something to do after the call, for oneself or a colleague; the rest of a task is said on its own page."""

    titel = forms.CharField(label="Wat is er te doen?", max_length=200)
    tegen = Dag(label="Tegen", required=False)
    uur = forms.TimeField(label="Uur", required=False, widget=Tijd)
    over = Dossierkeuze(label="Over welke locatie?", required=False)
    voor = Collegakeuze(label="Voor wie", required=False, leeg="voor mezelf", help_text="Kiest u niemand, dan is het voor uzelf.")

    def clean(self) -> dict[str, Any]:
        """An hour is an hour of a day."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("uur") and not data.get("tegen") and "tegen" not in self.errors:
            self.add_error("tegen", "Kies bij het uur ook een dag.")
        return data


class AlsBelofteForm(Keuzeformulier, BelofteForm):
    """What was promised on the phone, by us or to us."""

    sleutel = None  # type: ignore[assignment]  # made from the blad
    locatie = Dossierkeuze(label="Bij welke locatie?")
    field_order = ("locatie", "van", "wat", "tegen")

    def clean_locatie(self) -> Dossier:
        """Ask for one where this person writes."""
        locatie: Dossier = self.cleaned_data["locatie"]
        if not mag_wijzigen_bij(self.medewerker, locatie):
            raise ValidationError("Bij deze locatie noteert u geen beloften. Vraag het aan wie ze volgt.")
        return locatie


class OvernemenForm(forms.Form):
    """Why a coordinator takes over what a colleague who left did not finish."""

    reden = forms.CharField(
        label="Waarom neemt u dit over?",
        help_text="Dit staat in het logboek.",
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"min_length": "Schrijf in een paar woorden waarom."},
    )
