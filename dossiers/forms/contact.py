"""Input about contacts, permits, care and requests for inspection, to clean values."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from dossiers.actions.contactmomenten import Inhoud
from dossiers.actions.inspectieverzoeken import Vraag
from dossiers.actions.vergunning import Periode
from dossiers.choices import Contactsoort, Prioriteit, Richting
from dossiers.forms.dossiers import HOOGSTE_VERSIE
from dossiers.models import Contactmoment, Vergunning
from dossiers.models.contactmoment import LANGSTE_TEKST, titel_van
from kern.formulier import Dag, Moment
from kern.tijd import BRUSSEL
from kern.verschillen import Verschil, verschillen

OUDSTE_JAAR = 1950  # nothing we know of a location is older; a year of one or two digits is a slip
VERSTE_JAAR = 2100

WAT: list[tuple[str, str]] = [
    (f"{soort}:{richting}", titel_van(soort, richting))
    for soort in Contactsoort
    for richting in (Richting if soort in Contactsoort.met_richting() else ("",))
]
# What the form begins with, always the same: who notes a call without looking must not save it as the mail of before.
MEESTAL = f"{Contactsoort.TELEFOON}:{Richting.IN}"


class Langetekst(forms.CharField):
    """Text of several lines. Too long is said at the field: a browser that cuts it off at `maxlength` loses words unseen."""

    def __init__(self, *, hoogstens: int, rijen: int = 6, **opties: Any) -> None:
        attrs = {"rows": rijen, **opties.pop("attrs", {})}
        super().__init__(widget=forms.Textarea(attrs=attrs), **opties)
        zin = f"Dit is te lang: hoogstens {hoogstens:,} tekens.".replace(",", ".")
        self.validators.append(MaxLengthValidator(hoogstens, zin))


class ContactForm(forms.Form):
    """One contact: the text first, because that is what one types; the rest is filled in already."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput())
    tekst = Langetekst(label="Wat is er gezegd?", hoogstens=LANGSTE_TEKST, attrs={"autofocus": True})
    wat = forms.ChoiceField(label="Soort contact", choices=WAT)
    met = forms.CharField(label="Met wie", max_length=200, required=False)
    op = forms.DateTimeField(label="Wanneer", widget=Moment())

    def clean_op(self) -> datetime:
        """Refuse a year that is a slip of the finger."""
        op: datetime = self.cleaned_data["op"]
        if op.year < OUDSTE_JAAR:
            raise ValidationError(f"Kijk het jaartal na: {op.year} kan niet.")
        return op

    @property
    def inhoud(self) -> Inhoud:
        """What was typed, after `is_valid`."""
        soort, richting = self.cleaned_data["wat"].split(":")
        d = self.cleaned_data
        # Browsers send lines with two characters at their end; one is kept, so that an unchanged text is unchanged.
        return Inhoud(soort=soort, richting=richting, met=d["met"], op=d["op"], tekst=d["tekst"].replace("\r\n", "\n"))


class VerbeterForm(ContactForm):
    """The same for a correction, based on the version that was read."""

    sleutel = None  # type: ignore[assignment]  # the contact has its key
    versie = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=HOOGSTE_VERSIE)

    def verschillen(self, nu: Contactmoment) -> list[Verschil]:
        """Return each field in which *nu* differs from what was typed here."""
        begin = begin_van(nu)
        return verschillen(self, {veld: begin[veld] for veld in begin if veld != "versie"})


class IntrekForm(forms.Form):
    """Why something was not so."""

    reden = forms.CharField(
        label="Waarom klopt dit niet?",
        help_text="Het blijft leesbaar, doorstreept, met uw reden erbij.",
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"min_length": "Schrijf in een paar woorden waarom dit niet klopt."},
    )


