"""Who helps a starter on the way."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from kern.models.mensen import Medewerker
from kern.tijd import dag


class MeterschapQuerySet(models.QuerySet["Meterschap"]):
    """Reads of mentorships. What one lets somebody see is asked of `kern.access`."""

    def van(self, persoon: Medewerker) -> Self:
        """Keep those in which *persoon* is meter or starter."""
        return self.filter(Q(meter=persoon) | Q(starter=persoon))

    def geldig_op(self, op: datetime | None) -> Self:
        """Keep those that hold on the Brussels day of *op* (default: today by the database), both days included."""
        return self.filter(vanaf__lte=dag(op), tot__gte=dag(op), beeindigd_op=None)


class Meterschap(models.Model):
    """A *meter* helps a starter on the way, both days included (woordenlijst: meterschap).

    A relation with shared view: each reads the work and the locations of the other, so that the starter learns by looking and
    the meter can look along. Nobody gets the right to write or decide by it.
    """

    meter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="meterschappen")
    starter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="meters")
    vanaf = models.DateField("eerste dag")
    tot = models.DateField("laatste dag")
    beeindigd_op = models.DateTimeField(null=True, blank=True)

    objects = MeterschapQuerySet.as_manager()

    class Meta:
        ordering = ("vanaf", "pk")
        verbose_name = "meterschap"
        verbose_name_plural = "meterschappen"
        constraints = (
            models.CheckConstraint(
                name="meterschap_tot_na_vanaf",
                condition=Q(tot__gte=F("vanaf")),
                violation_error_message="De laatste dag valt voor de eerste dag. Kies een latere laatste dag.",
            ),
            models.CheckConstraint(
                name="meterschap_van_iemand_anders",
                condition=~Q(meter=F("starter")),
                violation_error_message="Niemand is meter van zichzelf. Kies een collega.",
            ),
            ExclusionConstraint(
                name="meterschap_overlapt_niet",
                expressions=(
                    ("meter", RangeOperators.EQUAL),
                    ("starter", RangeOperators.EQUAL),
                    (Func("vanaf", "tot", models.Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ),
                condition=Q(beeindigd_op=None),
                violation_error_message="Deze collega is al meter in (een deel van) die periode.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.meter} voor {self.starter}, {self.vanaf:%d/%m/%Y} tot en met {self.tot:%d/%m/%Y}"
