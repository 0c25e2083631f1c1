"""What happened at a location: one line per thing, written by the app in which it happened."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dossiers.models.dossier import Dossier
from dossiers.models.organisator import Organisator
from dossiers.querysets import TijdlijnQuerySet
from kern.models import Medewerker


class Tijdlijnregel(models.Model):
    """One line of the timeline of a dossier, or of an organisator itself (*dossier* is empty then).

    `op` is when it happened, `bekend_sinds` when the agency recorded it: with both, the timeline of any earlier moment can be
    shown as it was known then. A correction never changes a line: the old one ends (`vervallen_op`) and a new one begins.
    `soort` and `verwijzing` name the thing in the app that wrote it (`dossiers.soorten`); for a thing that can be erased the
    reference is a UUID or a number given out once, because a serial number comes back after a restore. `organisator` is who
    organised the location at that time, so that a takeover leaves the past with whom it belongs to.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="tijdlijn")
    organisator = models.ForeignKey(Organisator, on_delete=models.PROTECT, related_name="tijdlijn")
    op = models.DateTimeField()
    bekend_sinds = models.DateTimeField()
    vervallen_op = models.DateTimeField(null=True, blank=True)
    soort = models.CharField(max_length=40)
    verwijzing = models.CharField(max_length=60)
    titel = models.CharField(max_length=200)
    kort = models.CharField(max_length=400, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    door_naam = models.CharField(max_length=201, blank=True)  # a colleague, or the author in the system it came from
    url = models.CharField(max_length=200, blank=True)
    overgenomen = models.BooleanField(default=False)  # from the system before this one

    objects = TijdlijnQuerySet.as_manager()

    class Meta:
        ordering = ("-op", "-pk")
        verbose_name = "tijdlijnregel"
        verbose_name_plural = "tijdlijnregels"
        constraints = (
            models.UniqueConstraint(
                name="tijdlijnregel_een_geldige",
                fields=("soort", "verwijzing"),
                condition=Q(vervallen_op=None),
                violation_error_message="Dit staat al op de tijdlijn.",
            ),
            models.CheckConstraint(
                name="tijdlijnregel_vervalt_na_bekend", condition=Q(vervallen_op=None) | Q(vervallen_op__gte=F("bekend_sinds"))
            ),
        )
        # Each holds what is counted, so that counts and sentences read the index and not one page per line.
        indexes = (
            models.Index(fields=("dossier", "-op", "-id"), include=("soort", "vervallen_op"), name="tijdlijnregel_dossier"),
            models.Index(
                fields=("organisator", "-op", "-id"),
                include=("soort", "vervallen_op", "dossier"),
                name="tijdlijnregel_organisator",
            ),
            models.Index(fields=("dossier", "soort", "-op"), include=("vervallen_op",), name="tijdlijnregel_dossier_soort"),
        )

    def __str__(self) -> str:
        return self.titel


def naam_van(door: Medewerker | None) -> str:
    """Return the name beside a line; nothing for what the system did by itself."""
    return door.naam if door else ""
