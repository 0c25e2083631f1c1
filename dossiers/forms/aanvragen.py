"""Input about requests, and about a new organisator or location; with the look-alikes that must be looked at first."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms

from dossiers import gemeenten
from dossiers.actions.aanvragen import Plek
from dossiers.actions.nieuw import nummer_van
from dossiers.choices import Aanvraagsoort, Adviessoort, Opvangtype, Rechtsvorm
from dossiers.nummers import zuiver_kbo
from dossiers.opzoeken.kiezer import Organisatorkeuze
from dossiers.queries.antecedenten import Antecedent, antecedenten_van
from dossiers.queries.gelijkenis import Gelijkenis, Nieuwe, gelijkende_dossiers, gelijkende_organisatoren
from kern.formulier import Dag
from kern.kiezer import Keuzeformulier
from kern.models import Team

TEKST = forms.Textarea(attrs={"rows": 4})
GEEN_NAMEN = "Schrijf geen namen van kinderen of ouders."


class MetGelijkenissen(forms.Form):
    """A form about a new place: shows look-alikes and antecedents first, and goes on when somebody says why it is another."""

    # Hidden until there is something to answer; a form draws what its subclasses add before it.
    toch = forms.CharField(
        label="Waarom is het toch een andere?",
        help_text=f"U keek na wat erboven staat. Uw reden staat in het logboek. {GEEN_NAMEN}",
        required=False,
        min_length=5,
        max_length=1000,
        widget=forms.HiddenInput(),
        error_messages={"min_length": "Schrijf in een zin waarom (minstens 5 tekens)."},
    )

    gelijkend: list[Gelijkenis]
    antecedenten: list[Antecedent]
    zonder: int | None = None  # the location it is about, which is no look-alike

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gelijkend, self.antecedenten = [], []
        self.order_fields([naam for naam in self.fields if naam != "toch"])

    def clean(self) -> dict[str, Any]:
        """Look for a name like it in the same or a neighbouring gemeente (domein W15), and for what went before (W9)."""
        schoon = super().clean() or {}
        self.gelijkend, self.antecedenten = self.zoek(schoon), self.zoek_antecedenten(schoon)
        if self.gelijkend or self.antecedenten:
            self.fields["toch"].widget = forms.Textarea(attrs={"rows": 2})
            self.fields["toch"].required = True
            if not schoon.get("toch") and "toch" not in self.errors:
                self.add_error("toch", "Kijk eerst na wat hierboven staat, en zeg waarom u toch verdergaat.")
        return schoon

    def zoek(self, schoon: dict[str, Any]) -> list[Gelijkenis]:
        """Find locations that could be taken for it."""
        if not schoon.get("naam") or not (schoon.get("gemeente") or schoon.get("postcode")):
            return []
        plek = {veld: schoon.get(veld, "") for veld in ("naam", "postcode", "gemeente", "straat", "huisnummer")}
        organisator = schoon.get("organisator")
        return gelijkende_dossiers(Nieuwe(**plek, organisator=organisator.pk if organisator else None, zonder=self.zonder))

    def zoek_antecedenten(self, schoon: dict[str, Any]) -> list[Antecedent]:
        """Find what went before whoever organises it; a request has a step of its own for that."""
        return []

    def nummers(self) -> list[str]:
        """Return the numbers of what was shown: look-alikes, and locations (or organisatoren) among the antecedents."""
        eerder = [a.dossier.dossiernummer if a.dossier else a.organisator_nummer for a in self.antecedenten]
        return list(dict.fromkeys([*(een.nummer for een in self.gelijkend), *eerder]))


class AanvraagForm(Keuzeformulier, MetGelijkenissen):
    """What is asked; which fields there are follows from the kind."""

    organisator = Organisatorkeuze(label="Welke organisator?")
    naam = forms.CharField(label="Naam van de locatie", max_length=300)
    type = forms.ChoiceField(
        label="Type", choices=[("", "Kies…"), *Opvangtype.choices], error_messages={"required": "Kies het type opvang."}
    )
    straat = forms.CharField(label="Straat", max_length=120)
    huisnummer = forms.CharField(label="Huisnummer", max_length=20, required=False)
    postcode = forms.RegexField(r"^[1-9][0-9]{3}$", label="Postcode", error_messages={"invalid": "Een postcode heeft 4 cijfers."})
    gemeente = forms.CharField(label="Gemeente", max_length=80)
    plaatsen = forms.IntegerField(
        label="Plaatsen in totaal", min_value=1, max_value=2000, required=False, help_text="Hoeveel het er samen worden."
    )
    gewenst_vanaf = Dag(label="Gewenste datum")
    toelichting = forms.CharField(label="Toelichting", required=False, max_length=4000, widget=TEKST, help_text=GEEN_NAMEN)

    PER_SOORT: ClassVar[dict[Aanvraagsoort, tuple[str, ...]]] = {
        Aanvraagsoort.START: (
            *("organisator", "naam", "type", "straat", "huisnummer", "postcode", "gemeente"),
            *("plaatsen", "gewenst_vanaf", "toelichting", "toch"),
        ),
        Aanvraagsoort.UITBREIDING: ("plaatsen", "gewenst_vanaf", "toelichting", "toch"),
        Aanvraagsoort.VERHUIS: (
            *("naam", "type", "straat", "huisnummer", "postcode", "gemeente"),
            *("plaatsen", "gewenst_vanaf", "toelichting", "toch"),
        ),
        Aanvraagsoort.OVERNAME: ("organisator", "plaatsen", "gewenst_vanaf", "toelichting", "toch"),
    }

    def __init__(self, *args: Any, soort: Aanvraagsoort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.soort = soort
        for naam in set(self.fields) - set(self.PER_SOORT[soort]):
            del self.fields[naam]
        if soort is Aanvraagsoort.OVERNAME:
            self.fields["organisator"].label = "Welke organisator neemt over?"
        if soort is Aanvraagsoort.UITBREIDING:
            self.fields["plaatsen"].required = True

    def clean_postcode(self) -> str:
        """Refuse a postcode outside the regions of the teams."""
        return _check_postcode(self.cleaned_data["postcode"])

    def gevraagd(self) -> dict[str, Any]:
        """Return what `dien_in` takes, without the dossier it is about."""
        schoon = self.cleaned_data
        uit: dict[str, Any] = {naam: schoon[naam] for naam in ("plaatsen", "gewenst_vanaf", "toelichting")}
        if "naam" in schoon:
            uit["plek"] = self.plek()
        return uit | {"gelijkend": self.nummers(), "toch": schoon["toch"]}

    def plek(self) -> Plek:
        """Return where the care will be."""
        velden = ("naam", "type", "straat", "huisnummer", "postcode", "gemeente")
        return Plek(**{veld: self.cleaned_data[veld] for veld in velden})


class AntecedentenForm(forms.Form):
    """What a human concludes from the antecedents."""

    antecedenten = forms.CharField(
        label="Wat besluit u uit de antecedenten?", max_length=4000, widget=TEKST, help_text=GEEN_NAMEN, min_length=10
    )


class AdviesForm(forms.Form):
    """The advice and its reasons."""

    advies = forms.ChoiceField(label="Advies", choices=Adviessoort.choices, widget=forms.RadioSelect)
    advies_tekst = forms.CharField(label="Motivering", max_length=8000, widget=TEKST, help_text=GEEN_NAMEN, min_length=10)

    def clean_advies(self) -> Adviessoort:
        """Give the member."""
        return Adviessoort(self.cleaned_data["advies"])


class NalezingForm(forms.Form):
    """What the second reader adds."""

    nalezing = forms.CharField(label="Opmerking bij het nalezen", required=False, max_length=4000, widget=TEKST)


class TerugForm(forms.Form):
    """What is missing in the advice."""

    nalezing = forms.CharField(label="Wat ontbreekt er?", max_length=4000, widget=TEKST)


class AanvaardForm(forms.Form):
    """Why yes: only needed while something serious is open."""

    beslissing = forms.CharField(label="Reden", required=False, max_length=4000, widget=TEKST)


class RedenVanBeslissingForm(forms.Form):
    """Why no, or why it is taken back."""

    beslissing = forms.CharField(label="Reden", max_length=4000, widget=TEKST)


class NieuweOrganisatorForm(MetGelijkenissen):
    """A new organisator. The number is provisional until the register gives one."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput())
    naam = forms.CharField(label="Naam", max_length=300)
    kbo = forms.CharField(label="Ondernemingsnummer", required=False, max_length=20)
    rechtsvorm = forms.ChoiceField(label="Rechtsvorm", required=False, choices=[("", "niet bekend"), *Rechtsvorm.choices])
    telefoon = forms.CharField(label="Telefoon", required=False, max_length=30)
    email = forms.EmailField(label="E-mail", required=False)
    postcode = forms.RegexField(
        r"^[1-9][0-9]{3}$", label="Postcode", required=False, error_messages={"invalid": "Een postcode heeft 4 cijfers."}
    )
    gemeente = forms.CharField(label="Gemeente", max_length=80, required=False)

    def zoek(self, schoon: dict[str, Any]) -> list[Gelijkenis]:
        """Find organisatoren that could be taken for it: nearby, or anywhere as long as nobody said where it is."""
        if not schoon.get("naam"):
            return []
        velden = {veld: schoon.get(veld, "") for veld in ("naam", "postcode", "gemeente", "telefoon")}
        gevonden = gelijkende_organisatoren(Nieuwe(**velden))
        # Sent twice, it finds itself.
        zelf = nummer_van(schoon["sleutel"]) if "sleutel" in schoon else ""
        return [een for een in gevonden if een.nummer != zelf]

    def clean_kbo(self) -> str:
        """Ten digits, however typed."""
        return zuiver_kbo(self.cleaned_data["kbo"]) if self.cleaned_data["kbo"] else ""


class NieuwDossierForm(AanvraagForm):
    """A new location entered directly, without a request."""

    def __init__(self, *args: Any, op: datetime, **kwargs: Any) -> None:
        super().__init__(*args, soort=Aanvraagsoort.START, **kwargs)
        self.op = op
        del self.fields["gewenst_vanaf"]
        del self.fields["toelichting"]

    def zoek_antecedenten(self, schoon: dict[str, Any]) -> list[Antecedent]:
        """Find what the person may read about what went before this organisator."""
        organisator = schoon.get("organisator")
        return antecedenten_van(organisator, voor=self.medewerker, op=self.op) if organisator else []


def team_bij(postcode: str) -> Team | None:
    """Return the team in whose region *postcode* lies."""
    code = gemeenten.team_van(postcode)
    return Team.objects.filter(code=code).first() if code else None


def _check_postcode(postcode: str) -> str:
    if gemeenten.team_van(postcode) is None:
        raise forms.ValidationError("Deze postcode ligt niet in Vlaanderen of Brussel. Kijk ze na.")
    return postcode
