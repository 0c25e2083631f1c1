"""What somebody says about a task, and the day that is understood from the words."""

import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from kern.actions.taken import Inhoud
from kern.choices import Belang, Herhaaleenheid, Herinnermoment
from kern.datumtekst import Gelezen, lees
from kern.forms.collega import Collegakeuze
from kern.formulier import Dag, Tijd
from kern.kiezer import Keuzeformulier
from kern.models import Taak
from kern.queries.werk import werkdagen_rond
from kern.termijnen.woorden import weekdag

HOOGSTENS_PUNTEN = 30


def begrepen(tekst: str, vandaag: date) -> Gelezen:
    """Return what *tekst* says of a day; the closing days are asked only when working days are counted."""
    is_werkdag = None

    def werkdag(dag: date) -> bool:
        nonlocal is_werkdag
        is_werkdag = is_werkdag or werkdagen_rond(vandaag, None)
        return is_werkdag(dag)

    return lees(tekst.replace("\x00", ""), vandaag, is_werkdag=werkdag)


def in_woorden(gelezen: Gelezen) -> str:
    """Return what was understood, to be looked at: "dinsdag 17 maart 2026 om 14.30 uur (uit “volgende dinsdag om 14u30”)"."""
    if gelezen.dag is None:
        return ""
    uur = f" om {gelezen.uur:%H.%M} uur" if gelezen.uur else ""
    return f"{weekdag(gelezen.dag, jaar=True)}{uur} (uit “{gelezen.woorden}”)"


def zichtbaar(tekst: str) -> bool:
    """Return whether there is anything to see in *tekst*: a letter, a number, a mark; not only marks of direction or of width."""
    return any(unicodedata.category(teken)[0] in "LNPS" for teken in tekst)


