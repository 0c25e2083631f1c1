"""The log: what was done or looked at, by whom, when, on whose behalf, and why. Append-only and chained per subject.

The rules are in the database (`kern/sql/logboek.sql`): a trigger numbers and chains each row and refuses change; the role
of the application may only read and add. Personal text never stands in a log row itself: the reason lies in `Logtekst`,
which erasure may remove, while its salted hash stays in the chain.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Logregel(models.Model):
    """One thing that happened. Actor and subject are plain values, so that the row outlives what it speaks of.

    `op` is when it happened, by the word of the application; `vastgelegd_op` is when the row was made, by the database.
    """

    op = models.DateTimeField()
    gebeurtenis = models.CharField(max_length=60)
    door_id = models.BigIntegerField(null=True)  # null: the system itself
    door_naam = models.CharField(max_length=201)
    namens_id = models.BigIntegerField(null=True)  # whom the actor stood in for, when the scope came from that person
    namens_naam = models.CharField(max_length=201, blank=True)
    onderwerp_soort = models.CharField(max_length=60)  # "dossiers.dossier"
    onderwerp_id = models.CharField(max_length=40)
    gegevens = models.JSONField(default=dict)  # codes, ids and field names; never personal text
    verzoek_id = models.CharField(max_length=36, blank=True)  # the request id, to find the technical log lines
    reden_hash = models.BinaryField(null=True, max_length=32)
    # Set by the trigger, whatever is sent; database defaults make Django read back what it became.
    vastgelegd_op = models.DateTimeField(db_default=Now(), editable=False)
    volgnummer = models.BigIntegerField(db_default=0, editable=False)
    vorige_hash = models.BinaryField(db_default=b"", max_length=32, editable=False)
    hash = models.BinaryField(db_default=b"", max_length=32, editable=False)

    class Meta:
        ordering = ("-op", "-id")
        verbose_name = "logregel"
        verbose_name_plural = "logregels"
        constraints = (
            models.UniqueConstraint(fields=("onderwerp_soort", "onderwerp_id", "volgnummer"), name="logregel_een_keten"),
        )
        indexes = (
            models.Index(fields=("-op", "-id"), name="logregel_op"),
            models.Index(fields=("door_id", "-op", "-id"), name="logregel_door"),
            models.Index(fields=("gebeurtenis", "-op", "-id"), name="logregel_gebeurtenis"),
            # "Since your last visit", with every look at a dossier.
            models.Index(fields=("onderwerp_soort", "onderwerp_id", "door_id", "-op"), name="logregel_wie_bij_wat"),
            models.Index(fields=("namens_id", "-op", "-id"), name="logregel_namens", condition=Q(namens_id__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.op:%d/%m/%Y %H:%M} {self.gebeurtenis} door {self.door_naam}"


class Logtekst(models.Model):
    """The reason that belongs to a log row: the only part of the log that erasure may remove."""

    regel = models.OneToOneField(Logregel, on_delete=models.PROTECT, primary_key=True, related_name="reden")
    zout = models.BinaryField(max_length=16)
    tekst = models.TextField()

    class Meta:
        verbose_name = "reden in het logboek"
        verbose_name_plural = "redenen in het logboek"

    def __str__(self) -> str:
        return f"reden bij logregel {self.pk}"


class Logkop(models.Model):
    """The head of one subject's chain: its last number and hash. Written by the trigger alone; the application may read it."""

    pk = models.CompositePrimaryKey("onderwerp_soort", "onderwerp_id")
    onderwerp_soort = models.CharField(max_length=60)
    onderwerp_id = models.CharField(max_length=40)
    volgnummer = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = "kop van een logketen"
        verbose_name_plural = "koppen van logketens"

    def __str__(self) -> str:
        return f"{self.onderwerp_soort}:{self.onderwerp_id} tot en met {self.volgnummer}"
