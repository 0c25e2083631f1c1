"""What the system before this one held and no table of its own takes yet: kept whole, so that nothing stays behind."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from dossiers.choices import Stuksoort
from dossiers.models.dossier import Dossier
from dossiers.models.organisator import Organisator
from kern.adres import adres


class Historiekstuk(models.Model):
    """One verslag, melding, inspection, traject, task or document of the old system (woordenlijst: historiekstuk).

    Never changed here. The app that gets a table for its kind takes it over from here and leaves the line on the timeline as
    it is. `op` is its date in the old system, `vastgelegd_op` when it was written down there.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    bron = models.CharField(max_length=12)
    bronnummer = models.CharField(max_length=60)
    soort = models.CharField(max_length=12, choices=Stuksoort.choices)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="historiek")
    organisator = models.ForeignKey(Organisator, on_delete=models.PROTECT, related_name="historiek")
    op = models.DateTimeField()
    vastgelegd_op = models.DateTimeField()
    titel = models.CharField(max_length=200)
    tekst = models.TextField(blank=True)
    auteur = models.CharField(max_length=201, blank=True)
    gewist_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-op", "bronnummer")
        verbose_name = "stuk uit het vorige systeem"
        verbose_name_plural = "stukken uit het vorige systeem"
        constraints = (
            models.UniqueConstraint(
                name="historiekstuk_een_per_bronnummer",
                fields=("bron", "soort", "bronnummer"),
                violation_error_message="Dit stuk is al overgenomen.",
            ),
            models.CheckConstraint(
                name="historiekstuk_gewist_zonder_woorden", condition=Q(gewist_op=None) | Q(tekst="", auteur="")
            ),
        )

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        """Return the page on which it is read."""
        return adres("dossiers:historiekstuk", self.pk)


class Historiekbestand(models.Model):
    """A file of such a stuk, byte for byte."""

    stuk = models.ForeignKey(Historiekstuk, on_delete=models.PROTECT, related_name="bestanden")
    naam = models.CharField(max_length=150)
    inhoud = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    grootte = models.PositiveIntegerField()  # bytes

    class Meta:
        ordering = ("naam",)
        verbose_name = "bestand uit het vorige systeem"
        verbose_name_plural = "bestanden uit het vorige systeem"
        constraints = (models.UniqueConstraint(name="historiekbestand_een_per_naam", fields=("stuk", "naam")),)

    def __str__(self) -> str:
        return self.naam
