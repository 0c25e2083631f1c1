"""A photo under a heading of a report."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from dossiers.models.verslag import Verslagdeel
from kern.adres import adres
from kern.models import Bestand


class Verslagfoto(models.Model):
    """One photo with what is to be seen on it, made small and without what the camera wrote into it (`kern.bestanden.foto`).

    It comes and goes while the report is a concept; from then on `dossiers/sql/verslagfotos.sql` refuses, and its sum is part of
    what is fixed. Erased it has neither words nor file.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deel = models.ForeignKey(Verslagdeel, on_delete=models.PROTECT, related_name="fotos")
    bestand = models.ForeignKey(Bestand, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    alt = models.CharField("wat er te zien is", max_length=300, blank=True)
    breed = models.PositiveSmallIntegerField()  # pixels
    hoog = models.PositiveSmallIntegerField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField()

    class Meta:
        ordering = ("op", "pk")
        verbose_name = "foto in een verslag"
        verbose_name_plural = "foto's in verslagen"
        constraints = (
            models.CheckConstraint(
                name="verslagfoto_met_woorden_of_gewist",
                condition=Q(bestand__isnull=False) & ~Q(alt="") | Q(bestand=None, alt=""),
                violation_error_message="Schrijf wat er op de foto te zien is.",
            ),
        )

    def __str__(self) -> str:
        return self.alt or "(gewist)"

    def get_absolute_url(self) -> str:
        """Return where the photo itself is."""
        return adres("dossiers:verslag_foto", self.pk)

    @property
    def weg_adres(self) -> str:
        """Where it is taken out."""
        return adres("dossiers:verslag_foto_weg", self.pk)
