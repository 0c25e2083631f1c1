"""The calendar somebody keeps elsewhere: where it is read (sealed), how that went, and when they are busy."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Agendabron(models.Model):
    """Where the calendar of one colleague is read.

    The address opens that calendar to whoever knows it: it is kept sealed (`kern.zegel`), is never shown again and stands in no
    log. `volgende_op` is when it is read again; whoever reads it moves that first, so that two workers do not both go.
    """

    persoon = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, primary_key=True, related_name="agendabron"
    )
    adres_verzegeld = models.TextField()
    gastheer = models.CharField("bij wie", max_length=100)  # the host alone, so that its owner knows which it is
    ingesteld_op = models.DateTimeField()
    volgende_op = models.DateTimeField()
    gelezen_op = models.DateTimeField(null=True, blank=True)  # the last try
    goed_op = models.DateTimeField(null=True, blank=True)  # the last good one: what is kept is of then
    fout = models.CharField(max_length=20, blank=True)  # a code of `kern.agenda.halen.ZINNEN`; empty: the last try was good

    class Meta:
        ordering = ("persoon",)
        verbose_name = "eigen agenda"
        verbose_name_plural = "eigen agenda’s"
        indexes = (models.Index(fields=("volgende_op",), name="agendabron_volgende"),)

    def __str__(self) -> str:
        return "eigen agenda"


class Bezetmoment(models.Model):
    """When a colleague is busy, by their own calendar. Only that: what they do then is not kept."""

    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    begin = models.DateTimeField()
    einde = models.DateTimeField()
    hele_dag = models.BooleanField()

    class Meta:
        ordering = ("begin", "pk")
        verbose_name = "bezet moment"
        verbose_name_plural = "bezette momenten"
        constraints = (models.CheckConstraint(name="bezetmoment_einde_na_begin", condition=Q(einde__gt=F("begin"))),)
        indexes = (models.Index(fields=("persoon", "begin"), name="bezetmoment_van_wie"),)

    def __str__(self) -> str:
        return "bezet"
