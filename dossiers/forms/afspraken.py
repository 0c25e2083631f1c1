"""Input of appointments, to clean values."""

from datetime import date, datetime, time
from email.utils import parseaddr
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from dossiers.access.afspraak import mogelijke_collegas
from dossiers.actions.afspraakgevolg import Persoon, Plan
from dossiers.choices import Afspraaksoort, Deelnemersoort, Dossierstatus
from dossiers.forms.contact import Langetekst
from dossiers.forms.dossiers import HOOGSTE_VERSIE
from dossiers.models import Afspraak, Betrokkene, Dossier, Organisator, Verslagsjabloon
from kern.formulier import Dag, Moment, Tijd
from kern.models import Medewerker
from kern.tijd import BRUSSEL
from kern.verschillen import Verschil, verschillen

BEZOEK_ONAANGEKONDIGD = "onaangekondigd"
WAT = [
    (str(Afspraaksoort.BEZOEK), "bezoek, aangekondigd"),
    (BEZOEK_ONAANGEKONDIGD, "bezoek, niet aangekondigd"),
    (str(Afspraaksoort.GESPREK), "gesprek"),
    (str(Afspraaksoort.TELEFOON), "telefoongesprek"),
]
MEESTE_ANDEREN = 20


class AfspraakForm(forms.Form):
    """One appointment, of one organisator."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput())
    wat = forms.ChoiceField(
        label="Wat",
        choices=WAT,
        widget=forms.RadioSelect,
        help_text="Van een niet aangekondigd bezoek hoort niemand van buiten iets, ook niet in een mail of agenda.",
    )
    dossiers = forms.ModelMultipleChoiceField(
        Dossier.objects.none(), label="Over welke locaties", required=False, widget=forms.CheckboxSelectMultiple
    )
    dag = Dag(label="Welke dag")
    van = forms.TimeField(label="Van", widget=Tijd())
    tot = forms.TimeField(label="Tot", widget=Tijd())
    uur_vast = forms.BooleanField(
        label="Het uur ligt vast",
        help_text="Anders kan het schuiven als u uw dag schikt. Wat met iemand is afgesproken, ligt altijd vast.",
        required=False,
    )
    onderwerp = forms.CharField(label="Waarover", max_length=150, required=False)
    plaats = forms.CharField(
        label="Waar", max_length=200, required=False, help_text="Leeg: bij een bezoek het adres van de locatie."
    )
    collegas = forms.ModelMultipleChoiceField(
        Medewerker.objects.none(), label="Collega’s die meegaan", required=False, widget=forms.CheckboxSelectMultiple
    )
    mensen = forms.MultipleChoiceField(
        label="Mensen van de organisator", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Zij krijgen een mail met een uitnodiging voor hun agenda.",
    )  # fmt: skip
    anderen = Langetekst(
        label="Anderen, met hun mailadres",
        hoogstens=3000,
        rijen=2,
        required=False,
        help_text="Eén per regel: Naam <naam@adres.be>.",
    )
    boodschap = Langetekst(label="Wat in de mail staat", hoogstens=2000, rijen=3, required=False)
    nota = Langetekst(label="Nota voor uzelf en uw collega’s", hoogstens=5000, rijen=3, required=False)

    def __init__(
        self, *args: Any, organisator: Organisator, eigenaar: Medewerker, dossiers: list[Dossier], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["dossiers"]
        assert isinstance(veld, forms.ModelMultipleChoiceField)
        veld.queryset = Dossier.objects.filter(pk__in=[dossier.pk for dossier in dossiers])
        collegas = self.fields["collegas"]
        assert isinstance(collegas, forms.ModelMultipleChoiceField)
        collegas.queryset = mogelijke_collegas(eigenaar, organisator, mee=self.initial.get("collegas", ()))
        collegas.label_from_instance = lambda collega: collega.naam  # type: ignore[method-assign,assignment]
        self._adressen = adressen_bij(organisator, dossiers)
        gekozen = [(p.email, p.naam) for p in self.initial.get("_mensen", ()) if p.email not in self._adressen]
        self._adressen |= dict(gekozen)
        mensen = self.fields["mensen"]
        assert isinstance(mensen, forms.MultipleChoiceField)
        # Nobody to choose from is no question.
        if not self._adressen:
            del self.fields["mensen"]
        if not collegas.queryset.exists():
            del self.fields["collegas"]
        mensen.choices = [(adres, f"{naam} ({adres})" if naam else adres) for adres, naam in self._adressen.items()]

    def clean_anderen(self) -> list[Persoon]:
        """Return each line as somebody with an address."""
        uit = []
        for regel in self.cleaned_data["anderen"].replace("\r\n", "\n").split("\n"):
            if not regel.strip():
                continue
            naam, adres = parseaddr(regel.strip())
            try:
                validate_email(adres)
                adres.encode("ascii")
            except (ValidationError, UnicodeEncodeError):
                raise ValidationError(
                    f"“{regel.strip()[:80]}” is geen naam met een mailadres. Schrijf: Naam <naam@adres.be>."
                ) from None
            uit.append(Persoon(str(Deelnemersoort.ANDER), naam[:200], adres))
        if len(uit) > MEESTE_ANDEREN:
            raise ValidationError(f"Hoogstens {MEESTE_ANDEREN} anderen. Stuur een grotere groep een mail van uzelf.")
        return uit

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning at its field."""
        uit = super().clean() or {}
        van, tot = uit.get("van"), uit.get("tot")
        if van and tot and tot <= van:
            self.add_error("tot", "De afspraak eindigt voor ze begint. Kijk de uren na.")
        if uit.get("wat") == BEZOEK_ONAANGEKONDIGD and (uit.get("mensen") or uit.get("anderen")):
            waar = "mensen" if "mensen" in self.fields else "anderen"
            self.add_error(waar, "Van een onaangekondigd bezoek mag niemand van buiten iets horen. Vink hen uit.")
        return uit

    @property
    def plan(self) -> Plan:
        """What was typed, after `is_valid`."""
        d = self.cleaned_data
        onaangekondigd = d["wat"] == BEZOEK_ONAANGEKONDIGD
        dossiers = tuple(d["dossiers"])
        soort = str(Afspraaksoort.BEZOEK) if onaangekondigd else d["wat"]
        plaats = d["plaats"] or (dossiers[0].adres if dossiers and soort == Afspraaksoort.BEZOEK else "")
        mensen = [Persoon(str(Deelnemersoort.ORGANISATOR), self._adressen[adres], adres) for adres in d.get("mensen", ())]
        return Plan(
            soort=soort,
            aangekondigd=not onaangekondigd,
            dossiers=dossiers,
            onderwerp=d["onderwerp"],
            plaats=plaats[:200],
            begin=op_moment(d["dag"], d["van"]),
            einde=op_moment(d["dag"], d["tot"]),
            uur_vast=d["uur_vast"],
            boodschap=d["boodschap"].replace("\r\n", "\n"),
            nota=d["nota"].replace("\r\n", "\n"),
            collegas=tuple(d.get("collegas", ())),
            mensen=(*mensen, *d["anderen"]),
        )


