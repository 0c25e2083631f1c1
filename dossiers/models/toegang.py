"""Exceptions to the scope: grants on one dossier, and the requests for them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dossiers.choices import Toegangsoort, Vraagstatus
from dossiers.models.dossier import Dossier
from dossiers.querysets import ToegangsvraagQuerySet
from kern.adres import adres
from kern.models import ToegangBasis, toegang_constraints


class DossierToegang(ToegangBasis):
    """One person may read the content of one dossier until a moment: on request, in an emergency, or invited."""

    content_object = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="toegangen")
    soort = models.CharField(max_length=20, choices=Toegangsoort.choices)
    # Set when it was ended before its time; `verloopt_op` is then that moment too.
    ingetrokken_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-verleend_op", "-pk")
        verbose_name = "toegang"
        verbose_name_plural = "toegangen"
        constraints = toegang_constraints("dossiertoegang")
        indexes = (models.Index(fields=("user", "verloopt_op"), name="dossiertoegang_persoon"),)


class Toegangsvraag(models.Model):
    """A request to read the content of a dossier outside one's scope; decided by the team or its klantenbeheerder.

    States and steps stand in `dossiers.workflow.TOEGANGSVRAAG`. Who asks never decides (four eyes).
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="toegangsvragen")
    vrager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="toegangsvragen")
    reden = models.TextField()
    gevraagd_op = models.DateTimeField()
    status = models.CharField(max_length=20, choices=Vraagstatus.choices, default=Vraagstatus.OPEN)
    beslist_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    beslist_op = models.DateTimeField(null=True, blank=True)
    antwoord = models.TextField(blank=True)  # why it was refused
    toegang = models.OneToOneField(DossierToegang, on_delete=models.PROTECT, null=True, blank=True, related_name="vraag")

    objects = ToegangsvraagQuerySet.as_manager()

    class Meta:
        ordering = ("gevraagd_op", "pk")
        verbose_name = "toegangsvraag"
        verbose_name_plural = "toegangsvragen"
        constraints = (
            models.CheckConstraint(
                name="toegangsvraag_met_reden",
                condition=~Q(reden=""),
                violation_error_message="Schrijf waarom u de inhoud nodig hebt.",
            ),
            models.UniqueConstraint(
                name="toegangsvraag_een_open",
                fields=("dossier", "vrager"),
                condition=Q(status=Vraagstatus.OPEN),
                violation_error_message="U vroeg dit al; er is nog geen antwoord.",
            ),
            models.CheckConstraint(
                name="toegangsvraag_beslist_door_iemand_anders",
                condition=Q(beslist_door=None) | ~Q(beslist_door=F("vrager")) | Q(status=Vraagstatus.INGETROKKEN),
                violation_error_message="Wie vraagt, beslist niet zelf.",
            ),
            models.CheckConstraint(
                name="toegangsvraag_beslist_of_open",
                condition=Q(status=Vraagstatus.OPEN, beslist_door=None, beslist_op=None)
                | (~Q(status=Vraagstatus.OPEN) & Q(beslist_door__isnull=False, beslist_op__isnull=False)),
            ),
            models.CheckConstraint(
                name="toegangsvraag_toegekend_met_toegang",
                condition=Q(status=Vraagstatus.TOEGEKEND, toegang__isnull=False)
                | (~Q(status=Vraagstatus.TOEGEKEND) & Q(toegang=None)),
            ),
            models.CheckConstraint(
                name="toegangsvraag_weigering_met_antwoord",
                condition=~Q(status=Vraagstatus.GEWEIGERD) | ~Q(antwoord=""),
                violation_error_message="Wie weigert, zegt waarom.",
            ),
        )

    def __str__(self) -> str:
        return f"toegangsvraag van {self.vrager} over {self.dossier}"

    def get_absolute_url(self) -> str:
        """Return the page where it is decided."""
        return adres("dossiers:vraag", self.pk)

    @property
    def statuslid(self) -> Vraagstatus:
        """The state as the screen draws it."""
        return Vraagstatus(self.status)
