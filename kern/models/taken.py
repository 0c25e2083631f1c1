"""What people give themselves and each other to do, and what the night watch must know (woordenlijst: taak, nachtnota)."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.adres import adres
from kern.choices import Belang, Herhaaleenheid, Herinnermoment, Taakstatus


def _persoon(**opties: object) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **opties)  # type: ignore[arg-type]


# What the page of its subject shows of an earlier moment (`kern.queries.taken.open_over_toen`); erasing empties its words too.
@pghistory.track(
    model_name="TaakEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    context_field=None,  # type: ignore[arg-type]  # None: no context, as its documentation says
    fields=["id", "titel", "voor", "tegen", "belang", "wacht_op", "beantwoord_op", "status"],
)
class Taak(models.Model):
    """Something to do by a day, for oneself or for a colleague. While it is open its `Werkregel` stands in the werkvoorraad.

    The key is given by the form, so that what is sent twice is one task. `voor` is who has it now; nobody (after somebody left)
    means the coordinators of that team, as the row says. The subject is a plain value ("dossiers.dossier", "12").

    A task that repeats makes the next one when it is done: `vorige` is unique, so exactly once. `reeks_begin` and `in_reeks` are
    the days of the series as counted, before a day moves off a closing day: the 31st stays the 31st after February.

    What waits for somebody else says for what (`wacht_op`); from `volg_op` on, every `volg_na` working days, its owner is
    reminded until it is answered. Snoozing (`rust_tot`) hides nothing and moves no promise: the row waits until that day.

    Nobody stands behind `klaar_door` of what was closed by erasing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    titel = models.CharField("wat", max_length=200)
    onderwerp_soort = models.CharField(max_length=60, blank=True)
    onderwerp_id = models.CharField(max_length=40, blank=True)
    voor = _persoon(null=True, blank=True)
    gegeven_door = _persoon()
    gegeven_op = models.DateTimeField()
    volgt_onderwerp = models.BooleanField("gaat mee bij een overdracht", default=False)
    tegen = models.DateField(null=True, blank=True)
    uur = models.TimeField(null=True, blank=True)
    belang = models.PositiveSmallIntegerField("prioriteit", choices=Belang.choices, default=Belang.GEWOON)
    herinner = models.CharField("herinnering", max_length=8, choices=Herinnermoment.choices, default=Herinnermoment.DAN)
    herinner_op = models.DateTimeField(null=True, blank=True)  # computed from the above when the task is written
    herhaal_elke = models.PositiveSmallIntegerField("herhaal elke", null=True, blank=True)
    herhaal_eenheid = models.CharField(max_length=10, choices=Herhaaleenheid.choices, blank=True)
    reeks_begin = models.DateField(null=True, blank=True)
    in_reeks = models.DateField(null=True, blank=True)
    vorige = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="volgende")
    wacht_op = models.CharField("wacht op", max_length=200, blank=True)
    volg_na = models.PositiveSmallIntegerField("volg op na (werkdagen)", null=True, blank=True)
    volg_op = models.DateField(null=True, blank=True)  # the next day on which its owner is reminded to ask
    navraag_op = models.DateTimeField(null=True, blank=True)  # when that was last
    navraag_sinds = models.DateField(null=True, blank=True)  # since when the owner has to ask, and did not yet
    beantwoord_op = models.DateTimeField(null=True, blank=True)
    rust_tot = models.DateField("uitgesteld tot", null=True, blank=True)
    status = models.CharField(max_length=12, choices=Taakstatus.choices, default=Taakstatus.OPEN)
    klaar_op = models.DateTimeField(null=True, blank=True)
    klaar_door = _persoon(null=True, blank=True)
    nota = models.CharField("nota bij het afwerken", max_length=500, blank=True)
    versie = models.PositiveIntegerField(default=1)
    gewist_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("tegen", "gegeven_op", "pk")
        verbose_name = "taak"
        verbose_name_plural = "taken"
        constraints = (
            models.CheckConstraint(
                name="taak_met_titel", condition=~Q(titel=""), violation_error_message="Schrijf wat er te doen is."
            ),
            models.CheckConstraint(
                name="taak_onderwerp_heel",
                condition=Q(onderwerp_soort="", onderwerp_id="", volgt_onderwerp=False)
                | (~Q(onderwerp_soort="") & ~Q(onderwerp_id="")),
            ),
            models.CheckConstraint(
                name="taak_uur_op_een_dag",
                condition=Q(uur=None) | Q(tegen__isnull=False),
                violation_error_message="Kies bij het uur ook een dag.",
            ),
            models.CheckConstraint(
                name="taak_herhaling_heel",
                condition=Q(herhaal_elke=None, herhaal_eenheid="", reeks_begin=None, in_reeks=None)
                | (
                    Q(herhaal_elke__gte=1, reeks_begin__isnull=False, in_reeks__isnull=False, tegen__isnull=False)
                    & ~Q(herhaal_eenheid="")
                ),
                violation_error_message="Wat terugkomt, heeft een eerste dag en zegt om de hoeveel tijd.",
            ),
            models.CheckConstraint(
                name="taak_opvolging_heel",
                condition=Q(volg_na=None, volg_op=None) | (Q(volg_na__gte=1) & ~Q(wacht_op="")),
                violation_error_message="Zeg op wat u wacht, en na hoeveel werkdagen u het opvolgt.",
            ),
            models.CheckConstraint(
                name="taak_klaar_met_moment",
                condition=Q(status=Taakstatus.OPEN, klaar_op=None, klaar_door=None)
                | (~Q(status=Taakstatus.OPEN) & Q(klaar_op__isnull=False)),
            ),
        )
        indexes = (
            models.Index(
                fields=("herinner_op",), condition=Q(status="open", herinner_op__isnull=False), name="taak_te_herinneren"
            ),
            models.Index(
                fields=("volg_op",),
                condition=Q(status="open", beantwoord_op=None, volg_op__isnull=False),
                name="taak_op_te_volgen",
            ),
            models.Index(fields=("navraag_op",), condition=Q(status="open", navraag_op__isnull=False), name="taak_na_te_vragen"),
            models.Index(fields=("onderwerp_soort", "onderwerp_id"), name="taak_onderwerp"),
            models.Index(fields=("gegeven_door", "-gegeven_op"), name="taak_gegeven"),
        )

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        """Return the page of the task."""
        return adres("kern:taak", self.pk)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status == Taakstatus.OPEN

    @property
    def wacht(self) -> bool:
        """Whether an answer of somebody else is waited for."""
        return bool(self.wacht_op) and self.beantwoord_op is None

    @property
    def statuslid(self) -> Taakstatus:
        """The state as the screen draws it."""
        return Taakstatus(self.status)

    @property
    def herhaling(self) -> str:
        """How it repeats, in words; empty when it does not."""
        if self.herhaal_elke is None:
            return ""
        eenheid = Herhaaleenheid(self.herhaal_eenheid)
        return f"elke {eenheid.enkelvoud}" if self.herhaal_elke == 1 else f"elke {self.herhaal_elke} {eenheid.label}"


