"""What was promised about a location: by us, or by who organises it (woordenlijst: belofte)."""

from uuid import uuid4

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dossiers.choices import Beloftestatus, Belover
from dossiers.models.dossier import Dossier
from dossiers.models.organisator import Organisator
from dossiers.querysets import InhoudQuerySet
from kern.adres import adres

LANGSTE_BELOFTE = 300


# What the panel on the page of the dossier shows; the words stay where erasing finds them.
@pghistory.track(
    model_name="BelofteEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    context_field=None,  # type: ignore[arg-type]  # None: no context, as its documentation says
    fields=["id", "dossier", "organisator", "van", "tegen", "status", "gemaakt_op", "afgesloten_op"],
)
class Belofte(models.Model):
    """One promise: by whom, what, by which day, and what became of it.

    The key is given by who writes it (a form, a line in a report), so that what is sent twice is kept once. Ours waits with
    `voor` in the werkvoorraad; theirs is waited for, and is for `voor` from the day after. Late is computed, never written. The
    words never change; another day is another promise, after the first is withdrawn. `waar_soort` and `waar_id` say where it was
    made ("dossiers.verslag" and its key), as plain values: a report, a telephone call, later a mail.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="beloften")
    organisator = models.ForeignKey(Organisator, on_delete=models.PROTECT, related_name="beloften")
    van = models.CharField("wie belooft", max_length=12, choices=Belover.choices)
    wat = models.CharField("wat er beloofd is", max_length=LANGSTE_BELOFTE, blank=True)
    tegen = models.DateField("tegen wanneer")
    voor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    waar_soort = models.CharField(max_length=60, blank=True)
    waar_id = models.CharField(max_length=60, blank=True)
    waar_url = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=12, choices=Beloftestatus.choices, default=Beloftestatus.OPEN)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    afgesloten_op = models.DateTimeField(null=True, blank=True)
    afgesloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    uitleg = models.CharField("wat ervan kwam", max_length=500, blank=True)
    gewist_op = models.DateTimeField(null=True, blank=True)

    objects = InhoudQuerySet.as_manager()

    class Meta:
        ordering = ("tegen", "pk")
        verbose_name = "belofte"
        verbose_name_plural = "beloften"
        constraints = (
            models.CheckConstraint(
                name="belofte_met_woorden",
                condition=~Q(wat="") | ~Q(gewist_op=None),
                violation_error_message="Schrijf wat er beloofd is.",
            ),
            models.CheckConstraint(
                name="belofte_open_of_afgesloten",
                condition=Q(status=Beloftestatus.OPEN, afgesloten_op=None, afgesloten_door=None, uitleg="")
                | (~Q(status=Beloftestatus.OPEN) & Q(afgesloten_op__isnull=False, afgesloten_door__isnull=False)),
            ),
            models.CheckConstraint(
                name="belofte_gebroken_met_uitleg",
                condition=Q(status__in=(str(Beloftestatus.OPEN), str(Beloftestatus.GEHOUDEN)))
                | ~Q(uitleg="")
                | ~Q(gewist_op=None),
                violation_error_message="Schrijf hoe het komt.",
            ),
            models.CheckConstraint(name="belofte_gewist_zonder_woorden", condition=Q(gewist_op=None) | Q(wat="", uitleg="")),
        )
        indexes = (
            models.Index(F("dossier"), F("tegen"), name="belofte_dossier"),
            models.Index(F("organisator"), F("tegen"), name="belofte_organisator"),
            models.Index(fields=("waar_soort", "waar_id"), name="belofte_waar", condition=~Q(waar_id="")),
        )

    def __str__(self) -> str:
        return self.wat or "(gewist)"

    def get_absolute_url(self) -> str:
        """Return the page where one says what became of it."""
        return adres("dossiers:belofte", self.pk)

    @property
    def statuslid(self) -> Beloftestatus:
        """The state as the screen draws it."""
        return Beloftestatus(self.status)

    @property
    def over(self) -> Dossier | Organisator:
        """What it is about."""
        return self.dossier or self.organisator

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept."""
        return self.status == Beloftestatus.OPEN

    @property
    def van_ons(self) -> bool:
        """Whether we promised it."""
        return self.van == Belover.WIJ


BelofteEvent = Belofte.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track
