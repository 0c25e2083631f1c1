"""Erasure: who asked, who confirmed, and a proof without names of what was removed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kern.adres import adres
from kern.choices import Rechtsgrond, Wisstatus


class Wisverzoek(models.Model):
    """A request to erase one person's data everywhere, in two steps by two natural persons.

    `bewijs` counts the rows per table; `kenmerk` is a keyed hash of the person's address or name, with which the dpo can
    answer "was this person erased?" without keeping who it was. `reden` may speak of the person and is emptied with the rest.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    onderwerp_soort = models.CharField(max_length=60)
    onderwerp_id = models.CharField(max_length=40)
    rechtsgrond = models.CharField(max_length=30, choices=Rechtsgrond.choices)
    reden = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Wisstatus.choices, default=Wisstatus.AANGEVRAAGD)
    aangevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    aangevraagd_op = models.DateTimeField()
    beslist_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    beslist_op = models.DateTimeField(null=True, blank=True)
    uitgevoerd_op = models.DateTimeField(null=True, blank=True)
    kenmerk = models.CharField(max_length=64, blank=True)
    bewijs = models.JSONField(default=dict, blank=True)  # {"kern_uitnodiging": 1, …}: table and number of rows, never content

    class Meta:
        ordering = ("-aangevraagd_op", "pk")
        verbose_name = "wisverzoek"
        verbose_name_plural = "wisverzoeken"
        constraints = (
            models.CheckConstraint(
                name="wisverzoek_vier_ogen",
                condition=Q(beslist_door=None) | ~Q(beslist_door=F("aangevraagd_door")) | Q(status="ingetrokken"),
                violation_error_message="Wie het wissen aanvroeg, bevestigt niet zelf.",
            ),
            models.CheckConstraint(
                name="wisverzoek_beslist_of_aangevraagd",
                condition=Q(status="aangevraagd", beslist_door=None, beslist_op=None)
                | (~Q(status="aangevraagd") & Q(beslist_door__isnull=False, beslist_op__isnull=False)),
            ),
            models.CheckConstraint(
                name="wisverzoek_uitgevoerd_is_leeg",
                condition=(Q(status="uitgevoerd", uitgevoerd_op__isnull=False, reden="") & ~Q(kenmerk=""))
                | (~Q(status="uitgevoerd") & Q(uitgevoerd_op=None, kenmerk="", bewijs={}) & ~Q(reden="")),
            ),
            models.UniqueConstraint(
                fields=("onderwerp_soort", "onderwerp_id"),
                name="wisverzoek_een_lopend",
                condition=Q(status__in=("aangevraagd", "bevestigd")),
                violation_error_message="Voor deze persoon loopt al een wisverzoek.",
            ),
        )

    def __str__(self) -> str:
        return f"wisverzoek van {self.aangevraagd_op:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Return the page where it is confirmed or refused, and afterwards proved."""
        return adres("kern:wisverzoek", self.pk)
