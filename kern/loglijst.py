"""The log as a list, for the dpo."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.html import format_html

from kern import gebeurtenissen
from kern.formulier import Dag
from kern.gegevensnamen import in_woorden, naam_van
from kern.lijst import Keuzefilter, Kolom, Leeg, Lijst, Tekstfilter
from kern.lijst.filters import Filter, Rijen
from kern.lijst.sleutels import Blad
from kern.logboek import reden_van, zin_van
from kern.models import Logregel, Medewerker
from kern.tijd import BRUSSEL, begin_van

# Their pages are only for who asked, was asked, or looks after the post: for a reader of the log the link would end in a 404.
_ZONDER_LINK = {"kern.uitnodiging", "kern.outboxregel"}
_SLEUTEL = re.compile(r"[0-9a-f-]{1,40}")  # a number or a uuid; anything else typed there is nobody's business


@dataclass(frozen=True)
class Dagfilter(Filter):
    """From or up to and including a Brussels day, on the moment `op`."""

    tot_en_met: bool = False

    def veld(self, medewerker: Medewerker) -> forms.Field:
        """A native date field."""
        return Dag(label=self.label, required=False)

    def pas_toe(self, rijen: Rijen, waarde: date) -> Rijen:
        """Rows on that side of midnight in Brussels, whatever the clock did that night."""
        if self.tot_en_met:
            return rijen.filter(op__lte=datetime.combine(waarde, time.max, tzinfo=BRUSSEL))
        return rijen.filter(op__gte=begin_van(waarde))


def personen(_medewerker: Medewerker) -> Iterable[tuple[int, str]]:
    """Return everybody as choices, also who has left."""
    return [(wie.pk, str(wie)) for wie in Medewerker.objects.all()]


def soorten(_medewerker: Medewerker) -> Iterable[tuple[str, str]]:
    """Return the kinds of subjects: every table of our own apps."""
    eigen = [m for m in apps.get_models() if not m.__module__.startswith(("django.", "allauth.", "guardian.", "pghistory."))]
    return sorted(((m._meta.label_lower, str(m._meta.verbose_name)) for m in eigen), key=lambda keuze: keuze[1])


def gebeurtenis_keuzes(_medewerker: Medewerker) -> Iterable[tuple[str, str]]:
    """Return the events as choices, in words."""
    return sorted(((g.code, g.zin) for g in gebeurtenissen.alle().values()), key=lambda keuze: keuze[1])


def _door_of_namens(pk: str) -> Q:
    return Q(door_id=pk) | Q(namens_id=pk)


def _inzage(waarde: str) -> Q:
    codes = [g.code for g in gebeurtenissen.alle().values() if g.inzage]
    return Q(gebeurtenis__in=codes) if waarde == "inzage" else ~Q(gebeurtenis__in=codes)


def _op_nummer(rijen: QuerySet[Any], tekst: str) -> QuerySet[Any]:
    return rijen.filter(onderwerp_id=tekst.strip())


def _wie(regel: Logregel) -> str:
    return f"{regel.door_naam}, namens {regel.namens_naam}" if regel.namens_naam else regel.door_naam


def _soort(regel: Logregel) -> str:
    try:
        return str(apps.get_model(regel.onderwerp_soort)._meta.verbose_name)
    except LookupError:
        return regel.onderwerp_soort


def _onderwerp(regel: Logregel) -> str:
    gevonden: Model | None = getattr(regel, "onderwerp", None)
    if gevonden is None:
        return f"{_soort(regel)} {regel.onderwerp_id}"
    if regel.onderwerp_soort in _ZONDER_LINK or not hasattr(gevonden, "get_absolute_url"):
        return f"{_soort(regel)} {gevonden}"
    return format_html('{} <a href="{}">{}</a>', _soort(regel), gevonden.get_absolute_url(), gevonden)


def _gegevens(regel: Logregel) -> str:
    ingevuld = ((naam_van(sleutel), waarde) for sleutel, waarde in regel.gegevens.items() if waarde not in ("", None, []))
    return "; ".join(f"{naam}: {in_woorden(waarde)}" for naam, waarde in ingevuld)


class LogLijst(Lijst):
    """Every row of the log."""

    sleutel = "logboek"
    enkelvoud, meervoud = "logregel", "logregels"
    sortering = "-wanneer"
    kolommen = (
        Kolom("wanneer", "Wanneer", "op", sorteer=("op",)),
        Kolom("wie", "Wie", _wie),
        Kolom("wat", "Wat", zin_van),
        Kolom("onderwerp", "Over", lambda r: f"{_soort(r)} {r.onderwerp_id}", html=_onderwerp),
        Kolom("reden", "Reden", reden_van),
        Kolom("gegevens", "Gegevens", _gegevens, klasse="klein"),
        Kolom("nummer", "Nummer in de keten", "volgnummer", klasse="getal"),
        Kolom("gebeurtenis", "Gebeurtenis", "gebeurtenis", alleen_export=True),
        Kolom("vastgelegd", "Vastgelegd", "vastgelegd_op", alleen_export=True),
        Kolom("verzoek", "Verzoek", "verzoek_id", alleen_export=True),
    )
    filters = (
        Keuzefilter("persoon", "Door of namens", keuzes=personen, lookup=_door_of_namens),
        Keuzefilter("soort", "Over welk soort", keuzes=soorten, orm="onderwerp_soort"),
        Tekstfilter("nummer", "Over welk nummer", zoek=_op_nummer),
        Keuzefilter("gebeurtenis", "Wat", keuzes=gebeurtenis_keuzes),
        Keuzefilter("aard", "Aard", keuzes=(("inzage", "alleen inzage"), ("wijziging", "alleen wijzigingen")), lookup=_inzage),
        Dagfilter("van", "Van"),
        Dagfilter("tot", "Tot en met", tot_en_met=True),
    )
    leeg = Leeg("Het logboek is leeg", "Alles wat gebeurt of bekeken wordt, komt hier vanzelf te staan.")

    def basis(self) -> QuerySet[Any]:
        """All rows; the right is checked by the page."""
        return Logregel.objects.select_related("reden")

    def rij_url(self, rij: Any) -> str:
        """Nowhere: the subject in the row is the link."""
        return ""

    @cached_property
    def blad(self) -> Blad:
        """The page asked for, with its subjects: one query per kind that occurs on it."""
        blad = super().blad
        per_soort: dict[str, list[Logregel]] = {}
        for regel in blad.rijen:
            per_soort.setdefault(regel.onderwerp_soort, []).append(regel)
        for soort, regels in per_soort.items():
            gevonden = _zoek(soort, {regel.onderwerp_id for regel in regels})
            for regel in regels:
                if regel.onderwerp_id in gevonden:
                    regel.onderwerp = gevonden[regel.onderwerp_id]  # type: ignore[attr-defined]  # read again by _onderwerp
        return blad

    def gebruikte_filters(self) -> list[str]:
        """Return the filters in use with their values, for the log: choices, ids and days, no free text about a person."""
        gebruikt = sorted(self.gekozen_filters.items())
        return [f"{naam}={waarde}" for naam, waarde in gebruikt if naam != "nummer" or _SLEUTEL.fullmatch(waarde)]


def _zoek(soort: str, sleutels: set[str]) -> dict[str, Model]:
    """Return the subjects that still exist, by the id as the log writes it."""
    try:
        model = apps.get_model(soort)
        rijen = model._base_manager.filter(pk__in=[model._meta.pk.to_python(sleutel) for sleutel in sleutels])
    except (LookupError, ValidationError):
        return {}
    return {str(rij.pk): rij for rij in rijen}