class WijzigAfspraakForm(AfspraakForm):
    """The same for one that was made, based on the version that was read."""

    sleutel = None  # type: ignore[assignment]  # the appointment has its key
    versie = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=HOOGSTE_VERSIE)

    def verschillen(self, nu: Afspraak, plan: Plan) -> list[Verschil]:
        """Return each field in which *nu* differs from what was typed here."""
        begin = begin_van(nu, plan)
        return verschillen(self, {veld: begin[veld] for veld in begin if veld not in ("versie", "_mensen")})


class RondAfForm(forms.Form):
    """What came of it: enough for the timeline, or a report that says it all."""

    tekst = Langetekst(
        label="Wat is er gezegd of gezien?", hoogstens=50_000, rijen=5, required=False,
        help_text="Mag leeg blijven als u een verslag begint.",
    )  # fmt: skip
    met = forms.CharField(label="Met wie", max_length=200, required=False)
    wanneer = forms.DateTimeField(label="Wanneer", widget=Moment())
    sjabloon = forms.ModelChoiceField(
        Verslagsjabloon.objects.none(), label="Begin ook een verslag", required=False, empty_label="nee"
    )

    def __init__(self, *args: Any, sjablonen: list[Verslagsjabloon], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["sjabloon"]
        assert isinstance(veld, forms.ModelChoiceField)
        veld.queryset = Verslagsjabloon.objects.filter(pk__in=[sjabloon.pk for sjabloon in sjablonen])
        veld.label_from_instance = lambda sjabloon: sjabloon.get_soort_display()  # type: ignore[method-assign,assignment]

    def clean(self) -> dict[str, Any]:
        """Ask for words, or a report: what is written there needs no writing here."""
        uit = super().clean() or {}
        if "tekst" in uit and not uit["tekst"].strip():
            if uit.get("sjabloon") is None:
                self.add_error("tekst", "Schrijf in een zin wat er gezegd of gezien is, of begin een verslag.")
            else:
                uit["tekst"] = "Zie het verslag."
        return uit


class NietDoorForm(forms.Form):
    """Why it did not take place."""

    reden = forms.CharField(
        label="Waarom?",
        help_text="Bijvoorbeeld: er was niemand, de kinderbegeleider was ziek.",
        min_length=3,
        max_length=500,
        error_messages={"min_length": "Schrijf in een paar woorden waarom."},
    )


class AnnuleerForm(forms.Form):
    """Why it is called off; of a draft nobody has to know."""

    reden = forms.CharField(
        label="Waarom?",
        max_length=500,
        required=False,
        help_text="Blijft binnen: wie een mail krijgt, leest alleen dat het niet doorgaat.",
    )

    def __init__(self, *args: Any, vast: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reden"].required = vast


def op_moment(dag: date, uur: time) -> datetime:
    """Return the moment at which it is *uur* in Brussels; an hour that summer time skips is the one after it."""
    return datetime.combine(dag, uur, tzinfo=BRUSSEL)


def adressen_bij(organisator: Organisator, dossiers: list[Dossier]) -> dict[str, str]:
    """Return the mail addresses that are known of the organisator, its locations and its people, each with its name."""
    uit: dict[str, str] = {}
    dingen: list[Organisator | Dossier] = [organisator, *dossiers]
    for ding in dingen:
        if ding.email:
            uit.setdefault(ding.email, ding.naam)
    mensen = Betrokkene.objects.filter(organisator=organisator).exclude(email="").nu(timezone.localdate())
    for mens in mensen.filter(dossier=None) | mensen.filter(dossier__in=dossiers):
        uit.setdefault(mens.email, mens.naam)
    return uit


def locaties_voor(wie: Medewerker, organisator: Organisator) -> list[Dossier]:
    """Return the locations of *organisator* that still run and whose content is open to *wie*."""
    open_ = Dossier.objects.met_inhoud_voor(wie).filter(organisator=organisator)
    return list(open_.exclude(status__in=Dossierstatus.dicht()))


def begin_van(afspraak: Afspraak, plan: Plan) -> dict[str, Any]:
    """Return what the form begins with."""
    begin, einde = plan.begin.astimezone(BRUSSEL), plan.einde.astimezone(BRUSSEL)
    mensen = [p for p in plan.mensen if p.soort == Deelnemersoort.ORGANISATOR]
    anderen = [p for p in plan.mensen if p.soort != Deelnemersoort.ORGANISATOR]
    return {
        "wat": plan.soort if plan.aangekondigd else BEZOEK_ONAANGEKONDIGD,
        "dossiers": [dossier.pk for dossier in plan.dossiers],
        "dag": begin.date(),
        "van": begin.time(),
        "tot": einde.time(),
        "uur_vast": plan.uur_vast,
        "onderwerp": plan.onderwerp,
        "plaats": plan.plaats,
        "collegas": [collega.pk for collega in plan.collegas],
        "mensen": [p.email for p in mensen],
        "_mensen": mensen,
        "anderen": "\n".join(f"{p.naam} <{p.email}>" if p.naam else p.email for p in anderen),
        "boodschap": plan.boodschap,
        "nota": plan.nota,
        "versie": afspraak.versie,
    }
