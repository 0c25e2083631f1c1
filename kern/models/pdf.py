"""Finished documents as they were made: bytes, hash, and what they are about."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value

from kern.adres import adres
from kern.models.toegang import ToegangBasis, toegang_constraints


class PdfManager(models.Manager["PdfDocument"]):
    """Leaves the bytes out unless they are asked for: a list of documents must not carry their content."""

    def get_queryset(self) -> models.QuerySet["PdfDocument"]:
        """Return documents without their bytes; reading `inhoud` fetches them."""
        return super().get_queryset().defer("inhoud")


class PdfDocument(models.Model):
    """One PDF, never changed: a trigger refuses every UPDATE. Erasing deletes the row.

    `soort` is registered by the owning app, which decides who may see it (`kern.pdfsoorten`). The same bytes about the same
    thing are kept once: rendering is deterministic, so asking again gives the row that is there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    soort = models.CharField(max_length=60)
    onderwerp_soort = models.CharField(max_length=60)
    onderwerp_id = models.CharField(max_length=40)
    titel = models.CharField(max_length=300)
    inhoud = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    paginas = models.PositiveIntegerField()
    grootte = models.PositiveIntegerField()  # bytes
    gemaakt_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    gemaakt_op = models.DateTimeField()

    objects = PdfManager()

    class Meta:
        ordering = ("-gemaakt_op", "pk")
        verbose_name = "document"
        verbose_name_plural = "documenten"
        constraints = (
            models.UniqueConstraint(
                fields=("soort", "onderwerp_soort", "onderwerp_id", "sha256"), name="pdfdocument_een_keer_bewaard"
            ),
            # The database itself proves that hash and bytes belong together.
            models.CheckConstraint(
                name="pdfdocument_hash_klopt",
                condition=Q(sha256=Func(Func(F("inhoud"), function="sha256"), Value("hex"), function="encode")),
            ),
            models.CheckConstraint(
                name="pdfdocument_grootte_klopt", condition=Q(grootte=Func(F("inhoud"), function="octet_length"))
            ),
        )
        indexes = (models.Index(fields=("onderwerp_soort", "onderwerp_id"), name="pdfdocument_onderwerp"),)

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        """Return the address from which the document is downloaded."""
        return adres("kern:pdf", self.pk)


class PdfToegang(ToegangBasis):
    """One person may read one document because a colleague asked advice about it."""

    content_object = models.ForeignKey(PdfDocument, on_delete=models.PROTECT, related_name="toegangen")

    class Meta:
        ordering = ("-verleend_op", "-pk")
        verbose_name = "toegang tot een document"
        verbose_name_plural = "toegangen tot documenten"
        constraints = toegang_constraints("pdftoegang")
        indexes = (models.Index(fields=("user", "verloopt_op"), name="pdftoegang_persoon"),)
