"""The shielded depth of a dossier: what only opens by right, with a reason, and with a row in the log."""

from django.db import models
from django.db.models import Q

from dossiers.models.dossier import Dossier


class AfgeschermdeGegevens(models.Model):
    """Private data of the people behind a location: care at home is somebody's home.

    A table of its own, so that no page, list or export of dossiers can carry it along by accident. Reading and writing go
    through `dossiers.actions.afgeschermd` alone. Not in the field history: it would keep what erasure must remove.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, primary_key=True, related_name="afgeschermd")
    contactpersoon = models.CharField("contactpersoon buiten de uren", max_length=200, blank=True)
    privetelefoon = models.CharField("privénummer", max_length=30, blank=True)
    priveadres = models.CharField("privéadres", max_length=300, blank=True)
    aandacht = models.TextField(
        "opgelet bij een bezoek", blank=True, help_text="Bijvoorbeeld: een inwonend familielid met een besmettelijke ziekte."
    )
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "afgeschermde gegevens"
        verbose_name_plural = "afgeschermde gegevens"
        constraints = (
            models.CheckConstraint(
                name="afgeschermd_niet_leeg",
                condition=~Q(contactpersoon="", privetelefoon="", priveadres="", aandacht=""),
                violation_error_message="Vul minstens één gegeven in.",
            ),
        )

    def __str__(self) -> str:
        return f"afgeschermde gegevens van dossier {self.dossier_id}"
