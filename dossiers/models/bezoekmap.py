"""The folder of a visit: what was ticked on the spot, what was written beside it, and what was photographed."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from dossiers.choices import Bezoekgroep
from dossiers.models.afspraak import Afspraak
from kern.adres import adres
from kern.models import Bestand


class Bezoekpunt(models.Model):
    """One point of the folder that somebody ticked, wrote at or added.

    The other points are worked out each time from the file (`dossiers.queries.bezoekmap`); `sleutel` says which one this is
    ("aandacht:12", "eigen:<uuid>"), and `tekst` keeps the words as they stood when it was ticked. `versie` as everywhere.
    """

    afspraak = models.ForeignKey(Afspraak, on_delete=models.CASCADE, related_name="bezoekpunten")
    sleutel = models.CharField(max_length=80)
    groep = models.CharField(max_length=10, choices=Bezoekgroep.choices)
    tekst = models.CharField("wat na te gaan", max_length=400, blank=True)
    klaar = models.BooleanField("nagegaan", default=False)
    nota = models.TextField("wat u zag of hoorde", max_length=4000, blank=True)
    versie = models.PositiveIntegerField(default=1)
    gewijzigd_op = models.DateTimeField()
    gewijzigd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gewist_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = "punt van een bezoekmap"
        verbose_name_plural = "punten van bezoekmappen"
        constraints = (
            models.UniqueConstraint(name="bezoekpunt_een_keer", fields=("afspraak", "sleutel")),
            models.CheckConstraint(name="bezoekpunt_met_woorden", condition=~Q(tekst="") | ~Q(gewist_op=None)),
        )

    def __str__(self) -> str:
        return "punt van een bezoekmap"


class Bezoekfoto(models.Model):
    """A photo made at a point of the folder, kept as one of a report is (`kern.bestanden.foto`).

    `punt` is the `sleutel` of that point, whether it was ticked or not. When the report begins, the photo moves into it and this
    row goes.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    afspraak = models.ForeignKey(Afspraak, on_delete=models.PROTECT, related_name="bezoekfotos")
    punt = models.CharField(max_length=80)
    groep = models.CharField(max_length=10, choices=Bezoekgroep.choices)
    bestand = models.ForeignKey(Bestand, on_delete=models.PROTECT, related_name="+")
    alt = models.CharField("wat er te zien is", max_length=300)
    breed = models.PositiveSmallIntegerField()  # pixels
    hoog = models.PositiveSmallIntegerField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField()

    class Meta:
        ordering = ("op", "pk")
        verbose_name = "foto in een bezoekmap"
        verbose_name_plural = "foto's in bezoekmappen"

    def __str__(self) -> str:
        return self.alt

    def get_absolute_url(self) -> str:
        """Return where the photo itself is."""
        return adres("dossiers:bezoekfoto", self.pk)

    @property
    def weg_adres(self) -> str:
        """Where it is taken out."""
        return adres("dossiers:bezoekfoto_weg", self.pk)
