"""How the care runs at a location: hours, closings, leefgroepen, how many children."""

from typing import Any

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value

from dossiers.choices import Leeftijdsgroep
from dossiers.models.dossier import Dossier
from kern.choices import Dagdeel

WEEK = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
HALVE_DAGEN = tuple(Dagdeel)
GROOTSTE_LEEFGROEP = 18
MEESTE_KINDEREN = 2000


def _week() -> list[None]:
    return [None] * len(WEEK)


def _halve_dagen() -> list[None]:
    return [None] * len(HALVE_DAGEN)


@pghistory.track(context_field=None)  # type: ignore[arg-type]  # None: no context, as its documentation says
class Opvang(models.Model):
    """What an organisator last told about a location; `gemeld_op` is the day it was told, and stands beside every figure.

    `open_van` and `open_tot` have one hour per day of the week (`WEEK`), empty when closed; `bezetting` has the usual number of
    children per half-day (`HALVE_DAGEN`), empty when not told. Leefgroepen and closings have rows of their own.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, primary_key=True, related_name="opvang")
    open_van = ArrayField(models.TimeField(null=True, blank=True), default=_week)
    open_tot = ArrayField(models.TimeField(null=True, blank=True), default=_week)
    bezetting = ArrayField(models.PositiveSmallIntegerField(null=True, blank=True), default=_halve_dagen)
    ingeschreven = models.PositiveSmallIntegerField("ingeschreven kinderen", null=True, blank=True)
    vrije_plaatsen = models.PositiveSmallIntegerField(null=True, blank=True)
    gemeld_op = models.DateField("gemeld op")
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "opvanggegevens"
        verbose_name_plural = "opvanggegevens"
        constraints = (
            models.CheckConstraint(
                name="opvang_hele_week",
                condition=Q(open_van__len=len(WEEK), open_tot__len=len(WEEK), bezetting__len=len(HALVE_DAGEN)),
            ),
            models.CheckConstraint(
                name="opvang_redelijke_aantallen",
                condition=(Q(ingeschreven=None) | Q(ingeschreven__lte=MEESTE_KINDEREN))
                & (Q(vrije_plaatsen=None) | Q(vrije_plaatsen__lte=MEESTE_KINDEREN)),
                violation_error_message=f"Een aantal kinderen of plaatsen is hoogstens {MEESTE_KINDEREN}.",
            ),
        )

    def __str__(self) -> str:
        return f"opvanggegevens van dossier {self.dossier_id}"

    def clean(self) -> None:
        """Say per day what is wrong with its hours.

        Raises:
            ValidationError: a day with one hour only, or that closes before it opens.
        """
        super().clean()
        fouten = []
        for dag, van, tot in zip(WEEK, self.open_van, self.open_tot, strict=False):
            if (van is None) != (tot is None):
                fouten.append(f"{dag.capitalize()}: vul beide uren in, of geen.")
            elif van is not None and tot is not None and tot <= van:
                fouten.append(f"{dag.capitalize()}: het sluitingsuur ligt voor het openingsuur.")
        if fouten:
            raise ValidationError(fouten)

    @property
    def uren(self) -> list[tuple[str, Any, Any]]:
        """Each day of the week with when it opens and closes."""
        return list(zip(WEEK, self.open_van, self.open_tot, strict=True))


@pghistory.track(context_field=None)  # type: ignore[arg-type]  # None: no context, as its documentation says
class Leefgroep(models.Model):
    """One group of children with its room (domein §6: at most 18). Ended with `tot`, never deleted."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="leefgroepen")
    naam = models.CharField(max_length=80)
    leeftijd = models.CharField(max_length=10, choices=Leeftijdsgroep.choices, default=Leeftijdsgroep.GEMENGD)
    kinderen = models.PositiveSmallIntegerField("hoogstens zoveel kinderen")
    vanaf = models.DateField("eerste dag")
    tot = models.DateField("laatste dag", null=True, blank=True)

    class Meta:
        ordering = ("naam", "pk")
        verbose_name = "leefgroep"
        verbose_name_plural = "leefgroepen"
        constraints = (
            models.CheckConstraint(
                name="leefgroep_hoogstens_achttien",
                condition=Q(kinderen__gte=1, kinderen__lte=GROOTSTE_LEEFGROEP),
                violation_error_message=f"Een leefgroep heeft minstens 1 en hoogstens {GROOTSTE_LEEFGROEP} kinderen.",
            ),
            models.CheckConstraint(name="leefgroep_heeft_naam", condition=~Q(naam="")),
            models.CheckConstraint(
                name="leefgroep_tot_na_vanaf",
                condition=Q(tot=None) | Q(tot__gte=F("vanaf")),
                violation_error_message="De laatste dag ligt voor de eerste dag. Kijk beide datums na.",
            ),
            models.UniqueConstraint(
                name="leefgroep_een_per_naam",
                fields=("dossier", "naam"),
                condition=Q(tot=None),
                violation_error_message="Er is al een leefgroep met die naam.",
            ),
        )

    def __str__(self) -> str:
        return self.naam


class Sluiting(models.Model):
    """Days on which the care is closed: a holiday, works. Not kern's sluitingsdag, on which terms do not end."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="sluitingen")
    vanaf = models.DateField("eerste dag")
    tot = models.DateField("laatste dag")
    reden = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("vanaf", "pk")
        verbose_name = "sluiting"
        verbose_name_plural = "sluitingen"
        constraints = (
            models.CheckConstraint(
                name="sluiting_tot_na_vanaf",
                condition=Q(tot__gte=F("vanaf")),
                violation_error_message="De laatste dag ligt voor de eerste dag. Kijk beide datums na.",
            ),
            ExclusionConstraint(
                name="sluiting_overlapt_niet",
                expressions=(
                    ("dossier", RangeOperators.EQUAL),
                    (Func("vanaf", "tot", Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ),
                violation_error_message="Deze sluiting overlapt een andere.",
            ),
        )

    def __str__(self) -> str:
        return f"gesloten van {self.vanaf:%d/%m/%Y} tot en met {self.tot:%d/%m/%Y}"


OpvangEvent = Opvang.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track
LeefgroepEvent = Leefgroep.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track
