"""What somebody writes while they are on the phone, before it is known what it will be (woordenlijst: telefoonblad)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dossiers.choices import Richting
from dossiers.models.contactmoment import LANGSTE_TEKST
from dossiers.models.dossier import Dossier
from dossiers.models.organisator import Organisator
from dossiers.querysets import TelefoonbladQuerySet
from kern.adres import adres
from kern.tijd import BRUSSEL


class Telefoonblad(models.Model):
    """One call, as its author writes it down. Read by nobody else, and in nobody's search: names of melders may stand in it.

    The key is made by the page, so that opening twice is one. Each save raises `versie`. At hang-up it becomes something
    (`Bladuitkomst`), or nothing with a reason; its words are emptied a while after that, for they live in what it became.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    begonnen_op = models.DateTimeField()
    tekst = models.TextField("wat er gezegd wordt", max_length=LANGSTE_TEKST, blank=True)
    wie = models.CharField("met wie", max_length=200, blank=True)
    nummer = models.CharField("telefoonnummer", max_length=40, blank=True)
    richting = models.CharField(max_length=3, choices=Richting.choices, default=Richting.IN)
    # About a location, or about an organisator itself; empty while that is not known.
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    organisator = models.ForeignKey(
        Organisator, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    versie = models.PositiveIntegerField(default=1)
    gewijzigd_op = models.DateTimeField()
    weggelegd_op = models.DateTimeField(null=True, blank=True)  # for later: not in the dock any more, and still open
    klaar_op = models.DateTimeField(null=True, blank=True)
    reden = models.CharField("waarom er niets van bewaard wordt", max_length=300, blank=True)
    leeg_op = models.DateTimeField(null=True, blank=True)  # its words were emptied: a while after hang-up, or because of erasing

    objects = TelefoonbladQuerySet.as_manager()

    class Meta:
        ordering = ("-begonnen_op", "pk")
        verbose_name = "telefoonblad"
        verbose_name_plural = "telefoonbladen"
        constraints = (
            models.CheckConstraint(
                name="telefoonblad_over_een_ding",
                condition=Q(dossier=None) | Q(organisator=None),
                violation_error_message="Een telefoonblad gaat over een locatie of over een organisator, niet over beide.",
            ),
            models.CheckConstraint(
                name="telefoonblad_leeg_zonder_woorden",
                condition=Q(leeg_op=None) | (Q(tekst="", wie="", nummer="", reden="") & Q(klaar_op__isnull=False)),
            ),
        )
        indexes = (
            # Asked with every page of everybody: only what is open.
            models.Index(F("auteur"), F("gewijzigd_op").desc(), name="telefoonblad_open", condition=Q(klaar_op=None)),
            models.Index(F("auteur"), F("klaar_op").desc(), name="telefoonblad_van"),
            models.Index(fields=("klaar_op",), name="telefoonblad_te_legen", condition=Q(leeg_op=None, klaar_op__isnull=False)),
        )

    def __str__(self) -> str:
        # Never who called: this stands in the log and in the werkvoorraad.
        return f"telefoonblad van {self.begonnen_op.astimezone(BRUSSEL):%d/%m/%Y %H:%M}"

    def get_absolute_url(self) -> str:
        """Return its page: to write without JavaScript, and to see what it became."""
        return adres("dossiers:telefoonblad", self.pk)

    @property
    def over(self) -> Dossier | Organisator | None:
        """What the call is about, when that is known."""
        return self.dossier or self.organisator

    @property
    def is_open(self) -> bool:
        """Whether it waits to become something."""
        return self.klaar_op is None


class Bladuitkomst(models.Model):
    """One thing a telefoonblad became: a contact at one location, a task. `soort` is the goal (`dossiers.bestemmingen`)."""

    blad = models.ForeignKey(Telefoonblad, on_delete=models.PROTECT, related_name="uitkomsten")
    soort = models.CharField(max_length=40)
    verwijzing = models.CharField(max_length=60)  # the key of what was made
    titel = models.CharField(max_length=200)
    url = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = "wat een telefoonblad werd"
        verbose_name_plural = "wat telefoonbladen werden"
        constraints = (models.UniqueConstraint(name="bladuitkomst_een_keer", fields=("blad", "soort", "verwijzing")),)
        # From what was made back to the call: on the page of a contact, of a task, and when it is erased.
        indexes = (models.Index(fields=("verwijzing",), name="bladuitkomst_terug"),)

    def __str__(self) -> str:
        return self.titel
