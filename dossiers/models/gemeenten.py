"""Municipalities and postcodes, for what is asked in SQL; the program itself reads `dossiers.gegevens`."""

from django.db import models
from django.db.models import Q

from kern.models import Team


class Gemeente(models.Model):
    """A municipality of Belgium after the mergers of 2025 (woordenlijst: gemeente).

    A copy of the files in `dossiers/gegevens`, written by a migration and nothing else. A dossier keeps its own postcode,
    gemeente and REFNIS code as they were written: an old address stays valid when municipalities merge.
    """

    refnis = models.CharField(max_length=5, primary_key=True)
    naam = models.CharField(max_length=60)
    naam_fr = models.CharField(max_length=60)
    sorteersleutel = models.CharField(max_length=60)
    provincie = models.CharField(max_length=40, blank=True)  # empty: Brussels
    gewest = models.CharField(max_length=40)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="gemeenten")

    class Meta:
        ordering = ("sorteersleutel", "refnis")
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        constraints = (
            models.CheckConstraint(name="gemeente_refnis_vorm", condition=Q(refnis__regex="^[0-9]{5}$")),
            models.CheckConstraint(
                name="gemeente_punt_heel_of_niet",
                condition=Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.naam


class Postcode(models.Model):
    """A postcode and a gemeente it lies in; a few postcodes lie in two."""

    postcode = models.CharField(max_length=4)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="postcodes")

    class Meta:
        ordering = ("postcode", "gemeente")
        verbose_name = "postcode"
        verbose_name_plural = "postcodes"
        constraints = (models.UniqueConstraint(name="postcode_een_per_gemeente", fields=("postcode", "gemeente")),)

    def __str__(self) -> str:
        return f"{self.postcode} {self.gemeente.naam}"