class Taakvelden(Keuzeformulier):
    """What every form of a task has. `gelezen` are the words of which the day was shown before."""

    titel = forms.CharField(label="Wat is er te doen?", max_length=200)
    gelezen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    tegen = Dag(label="Tegen", required=False)
    uur = forms.TimeField(label="Uur", required=False, widget=Tijd)
    belang = forms.TypedChoiceField(
        label="Prioriteit", choices=Belang.choices, coerce=lambda waarde: Belang(int(waarde)), empty_value="",
        required=False, initial=Belang.GEWOON.value,
    )  # fmt: skip
    herinner = forms.ChoiceField(
        label="Herinnering", choices=Herinnermoment.choices, required=False, initial=Herinnermoment.DAN.value
    )
    herhaal_elke = forms.IntegerField(label="Komt terug elke", required=False, min_value=1, max_value=99)
    herhaal_eenheid = forms.ChoiceField(label="Geteld in", choices=[("", "–"), *Herhaaleenheid.choices], required=False)
    wacht_op = forms.CharField(
        label="Wacht op", required=False, max_length=200, help_text="Op wie of wat u wacht: “het attest van de organisator”."
    )
    volg_na = forms.IntegerField(
        label="Volg op na (werkdagen)", required=False, min_value=1, max_value=99,
        help_text="Zolang er geen antwoord is, wordt u telkens na zoveel werkdagen herinnerd.",
    )  # fmt: skip
    punten = forms.CharField(
        label="Lijstje",
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Een punt per regel.",
    )
    volgt_onderwerp = forms.BooleanField(label="Gaat mee als het dossier overgedragen wordt", required=False)

    def clean_titel(self) -> str:
        """Refuse words of which nothing would be seen in a list."""
        titel: str = self.cleaned_data["titel"]
        if not zichtbaar(titel):
            raise forms.ValidationError("Schrijf wat er te doen is.")
        return titel

    def clean_herinner(self) -> str:
        """Who said nothing is reminded on the day."""
        return self.cleaned_data["herinner"] or Herinnermoment.DAN.value

    def clean_belang(self) -> Belang:
        """Who said nothing finds it as pressing as most."""
        return self.cleaned_data["belang"] if self.cleaned_data["belang"] != "" else Belang.GEWOON

    def clean_punten(self) -> tuple[str, ...]:
        """Return the lines that say something."""
        punten = tuple(regel.strip() for regel in self.cleaned_data["punten"].splitlines() if regel.strip())
        if len(punten) > HOOGSTENS_PUNTEN:
            raise forms.ValidationError(f"Een lijstje telt hoogstens {HOOGSTENS_PUNTEN} punten. Maak er twee taken van.")
        if any(len(punt) > 200 for punt in punten):
            raise forms.ValidationError("Een punt telt hoogstens 200 tekens. Kort het in.")
        return punten

    def clean(self) -> dict[str, Any]:
        """Read the day in the words, and let nobody save a day that was not shown."""
        super().clean()
        gegevens = self.cleaned_data
        self._lees_dag(gegevens)
        if gegevens.get("uur") and not gegevens.get("tegen") and "tegen" not in self.errors:
            self.add_error("tegen", "Kies bij het uur ook een dag.")
        elke, eenheid = gegevens.get("herhaal_elke"), gegevens.get("herhaal_eenheid")
        if elke and not eenheid:
            gegevens["herhaal_eenheid"] = Herhaaleenheid.WEKEN.value
        if eenheid and not elke and "herhaal_elke" not in self.errors:
            gegevens["herhaal_elke"] = 1
        if gegevens.get("herhaal_elke") and not gegevens.get("tegen") and "tegen" not in self.errors:
            self.add_error("tegen", "Kies de eerste dag van wat terugkomt.")
        if gegevens.get("volg_na") and not gegevens.get("wacht_op"):
            self.add_error("wacht_op", "Zeg op wie of wat u wacht.")
        return gegevens

    def _lees_dag(self, gegevens: dict[str, Any]) -> None:
        titel = gegevens.get("titel", "")
        gelezen = begrepen(titel, timezone.localdate())
        if gelezen.dag is None or "tegen" in self.errors:
            return
        getoond = gegevens.get("gelezen") == gelezen.woorden
        if not getoond and gegevens.get("tegen") is None:
            gegeven: Any = self.data
            data = gegeven.copy()
            data[self.add_prefix("tegen")] = gelezen.dag.isoformat()
            data[self.add_prefix("uur")] = f"{gelezen.uur:%H:%M}" if gelezen.uur else ""
            data[self.add_prefix("gelezen")] = gelezen.woorden
            self.data = data
            self.add_error("tegen", f"Wij lazen {in_woorden(gelezen)}. Kijk de dag na en bewaar.")
        elif getoond and gegevens.get("tegen") is not None and zichtbaar(gelezen.tekst_zonder_dag):
            gegevens["titel"] = gelezen.tekst_zonder_dag

    @property
    def inhoud(self) -> Inhoud:
        """What was said, as the action takes it."""
        namen = Inhoud.__dataclass_fields__
        return Inhoud(**{naam: waarde for naam, waarde in self.cleaned_data.items() if naam in namen})


def begin_van(taak: Taak) -> dict[str, Any]:
    """Return what a form about *taak* begins with."""
    velden = {naam: getattr(taak, naam) for naam in Inhoud.__dataclass_fields__ if naam != "punten"}
    return velden | {"punten": "\n".join(punt.tekst for punt in taak.punten.all()), "versie": taak.versie}


class TaakwijzigForm(Taakvelden):
    """Change a task."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000_000)


class UitstelForm(forms.Form):
    """Let a task rest until a day."""

    rust_tot = Dag(label="Tot")


class KlaarForm(forms.Form):
    """Say that it is done, with a word about how."""

    nota = forms.CharField(
        label="Nota", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wie de taak gaf, leest dit. Schrijf geen namen van kinderen of melders.",
    )  # fmt: skip


class TaakdoorForm(Keuzeformulier):
    """Pass a task on."""

    naar = Collegakeuze(label="Collega")
