"""Forms about people: what the beheerder fills in, what people say of themselves, and who stands in for whom."""

from typing import Any

from django import forms

from kern.choices import Dagdeel, Rol, Thema
from kern.forms.collega import Afwezigen, Collegakeuze, Meters, Starters, Vervangers
from kern.formulier import Dag
from kern.kiezer import Keuzeformulier
from kern.models import Medewerker, Team, Vervanging

DAGEN = (("ma", "maandag"), ("di", "dinsdag"), ("wo", "woensdag"), ("do", "donderdag"), ("vr", "vrijdag"))
DAGDELEN = (("vm", "voormiddag"), ("nm", "namiddag"))


class Werkrooster(forms.CheckboxSelectMultiple):
    """The half-days of a week as a table: days across, forenoon and afternoon down; each box carries its whole name."""

    template_name = "componenten/werkrooster.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Lay the ten boxes out in two rows of five."""
        context = super().get_context(name, value, attrs)
        vakjes = {str(opties[0]["value"]): opties[0] for _, opties, _ in context["widget"]["optgroups"]}
        context["dagen"] = [naam for _, naam in DAGEN]
        context["rijen"] = [(deelnaam, [vakjes[f"{dag}-{deel}"] for dag, _ in DAGEN]) for deel, deelnaam in DAGDELEN]
        return context


class RollenForm(forms.Form):
    """Which roles, which team, and why they change."""

    rollen = forms.MultipleChoiceField(
        label="Rollen", required=False, choices=Rol.choices, widget=forms.CheckboxSelectMultiple,
        help_text="Wat iemand mag. Zonder rol ziet iemand niets dan het eigen profiel.",
    )  # fmt: skip
    team = forms.ModelChoiceField(
        label="Team", required=False, queryset=Team.objects.all(), empty_label="geen team", help_text="Waar iemand dat mag."
    )
    reden = forms.CharField(label="Reden", max_length=500, help_text="Waarom verandert dit? De reden komt in het logboek.")
    gezien = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_rollen(self) -> list[Rol]:
        """Give the members."""
        return [Rol(waarde) for waarde in self.cleaned_data["rollen"]]

    def verschillen(self, nu: Medewerker) -> list[tuple[str, str, str]]:
        """Return label, what *nu* has and what was chosen here, for each field where these differ."""
        gekozen: list[Rol] = self.cleaned_data["rollen"]
        paren = (
            ("Rollen", ", ".join(nu.rolnamen) or "geen", ", ".join(rol.label for rol in gekozen) or "geen"),
            ("Team", str(nu.team or "geen team"), str(self.cleaned_data["team"] or "geen team")),
        )
        return [paar for paar in paren if paar[1] != paar[2]]


class AccountForm(forms.ModelForm):
    """Who a colleague is."""

    reden = forms.CharField(label="Reden", max_length=500, help_text="Waarom verandert dit? De reden komt in het logboek.")
    gezien = forms.CharField(widget=forms.HiddenInput, max_length=64)

    class Meta:
        model = Medewerker
        fields = ("voornaam", "familienaam", "email", "vo_id")
        help_texts = {"vo_id": "Waarmee ACM/IDM deze persoon herkent. Elke persoon heeft er één."}

    def clean_email(self) -> str:
        """Lower case, as it is stored: two spellings are one address."""
        return str(self.cleaned_data["email"]).lower()

    def clean_vo_id(self) -> str | None:
        """Empty is unknown, which many may be at once."""
        return self.cleaned_data["vo_id"] or None

    def verschillen(self, nu: Medewerker) -> list[tuple[str, str, str]]:
        """Return label, what *nu* has and what was typed here, for each field where these differ."""
        paren = [(veld, getattr(nu, veld) or "", self.cleaned_data[veld] or "") for veld in AccountForm.Meta.fields]
        return [
            (str(self.fields[v].label), oud or "niet ingevuld", mijn or "niet ingevuld") for v, oud, mijn in paren if oud != mijn
        ]


