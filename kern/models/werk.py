"""What must be done, by whom and by when: the werkvoorraad of everybody, fed by every app, and the order of a day."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.choices import Belang, Rol, Werkaard
from kern.models.mensen import Team
from kern.tijd import BRUSSEL

OPEN = Q(klaar_op=None)


class Werkregel(models.Model):
    """One thing to do, to attend or to wait for; written and closed by the action of the app whose work it is.

    `soort` is a registered kind (`kern.werk`), `verwijzing` the key of the work in the acting app. The subject is a plain value
    ("dossiers.dossier", "12"), as in the log. Written by `kern.actions.werk`.

    For whom: one person (`voor`), everybody with a role within a team or everywhere (`rol`, `team`), or both; never for
    `niet_voor`, who did the first of two steps. `volgt_onderwerp`: the row moves along when the subject is handed over.

    `begint_op` is when an appointment begins, or from when something that is waited for is for its reader to do.

    By when: `tegen` is the moment from which it is late, for a whole day the midnight at its end. Nothing happens when that
    moment passes: late is computed. From `verloopt_op` the row is shown to nobody, and nobody has to clean it up.
    """

    soort = models.CharField(max_length=60)
    verwijzing = models.CharField(max_length=80)
    onderwerp_soort = models.CharField(max_length=60, blank=True)
    onderwerp_id = models.CharField(max_length=40, blank=True)
    titel = models.CharField("wat", max_length=200)
    kort = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=300, blank=True)
    # No index of their own: only open rows are looked up, by the partial indexes below.
    voor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="werkregels", db_index=False
    )
    rol = models.CharField(max_length=30, choices=Rol.choices, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    niet_voor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    volgt_onderwerp = models.BooleanField(default=False)
    aard = models.CharField(max_length=10, choices=Werkaard.choices, default=Werkaard.TAAK)
    belang = models.PositiveSmallIntegerField("prioriteit", choices=Belang.choices, default=Belang.GEWOON)
    wacht_op = models.CharField(max_length=200, blank=True)  # in words: "een antwoord van Joris Peeters"
    sinds = models.DateTimeField()
    tegen = models.DateTimeField(null=True, blank=True)
    heel_dag = models.BooleanField(default=True)
    begint_op = models.DateTimeField(null=True, blank=True)
    verloopt_op = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    klaar_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ("sinds", "pk")
        verbose_name = "regel in de werkvoorraad"
        verbose_name_plural = "regels in de werkvoorraad"
        constraints = (
            models.UniqueConstraint(
                name="werkregel_een_open",
                fields=("soort", "verwijzing", "voor", "rol", "team"),
                condition=OPEN,
                nulls_distinct=False,
                violation_error_message="Dit staat al in die werkvoorraad.",
            ),
            models.CheckConstraint(
                name="werkregel_voor_iemand",
                condition=(Q(voor__isnull=False) | ~Q(rol="")) & (Q(team=None) | ~Q(rol="")),
                violation_error_message="Zeg voor wie dit is: een collega, of een rol.",
            ),
            models.CheckConstraint(
                name="werkregel_onderwerp_heel",
                condition=Q(onderwerp_soort="", onderwerp_id="", volgt_onderwerp=False)
                | (~Q(onderwerp_soort="") & ~Q(onderwerp_id="")),
            ),
            models.CheckConstraint(
                name="werkregel_past_bij_aard",
                condition=(Q(aard="taak", wacht_op="", begint_op=None))
                | (Q(aard="afspraak", wacht_op="", begint_op__isnull=False))
                | (Q(aard="wacht") & ~Q(wacht_op="")),
            ),
            models.CheckConstraint(
                name="werkregel_met_titel", condition=~Q(titel=""), violation_error_message="Schrijf wat u moet doen."
            ),
            models.CheckConstraint(
                name="werkregel_klaar_door_met_moment", condition=Q(klaar_op__isnull=False) | Q(klaar_door=None)
            ),
        )
        indexes = (
            models.Index(fields=("voor",), condition=OPEN, name="werkregel_open_van"),
            models.Index(fields=("rol", "team"), condition=OPEN & ~Q(rol=""), name="werkregel_open_groep"),
            models.Index(fields=("onderwerp_soort", "onderwerp_id"), condition=OPEN, name="werkregel_open_over"),
        )

    def __str__(self) -> str:
        return self.titel

    @property
    def tegen_dag(self) -> date | None:
        """The last day that is in time."""
        return dag_van(self.tegen, heel_dag=self.heel_dag)


class Dagorde(models.Model):
    """The order somebody gave to their own day, by hand: a row on a place. Says nothing about the work itself."""

    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    dag = models.DateField()
    werkregel = models.ForeignKey(Werkregel, on_delete=models.CASCADE, related_name="orden", db_index=False)
    plaats = models.PositiveIntegerField()

    class Meta:
        ordering = ("plaats", "pk")
        verbose_name = "plaats in de dag"
        verbose_name_plural = "plaatsen in de dag"
        constraints = (models.UniqueConstraint(fields=("persoon", "dag", "werkregel"), name="dagorde_een_keer"),)

    def __str__(self) -> str:
        return f"{self.plaats} op {self.dag:%d/%m/%Y}"


def dag_van(tegen: datetime | None, *, heel_dag: bool) -> date | None:
    """Return the last day that is in time: for a whole day the one that ends at *tegen*."""
    if tegen is None:
        return None
    return (tegen - timedelta(microseconds=1) if heel_dag else tegen).astimezone(BRUSSEL).date()
