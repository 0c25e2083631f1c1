"""The permit of a location, as periods that never overlap."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from dossiers.choices import Opvangtype, Vergunningeinde, Vergunningstand
from dossiers.models.dossier import Dossier


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(),
    context_field=None,  # type: ignore[arg-type]  # None: no context, as its documentation says
)  # fmt: skip
class Vergunning(models.Model):
    """What the permit says from one day to another, both included (woordenlijst: vergunning); `tot` empty: until further notice.

    **One truth.** As soon as a dossier has periods, they say what the permit is; `Dossier.status`, `type` and `plaatsen` are a
    stored copy of the period of today (`dossiers.queries.vergunningen.met_stand`), kept in step by `dossiers.actions.vergunning`
    and, on the day a period begins or ends, by the nightly job; `manage.py controleer` asks again. A dossier without
    periods has what its register says. `einde` says why nothing follows: periods that were to come later are deleted then, and
    stay in the field history.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="vergunningen")
    vanaf = models.DateField("eerste dag")
    tot = models.DateField("laatste dag", null=True, blank=True)
    stand = models.CharField(max_length=20, choices=Vergunningstand.choices, default=Vergunningstand.VERGUND)
    type = models.CharField("type opvang", max_length=20, choices=Opvangtype.choices)
    plaatsen = models.PositiveSmallIntegerField("vergunde plaatsen")
    voorwaarden = models.TextField(max_length=4000, blank=True)
    besluitnummer = models.CharField(max_length=40, blank=True)
    einde = models.CharField("hoe ze eindigt", max_length=20, choices=Vergunningeinde.choices, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-vanaf", "-pk")
        verbose_name = "vergunning"
        verbose_name_plural = "vergunningen"
        constraints = (
            models.CheckConstraint(
                name="vergunning_tot_na_vanaf",
                condition=Q(tot=None) | Q(tot__gte=F("vanaf")),
                violation_error_message="De laatste dag ligt voor de eerste dag. Kijk beide datums na.",
            ),
            models.CheckConstraint(
                name="vergunning_einde_met_dag",
                condition=Q(einde="") | Q(tot__isnull=False),
                violation_error_message="Zeg ook op welke dag de vergunning eindigt.",
            ),
            models.CheckConstraint(
                name="vergunning_met_plaatsen",
                condition=Q(plaatsen__gte=1, plaatsen__lte=2000),
                violation_error_message="Een vergunning is voor minstens 1 en hoogstens 2000 plaatsen.",
            ),
            models.CheckConstraint(
                name="vergunning_gezin_hoogstens_acht",
                condition=~Q(type=Opvangtype.GEZIN) | Q(plaatsen__lte=8),
                violation_error_message="Gezinsopvang heeft hoogstens 8 plaatsen. Kies een ander type of minder plaatsen.",
            ),
            ExclusionConstraint(
                name="vergunning_overlapt_niet",
                expressions=(
                    ("dossier", RangeOperators.EQUAL),
                    (Func("vanaf", "tot", Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ),
                violation_error_message="In die dagen geldt al een andere vergunning van deze locatie.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.plaatsen} plaatsen {self.get_type_display()} {self.periode}"

    @property
    def periode(self) -> str:
        """The days in words: "vanaf 01/03/2026", "van 01/03/2026 tot en met 31/08/2026"."""
        if self.tot is None:
            return f"vanaf {self.vanaf:%d/%m/%Y}"
        return f"van {self.vanaf:%d/%m/%Y} tot en met {self.tot:%d/%m/%Y}"

    @property
    def standlid(self) -> Vergunningstand:
        """What it says, as the screen draws it."""
        return Vergunningstand(self.stand)


VergunningEvent = Vergunning.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track
