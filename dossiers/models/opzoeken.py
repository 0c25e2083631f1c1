"""What the lookup searches in. Written by the database (`dossiers/sql/opzoeken.sql`), read by `dossiers.opzoeken` alone."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from dossiers.models.dossier import Dossier
from dossiers.models.organisator import Organisator


class Zoekregel(models.Model):
    """The words by which one location, or one organisator, is found: only what stands on its kaart.

    `naam` is the name without the article in front, `tekst` all words between spaces. "C": so that a prefix finds its rows
    in order, whatever the collation of the server.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, null=True, related_name="zoekregel")
    organisator = models.OneToOneField(Organisator, on_delete=models.CASCADE, null=True, related_name="zoekregel")
    naam = models.TextField(db_collation="C")
    tekst = models.TextField()

    class Meta:
        verbose_name = "zoekregel"
        verbose_name_plural = "zoekregels"
        constraints = (
            models.CheckConstraint(
                name="zoekregel_van_een_van_beide",
                condition=Q(dossier=None, organisator__isnull=False) | Q(dossier__isnull=False, organisator=None),
            ),
        )
        indexes = (
            models.Index(fields=("naam",), name="zoekregel_naam_dossier", condition=Q(organisator=None)),
            models.Index(fields=("naam",), name="zoekregel_naam_organisator", condition=Q(dossier=None)),
            # A short pending list (kB): none makes an import six times slower, the usual 4 MB a search 3 ms.
            GinIndex(fields=("naam",), opclasses=("gin_trgm_ops",), name="zoekregel_naamdelen", gin_pending_list_limit=512),
            GinIndex(fields=("tekst",), opclasses=("gin_trgm_ops",), name="zoekregel_delen", gin_pending_list_limit=512),
        )

    def __str__(self) -> str:
        return self.naam


class Zoekwoord(models.Model):
    """A word of the register, by which a typing error is mended; never shown by itself."""

    woord = models.TextField(db_collation="C")

    class Meta:
        verbose_name = "zoekwoord"
        verbose_name_plural = "zoekwoorden"
        indexes = (
            models.Index(fields=("woord",), name="zoekwoord_woord"),
            GinIndex(fields=("woord",), opclasses=("gin_trgm_ops",), name="zoekwoord_delen", fastupdate=False),
        )

    def __str__(self) -> str:
        return self.woord