TaakEvent = Taak.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track


class Taakpunt(models.Model):
    """One line of the checklist of a task."""

    taak = models.ForeignKey(Taak, on_delete=models.CASCADE, related_name="punten")
    plaats = models.PositiveSmallIntegerField()
    tekst = models.CharField(max_length=200)
    klaar_op = models.DateTimeField(null=True, blank=True)
    klaar_door = _persoon(null=True, blank=True)

    class Meta:
        ordering = ("plaats", "pk")
        verbose_name = "punt van een taak"
        verbose_name_plural = "punten van een taak"
        constraints = (
            models.CheckConstraint(
                name="taakpunt_klaar_door_iemand",
                condition=Q(klaar_op=None, klaar_door=None) | Q(klaar_op__isnull=False, klaar_door__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.tekst


class Herinneringskeuze(models.Model):
    """How somebody wants to be reminded; without a row: notified at once, and mailed what is due in the morning."""

    class Hoe(models.TextChoices):
        """At once, once a day, or not."""

        METEEN = "meteen", "meteen"
        DAGELIJKS = "dagelijks", "één overzicht om 7.15 uur op werkdagen"
        GEEN = "geen", "niet"

    medewerker = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, primary_key=True, related_name="+")
    notificatie = models.CharField("in de toepassing", max_length=10, choices=Hoe.choices, default=Hoe.METEEN)
    mail = models.CharField("per e-mail", max_length=10, choices=Hoe.choices, default=Hoe.DAGELIJKS)
    gewijzigd_op = models.DateTimeField()

    class Meta:
        verbose_name = "keuze voor herinneringen"
        verbose_name_plural = "keuzes voor herinneringen"

    def __str__(self) -> str:
        return f"{self.medewerker}: {self.get_notificatie_display()}, {self.get_mail_display()}"


class Herinnering(models.Model):
    """That somebody was reminded of something on one channel: written in the transaction that queues the message.

    The unique key is what makes a reminder come once, whatever is killed and however many beats ring. `moment` is part of it:
    what gets another day is reminded of again. Nothing of what it says stands here.
    """

    bron = models.CharField(max_length=40)
    verwijzing = models.CharField(max_length=80)
    moment = models.DateTimeField()
    kanaal = models.CharField(max_length=12)
    ontvanger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    gemaakt_op = models.DateTimeField()

    class Meta:
        ordering = ("-gemaakt_op", "-pk")
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        constraints = (
            models.UniqueConstraint(fields=("bron", "verwijzing", "moment", "kanaal", "ontvanger"), name="herinnering_eenmaal"),
        )
        indexes = (models.Index(fields=("gemaakt_op",), name="herinnering_gemaakt"),)

    def __str__(self) -> str:
        return f"{self.bron} {self.verwijzing}, {self.kanaal}"


class Nachtnota(models.Model):
    """What the night watch must know until the next working day begins, left by whoever goes home."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tekst = models.TextField("wat moet de nachtwacht weten?", max_length=1000)
    onderwerp_soort = models.CharField(max_length=60, blank=True)
    onderwerp_id = models.CharField(max_length=40, blank=True)
    door = _persoon()
    op = models.DateTimeField()
    tot = models.DateTimeField()
    gewist_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-op", "pk")
        verbose_name = "nachtnota"
        verbose_name_plural = "nachtnota’s"
        constraints = (models.CheckConstraint(name="nachtnota_tot_na_op", condition=Q(tot__gt=models.F("op"))),)
        indexes = (models.Index(fields=("tot",), name="nachtnota_tot"),)

    def __str__(self) -> str:
        return self.tekst[:60]

    def get_absolute_url(self) -> str:
        """Return the page of the note."""
        return adres("kern:nachtnota", self.pk)
