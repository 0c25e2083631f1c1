"""A question to Zorginspectie to go and look at a location."""

from uuid import uuid4

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dossiers.choices import Prioriteit, Verzoekstatus
from dossiers.models.dossier import Dossier
from kern.adres import adres

_MET_WIE = ~Q(afgesloten_op=None) & ~Q(afgesloten_door=None)


# What the panel on the page of the dossier shows; the words stay where erasing finds them.
@pghistory.track(
    model_name="InspectieverzoekEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    context_field=None,  # type: ignore[arg-type]  # None: no context, as its documentation says
    fields=[
        "id", "dossier", "prioriteit", "tegen", "status", "gevraagd_op", "bezocht_op", "verslagnummer", "afgesloten_op",
    ],
)  # fmt: skip
class Inspectieverzoek(models.Model):
    """One request to Zorginspectie (woordenlijst: inspectieverzoek): what to look at, why, how soon, by when.

    States and steps stand in `dossiers.workflow.INSPECTIEVERZOEK`. Zorginspectie answers with a report: its number goes into
    `verslagnummer` when the request is carried out (`actions.inspectieverzoek.sluit_af`); the report itself is handhaving's.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="inspectieverzoeken")
    vraag = models.TextField("wat moet Zorginspectie nakijken?", max_length=10_000)
    aanleiding = models.CharField(max_length=500, blank=True)
    prioriteit = models.CharField(max_length=10, choices=Prioriteit.choices, default=Prioriteit.GEWOON)
    tegen = models.DateField("tegen wanneer")
    status = models.CharField(max_length=20, choices=Verzoekstatus.choices, default=Verzoekstatus.GEVRAAGD)
    gevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField()
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    gepland_op = models.DateField("gepland op", null=True, blank=True)  # the day that Zorginspectie named, if it did
    bezocht_op = models.DateField("bezocht op", null=True, blank=True)
    verslagnummer = models.CharField("nummer van het verslag", max_length=40, blank=True)
    afgesloten_op = models.DateTimeField(null=True, blank=True)
    afgesloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    intrekreden = models.CharField("waarom het niet meer nodig is", max_length=500, blank=True)
    gewist_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("tegen", "pk")
        verbose_name = "inspectieverzoek"
        verbose_name_plural = "inspectieverzoeken"
        constraints = (
            models.CheckConstraint(
                name="inspectieverzoek_met_vraag",
                condition=~Q(vraag="") | ~Q(gewist_op=None),
                violation_error_message="Schrijf wat Zorginspectie moet nakijken.",
            ),
            models.CheckConstraint(
                name="inspectieverzoek_afgesloten_met_wie",
                condition=(Q(status__in=Verzoekstatus.open()) & Q(afgesloten_op=None, afgesloten_door=None, bezocht_op=None))
                | (Q(status=Verzoekstatus.UITGEVOERD) & _MET_WIE & Q(bezocht_op__isnull=False))
                | (Q(status=Verzoekstatus.INGETROKKEN) & _MET_WIE & Q(bezocht_op=None)),
            ),
            models.CheckConstraint(
                name="inspectieverzoek_ingetrokken_met_reden",
                condition=~Q(status=Verzoekstatus.INGETROKKEN) | ~Q(intrekreden="") | ~Q(gewist_op=None),
                violation_error_message="Schrijf waarom het verzoek niet meer nodig is.",
            ),
            models.CheckConstraint(
                name="inspectieverzoek_gewist_zonder_woorden",
                condition=Q(gewist_op=None) | Q(vraag="", aanleiding="", intrekreden=""),
            ),
        )
        indexes = (
            models.Index(F("dossier"), F("tegen"), name="inspectieverzoek_dossier"),
            models.Index(fields=("tegen", "id"), condition=Q(status__in=Verzoekstatus.open()), name="inspectieverzoek_open"),
        )

    def __str__(self) -> str:
        return f"inspectieverzoek van {self.gevraagd_op:%d/%m/%Y} over dossier {self.dossier_id}"

    def get_absolute_url(self) -> str:
        """Return the page where it is followed."""
        return adres("dossiers:inspectieverzoek", self.pk)

    @property
    def statuslid(self) -> Verzoekstatus:
        """The state as the screen draws it."""
        return Verzoekstatus(self.status)

    @property
    def prioriteitlid(self) -> Prioriteit:
        """How soon it is wanted, as the screen draws it."""
        return Prioriteit(self.prioriteit)

    @property
    def is_open(self) -> bool:
        """Whether the inspection is still to come."""
        return self.statuslid in Verzoekstatus.open()


InspectieverzoekEvent = Inspectieverzoek.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track
