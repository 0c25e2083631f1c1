"""Signed links: a door for somebody without an account, for one purpose and one thing."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class OndertekendeLink(models.Model):
    """One link. Only the hash of its token is kept, and nothing about the person who received it.

    The purpose (`doel`) is registered by the app that owns the thing (`kern.links`). A link works while it is not withdrawn,
    not expired and, when it is for once, not used: `kern.links.bruikbaar` is that predicate.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    doel = models.CharField(max_length=60)
    onderwerp_soort = models.CharField(max_length=60)
    onderwerp_id = models.CharField(max_length=40)
    token_hash = models.BinaryField(max_length=32, unique=True, editable=False)  # sha256 of the token
    eenmalig = models.BooleanField()
    gemaakt_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    gemaakt_op = models.DateTimeField()
    verloopt_op = models.DateTimeField()
    aantal_gebruikt = models.PositiveIntegerField(default=0)
    laatst_gebruikt_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-gemaakt_op", "pk")
        verbose_name = "ondertekende link"
        verbose_name_plural = "ondertekende links"
        constraints = (
            models.CheckConstraint(name="link_verloopt_na_begin", condition=Q(verloopt_op__gt=F("gemaakt_op"))),
            models.CheckConstraint(name="link_eenmalig", condition=Q(eenmalig=False) | Q(aantal_gebruikt__lte=1)),
            models.CheckConstraint(
                name="link_gebruik_met_moment",
                condition=Q(aantal_gebruikt=0, laatst_gebruikt_op=None)
                | Q(aantal_gebruikt__gt=0, laatst_gebruikt_op__isnull=False),
            ),
        )
        indexes = (models.Index(fields=("onderwerp_soort", "onderwerp_id"), name="link_onderwerp"),)

    def __str__(self) -> str:
        return f"link {self.doel} tot {self.verloopt_op:%d/%m/%Y}"
