"""The outbox: one row for each letter, mail, sms or notification that leaves; the queue is only the bell.

States and steps stand in `kern.workflow.OUTBOX`, the reasons in `docs/outbox.md`.
"""

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kern.adres import adres
from kern.models.mensen import Medewerker
from kern.outbox.keuzes import BijTwijfel, Kanaal, UitgaandStatus


class OutboxRegel(models.Model):
    """One message on its way. The words and addresses are personal: lists never show them, erasure empties them.

    `sleutel` says what this message is ("herinnering:123:2026-03-12"): the same key is never queued twice
    on the same channel. `message_id` is
    fixed when the row is made, so that a second copy can be recognised by the receiver; for sms it is the idempotency key.
    `wie` is the token of the claim and `lease_tot` its end: only the holder of the token may mark the row.
    """

    kanaal = models.CharField(max_length=12, choices=Kanaal.choices)
    sleutel = models.CharField(max_length=200)
    onderwerp_soort = models.CharField(max_length=60)  # what it is about, as the log names it: "dossiers.dossier"
    onderwerp_id = models.CharField(max_length=40)
    aan = ArrayField(models.CharField(max_length=254), default=list, blank=True)
    ontvanger = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    antwoord_aan = models.CharField("antwoordadres", max_length=254, blank=True)
    in_antwoord_op = models.CharField("antwoord op", max_length=500, blank=True)  # the Message-ID of the mail this answers
    titel = models.CharField(max_length=250, blank=True)
    tekst = models.TextField(blank=True)
    html = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)  # path inside the application that a notification leads to
    message_id = models.CharField(max_length=250, unique=True)
    bij_twijfel = models.CharField(max_length=8, choices=BijTwijfel.choices)

    status = models.CharField(max_length=14, choices=UitgaandStatus.choices, default=UitgaandStatus.WACHT)
    volgende_op = models.DateTimeField()  # not tried before this moment
    poging = models.PositiveSmallIntegerField(default=0)
    wie = models.UUIDField(null=True, blank=True)
    lease_tot = models.DateTimeField(null=True, blank=True)
    laatste_fout = models.CharField(max_length=300, blank=True)

    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    overgedragen_op = models.DateTimeField(null=True, blank=True)
    verzonden_op = models.DateTimeField(null=True, blank=True)
    gewist_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-gemaakt_op", "-id")
        verbose_name = "uitgaand bericht"
        verbose_name_plural = "uitgaande berichten"
        constraints = (
            models.UniqueConstraint(fields=("kanaal", "sleutel"), name="outboxregel_eenmalig"),
            models.CheckConstraint(
                name="outboxregel_status_bestaat",
                condition=Q(status__in=UitgaandStatus.values),
            ),
            models.CheckConstraint(
                name="outboxregel_claim_hoort_bij_status",
                condition=Q(status__in=("bezig", "in_overdracht"), wie__isnull=False, lease_tot__isnull=False)
                | (~Q(status__in=("bezig", "in_overdracht")) & Q(wie=None, lease_tot=None)),
            ),
            models.CheckConstraint(
                name="outboxregel_verzonden_op_bij_verzonden",
                condition=Q(status="verzonden", verzonden_op__isnull=False) | (~Q(status="verzonden") & Q(verzonden_op=None)),
            ),
            models.CheckConstraint(
                name="outboxregel_ontvanger_bij_notificatie",
                condition=Q(kanaal="notificatie", ontvanger__isnull=False) | (~Q(kanaal="notificatie") & Q(ontvanger=None)),
            ),
            models.CheckConstraint(
                name="outboxregel_gewist_is_leeg",
                condition=Q(gewist_op=None) | Q(aan=[], titel="", tekst="", html="", antwoord_aan="", laatste_fout="", url=""),
            ),
        )
        indexes = (
            # Tiny, because almost every row is done: claiming and sweeping stay fast however long the history.
            models.Index(fields=("volgende_op", "id"), name="outboxregel_wacht", condition=Q(status="wacht")),
            models.Index(fields=("lease_tot",), name="outboxregel_lease", condition=Q(status__in=("bezig", "in_overdracht"))),
            models.Index(fields=("id",), name="outboxregel_geparkeerd", condition=Q(status__in=("mislukt", "twijfel"))),
            models.Index(fields=("-gemaakt_op", "-id"), name="outboxregel_nieuwste"),
            models.Index(fields=("onderwerp_soort", "onderwerp_id"), name="outboxregel_onderwerp"),
        )

    def __str__(self) -> str:
        return f"{self.get_kanaal_display()} {self.pk}"

    @property
    def over_wat(self) -> str:
        """What it is about, in words and without a name: "dossier 12"; of a long key the beginning."""
        try:
            soort = str(apps.get_model(self.onderwerp_soort)._meta.verbose_name)
        except LookupError:
            soort = self.onderwerp_soort
        sleutel = self.onderwerp_id if len(self.onderwerp_id) <= 12 else f"{self.onderwerp_id[:8]}…"
        return f"{soort} {sleutel}"

    def get_absolute_url(self) -> str:
        """Return the page with the state and the log of this message; not its words."""
        return adres("kern:uitgaand", self.pk)


class OutboxInhoud(models.Model):
    """The bytes of attachments, each kept once however many messages carry them."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    inhoud = models.BinaryField()

    class Meta:
        verbose_name = "inhoud van een bijlage"
        verbose_name_plural = "inhouden van bijlagen"

    def __str__(self) -> str:
        return f"bijlage {self.sha256[:12]}"


class OutboxBijlage(models.Model):
    """One attachment of one message: its name there, its kind, and a reference to the bytes."""

    regel = models.ForeignKey(OutboxRegel, on_delete=models.CASCADE, related_name="bijlagen")
    naam = models.CharField("bestandsnaam", max_length=150)
    mime = models.CharField("soort", max_length=100)
    grootte = models.PositiveIntegerField()  # bytes
    inhoud = models.ForeignKey(OutboxInhoud, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"

    def __str__(self) -> str:
        return self.naam


class Notificatie(models.Model):
    """A line in somebody's notification centre; made in the transaction that marks its outbox row, so exactly once."""

    regel = models.OneToOneField(OutboxRegel, on_delete=models.PROTECT, related_name="notificatie")
    ontvanger = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="notificaties")
    titel = models.CharField(max_length=250)
    tekst = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    gemaakt_op = models.DateTimeField()
    gelezen_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = "notificatie"
        verbose_name_plural = "notificaties"
        constraints = (
            models.CheckConstraint(
                name="notificatie_gelezen_na_gemaakt",
                condition=Q(gelezen_op=None) | Q(gelezen_op__gte=F("gemaakt_op")),
            ),
        )
        indexes = (
            models.Index(fields=("ontvanger", "-id"), name="notificatie_van_wie"),
            models.Index(fields=("ontvanger",), name="notificatie_ongelezen", condition=Q(gelezen_op=None)),
        )

    def __str__(self) -> str:
        return self.titel


class GeplandeRun(models.Model):
    """One job at one planned moment. The unique pair makes a second beat harmless and a missed run visible."""

    taak = models.CharField(max_length=60)
    gepland_op = models.DateTimeField()
    gestart_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True, blank=True)
    poging = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("-gepland_op", "taak")
        verbose_name = "geplande run"
        verbose_name_plural = "geplande runs"
        constraints = (models.UniqueConstraint(fields=("taak", "gepland_op"), name="geplanderun_eenmalig"),)

    def __str__(self) -> str:
        return f"{self.taak} van {self.gepland_op:%d/%m/%Y %H:%M:%S}"
