"""A piece of text that somebody writes again and again, put into a report by its name (woordenlijst: tekstblok)."""

from uuid import uuid4

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from kern.adres import adres
from kern.models import Team

NAAM = r"[a-z0-9][a-z0-9-]{0,29}"
# What the editor understands after "::" besides the names of blocks.
EIGEN_WOORDEN = ("belofte", "toezegging")


class Tekstblok(models.Model):
    """One piece of text: somebody's own, of a team, or of the agency (neither). `tekst` as `kern.rijketekst` keeps it.

    Taken away it stays as a row, so that its name can be used again and the log keeps something to point at.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    naam = models.CharField(
        max_length=30,
        validators=(RegexValidator(rf"^{NAAM}$", "Alleen kleine letters, cijfers en streepjes, zoals “slaapruimte-ok”."),),
    )
    tekst = models.TextField(max_length=20_000, blank=True)
    eigenaar = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    versie = models.PositiveIntegerField(default=1)
    gewijzigd_op = models.DateTimeField()
    gewijzigd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    weg_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("naam",)
        verbose_name = "tekstblok"
        verbose_name_plural = "tekstblokken"
        constraints = (
            models.CheckConstraint(name="tekstblok_van_een", condition=Q(eigenaar=None) | Q(team=None)),
            models.CheckConstraint(
                name="tekstblok_met_tekst",
                condition=~Q(tekst="") | ~Q(weg_op=None),
                violation_error_message="Schrijf wat er ingevuld moet worden.",
            ),
            models.CheckConstraint(
                name="tekstblok_geen_eigen_woord",
                condition=~Q(naam__in=EIGEN_WOORDEN),
                violation_error_message="Deze naam heeft al een betekenis in een verslag. Kies een andere.",
            ),
            models.UniqueConstraint(
                name="tekstblok_een_per_naam",
                fields=("naam", "eigenaar", "team"),
                nulls_distinct=False,
                condition=Q(weg_op=None),
                violation_error_message="Er is al een tekstblok met deze naam. Wijzig dat, of kies een andere naam.",
            ),
        )

    def __str__(self) -> str:
        return f"::{self.naam}"

    def get_absolute_url(self) -> str:
        """Return the page where it is changed."""
        return adres("dossiers:tekstblok", self.pk)

    @property
    def van(self) -> str:
        """Whose it is, in words."""
        return "van u" if self.eigenaar_id else f"van het team {self.team}" if self.team_id else "van het agentschap"
