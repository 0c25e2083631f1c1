"""What the lookup searches in. Written by the database (`dossiers/sql/opzoeken.sql`), read by `dossiers.opzoeken` alone."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from dossiers.models.dossier import Dossier
from dossiers.models.organisator import Organisator


def _indexen(soort: str, van: Q) -> tuple[models.Index, ...]:
    # A short pending list (kB): none makes an import six times slower, the usual 4 MB a search 3 ms.
    delen: dict[str, Any] = {"opclasses": ("gin_trgm_ops",), "condition": van, "gin_pending_list_limit": 512}
    return (
        models.Index(fields=("naam",), name=f"zoek_{soort}_begin", condition=van),
        GinIndex(fields=("naam",), name=f"zoek_{soort}_naam", **delen),
        GinIndex(fields=("lijknaam",), name=f"zoek_{soort}_lijknaam", **delen),
        GinIndex(fields=("tekst",), name=f"zoek_{soort}_tekst", **delen),
    )


class Zoekregel(models.Model):
    """The words by which one location, or one organisator, is found: only what stands on its kaart.

    No constraint on the references, here and on the numbers: the trigger of the row itself writes them, nothing else does, and
    checking them would take a tenth of an import.

    `naam` is the name without the article in front, `lijknaam` what sets it apart (`dossiers.queries.gelijkenis`), `tekst` all
    words between spaces, `nummers` all numbers, which are looked for one by one (`Zoeknummer`). "C": so that a prefix finds its
    rows in order, whatever the collation of the server.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, null=True, related_name="zoekregel", db_constraint=False)
    organisator = models.OneToOneField(
        Organisator, on_delete=models.CASCADE, null=True, related_name="zoekregel", db_constraint=False
    )
    naam = models.TextField(db_collation="C")
    lijknaam = models.TextField()
    tekst = models.TextField()
    nummers = models.TextField()

    class Meta:
        verbose_name = "zoekregel"
        verbose_name_plural = "zoekregels"
        constraints = (
            models.CheckConstraint(
                name="zoekregel_van_een_van_beide",
                condition=Q(dossier=None, organisator__isnull=False) | Q(dossier__isnull=False, organisator=None),
            ),
        )
        # An index per kind: in a shared one the locations, with the name of their organisator, would bury the organisatoren.
        indexes = (
            *_indexen("dossier", Q(organisator=None)),
            *_indexen("organisator", Q(dossier=None)),
        )

    def __str__(self) -> str:
        return self.naam


class Zoeknummer(models.Model):
    """One number of a search row, as one word. Apart from the words: numbers are looked for by how they begin, and so many
    begin alike that their trigrams say nothing.
    """

    regel = models.ForeignKey(Zoekregel, on_delete=models.CASCADE, related_name="losse_nummers", db_constraint=False)
    nummer = models.TextField(db_collation="C")

    class Meta:
        verbose_name = "zoeknummer"
        verbose_name_plural = "zoeknummers"
        indexes = (models.Index(fields=("nummer", "regel"), name="zoeknummer_begin"),)

    def __str__(self) -> str:
        return self.nummer


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