class VergunningForm(forms.ModelForm):
    """One period of a permit."""

    reden = forms.CharField(
        label="Waarom stijgen de plaatsen toch?",
        help_text="Alleen nodig als er iets ernstigs open staat; dan beslist de teamcoördinator.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta:
        model = Vergunning
        fields = ("vanaf", "tot", "stand", "type", "plaatsen", "besluitnummer", "voorwaarden", "einde")
        field_classes = {"vanaf": Dag, "tot": Dag}
        widgets = {"voorwaarden": forms.Textarea(attrs={"rows": 3})}
        labels = {"stand": "De vergunning is", "einde": "Hoe eindigt ze?", "besluitnummer": "Nummer van het besluit"}
        help_texts = {
            "tot": "Leeg: tot er iets wijzigt.",
            "einde": "Alleen als er na de laatste dag niets meer volgt. Wat later gepland stond, vervalt.",
        }

    def _jaar(self, veld: str) -> date | None:
        dag: date | None = self.cleaned_data[veld]
        if dag is not None and not OUDSTE_JAAR <= dag.year <= VERSTE_JAAR:
            raise ValidationError(f"Kijk het jaartal na: {dag.year} kan niet.")
        return dag

    def clean_vanaf(self) -> date | None:
        """Refuse a year that is a slip of the finger."""
        return self._jaar("vanaf")

    def clean_tot(self) -> date | None:
        """Refuse a year that is a slip of the finger."""
        return self._jaar("tot")

    @property
    def periode(self) -> Periode:
        """What was typed, after `is_valid`."""
        return Periode(**{veld: self.cleaned_data[veld] for veld in Periode._fields})


class NieuweVergunningForm(VergunningForm):
    """The next period; `gezien` is what the periods were when the form was opened."""

    gezien = forms.CharField(widget=forms.HiddenInput(), required=False, max_length=2000)


class WijzigVergunningForm(VergunningForm):
    """A correction of a period."""

    versie = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=HOOGSTE_VERSIE)

    def verschillen(self, nu: Vergunning) -> list[Verschil]:
        """Return each field in which *nu* differs from what was typed here."""
        return verschillen(self, {veld: getattr(nu, veld) for veld in self.Meta.fields})


class InspectieForm(forms.Form):
    """What Zorginspectie is asked to look at, how soon."""

    vraag = Langetekst(label="Wat moet Zorginspectie nakijken?", hoogstens=10_000, attrs={"autofocus": True})
    aanleiding = forms.CharField(label="Aanleiding", max_length=500, required=False)
    prioriteit = forms.ChoiceField(label="Prioriteit", choices=Prioriteit.choices, initial=Prioriteit.GEWOON)
    tegen = Dag(label="Tegen wanneer")

    def clean_tegen(self) -> date:
        """Refuse a year that is a slip of the finger."""
        tegen: date = self.cleaned_data["tegen"]
        if tegen.year > VERSTE_JAAR:
            raise ValidationError(f"Kijk het jaartal na: {tegen.year} kan niet.")
        return tegen

    @property
    def gevraagd(self) -> Vraag:
        """What was typed, after `is_valid`."""
        return Vraag(**{veld: self.cleaned_data[veld] for veld in Vraag._fields})


class NieuweInspectieForm(InspectieForm):
    """A new request; sent twice it is kept once."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput())


class WijzigInspectieForm(InspectieForm):
    """A change of a request that is open."""

    versie = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=HOOGSTE_VERSIE)

    def verschillen(self, nu: Vraag) -> list[Verschil]:
        """Return each field in which *nu* differs from what was typed here."""
        return verschillen(self, nu._asdict())


class BevestigForm(forms.Form):
    """When Zorginspectie will go, if it said so."""

    gepland_op = Dag(label="Gepland op", help_text="Leeg als ze geen dag noemen.", required=False)


class AfsluitForm(forms.Form):
    """That Zorginspectie went, and the number of its report when there is one already."""

    bezocht_op = Dag(label="Dag van het bezoek")
    verslagnummer = forms.CharField(label="Nummer van het inspectieverslag", max_length=40, required=False)


class NietMeerNodigForm(forms.Form):
    """Why the inspection is not needed any more."""

    reden = forms.CharField(
        label="Waarom is het niet meer nodig?",
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"min_length": "Schrijf in een paar woorden waarom."},
    )


def begin_van(contact: Contactmoment) -> dict[str, Any]:
    """Return what a form about *contact* starts with."""
    return {
        "wat": f"{contact.soort}:{contact.richting}",
        "met": contact.met,
        "op": contact.op.astimezone(BRUSSEL).replace(second=0, microsecond=0),
        "tekst": contact.tekst,
        "versie": contact.versie,
    }
