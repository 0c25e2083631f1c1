"""Organisatoren under one board: the group or koepel, and who belonged to it from when until when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value

from dossiers.choices import Groepsoort
from dossiers.models.organisator import Organisator
from kern.adres import adres
from kern.tekst import sorteersleutel


class Groep(models.Model):
    """Organisatoren that belong together (woordenlijst: groep, koepel)."""

    naam = models.CharField(max_length=300)
    sorteersleutel = models.CharField(max_length=300, editable=False)
    soort = models.CharField(max_length=10, choices=Groepsoort.choices, default=Groepsoort.GROEP)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("sorteersleutel", "pk")
        verbose_name = "groep"
        verbose_name_plural = "groepen"
        constraints = (
            models.CheckConstraint(name="groep_heeft_naam", condition=~Q(sorteersleutel="")),
            models.UniqueConstraint(
                name="groep_een_per_naam",
                fields=("sorteersleutel",),
                violation_error_message="Er is al een groep of koepel met deze naam.",
            ),
        )

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        """Return the page with its members."""
        return adres("dossiers:groep", self.pk)

    def clean(self) -> None:
        """Keep the stored sort key in step: the embedded PostgreSQL has no ICU collation."""
        super().clean()
        self.sorteersleutel = sorteersleutel(self.naam)[:300]


class Groepslidmaatschap(models.Model):
    """One organisator in one groep, from the day *vanaf* to the day *tot* included; empty *tot*: still.

    An organisator may be in a groep and in a koepel at once, and come back after it left, but not twice at the same time.
    """

    groep = models.ForeignKey(Groep, on_delete=models.PROTECT, related_name="lidmaatschappen")
    organisator = models.ForeignKey(Organisator, on_delete=models.PROTECT, related_name="lidmaatschappen")
    vanaf = models.DateField()
    tot = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        ordering = ("-vanaf", "-pk")
        verbose_name = "lidmaatschap van een groep"
        verbose_name_plural = "lidmaatschappen van groepen"
        constraints = (
            models.CheckConstraint(
                name="groepslidmaatschap_tot_na_vanaf",
                condition=Q(tot=None) | Q(tot__gte=F("vanaf")),
                violation_error_message="De laatste dag valt voor de eerste dag. Kies een latere laatste dag.",
            ),
            ExclusionConstraint(
                name="groepslidmaatschap_overlapt_niet",
                expressions=(
                    ("groep", RangeOperators.EQUAL),
                    ("organisator", RangeOperators.EQUAL),
                    (Func("vanaf", "tot", Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ),
                violation_error_message="Deze organisator hoort al bij deze groep in (een deel van) die periode.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisator} in {self.groep}"

    def clean(self) -> None:
        """Say it before the exclusion constraint is asked: PostgreSQL makes no range of such days."""
        super().clean()
        if self.tot is not None and self.vanaf is not None and self.tot < self.vanaf:
            raise ValidationError({"tot": "De laatste dag valt voor de eerste dag. Kies een latere laatste dag."})
