"""An import of a register: what was uploaded, how far it is, what came of it, and what a person should look at."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dossiers.choices import Importstatus, Meldingsoort, Opvangtype
from dossiers.historiek import HISTORIEK
from dossiers.models.dossier import Dossier
from kern.adres import adres
from kern.models import Team

HISTORIEKTABELLEN = {
    "vergunningen": "vergunningen",
    "attesten": "attesten",
    "opvang": "opvanggegevens",
    "leefgroepen": "leefgroepen",
    "sluitingen": "sluitingen",
    "groepen": "groepen",
    "groepsleden": "leden van groepen",
    "opvolgingen": "opvolgingen",
    "inspectieverzoeken": "inspectieverzoeken",
    "verslagen": "verslagen",
    "addenda": "addenda",
    "steun": "verwijzingen naar verslagen",
    "documenten": "documenten",
    "documentversies": "versies van documenten",
    "post": "mails",
    "postbijlagen": "bijlagen van mails",
    "beloften": "beloften",
    "afspraken": "afspraken",
    "deelnemers": "deelnemers aan afspraken",
    "taken": "taken",
}
"""What a package holds beside what has a count of its own, as people call it."""


class ImportRun(models.Model):
    """One import of a register or of the history of the old system, from upload to the last row (woordenlijst: import).

    The row is the truth and the worker only carries out: states and steps stand in `dossiers.workflow.IMPORT`. The bytes lie in
    `Importstuk` until the import has ended, so that what is taken over is byte for byte what was tried. `wie` is the token of
    the worker that holds it; whether that worker lives, a lock in the database says (`dossiers.actions.importeren`).
    """

    formaat = models.CharField(max_length=12)
    bestandsnaam = models.CharField(max_length=200)
    grootte = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    type = models.CharField("soort opvang", max_length=20, choices=Opvangtype.choices, blank=True)  # when the file does not say
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # idem
    status = models.CharField(max_length=14, choices=Importstatus.choices, default=Importstatus.KLAARGEZET)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    gemaakt_op = models.DateTimeField()
    begonnen_op = models.DateTimeField(null=True, blank=True)  # of the step that runs or ran last
    klaar_op = models.DateTimeField(null=True, blank=True)
    wie = models.UUIDField(null=True, blank=True)
    poging = models.PositiveSmallIntegerField(default=0)
    reden = models.CharField(max_length=500, blank=True)  # why it was refused or failed

    regels = models.PositiveIntegerField(default=0)  # lines in the file, without the head
    gelezen = models.PositiveIntegerField(default=0)  # lines read so far
    nieuw = models.PositiveIntegerField(default=0)
    bijgewerkt = models.PositiveIntegerField(default=0)
    ongewijzigd = models.PositiveIntegerField(default=0)
    organisatoren = models.PositiveIntegerField("nieuwe organisatoren", default=0)
    bezoeken = models.PositiveIntegerField("nieuwe bezoeken", default=0)  # of the history: contactmomenten of any kind
    betrokkenen = models.PositiveIntegerField("nieuwe betrokkenen", default=0)
    historiekstukken = models.PositiveIntegerField("nieuwe stukken", default=0)
    bestanden = models.PositiveIntegerField("nieuwe bestanden", default=0)
    historiek = models.JSONField("wat er nog bijkwam", default=dict, blank=True)  # of `HISTORIEKTABELLEN`: new rows
    fouten = models.PositiveIntegerField(default=0)
    opmerkingen = models.PositiveIntegerField(default=0)  # rows that came in, with something to look at

    class Meta:
        ordering = ("-gemaakt_op", "-pk")
        verbose_name = "import"
        verbose_name_plural = "imports"
        constraints = (
            models.CheckConstraint(
                name="importrun_bezig_met_werker",
                condition=Q(status__in=("nakijken", "overnemen"), wie__isnull=False)
                | (~Q(status__in=("nakijken", "overnemen")) & Q(wie=None)),
            ),
            models.CheckConstraint(
                name="importrun_mislukt_met_reden", condition=~Q(status__in=("geweigerd", "mislukt")) | ~Q(reden="")
            ),
        )
        indexes = (
            models.Index(fields=("-gemaakt_op", "-id"), name="importrun_nieuwste"),
            models.Index(fields=("id",), name="importrun_te_doen", condition=Q(status__in=("klaargezet", "bevestigd"))),
        )

    def __str__(self) -> str:
        return self.bestandsnaam

    def get_absolute_url(self) -> str:
        """Return the page with progress and report."""
        return adres("dossiers:import", self.pk)

    @property
    def statuslid(self) -> Importstatus:
        """The state as the screen draws it."""
        return Importstatus(self.status)

    @property
    def loopt(self) -> bool:
        """Whether something still happens without anybody doing anything."""
        return self.status in Importstatus.lopend()

    @property
    def tellingen(self) -> list[tuple[str, int]]:
        """What came of it, in words and numbers."""
        historiek = [
            ("nieuwe betrokkenen", self.betrokkenen),
            ("nieuwe contactmomenten", self.bezoeken),
            ("nieuwe stukken", self.historiekstukken),
            ("met bestanden", self.bestanden),
            *((f"nieuwe {wat}", aantal) for wat, aantal in self.historiektellingen),
        ]
        return [
            ("nieuwe dossiers", self.nieuw),
            ("bijgewerkte dossiers", self.bijgewerkt),
            ("ongewijzigde dossiers", self.ongewijzigd),
            ("nieuwe organisatoren", self.organisatoren),
            *(historiek if self.is_historiek else [("nieuwe bezoeken", self.bezoeken)]),
            ("rijen met een fout", self.fouten),
            ("opmerkingen", self.opmerkingen),
        ]

    @property
    def historiektellingen(self) -> list[tuple[str, int]]:
        """What came in of the other tables that the package has, in words and numbers."""
        return [(woorden, self.historiek[wat]) for wat, woorden in HISTORIEKTABELLEN.items() if wat in self.historiek]

    @property
    def is_historiek(self) -> bool:
        """Whether it is a package of the old system: all or nothing, and other things are counted."""
        return self.formaat == HISTORIEK.code


class Importstuk(models.Model):
    """A piece of the uploaded bytes; gone as soon as the import has ended."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="stukken")
    volgnummer = models.PositiveIntegerField()
    inhoud = models.BinaryField()

    class Meta:
        ordering = ("volgnummer",)
        verbose_name = "stuk van een import"
        verbose_name_plural = "stukken van een import"
        constraints = (models.UniqueConstraint(name="importstuk_een_keer", fields=("run", "volgnummer")),)

    def __str__(self) -> str:
        return f"stuk {self.volgnummer} van import {self.run_id}"


