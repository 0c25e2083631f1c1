"""Input of reports, to clean values."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, Value, When

from dossiers.aanroepen import BELOVER
from dossiers.access.verslag import lezers
from dossiers.choices import Verslagsoort
from dossiers.forms.contact import OUDSTE_JAAR, Langetekst
from dossiers.forms.dossiers import HOOGSTE_VERSIE
from dossiers.models import Verslag, Verslagdeel, Verslagsjabloon
from kern.formulier import Moment
from kern.rijketekst import als_tekst
from kern.tijd import BRUSSEL
from kern.verschillen import Verschil, verschillen


class KopForm(forms.Form):
    """What stands above the parts."""

    titel = forms.CharField(label="Waarover gaat het?", max_length=200)
    wanneer = forms.DateTimeField(label="Wanneer was het?", widget=Moment())
    met = forms.CharField(label="Met wie", max_length=300, required=False)

    def clean_wanneer(self) -> datetime:
        """Refuse a year that is a slip of the finger."""
        wanneer: datetime = self.cleaned_data["wanneer"]
        if wanneer.year < OUDSTE_JAAR:
            raise ValidationError(f"Kijk het jaartal na: {wanneer.year} kan niet.")
        return wanneer


class NieuwVerslagForm(KopForm):
    """The kind first: with it come the headings."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput())
    sjabloon = forms.ModelChoiceField(Verslagsjabloon.objects.none(), label="Soort verslag", empty_label=None)
    nalezen = forms.BooleanField(
        label="Een collega leest het na",
        help_text="Bij een bezoek en een gesprek altijd. Kies het ook als een beslissing op dit verslag zal steunen.",
        required=False,
    )
    field_order = ("sleutel", "sjabloon", "titel", "wanneer", "met", "nalezen")

    def __init__(self, *args: Any, sjablonen: Iterable[Verslagsjabloon], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["sjabloon"]
        assert isinstance(veld, forms.ModelChoiceField)
        volgorde = Case(*(When(soort=soort, then=Value(plaats)) for plaats, soort in enumerate(Verslagsoort)))
        veld.queryset = Verslagsjabloon.objects.filter(pk__in=[sjabloon.pk for sjabloon in sjablonen]).order_by(volgorde)
        veld.label_from_instance = lambda sjabloon: sjabloon.get_soort_display()  # type: ignore[method-assign,assignment]


class WijzigKopForm(KopForm):
    """The same for a report that was begun."""

    versie = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=HOOGSTE_VERSIE)

    def verschillen(self, nu: Verslag) -> list[Verschil]:
        """Return each field in which *nu* differs from what was typed here."""
        begin = kop_van(nu)
        return verschillen(self, {veld: begin[veld] for veld in begin if veld != "versie"})


class DeelForm(forms.Form):
    """What stands under one heading, as the editor sends it."""

    versie = forms.IntegerField(min_value=0, max_value=HOOGSTE_VERSIE)
    tekst = forms.CharField(required=False, strip=False)


class FotoForm(forms.Form):
    """A photo and what is to be seen on it."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput())
    foto = forms.FileField(
        label="Foto",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text="Ze wordt verkleind, en plaats en toestel gaan eruit.",
    )
    alt = forms.CharField(
        label="Wat is er te zien?",
        max_length=300,
        help_text="Voor wie de foto niet kan zien, en voor wie ze jaren later leest.",
        error_messages={"required": "Schrijf in een zin wat er te zien is."},
    )


class AanroepForm(forms.Form):
    """A line that calls for a promise; the key comes with it when it is to be kept."""

    sleutel = forms.UUIDField()
    woord = forms.ChoiceField(choices=[(woord, woord) for woord in BELOVER])
    tekst = forms.CharField(required=False, max_length=1_000)


class Geschreven(NamedTuple):
    """What came in for one part."""

    deel: Verslagdeel
    versie: int
    tekst: str  # HTML, or as typed
    getypt: bool  # in a plain text field


class SchrijfForm(forms.Form):
    """All parts at once: what a browser without JavaScript sends. With it the editor saves each part while one types.

    A text field shows the words without markup. Sent back unchanged it changes nothing, so that a table made in the editor
    survives somebody who saves another part without it.
    """

    def __init__(self, *args: Any, delen: Iterable[Verslagdeel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delen = list(delen)
        for deel in self.delen:
            plat = als_tekst(deel.tekst)
            self.fields[f"tekst_{deel.sleutel}"] = forms.CharField(label=deel.kop, required=False, initial=plat)
            self.fields[f"versie_{deel.sleutel}"] = forms.IntegerField(
                widget=forms.HiddenInput(), min_value=0, max_value=HOOGSTE_VERSIE, initial=deel.versie
            )
            self.fields[f"opmaak_{deel.sleutel}"] = forms.CharField(required=False, strip=False)

    def geschreven(self) -> list[Geschreven]:
        """Return the parts of which the words differ from those shown, after `is_valid`."""
        uit = []
        for deel in self.delen:
            d = self.cleaned_data
            versie = d[f"versie_{deel.sleutel}"]
            if opmaak := d[f"opmaak_{deel.sleutel}"]:
                uit.append(Geschreven(deel, versie, opmaak, getypt=False))
            elif d[f"tekst_{deel.sleutel}"].replace("\r\n", "\n").strip() != als_tekst(deel.tekst):
                uit.append(Geschreven(deel, versie, d[f"tekst_{deel.sleutel}"], getypt=True))
        return uit


class LezerForm(forms.Form):
    """Who reads it again."""

    def __init__(self, *args: Any, verslag: Verslag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lezer"] = forms.ModelChoiceField(lezers(verslag), label="Wie leest het na?", empty_label="Kies een collega")


class OpmerkingForm(forms.Form):
    """A remark at some words."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput())
    citaat = forms.CharField(label="Over welke woorden", help_text="Leeg: over het hele deel.", max_length=500, required=False)
    tekst = Langetekst(label="Uw opmerking", hoogstens=5_000, rijen=3)


class AfhandelForm(forms.Form):
    """What was done with a remark."""

    aanvaard = forms.TypedChoiceField(
        label="Wat deed u ermee?",
        choices=(("ja", "overgenomen"), ("nee", "beantwoord")),
        widget=forms.RadioSelect,
        coerce=lambda waarde: waarde == "ja",
    )
    antwoord = Langetekst(label="Antwoord", hoogstens=5_000, rijen=2, required=False)


class AddendumForm(forms.Form):
    """What is added to what cannot change."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput())
    tekst = Langetekst(label="Wat komt erbij?", hoogstens=50_000, rijen=6)
    reden = forms.CharField(label="Waarom?", help_text="Een verbetering, of iets wat later bleek.", min_length=5, max_length=500)


class VerwerpForm(forms.Form):
    """Why it is not kept."""

    reden = forms.CharField(
        label="Waarom bewaart u het niet?",
        help_text="De tekst blijft leesbaar en kan teruggezet worden.",
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"min_length": "Schrijf in een paar woorden waarom."},
    )


def kop_van(verslag: Verslag) -> dict[str, Any]:
    """Return what the form of the head begins with."""
    wanneer = verslag.op.astimezone(BRUSSEL).replace(second=0, microsecond=0)
    return {"titel": verslag.titel, "wanneer": wanneer, "met": verslag.met, "versie": verslag.versie}
