"""An appointment: a visit, a talk or a call, with its place, its people and its hours (woordenlijst: afspraak)."""

from uuid import uuid4

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dossiers.choices import Afspraaksoort, Afspraakstatus, Deelnemersoort
from dossiers.models.contactmoment import Contactmoment
from dossiers.models.dossier import Dossier
from dossiers.models.organisator import Organisator
from dossiers.models.verslag import Verslag
from dossiers.querysets import AfspraakQuerySet
from kern.adres import adres
from kern.tijd import BRUSSEL

_OPEN = Q(status__in=[str(status) for status in Afspraakstatus.open()])


def _persoon(**opties: object) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **opties)  # type: ignore[arg-type]


# What the panel on the page of a dossier shows of an earlier moment; the words stay where erasing finds them.
@pghistory.track(
    model_name="AfspraakEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    context_field=None,  # type: ignore[arg-type]  # None: no context, as its documentation says
    fields=["id", "soort", "aangekondigd", "eigenaar", "begin", "status"],
)
class Afspraak(models.Model):
    """One appointment of `eigenaar` about locations of one organisator, or about the organisator itself.

    The form gives the key, so that what is sent twice is one appointment. `aangekondigd` is whether the organisator may know of
    it: of a visit that is not announced nothing ever leaves the house but to colleagues, and nothing stands on the timeline
    until it is done. `uur_vast`: the hour was agreed with somebody; without it the order of the day may move it.

    `versie` rises with each change, so that two people never overwrite each other; `volgnummer` is the SEQUENCE of what was
    sent, and rises with each change of something that was confirmed. The people stand in `deelnemers`, the locations in
    `locaties`; `refnis` is the gemeente it takes place in, for the road between appointments.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    soort = models.CharField(max_length=10, choices=Afspraaksoort.choices)
    aangekondigd = models.BooleanField("de organisator weet het", default=True)
    organisator = models.ForeignKey(Organisator, on_delete=models.PROTECT, related_name="afspraken")
    dossiers = models.ManyToManyField(Dossier, through="AfspraakLocatie", related_name="afspraken")
    eigenaar = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="afspraken")
    onderwerp = models.CharField("waarover", max_length=150, blank=True)
    plaats = models.CharField("waar", max_length=200, blank=True)
    refnis = models.CharField(max_length=5, blank=True)
    begin = models.DateTimeField()
    einde = models.DateTimeField()
    uur_vast = models.BooleanField("het uur ligt vast", default=True)
    boodschap = models.TextField("wat in de mail staat", max_length=2000, blank=True)
    nota = models.TextField("nota voor uzelf en uw collega’s", max_length=5000, blank=True)
    status = models.CharField(max_length=12, choices=Afspraakstatus.choices, default=Afspraakstatus.CONCEPT)
    versie = models.PositiveIntegerField(default=1)
    volgnummer = models.PositiveIntegerField(default=0)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = _persoon()
    gewijzigd_op = models.DateTimeField()
    afgesloten_op = models.DateTimeField(null=True, blank=True)
    afgesloten_door = _persoon(null=True, blank=True)
    reden = models.CharField("waarom niet", max_length=500, blank=True)
    contactmoment = models.ForeignKey(Contactmoment, on_delete=models.PROTECT, null=True, blank=True, related_name="afspraken")
    verslag = models.ForeignKey(Verslag, on_delete=models.PROTECT, null=True, blank=True, related_name="afspraken")
    gewist_op = models.DateTimeField(null=True, blank=True)

    objects = AfspraakQuerySet.as_manager()

    class Meta:
        ordering = ("begin", "pk")
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        constraints = (
            models.CheckConstraint(
                name="afspraak_einde_na_begin",
                condition=Q(einde__gt=F("begin")),
                violation_error_message="De afspraak eindigt voor ze begint. Kijk de uren na.",
            ),
            models.CheckConstraint(
                name="afspraak_alleen_bezoek_onaangekondigd",
                condition=Q(aangekondigd=True) | Q(soort=Afspraaksoort.BEZOEK),
                violation_error_message="Alleen een bezoek kan onaangekondigd zijn.",
            ),
            models.CheckConstraint(
                name="afspraak_afgesloten_heel",
                condition=(_OPEN & Q(afgesloten_op=None, afgesloten_door=None))
                | (~_OPEN & Q(afgesloten_op__isnull=False, afgesloten_door__isnull=False)),
            ),
            models.CheckConstraint(
                name="afspraak_gedaan_met_contact",
                condition=~Q(status=Afspraakstatus.GEDAAN) | Q(contactmoment__isnull=False),
            ),
            # What others were told cannot be shuffled by the order of a day.
            models.CheckConstraint(
                name="afspraak_aangekondigd_en_vast_heeft_uur",
                condition=Q(uur_vast=True) | Q(aangekondigd=False) | ~Q(status=Afspraakstatus.VAST),
                violation_error_message="Wat met iemand is afgesproken, heeft een vast uur.",
            ),
            models.CheckConstraint(
                name="afspraak_gewist_zonder_woorden",
                condition=Q(gewist_op=None) | Q(onderwerp="", plaats="", boodschap="", nota="", reden=""),
            ),
        )
        indexes = (
            models.Index(fields=("eigenaar", "begin"), name="afspraak_van_wie"),
            models.Index(fields=("organisator", "begin"), name="afspraak_organisator"),
        )

    def __str__(self) -> str:
        return f"{self.soortnaam} van {self.begin.astimezone(BRUSSEL):%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Return the page of the appointment."""
        return adres("dossiers:afspraak", self.pk)

    @property
    def soortnaam(self) -> str:
        """The kind in words: "Onaangekondigd bezoek", "Gesprek"."""
        if not self.aangekondigd:
            return "Onaangekondigd bezoek"
        return str(Afspraaksoort(self.soort).label).capitalize()

    @property
    def statuslid(self) -> Afspraakstatus:
        """The state as the screen draws it."""
        return Afspraakstatus(self.status)

    @property
    def is_open(self) -> bool:
        """Whether it still has to come, or to be told about."""
        return self.statuslid in Afspraakstatus.open() and self.gewist_op is None

    @property
    def is_bezoek(self) -> bool:
        """Whether somebody goes to a location."""
        return self.soort == Afspraaksoort.BEZOEK


