"""Files people gave: the content, once, and each time it was taken in (woordenlijst: bestand, inhoud)."""

import uuid

from django.db import models
from django.db.models import F, Q

from kern.bestanden.keuzes import Bestandstand
from kern.bestanden.opslag import sleutel_van
from kern.bestanden.soorten import Bestandssoort, soort_van
from kern.bestanden.voorbeeld import MET_VOORBEELD
from kern.models.mensen import Medewerker


class Bestandinhoud(models.Model):
    """One content, known by its sha256; it lies in the storage under that name (`kern.bestanden.opslag`).

    `scan_na` is when the scanner looks (again), also the end of the claim of the worker that scans now. `weg_op` says that
    nobody names it any more and that it is being removed.
    """

    sha256 = models.CharField(primary_key=True, max_length=64)
    grootte = models.PositiveBigIntegerField()  # bytes
    stand = models.CharField(max_length=12, choices=Bestandstand.choices)
    gemaakt_op = models.DateTimeField()
    gescand_op = models.DateTimeField(null=True, blank=True)
    scan_na = models.DateTimeField(null=True, blank=True)
    pogingen = models.PositiveSmallIntegerField(default=0)  # times that the scanner could not be reached
    bevinding = models.CharField(max_length=200, blank=True)  # what the scanner called it, or why it did not answer
    # The small image of the first page: its kind, "" while there is none; `voorbeeld_op` says that it was tried.
    voorbeeld = models.CharField(max_length=20, blank=True)
    voorbeeld_op = models.DateTimeField(null=True, blank=True)
    weg_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("gemaakt_op", "sha256")
        verbose_name = "inhoud van een bestand"
        verbose_name_plural = "inhouden van bestanden"
        constraints = (
            models.CheckConstraint(name="bestandinhoud_sha256", condition=Q(sha256__regex="^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="bestandinhoud_wacht_of_niet",
                condition=Q(stand__in=[str(s) for s in Bestandstand.in_quarantaine()], scan_na__isnull=False)
                | ~Q(stand__in=[str(s) for s in Bestandstand.in_quarantaine()]),
            ),
        )
        indexes = (
            models.Index(fields=("scan_na",), name="bestandinhoud_te_scannen", condition=Q(scan_na__isnull=False)),
            models.Index(fields=("weg_op",), name="bestandinhoud_weg", condition=Q(weg_op__isnull=False)),
            models.Index(
                fields=("gemaakt_op",),
                name="bestandinhoud_voorbeeld",
                condition=Q(voorbeeld_op=None, stand__in=[str(s) for s in Bestandstand.open()]),
            ),
        )

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def sleutel(self) -> str:
        """Where it lies in the storage."""
        return sleutel_van(self.sha256)

    @property
    def voorbeeldsleutel(self) -> str:
        """Where its small image lies."""
        return sleutel_van(self.sha256, ".voorbeeld")

    @property
    def is_open(self) -> bool:
        """Whether it may be given to somebody who has the right."""
        return self.stand in Bestandstand.open() and self.weg_op is None


class Bestand(models.Model):
    """One taking in of a file: under which name, by whom and when. The app that took it in has a row that points here.

    Always fetched with its content (`objects`), so that size, sum and state cost no further query.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inhoud = models.ForeignKey(Bestandinhoud, on_delete=models.PROTECT, related_name="bestanden")
    naam = models.CharField(max_length=150)
    mime = models.CharField(max_length=100)
    door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    op = models.DateTimeField()

    class Meta:
        ordering = ("-op", "pk")
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"
        indexes = (models.Index(F("inhoud"), F("op").desc(), name="bestand_inhoud"),)

    def __str__(self) -> str:
        return self.naam

    @property
    def soort(self) -> Bestandssoort | None:
        """What it is; None for a kind that is not on the list any more."""
        return soort_van(self.mime)

    @property
    def sha256(self) -> str:
        """The sum of its bytes, hexadecimal."""
        return self.inhoud_id

    @property
    def grootte(self) -> int:
        """Its size in bytes."""
        return self.inhoud.grootte

    @property
    def stand(self) -> Bestandstand:
        """What the scanner said, as the screen draws it."""
        return Bestandstand(self.inhoud.stand)

    @property
    def is_open(self) -> bool:
        """Whether it may be given to somebody who has the right."""
        return self.inhoud.is_open

    @property
    def wacht(self) -> bool:
        """Whether a worker still has to look at it or draw it: in a moment there is more to see."""
        inhoud = self.inhoud
        te_tekenen = inhoud.is_open and inhoud.voorbeeld_op is None and self.soort in MET_VOORBEELD
        return te_tekenen or self.stand in Bestandstand.in_quarantaine()

    @property
    def opslagsleutel(self) -> str:
        """Where its content lies in the storage."""
        return self.inhoud.sleutel
