"""Input about mail, to clean values."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.template.defaultfilters import filesizeformat

from dossiers.actions.contactmomenten import Inhoud
from dossiers.choices import Contactsoort, Richting
from dossiers.forms.contact import OUDSTE_JAAR, Langetekst
from dossiers.forms.documenten import MeerBestanden, MeerBestandeninvoer
from dossiers.forms.dossiers import HOOGSTE_VERSIE
from dossiers.models import Documentversie, Dossier, Organisator, Postbericht, Postbijlage
from dossiers.models.contactmoment import LANGSTE_TEKST
from dossiers.opzoeken.kiezer import Dossierkeuze, Organisatorkeuze
from dossiers.queries.documenten import TE_HECHTEN
from dossiers.queries.post import Adresboek
from kern.bestanden.soorten import MAILS, accept
from kern.formulier import Moment
from kern.kiezer import Keuzeformulier
from kern.models import Bestand
from kern.verschillen import Verschil, verschillen

NOTA = "nota"
WAT = [(str(Richting.IN), "Mail gekregen"), (str(Richting.UIT), "Mail gestuurd"), (NOTA, "Nota van een collega")]
_NIET_TERUG = {"autocomplete": "off"}
_BIJLAGEVELDEN = ("weg", "documenten", "bijlagen")
GROOTSTE_MAIL = 50 * 1024 * 1024


class PlaatsForm(Keuzeformulier):
    """Where a mail belongs and how it is noted there; what was read in it stands there already."""

    locatie = Dossierkeuze(label="Bij welke locatie?", required=False)
    organisator = Organisatorkeuze(label="Of bij een organisator, los van een locatie", required=False)
    wat = forms.ChoiceField(label="Wat is het?", choices=WAT)
    met = forms.CharField(label="Met wie", max_length=200, required=False)
    op = forms.DateTimeField(label="Wanneer", widget=Moment())
    tekst = Langetekst(label="Wat wordt er genoteerd?", hoogstens=LANGSTE_TEKST, rijen=10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam in ("locatie", "organisator"):
            self.fields[naam].wanneer = "één van beide"  # type: ignore[attr-defined]  # read by the template of a field

    def clean_op(self) -> datetime:
        """Refuse a year that is a slip of the finger."""
        op: datetime = self.cleaned_data["op"]
        if op.year < OUDSTE_JAAR:
            raise ValidationError(f"Kijk het jaartal na: {op.year} kan niet.")
        return op

    def clean(self) -> dict[str, Any]:
        """Ask one place."""
        gegevens: dict[str, Any] = super().clean() or {}
        if (
            bool(gegevens.get("locatie")) == bool(gegevens.get("organisator"))
            and not {"locatie", "organisator"} & self.errors.keys()
        ):
            beide = bool(gegevens.get("locatie"))
            self.add_error(
                "locatie", "Kies één plaats: een locatie of een organisator." if beide else "Kies waar deze mail hoort."
            )
        return gegevens

    @property
    def over(self) -> Dossier | Organisator:
        """The place that was chosen, after `is_valid`."""
        gekozen: Dossier | Organisator = self.cleaned_data["locatie"] or self.cleaned_data["organisator"]
        return gekozen

    @property
    def inhoud(self) -> Inhoud:
        """How it is noted, after `is_valid`."""
        d = self.cleaned_data
        nota = d["wat"] == NOTA
        soort, richting = (Contactsoort.ANDERE, "") if nota else (Contactsoort.MAIL, d["wat"])
        return Inhoud(str(soort), richting, d["met"], d["op"], d["tekst"].replace("\r\n", "\n"))


class OpzijForm(forms.Form):
    """Why a mail belongs in no file."""

    reden = forms.CharField(
        label="Waarom hoort deze mail in geen dossier?",
        help_text="De mail blijft leesbaar in het postvak, met uw reden erbij.",
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"min_length": "Schrijf in een paar woorden waarom."},
    )


class OplaadForm(forms.Form):
    """One mail as a file."""

    mail = forms.FileField(
        label="De mail als bestand (.eml of .msg)",
        help_text="Bewaar de mail uit uw mailprogramma met “Opslaan als”. U ziet eerst wat genoteerd wordt.",
        widget=forms.FileInput(attrs={"accept": accept(MAILS)}),
        error_messages={"empty": "Dit bestand is leeg. Bewaar de mail opnieuw uit uw mailprogramma."},
    )

    def clean_mail(self) -> Any:
        """Refuse what is larger than a mail can be."""
        bestand = self.cleaned_data["mail"]
        if bestand.size > GROOTSTE_MAIL:
            raise ValidationError("Deze mail is groter dan 50 MB. Voeg de bijlagen apart toe als document.")
        return bestand


class MailForm(forms.Form):
    """A mail that is being written. Nothing is required to keep it; sending says what is missing."""

    aan = forms.MultipleChoiceField(label="Aan", required=False, widget=forms.CheckboxSelectMultiple)
    ander = forms.CharField(
        label="Ander adres", help_text="Meer dan één? Zet er een komma tussen.", max_length=1000, required=False
    )
    bevestigd = forms.BooleanField(label="Ik keek het adres na: de mail mag ernaartoe", required=False)
    onderwerp = forms.CharField(max_length=250, required=False)
    tekst = Langetekst(label="Tekst", hoogstens=LANGSTE_TEKST, rijen=14, required=False)
    documenten = forms.MultipleChoiceField(label="Documenten die meegaan", required=False, widget=forms.CheckboxSelectMultiple)
    weg = forms.MultipleChoiceField(
        label="Deze bestanden gaan mee",
        help_text="Vink aan wat u toch weglaat.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    bijlagen = MeerBestanden(
        label="Voeg bestanden toe",
        help_text="Alle bijlagen samen hoogstens 20 MB.",
        required=False,
        widget=MeerBestandeninvoer(attrs={"accept": accept()}),
    )
    # The page changes them while it saves; what a browser puts back of an earlier visit would be another version's.
    versie = forms.IntegerField(widget=forms.HiddenInput(attrs=_NIET_TERUG), min_value=0, max_value=HOOGSTE_VERSIE)
    sleutel = forms.UUIDField(widget=forms.HiddenInput(attrs=_NIET_TERUG), required=False)

    def __init__(
        self,
        *args: Any,
        boek: list[Adresboek],
        versies: Iterable[Documentversie] = (),
        hangt_aan: Iterable[Postbijlage] = (),
        vraag_bevestiging: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.boek = {regel.adres: regel.wie for regel in boek}
        for naam in ("aan", "onderwerp", "tekst"):  # a concept is kept without
            self.fields[naam].wanneer = "nodig om te versturen"  # type: ignore[attr-defined]  # read by the template of a field
        self._veld("aan").choices = [(regel.adres, f"{regel.wie}, {regel.adres}") for regel in boek]
        self.versies = {str(versie.pk): versie for versie in versies}
        self._veld("documenten").choices = [(pk, _zin(versie)) for pk, versie in self.versies.items()]
        if len(self.versies) >= TE_HECHTEN:
            self.fields[
                "documenten"
            ].help_text = "De nieuwste staan hier. Een ouder document stuurt u vanaf zijn eigen bladzijde."
        self._veld("weg").choices = [
            (str(rij.pk), f"{rij.naam} ({filesizeformat(rij.grootte)}{_wacht(rij.bestand)})")
            for rij in hangt_aan
            if rij.versie_id is None
        ]
        if not boek:
            del self.fields["aan"]
            self.fields["ander"].label = "Aan"
            self.fields["ander"].wanneer = "nodig om te versturen"  # type: ignore[attr-defined]
        for naam in ("documenten", "weg"):
            if not self._veld(naam).choices:
                del self.fields[naam]
        if not vraag_bevestiging and "bevestigd" not in self.data:
            del self.fields["bevestigd"]
        if self.fields.get("sleutel") and "sleutel" not in (self.data or self.initial):
            del self.fields["sleutel"]

    def _veld(self, naam: str) -> forms.MultipleChoiceField:
        veld = self.fields[naam]
        assert isinstance(veld, forms.MultipleChoiceField), naam
        return veld

    def clean_ander(self) -> list[str]:
        """Return the addresses that were typed."""
        return [deel.strip() for deel in self.cleaned_data["ander"].replace(";", ",").split(",") if deel.strip()]

    @property
    def adressen(self) -> list[str]:
        """Everybody it goes to, after `is_valid`."""
        return [*self.cleaned_data.get("aan", []), *self.cleaned_data["ander"]]

    @property
    def woordvelden(self) -> list[BoundField]:
        """The fields of the mail itself."""
        return [veld for veld in self.visible_fields() if veld.name not in _BIJLAGEVELDEN]

    @property
    def bijlagevelden(self) -> list[BoundField]:
        """The fields of what goes along: what hangs on it, documents of the file, new files."""
        return [self[naam] for naam in _BIJLAGEVELDEN if naam in self.fields]

    @property
    def gekozen_versies(self) -> list[Documentversie]:
        """The documents that go along, after `is_valid`."""
        return [self.versies[pk] for pk in self.cleaned_data.get("documenten", [])]

    @property
    def getypt(self) -> dict[str, Any]:
        """What is kept, after `is_valid`."""
        d = self.cleaned_data
        return {"aan": self.adressen, "onderwerp": " ".join(d["onderwerp"].split()), "tekst": d["tekst"].replace("\r\n", "\n")}

    def verschillen(self, nu: Postbericht) -> list[Verschil]:
        """Return each field in which *nu* differs from what was typed here."""
        begin = begin_van(nu, list(self.boek))
        return verschillen(self, {veld: begin[veld] for veld in ("aan", "ander", "onderwerp", "tekst") if veld in self.fields})


def _zin(versie: Documentversie) -> str:
    """Return a document as one chooses it: what it is called, what it is, how large."""
    bestand = versie.bestand
    assert bestand is not None, "only what has a file is offered"
    soort = bestand.soort.label if bestand.soort else bestand.mime
    nummer = f", versie {versie.nummer}" if versie.nummer > 1 else ""
    return f"{versie.document.titel}{nummer} ({soort}, {filesizeformat(bestand.grootte)}{_wacht(bestand)})"


def _wacht(bestand: Bestand | None) -> str:
    """Say that a file cannot leave yet."""
    return "" if bestand is None or bestand.is_open else f", {bestand.stand.label}"


def begin_van(bericht: Postbericht, bekend: Iterable[str]) -> dict[str, Any]:
    """Return what the form of a concept begins with."""
    in_boek = set(bekend)
    return {
        "aan": [adres for adres in bericht.aan if adres in in_boek],
        "ander": ", ".join(adres for adres in bericht.aan if adres not in in_boek),
        "onderwerp": bericht.onderwerp,
        "tekst": bericht.tekst,
        "documenten": [str(rij.versie_id) for rij in bericht.bijlagen.all() if rij.versie_id],
        "versie": bericht.versie,
    }