class Importmelding(models.Model):
    """One line of the report: a row that could not come in, or one that did and asks to be looked at."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="meldingen")
    soort = models.CharField(max_length=10, choices=Meldingsoort.choices)
    regel = models.PositiveIntegerField()  # line in the file; the head is line 1
    kolom = models.CharField(max_length=40)
    zin = models.CharField(max_length=500)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("regel", "pk")
        verbose_name = "regel van het verslag"
        verbose_name_plural = "regels van het verslag"
        indexes = (models.Index(fields=("run", "regel", "id"), name="importmelding_verslag"),)

    def __str__(self) -> str:
        return f"regel {self.regel}, {self.kolom}: {self.zin}"

    @property
    def soortlid(self) -> Meldingsoort:
        """The kind as the screen draws it."""
        return Meldingsoort(self.soort)


def _tekst(**meer: Any) -> models.TextField:
    return models.TextField(default="", **meer)


class Importrij(models.Model):
    """A row of the file while it is taken over: written by COPY, compared and emptied in one transaction; nobody ever sees one.

    A table and not a temporary one, because the role of the program may make no tables of its own: a temporary table could
    stand in for a real one.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    regel = models.PositiveIntegerField()
    kolom = _tekst()  # not empty: a bad row, with what is wrong in `zin`
    zin = _tekst()
    bronnummer = _tekst()
    dossiernummer = _tekst()
    naam = _tekst()
    sorteersleutel = _tekst()
    straat = _tekst()
    huisnummer = _tekst()
    postcode = _tekst()
    gemeente = _tekst()
    refnis = _tekst()
    telefoon = _tekst()
    type = _tekst()
    plaatsen = models.IntegerField(null=True)
    plaatsen_gesubsidieerd = models.IntegerField(null=True)
    tarief = _tekst()
    subsidietrap = _tekst()
    status = _tekst()
    teamcode = _tekst()
    vergund_vanaf = models.DateField(null=True)
    vergund_tot = models.DateField(null=True)
    organisatornummer = _tekst()
    organisatornaam = _tekst()
    organisatorsleutel = _tekst()  # what makes two rows one organisator: its number, or its name
    organisatorsortering = _tekst()
    kbo = _tekst()
    rechtsvorm = _tekst()
    organisatortelefoon = _tekst()
    gebruikersnaam = _tekst()
    bezoek_op = models.DateField(null=True)
    bezoek_tekst = _tekst()
    # Found out by comparing.
    leidt = models.BooleanField(default=True)  # this row says what the location is; the others only tell of a visit
    team = models.ForeignKey(Team, on_delete=models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    organisator_id = models.BigIntegerField(null=True)
    organisator_is_nieuw = models.BooleanField(default=False)
    klantenbeheerder_id = models.BigIntegerField(null=True)
    is_nieuw = models.BooleanField(default=False)
    velden = models.JSONField(default=list)  # of a known location: which fields follow the register

    class Meta:
        verbose_name = "rij van een import"
        verbose_name_plural = "rijen van een import"
        indexes = (models.Index(F("run"), F("bronnummer"), name="importrij_bronnummer"),)

    def __str__(self) -> str:
        return f"rij {self.regel} van import {self.run_id}"
