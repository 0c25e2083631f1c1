"""What is open at a location and asks attention, with the reason."""

from django.db import models
from django.db.models import F, Q

from dossiers.choices import Ernst
from dossiers.models.dossier import Dossier
from dossiers.querysets import AandachtQuerySet


class Aandacht(models.Model):
    """One open matter of a dossier: why it asks attention, how heavily, since when and (when it ended) until when.

    Opened and closed by the app in which the matter lives, in the same transaction (`dossiers.actions.aandacht`). `sinds` and
    `tot` are moments of recording, so that the attention of any earlier moment can be shown as it was known then.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="aandacht")
    soort = models.CharField(max_length=40)
    verwijzing = models.CharField(max_length=60)
    reden = models.CharField(max_length=300)
    ernst = models.CharField(max_length=10, choices=Ernst.choices)
    blokkeert_uitbreiding = models.BooleanField(default=False)
    sinds = models.DateTimeField()
    tot = models.DateTimeField(null=True, blank=True)
    url = models.CharField(max_length=200, blank=True)

    objects = AandachtQuerySet.as_manager()

    class Meta:
        ordering = ("-sinds", "-pk")
        verbose_name = "aandachtspunt"
        verbose_name_plural = "aandachtspunten"
        constraints = (
            models.UniqueConstraint(
                name="aandacht_een_open",
                fields=("dossier", "soort", "verwijzing"),
                condition=Q(tot=None),
                violation_error_message="Dit aandachtspunt staat al open.",
            ),
            models.CheckConstraint(name="aandacht_met_reden", condition=~Q(reden="")),
            models.CheckConstraint(name="aandacht_sinds_voor_tot", condition=Q(tot=None) | Q(tot__gte=F("sinds"))),
        )
        indexes = (models.Index(fields=("dossier",), condition=Q(tot=None), name="aandacht_open"),)

    def __str__(self) -> str:
        return self.reden

    @property
    def ernstlid(self) -> Ernst:
        """How heavy it weighs, as the screen draws it."""
        return Ernst(self.ernst)
