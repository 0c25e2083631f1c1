"""What the screen remembers: saved filters, and who looks at what right now."""

from django.db import models
from django.db.models import Q

from kern.models.mensen import Medewerker, Team


class BewaardFilter(models.Model):
    """A named filter of one list, for one person or for a team. The filter itself is its query string."""

    lijst = models.CharField(max_length=60)
    naam = models.CharField(max_length=60)
    zoekstring = models.CharField(max_length=1000, blank=True)
    eigenaar = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="bewaarde_filters")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="bewaarde_filters")
    gemaakt_door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField()

    class Meta:
        ordering = ("naam", "pk")
        verbose_name = "bewaarde filter"
        verbose_name_plural = "bewaarde filters"
        constraints = (
            models.CheckConstraint(
                name="bewaardfilter_van_een_persoon_of_een_team",
                condition=Q(eigenaar=None, team__isnull=False) | Q(eigenaar__isnull=False, team=None),
                violation_error_message="Een filter is van uzelf of van uw team.",
            ),
            models.UniqueConstraint(
                fields=("lijst", "naam", "eigenaar"),
                name="bewaardfilter_naam_per_persoon",
                violation_error_message="U hebt al een filter met die naam. Kies een andere naam.",
            ),
            models.UniqueConstraint(
                fields=("lijst", "naam", "team"),
                name="bewaardfilter_naam_per_team",
                violation_error_message="Uw team heeft al een filter met die naam. Kies een andere naam.",
            ),
        )

    def __str__(self) -> str:
        return self.naam


class Aanwezigheid(models.Model):
    """That somebody looks at something now: "wie kijkt mee". One row per person and thing; old rows mean nothing."""

    medewerker = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+")
    onderwerp = models.CharField(max_length=100)  # "dossiers.dossier:123"
    gezien_op = models.DateTimeField()

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheden"
        constraints = (models.UniqueConstraint(fields=("onderwerp", "medewerker"), name="aanwezigheid_een_per_onderwerp"),)
        indexes = (models.Index(fields=("onderwerp", "-gezien_op"), name="aanwezigheid_onderwerp"),)

    def __str__(self) -> str:
        return f"{self.medewerker} bij {self.onderwerp}"
