"""The folder of a visit: what was ticked on the spot, and what was written beside it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dossiers.choices import Bezoekgroep
from dossiers.models.afspraak import Afspraak


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
