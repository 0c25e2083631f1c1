"""Input about organisatoren, the people at a location, and groepen."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from dossiers.actions.organisatoren import VELDEN
from dossiers.choices import Koppelstatus, Taal
from dossiers.forms.dossiers import HOOGSTE_VERSIE
from dossiers.forms.nummers import echt_nummer, houd_echt_nummer
from dossiers.models import Attest, Betrokkene, Groep, Organisator
from dossiers.nummers import toon_kbo, zuiver_kbo
from dossiers.opzoeken.kiezer import Organisatorkeuze
from kern.formulier import Dag
from kern.kiezer import Keuzeformulier
from kern.verschillen import Verschil, verschillen


def _versie() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=HOOGSTE_VERSIE)


class OrganisatorForm(forms.ModelForm):
    """What a klantenbeheerder keeps up to date by hand."""

    versie = _versie()
    # Longer than it is stored: people type points, spaces and BE.
    kbo = forms.CharField(
        label="Ondernemingsnummer", required=False, max_length=20, help_text="Tien cijfers, bijvoorbeeld 0413.895.634."
    )
    talen = forms.MultipleChoiceField(
        label="Talen aan de telefoon", choices=Taal.choices, required=False, widget=forms.CheckboxSelectMultiple()
    )
    nummer = echt_nummer("Nummer")
    field_order = ("nummer", *VELDEN)

    class Meta:
        model = Organisator
        fields = VELDEN
        labels = {"email": "E-mail", "telefoon": "Telefoon", "telefoon_buiten_uren": "Telefoon buiten de uren"}
        widgets = {
            "telefoon": forms.TextInput(attrs={"inputmode": "tel"}),
            "telefoon_buiten_uren": forms.TextInput(attrs={"inputmode": "tel"}),
            "postcode": forms.TextInput(attrs={"inputmode": "numeric"}),
        }
        help_texts = {"telefoon_buiten_uren": "Voor ’s nachts en in het weekend."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houd_echt_nummer(self, "nummer", self.instance.nummer, wat="Deze organisator")
        if self.instance.kbo:
            self.initial["kbo"] = toon_kbo(self.instance.kbo)

    def clean_kbo(self) -> str:
        """Return the ten digits; a number that is one digit off says so here."""
        kbo: str = self.cleaned_data["kbo"]
        return zuiver_kbo(kbo) if kbo else ""

    def verschillen(self, nu: Organisator) -> list[Verschil]:
        """Return each field in which *nu* differs from what was typed here."""
        velden = ("nummer", *VELDEN) if self.cleaned_data.get("nummer") else VELDEN  # empty: nobody knows it yet
        return verschillen(self, {veld: getattr(nu, veld) for veld in velden}, toon={"kbo": toon_kbo})


class BetrokkeneForm(forms.ModelForm):
    """Somebody at a location, or at the organisator as a whole."""

    class Meta:
        model = Betrokkene
        fields = ("naam", "rol", "geboortedatum", "vanaf", "telefoon", "email")
        labels = {"email": "E-mail", "naam": "Voornaam en familienaam", "vanaf": "Hier sinds", "rol": "Rol"}
        field_classes = {"geboortedatum": Dag, "vanaf": Dag}
        help_texts = {"geboortedatum": "Hiermee wordt nagegaan of dezelfde persoon ook elders bekend is."}
        widgets = {
            "naam": forms.TextInput(attrs={"autocomplete": "off"}),
            "telefoon": forms.TextInput(attrs={"inputmode": "tel"}),
        }


class BetrokkeneWijzigForm(BetrokkeneForm):
    """The same, for who is there already."""

    versie = _versie()

    def verschillen(self, nu: Betrokkene) -> list[Verschil]:
        """Return each field in which *nu* differs from what was typed here."""
        return verschillen(self, {veld: getattr(nu, veld) for veld in self.Meta.fields})


class VertrekForm(forms.Form):
    """The last day of somebody."""

    versie = _versie()
    tot = Dag(label="Laatste dag")

    def verschillen(self, nu: Betrokkene) -> list[Verschil]:
        """Return the last day of *nu* beside the one that was typed here."""
        return verschillen(self, {"tot": nu.tot})


class AttestForm(forms.ModelForm):
    """A new attest."""

    class Meta:
        model = Attest
        fields: tuple[str, ...] = ("soort", "afgegeven_op", "verloopt_op", "opmerking")
        labels = {"afgegeven_op": "Afgegeven op", "verloopt_op": "Geldig tot en met", "soort": "Soort"}
        help_texts = {
            "verloopt_op": "Laat leeg als het niet vervalt.",
            "opmerking": "Schrijf niet wat er in het attest staat, en geen gegevens over gezondheid of veroordelingen.",
        }
        field_classes = {"afgegeven_op": Dag, "verloopt_op": Dag}


class VernieuwForm(AttestForm):
    """A newer attest of the same kind."""

    class Meta(AttestForm.Meta):
        fields = ("afgegeven_op", "verloopt_op", "opmerking")

    def verschillen(self, nu: Attest) -> list[Verschil]:
        """Return each field in which *nu*, the attest that a colleague wrote down meanwhile, differs from what was typed here."""
        return verschillen(self, {veld: getattr(nu, veld) for veld in self.Meta.fields})


class KorteRedenForm(forms.Form):
    """A reason in a sentence; it goes into the log."""

    reden = forms.CharField(
        label="Waarom?",
        help_text="Uw reden staat in het logboek.",
        min_length=5,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"min_length": "Schrijf in een zin waarom (minstens 5 tekens)."},
    )


class BesluitForm(KorteRedenForm):
    """Whether two people are one, from the state that was on the screen; each answer is a button of its own."""

    van = forms.ChoiceField(choices=Koppelstatus.choices, widget=forms.HiddenInput(), required=False)
    naar = forms.ChoiceField(choices=Koppelstatus.choices, widget=forms.HiddenInput(), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the buttons."""
        super().clean()
        if not self.cleaned_data.get("van") or self.cleaned_data.get("naar") in ("", None, Koppelstatus.VOORGESTELD):
            raise ValidationError("Kies wat u beslist met een van de knoppen.")
        return self.cleaned_data

    def samenvatting(self) -> dict[str, Any]:
        """Return what the summary of errors shows."""
        return {"errors": self.non_field_errors(), "fields": [(self["reden"], self["reden"].errors)]}


class GroepForm(forms.ModelForm):
    """A groep or koepel."""

    class Meta:
        model = Groep
        fields = ("naam", "soort")
        labels = {"naam": "Naam", "soort": "Soort"}


class GroepWijzigForm(GroepForm):
    """The same, for one that is there already."""

    versie = _versie()

    def verschillen(self, nu: Groep) -> list[Verschil]:
        """Return each field in which *nu* differs from what was typed here."""
        return verschillen(self, {veld: getattr(nu, veld) for veld in self.Meta.fields})


class LidForm(Keuzeformulier):
    """An organisator that belongs to a groep."""

    organisator = Organisatorkeuze(label="Welke organisator?")
    vanaf = Dag(label="Sinds")
    tot = Dag(label="Tot en met", required=False, help_text="Laat leeg als het nog loopt.")


class EindeForm(forms.Form):
    """The last day of a membership."""

    tot = Dag(label="Laatste dag")
