"""Which location goes on where another one stopped."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dossiers.choices import Opvolgingsoort
from dossiers.models.dossier import Dossier


class Opvolging(models.Model):
    """*opvolger* goes on from *voorganger* since the day *vanaf* (woordenlijst: voorganger/opvolger).

    A move closes the dossier and gives a new number; a takeover goes on under another organisator. What is known of the
    predecessor stays with it and is shown with the successor. A chain never comes back to itself: that is looked at by
    `dossiers.actions.opvolging` while nobody else can add a link. A link that turns out wrong ends (`vervallen_op`) and stays.
    """

    voorganger = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="opvolgingen")
    opvolger = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="voorgangers")
    soort = models.CharField(max_length=12, choices=Opvolgingsoort.choices)
    vanaf = models.DateField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    op = models.DateTimeField()
    vervallen_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-vanaf", "-pk")
        verbose_name = "opvolging"
        verbose_name_plural = "opvolgingen"
        constraints = (
            models.UniqueConstraint(
                name="opvolging_een_geldige",
                fields=("voorganger", "opvolger"),
                condition=Q(vervallen_op=None),
                violation_error_message="Deze twee dossiers zijn al aan elkaar gekoppeld.",
            ),
            models.CheckConstraint(
                name="opvolging_niet_van_zichzelf",
                condition=~Q(voorganger=F("opvolger")),
                violation_error_message="Een dossier volgt zichzelf niet op. Kies een ander dossier.",
            ),
            models.CheckConstraint(
                name="opvolging_vervalt_na_vastleggen", condition=Q(vervallen_op=None) | Q(vervallen_op__gte=F("op"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.opvolger} volgt {self.voorganger} op"
