"""Who followed which location before, who took over, and what was said with it."""

import uuid

from django.conf import settings
from django.db import models

from dossiers.models.dossier import Dossier
from dossiers.querysets import OverdrachtQuerySet
from kern.adres import adres


class Overdracht(models.Model):
    """One hand-over of one or many locations to *naar* (woordenlijst: overdracht), with what the receiver must know.

    The locations stand in `Overdrachtsregel`, each with who followed it before. Never changed afterwards: the rows together
    are the history of who followed what.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    naar = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="overdrachten_gekregen")
    nota = models.TextField("nota", blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField()

    objects = OverdrachtQuerySet.as_manager()

    class Meta:
        ordering = ("-op", "pk")
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        indexes = (models.Index(fields=("-op", "id"), name="overdracht_nieuwste"),)

    def __str__(self) -> str:
        return f"overdracht aan {self.naar}"

    def get_absolute_url(self) -> str:
        """Return the hand-over file."""
        return adres("dossiers:overdracht", self.pk)


class Overdrachtsregel(models.Model):
    """One location in a hand-over: who followed it before, what to know about it, and when the receiver had read that."""

    overdracht = models.ForeignKey(Overdracht, on_delete=models.PROTECT, related_name="regels")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="overdrachten")
    # Empty: nobody followed it, as after an import.
    van = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    nota = models.TextField("nota", blank=True)
    gelezen_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("dossier__sorteersleutel", "pk")
        verbose_name = "overgedragen locatie"
        verbose_name_plural = "overgedragen locaties"
        constraints = (models.UniqueConstraint(name="overdrachtsregel_een_per_dossier", fields=("overdracht", "dossier")),)
        indexes = (models.Index(fields=("van",), name="overdrachtsregel_van"),)

    def __str__(self) -> str:
        return f"{self.dossier} in een overdracht"