class NieuweMedewerkerForm(AccountForm):
    """A new colleague: who it is, and what they may do where."""

    reden = None  # type: ignore[assignment]  # Django's way to leave a field of the parent out
    gezien = None  # type: ignore[assignment]  # idem
    rollen = forms.MultipleChoiceField(label="Rollen", choices=Rol.choices, widget=forms.CheckboxSelectMultiple)

    class Meta(AccountForm.Meta):
        fields = ("username", "voornaam", "familienaam", "email", "vo_id", "telefoon", "team")  # type: ignore[assignment]  # more columns
        help_texts = AccountForm.Meta.help_texts | {
            "username": "Staat in het adres van de kaart en verandert nooit meer, bijvoorbeeld an.peeters."
        }

    def clean_rollen(self) -> list[Rol]:
        """Give the members."""
        return [Rol(waarde) for waarde in self.cleaned_data["rollen"]]


class ProfielForm(forms.Form):
    """Expertise, days at work, phone, and how the screen behaves."""

    expertises = forms.CharField(
        label="Waar weet u veel van?",
        required=False,
        max_length=600,
        help_text="Scheid met komma’s, bijvoorbeeld: babyslaap, verpleegkunde. Collega’s zien dit op uw kaart.",
    )
    werkpatroon = forms.MultipleChoiceField(label="Wanneer werkt u?", choices=Dagdeel.choices, widget=Werkrooster)
    telefoon = forms.CharField(
        label="Telefoon",
        required=False,
        max_length=30,
        validators=Medewerker._meta.get_field("telefoon").validators,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    thema = forms.ChoiceField(label="Kleuren", choices=Thema.choices, widget=forms.RadioSelect)
    sneltoetsen_aan = forms.BooleanField(
        label="Sneltoetsen van één letter gebruiken",
        required=False,
        help_text="Zet ze uit als u met spraak werkt of er per ongeluk op drukt. Ctrl+K blijft altijd werken.",
    )

    def clean_expertises(self) -> list[str]:
        """Split at commas; each at most 60 characters, as they are stored."""
        woorden = [woord.strip() for woord in self.cleaned_data["expertises"].split(",") if woord.strip()]
        if any(len(woord) > 60 for woord in woorden):
            raise forms.ValidationError("Houd elke expertise korter dan 60 tekens.")
        return woorden

    def clean_thema(self) -> Thema:
        """Give the member."""
        return Thema(self.cleaned_data["thema"])

    def clean_werkpatroon(self) -> list[Dagdeel]:
        """Give the members."""
        return [Dagdeel(waarde) for waarde in self.cleaned_data["werkpatroon"]]


class VervangingForm(Keuzeformulier):
    """Who is away, who stands in, from the first day to the last."""

    afwezige = Collegakeuze(Afwezigen, label="Wie is afwezig?")
    vervanger = Collegakeuze(
        Vervangers,
        label="Wie vervangt?",
        help_text="De vervanger krijgt het bereik en de taken, nooit de persoonlijke bevoegdheden.",
    )
    vanaf = Dag(label="Eerste dag")
    tot = Dag(label="Laatste dag", help_text="Deze dag telt nog mee.")

    def toon_fouten(self, fouten: dict[str, list[str]]) -> None:
        """Put what the action refused at the fields; what concerns several goes to the one that mends it."""
        for veld, zinnen in fouten.items():
            for zin in zinnen:
                self.add_error(veld if veld in self.fields else _veld_bij(zin), zin)


class MeterForm(Keuzeformulier):
    """Who helps which starter, from the first day to the last."""

    starter = Collegakeuze(Starters, label="Welke starter?")
    meter = Collegakeuze(
        Meters, label="Wie is de meter?",
        help_text="Beiden lezen elkaars werk en locaties. Schrijven of beslissen in elkaars plaats kan niet.",
    )  # fmt: skip
    vanaf = Dag(label="Eerste dag")
    tot = Dag(label="Laatste dag", help_text="Deze dag telt nog mee.")


def _veld_bij(zin: str) -> str | None:
    """Return the field at which a broken constraint of `Vervanging` is best said."""
    velden = {"vervanging_tot_na_vanaf": "tot", "vervanging_door_iemand_anders": "vervanger", "vervanging_overlapt_niet": "vanaf"}
    zinnen = {str(c.violation_error_message): velden.get(c.name) for c in Vervanging._meta.constraints}
    return zinnen.get(zin)
