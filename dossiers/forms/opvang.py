"""The form about how the care runs: a week of hours, ten half-days, leefgroepen and closings, on one page without script."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from dossiers.actions.opvang import Dicht, Gemeld, Groep, huidige_groepen, recente_sluitingen
from dossiers.choices import Leeftijdsgroep
from dossiers.forms.contact import OUDSTE_JAAR, VERSTE_JAAR
from dossiers.forms.dossiers import HOOGSTE_VERSIE
from dossiers.models import Dossier, Leefgroep, Opvang, Sluiting
from dossiers.models.opvang import GROOTSTE_LEEFGROEP, HALVE_DAGEN, MEESTE_KINDEREN, WEEK
from kern.formulier import Dag, Tijd
from kern.verschillen import NIETS, Verschil, verschillen

LEGE_RIJEN = 3
MEESTE_RIJEN = 30


def _getal(label: str, hoogstens: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=hoogstens, required=False)


class OpvangForm(forms.Form):
    """What an organisator told. Rows left empty say nothing; a leefgroep whose name is taken away has ended."""

    gemeld_op = Dag(label="Gemeld op")
    ingeschreven = _getal("Ingeschreven kinderen", MEESTE_KINDEREN)
    vrije_plaatsen = _getal("Vrije plaatsen", MEESTE_KINDEREN)
    versie = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=HOOGSTE_VERSIE)

    def __init__(self, data: Any = None, *, initial: dict[str, Any], groepen: int = 0, sluitingen: int = 0) -> None:
        super().__init__(data, initial=initial)
        self.groeprijen = range(min(groepen + LEGE_RIJEN, MEESTE_RIJEN))
        self.sluitingrijen = range(min(sluitingen + LEGE_RIJEN, MEESTE_RIJEN))
        for n, dag in enumerate(WEEK):
            self.fields[f"van_{n}"] = forms.TimeField(label=f"{dag}: open van", widget=Tijd(), required=False)
            self.fields[f"tot_{n}"] = forms.TimeField(label=f"{dag}: open tot", widget=Tijd(), required=False)
        for n, deel in enumerate(HALVE_DAGEN):
            self.fields[f"bezetting_{n}"] = _getal(f"{deel.label}: kinderen", MEESTE_KINDEREN)
        for n in self.groeprijen:
            wat = f"leefgroep {n + 1}"
            self.fields[f"groep_{n}_pk"] = forms.IntegerField(widget=forms.HiddenInput(), required=False, max_value=2**62)
            self.fields[f"groep_{n}_naam"] = forms.CharField(label=f"{wat}: naam", max_length=80, required=False)
            self.fields[f"groep_{n}_leeftijd"] = forms.ChoiceField(
                label=f"{wat}: leeftijd", choices=Leeftijdsgroep.choices, initial=Leeftijdsgroep.GEMENGD, required=False
            )
            self.fields[f"groep_{n}_kinderen"] = _getal(f"{wat}: kinderen", GROOTSTE_LEEFGROEP)
        for n in self.sluitingrijen:
            wat = f"sluiting {n + 1}"
            self.fields[f"dicht_{n}_vanaf"] = Dag(label=f"{wat}: eerste dag", required=False)
            self.fields[f"dicht_{n}_tot"] = Dag(label=f"{wat}: laatste dag", required=False)
            self.fields[f"dicht_{n}_reden"] = forms.CharField(label=f"{wat}: waarom", max_length=100, required=False)
        for naam, veld in self.fields.items():
            if ("_" in naam and naam[-1].isdigit()) or naam.startswith(("groep_", "dicht_")):
                veld.widget.attrs["aria-label"] = str(veld.label).capitalize()  # the cell has a head and no label

    @classmethod
    def voor(cls, dossier: Dossier, dag: date, data: Any = None) -> "OpvangForm":
        """Return the form with what is known of *dossier*."""
        opvang = Opvang.objects.filter(dossier=dossier).first() or Opvang(dossier=dossier, versie=0)
        groepen, dicht = list(huidige_groepen(dossier)), list(recente_sluitingen(dossier, dag))
        begin: dict[str, Any] = {
            "gemeld_op": dag,
            "ingeschreven": opvang.ingeschreven,
            "vrije_plaatsen": opvang.vrije_plaatsen,
            "versie": opvang.versie,
        }
        begin |= {f"van_{n}": uur for n, uur in enumerate(opvang.open_van)}
        begin |= {f"tot_{n}": uur for n, uur in enumerate(opvang.open_tot)}
        begin |= {f"bezetting_{n}": aantal for n, aantal in enumerate(opvang.bezetting)}
        for n, groep in enumerate(groepen):
            begin |= {f"groep_{n}_{veld}": getattr(groep, veld) for veld in ("pk", "naam", "leeftijd", "kinderen")}
        for n, een in enumerate(dicht):
            begin |= {f"dicht_{n}_{veld}": getattr(een, veld) for veld in ("vanaf", "tot", "reden")}
        # A form that comes back has as many rows as it was sent with, whatever a colleague did meanwhile.
        rijen_groepen = max(len(groepen), _rijen(data, "groep_") - LEGE_RIJEN)
        rijen_dicht = max(len(dicht), _rijen(data, "dicht_") - LEGE_RIJEN)
        return cls(data, initial=begin, groepen=rijen_groepen, sluitingen=rijen_dicht)

    def clean(self) -> dict[str, Any]:
        """Say per row what is missing."""
        d = super().clean() or self.cleaned_data
        for n in self.groeprijen:
            if d.get(f"groep_{n}_naam") and not d.get(f"groep_{n}_kinderen") and f"groep_{n}_kinderen" not in self.errors:
                self.add_error(f"groep_{n}_kinderen", "Vul in hoeveel kinderen er hoogstens zijn.")
        for n in self.sluitingrijen:
            vanaf, tot = d.get(f"dicht_{n}_vanaf"), d.get(f"dicht_{n}_tot")
            if bool(vanaf) != bool(tot):
                self.add_error(f"dicht_{n}_tot" if vanaf else f"dicht_{n}_vanaf", "Vul de eerste en de laatste dag in.")
            elif vanaf and tot and tot < vanaf:
                self.add_error(f"dicht_{n}_tot", "De laatste dag ligt voor de eerste dag. Kijk beide datums na.")
            for veld in ("vanaf", "tot"):
                dag = d.get(f"dicht_{n}_{veld}")
                if dag and not OUDSTE_JAAR <= dag.year <= VERSTE_JAAR:
                    self.add_error(f"dicht_{n}_{veld}", ValidationError(f"Kijk het jaartal na: {dag.year} kan niet."))
        return d

    @property
    def gemeld(self) -> Gemeld:
        """The hours and numbers that were typed, after `is_valid`."""
        d = self.cleaned_data
        return Gemeld(
            open_van=[d[f"van_{n}"] for n in range(len(WEEK))],
            open_tot=[d[f"tot_{n}"] for n in range(len(WEEK))],
            bezetting=[d[f"bezetting_{n}"] for n in range(len(HALVE_DAGEN))],
            ingeschreven=d["ingeschreven"],
            vrije_plaatsen=d["vrije_plaatsen"],
            op=d["gemeld_op"],
        )

    @property
    def groepen(self) -> list[Groep]:
        """The leefgroepen with a name."""
        d = self.cleaned_data
        return [
            Groep(d[f"groep_{n}_pk"], d[f"groep_{n}_naam"], d[f"groep_{n}_leeftijd"] or "gemengd", d[f"groep_{n}_kinderen"])
            for n in self.groeprijen
            if d[f"groep_{n}_naam"]
        ]

    @property
    def sluitingen(self) -> list[Dicht]:
        """The closings with days."""
        d = self.cleaned_data
        return [
            Dicht(d[f"dicht_{n}_vanaf"], d[f"dicht_{n}_tot"], d[f"dicht_{n}_reden"])
            for n in self.sluitingrijen
            if d[f"dicht_{n}_vanaf"]
        ]

    def verschillen(self, dossier: Dossier, dag: date) -> list[Verschil]:
        """Return in what *dossier* differs now from what was typed here; leefgroepen by their key, closings by their days."""
        begin = OpvangForm.voor(dossier, dag).initial
        per_veld = [veld for veld in self.fields if veld.startswith(("ingeschreven", "vrije", "van_", "tot_", "bezetting_"))]
        gewoon = {veld: begin.get(veld) for veld in per_veld}
        uit = [(label[:1].upper() + label[1:], daar, mijn) for label, daar, mijn in verschillen(self, gewoon)]
        daar_groepen = {groep.pk: _als_tekst(groep) for groep in huidige_groepen(dossier)}
        mijn_groepen: dict[object, str] = {groep.pk or groep.naam: _als_tekst(groep) for groep in self.groepen}
        uit += _naast_elkaar("Leefgroep", daar_groepen, mijn_groepen)
        daar_dicht = {een.vanaf: _dagen(een) for een in recente_sluitingen(dossier, dag)}
        return uit + _naast_elkaar("Gesloten", daar_dicht, {een.vanaf: _dagen(een) for een in self.sluitingen})

    # --- as the template draws it
    def weekrijen(self) -> Iterator[tuple[str, BoundField, BoundField, BoundField | None, BoundField | None]]:
        """Each day with its hours, and on working days its two half-days."""
        for n, dag in enumerate(WEEK):
            half = (self[f"bezetting_{2 * n}"], self[f"bezetting_{2 * n + 1}"]) if 2 * n < len(HALVE_DAGEN) else (None, None)
            yield (dag, self[f"van_{n}"], self[f"tot_{n}"], *half)

    def groepvelden(self) -> Iterable[tuple[BoundField, ...]]:
        """Each row of a leefgroep: name, age, children, and the hidden key."""
        return [tuple(self[f"groep_{n}_{veld}"] for veld in ("naam", "leeftijd", "kinderen", "pk")) for n in self.groeprijen]

    def sluitingvelden(self) -> Iterable[tuple[BoundField, ...]]:
        """Each row of a closing: first day, last day, why."""
        return [tuple(self[f"dicht_{n}_{veld}"] for veld in ("vanaf", "tot", "reden")) for n in self.sluitingrijen]


def _als_tekst(groep: Groep | Leefgroep) -> str:
    return f"{groep.naam}: hoogstens {groep.kinderen}, {Leeftijdsgroep(groep.leeftijd).label}"


def _dagen(een: Dicht | Sluiting) -> str:
    dagen = f"{een.vanaf:%d/%m/%Y}" if een.vanaf == een.tot else f"{een.vanaf:%d/%m/%Y} tot en met {een.tot:%d/%m/%Y}"
    return f"{dagen}, {een.reden}" if een.reden else dagen


def _naast_elkaar(label: str, daar: Mapping[Any, str], mijn: Mapping[Any, str]) -> list[Verschil]:
    """Return what stands on one side only, or otherwise."""
    sleutels = dict.fromkeys([*daar, *mijn])
    return [(label, daar.get(s, NIETS), mijn.get(s, NIETS)) for s in sleutels if daar.get(s) != mijn.get(s)]


def _rijen(data: Any, begin: str) -> int:
    nummers = [naam.split("_")[1] for naam in data or () if naam.startswith(begin)]
    return max((int(n) + 1 for n in nummers if n.isdecimal() and len(n) < 3), default=0)
