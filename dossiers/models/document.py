"""A document in the file of a location or an organisator, with all its versions (woordenlijst: document)."""

from uuid import uuid4

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dossiers.documentsoorten import Documentsoort
from dossiers.models.dossier import Dossier
from dossiers.models.organisator import Organisator
from dossiers.querysets import InhoudQuerySet
from kern.adres import adres
from kern.models import Bestand

LANGSTE_TITEL = 150


def _persoon(**opties: object) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **opties)  # type: ignore[arg-type]


# What the panel on the page of the dossier shows of an earlier moment.
@pghistory.track(
    model_name="DocumentEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    context_field=None,  # type: ignore[arg-type]  # None: no context, as its documentation says
    fields=["id", "dossier", "organisator", "soort", "titel", "versies", "toegevoegd_op", "ingetrokken_op", "gewist_op"],
)
class Document(models.Model):
    """One document: what it is called, what it is, and its versions, of which the last one counts.

    Who adds it gives the key, so that what is sent twice is one document. A file never changes: what is better comes as a next
    version. Withdrawn means that it does not belong here; it stays readable, struck through, with the reason.
    `versies` counts them, so that two who add one at the same moment get two numbers.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="documenten")
    organisator = models.ForeignKey(Organisator, on_delete=models.PROTECT, related_name="documenten")
    soort = models.CharField("soort document", max_length=12, choices=Documentsoort.choices, default=Documentsoort.ANDER)
    titel = models.CharField(max_length=LANGSTE_TITEL)
    versies = models.PositiveSmallIntegerField(default=1)
    toegevoegd_op = models.DateTimeField()
    toegevoegd_door = _persoon(null=True, blank=True)  # empty: came with the old system or by the program
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = _persoon(null=True, blank=True)
    intrekreden = models.CharField("waarom het hier niet hoort", max_length=500, blank=True)
    gewist_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)  # of title and kind, against two who change them at once

    objects = InhoudQuerySet.as_manager()

    class Meta:
        ordering = ("-toegevoegd_op", "pk")
        verbose_name = "document"
        verbose_name_plural = "documenten"
        constraints = (
            models.CheckConstraint(
                name="document_ingetrokken_met_wie",
                condition=Q(ingetrokken_op=None, ingetrokken_door=None, intrekreden="")
                | (Q(ingetrokken_op__isnull=False, ingetrokken_door__isnull=False) & (~Q(intrekreden="") | ~Q(gewist_op=None))),
                violation_error_message="Schrijf waarom het document hier niet hoort.",
            ),
            models.CheckConstraint(
                name="document_gewist_zonder_woorden", condition=Q(gewist_op=None) | Q(titel="(gewist)", intrekreden="")
            ),
        )
        indexes = (
            models.Index(F("dossier"), F("toegevoegd_op").desc(), name="document_dossier"),
            models.Index(F("organisator"), F("toegevoegd_op").desc(), name="document_organisator"),
            models.Index(F("toegevoegd_op").desc(), F("id"), name="document_nieuwste"),
        )

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        """Return the page with its versions."""
        return adres("dossiers:document", self.pk)

    @property
    def over(self) -> Dossier | Organisator:
        """What it is about."""
        return self.dossier or self.organisator

    @property
    def soortlid(self) -> Documentsoort:
        """What it is."""
        return Documentsoort(self.soort)

    @property
    def geldt(self) -> bool:
        """Whether it is neither withdrawn nor erased."""
        return self.ingetrokken_op is None and self.gewist_op is None


class Documentversie(models.Model):
    """One version: a file, by whom and when. Never changed; erasing takes the file away."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="alle_versies")
    nummer = models.PositiveSmallIntegerField()
    bestand = models.ForeignKey(
        Bestand, on_delete=models.PROTECT, null=True, blank=True, related_name="documentversies"
    )  # empty: erased
    toelichting = models.CharField("wat er nieuw is", max_length=300, blank=True)
    op = models.DateTimeField()
    door = _persoon(null=True, blank=True)

    class Meta:
        ordering = ("-nummer",)
        verbose_name = "versie van een document"
        verbose_name_plural = "versies van documenten"
        constraints = (models.UniqueConstraint(name="documentversie_een_per_nummer", fields=("document", "nummer")),)

    def __str__(self) -> str:
        return f"versie {self.nummer}"

    def get_absolute_url(self) -> str:
        """Return the page of its document."""
        return adres("dossiers:document", self.document_id)


DocumentEvent = Document.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track