@pghistory.track(
    pghistory.InsertEvent(), pghistory.DeleteEvent(),
    model_name="AfspraakLocatieEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    context_field=None,  # type: ignore[arg-type]  # None: no context, as its documentation says
)  # fmt: skip
class AfspraakLocatie(models.Model):
    """One location an appointment is about."""

    afspraak = models.ForeignKey(Afspraak, on_delete=models.CASCADE, related_name="locaties")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="afspraaklocaties")

    class Meta:
        ordering = ("pk",)
        verbose_name = "locatie van een afspraak"
        verbose_name_plural = "locaties van afspraken"
        constraints = (models.UniqueConstraint(name="afspraaklocatie_een_keer", fields=("afspraak", "dossier")),)

    def __str__(self) -> str:
        return f"dossier {self.dossier_id} bij een afspraak"


class Deelnemer(models.Model):
    """Somebody who takes part beside the owner: a colleague, somebody of the organisator, somebody else.

    Who was told about it and takes part no more keeps a row with `weg_op`, so that a cancellation can be sent and proved.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    afspraak = models.ForeignKey(Afspraak, on_delete=models.CASCADE, related_name="deelnemers")
    soort = models.CharField(max_length=12, choices=Deelnemersoort.choices)
    medewerker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="deelnames"
    )
    naam = models.CharField(max_length=200, blank=True)
    email = models.EmailField("e-mail", blank=True)
    weg_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("soort", "naam", "pk")
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        constraints = (
            models.UniqueConstraint(
                name="deelnemer_collega_een_keer", fields=("afspraak", "medewerker"), condition=Q(weg_op=None)
            ),
            models.UniqueConstraint(
                name="deelnemer_adres_een_keer", fields=("afspraak", "email"), condition=Q(weg_op=None) & ~Q(email="")
            ),
            models.CheckConstraint(
                name="deelnemer_collega_of_naam",
                condition=Q(soort=Deelnemersoort.COLLEGA, medewerker__isnull=False, naam="", email="")
                | (~Q(soort=Deelnemersoort.COLLEGA) & Q(medewerker=None)),
            ),
        )

    def __str__(self) -> str:
        return "deelnemer aan een afspraak"

    @property
    def wie(self) -> str:
        """The name, or the address of who has none."""
        return self.medewerker.naam if self.medewerker else self.naam or self.email

    @property
    def adres(self) -> str:
        """Where mail goes: of a colleague the address of today."""
        return self.medewerker.email if self.medewerker else self.email


AfspraakEvent = Afspraak.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track
AfspraakLocatieEvent = AfspraakLocatie.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track
