"""The people at an organisator or a location, what they can show, and whether two of them are one human being."""

from datetime import date
from uuid import uuid4

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from dossiers.choices import Attestsoort, Betrokkenerol, Koppelstatus
from dossiers.models.dossier import Dossier
from dossiers.models.organisator import Organisator
from dossiers.querysets import BetrokkeneQuerySet
from kern.adres import adres
from kern.tekst import persoonssleutel, sorteersleutel


@pghistory.track(context_field=None)  # type: ignore[arg-type]  # None: no context, as its documentation says
class Betrokkene(models.Model):
    """A named person at an organisator, or at one location of it (woordenlijst: betrokkene).

    One row per person, place and role: who works at two locations stands there twice, and a colleague says that it is the same
    human being (`PersoonKoppeling`). `organisator` is who organised when the person worked there. The key is a UUID: a
    betrokkene can be erased, and a serial number comes back after a restore. `naamsleutel` is how names are compared.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisator = models.ForeignKey(Organisator, on_delete=models.PROTECT, related_name="betrokkenen")
    dossier = models.ForeignKey(  # empty: of the organisator as a whole
        Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="betrokkenen", verbose_name="locatie"
    )
    rol = models.CharField(max_length=20, choices=Betrokkenerol.choices)
    naam = models.CharField(max_length=200)
    sorteersleutel = models.CharField(max_length=200, editable=False)
    naamsleutel = models.CharField(max_length=200, blank=True, editable=False)
    geboortedatum = models.DateField(null=True, blank=True)
    telefoon = models.CharField(max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    vanaf = models.DateField("sinds", null=True, blank=True)  # empty: not known
    tot = models.DateField("tot en met", null=True, blank=True)  # empty: still there
    bron = models.CharField(max_length=12, blank=True)  # empty: entered by hand
    bronnummer = models.CharField(max_length=40, blank=True)
    versie = models.PositiveIntegerField(default=1)

    objects = BetrokkeneQuerySet.as_manager()

    class Meta:
        ordering = ("sorteersleutel", "pk")
        verbose_name = "betrokkene"
        verbose_name_plural = "betrokkenen"
        constraints = (
            models.CheckConstraint(name="betrokkene_heeft_naam", condition=~Q(naam="")),
            models.CheckConstraint(
                name="betrokkene_tot_na_vanaf",
                condition=Q(tot=None) | Q(vanaf=None) | Q(tot__gte=F("vanaf")),
                violation_error_message="De laatste dag valt voor de eerste dag. Kies een latere laatste dag.",
            ),
            models.UniqueConstraint(
                name="betrokkene_een_per_bronnummer",
                fields=("bron", "bronnummer"),
                condition=~Q(bron=""),
                violation_error_message="Deze betrokkene is al overgenomen uit deze bron.",
            ),
        )
        indexes = (
            models.Index(fields=("geboortedatum", "naamsleutel"), name="betrokkene_zelfde_persoon"),
            GinIndex(
                fields=("naamsleutel",), opclasses=("gin_trgm_ops",), name="betrokkene_opzoeken", gin_pending_list_limit=512
            ),
        )

    def __str__(self) -> str:
        return f"{self.naam} ({self.get_rol_display()})"

    def get_absolute_url(self) -> str:
        """Return the page of this person at this place."""
        return adres("dossiers:betrokkene", self.pk)

    def clean(self) -> None:
        """Keep both stored keys in step with the name."""
        super().clean()
        self.sorteersleutel = sorteersleutel(self.naam)[:200]
        self.naamsleutel = persoonssleutel(self.naam)[:200]

    def is_weg(self, vandaag: date) -> bool:
        """Whether this person's last day here lies behind us."""
        return self.tot is not None and self.tot < vandaag


BetrokkeneEvent = Betrokkene.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track


@pghistory.track(context_field=None)  # type: ignore[arg-type]  # None: no context, as its documentation says
class Attest(models.Model):
    """What a betrokkene showed, and until when it counts. Only that it was shown: never what stands in it.

    Renewed, it gets `vervallen_op` and a new one follows, so that of each kind at most one holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    betrokkene = models.ForeignKey(Betrokkene, on_delete=models.PROTECT, related_name="attesten")
    soort = models.CharField(max_length=20, choices=Attestsoort.choices)
    afgegeven_op = models.DateField(null=True, blank=True)
    verloopt_op = models.DateField("geldig tot en met", null=True, blank=True)  # last day on which it counts; empty: for ever
    opmerking = models.CharField(max_length=300, blank=True)
    vervallen_op = models.DateTimeField(null=True, blank=True)  # renewed or withdrawn

    class Meta:
        ordering = ("soort", F("vervallen_op").asc(nulls_first=True), "-verloopt_op")
        verbose_name = "attest"
        verbose_name_plural = "attesten"
        constraints = (
            models.UniqueConstraint(
                name="attest_een_geldig_per_soort",
                fields=("betrokkene", "soort"),
                condition=Q(vervallen_op=None) & ~Q(soort=Attestsoort.ANDERE),
                violation_error_message="Er is al een attest van deze soort. Vernieuw dat.",
            ),
            models.CheckConstraint(
                name="attest_verloopt_na_afgifte",
                condition=Q(afgegeven_op=None) | Q(verloopt_op=None) | Q(verloopt_op__gte=F("afgegeven_op")),
                violation_error_message="Het attest vervalt voor het werd afgegeven. Kijk beide datums na.",
            ),
        )
        indexes = (models.Index(fields=("verloopt_op",), condition=Q(vervallen_op=None), name="attest_verloopt"),)

    def __str__(self) -> str:
        return self.get_soort_display()


AttestEvent = Attest.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track


class PersoonKoppeling(models.Model):
    """Two betrokkenen that may be one human being, and what a colleague decided about it.

    One row per pair, the smaller key first. A pair that looks alike but has no row is a proposal too
    (`dossiers.queries.verbanden`); a row comes with the first decision. Read as a graph: confirmed with a second who is
    confirmed with a third are all three the same. `beslist_door`, `beslist_op` and `reden` are of the last step; the earlier
    ones stand in the log.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    een = models.ForeignKey(Betrokkene, on_delete=models.PROTECT, related_name="+")
    ander = models.ForeignKey(Betrokkene, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=Koppelstatus.choices, default=Koppelstatus.VOORGESTELD)
    reden = models.CharField(max_length=1000, blank=True)
    beslist_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    beslist_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = "koppeling van personen"
        verbose_name_plural = "koppelingen van personen"
        constraints = (
            models.UniqueConstraint(name="persoonkoppeling_een_per_paar", fields=("een", "ander")),
            models.CheckConstraint(name="persoonkoppeling_kleinste_eerst", condition=Q(een__lt=F("ander"))),
            models.CheckConstraint(
                name="persoonkoppeling_beslist_door_iemand",
                condition=Q(status=Koppelstatus.VOORGESTELD, beslist_door=None, beslist_op=None)
                | (~Q(status=Koppelstatus.VOORGESTELD) & Q(beslist_door__isnull=False, beslist_op__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return "koppeling van twee betrokkenen"

    @property
    def statuslid(self) -> Koppelstatus:
        """The state as the screen draws it."""
        return Koppelstatus(self.status)
