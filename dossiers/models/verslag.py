"""A written report, from its first word to the moment it cannot change any more (woordenlijst: verslag, addendum)."""

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value

from dossiers.choices import Verslagsoort, Verslagstatus
from dossiers.models.contactmoment import Contactmoment
from dossiers.models.dossier import Dossier
from dossiers.models.organisator import Organisator
from dossiers.querysets import InhoudQuerySet
from kern.adres import adres
from kern.models import PdfDocument


def _persoon(**opties: object) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **opties)  # type: ignore[arg-type]


def _bytes(veld: str) -> Func:
    return Func(F(veld), Value("UTF8"), function="convert_to")


class Verslagsjabloon(models.Model):
    """What a report of one kind is made of. Never changed: who edits it makes the next version, and reports keep theirs.

    `delen` is a list of `{"sleutel", "kop", "vragen": [...], "verplicht"}`, in order.
    """

    soort = models.CharField(max_length=12, choices=Verslagsoort.choices)
    versie = models.PositiveSmallIntegerField()
    delen = models.JSONField()
    nalezen = models.BooleanField("een collega leest na")
    # A note that nobody reads again is fixed by itself, so many hours after it was begun.
    vast_na_uren = models.PositiveSmallIntegerField("vast na (uren)", null=True, blank=True)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = _persoon(null=True, blank=True)  # empty: came with the program

    class Meta:
        ordering = ("soort", "-versie")
        verbose_name = "sjabloon van een verslag"
        verbose_name_plural = "sjablonen van verslagen"
        constraints = (
            models.UniqueConstraint(name="verslagsjabloon_een_per_versie", fields=("soort", "versie")),
            models.CheckConstraint(
                name="verslagsjabloon_nagelezen_of_vanzelf_vast",
                condition=Q(vast_na_uren=None) | Q(nalezen=False),
                violation_error_message="Wat een collega naleest, wordt niet vanzelf vastgesteld.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_soort_display()}, versie {self.versie}"


class Verslag(models.Model):
    """One report about a location, or about an organisator itself.

    Who begins it gives the key, so that what is sent twice is one report. The words stand in its `delen`, each with a version of
    its own. `nalezen` comes from the sjabloon and may be asked for more often, never less. Once `vastgesteld` nothing of it
    changes (`dossiers/sql/verslagen.sql` refuses): `vast` holds the words with author, reader and moment, as the PDF shows
    them, `sha256` is over exactly that, and a correction is an addendum.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sjabloon = models.ForeignKey(Verslagsjabloon, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField(max_length=12, choices=Verslagsoort.choices)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="verslagen")
    organisator = models.ForeignKey(Organisator, on_delete=models.PROTECT, related_name="verslagen")
    contactmoment = models.ForeignKey(
        Contactmoment, on_delete=models.PROTECT, null=True, blank=True, related_name="verslagen"
    )  # the call, talk or visit it tells about
    titel = models.CharField(max_length=200)
    op = models.DateTimeField("wanneer het was")
    met = models.CharField("met wie", max_length=300, blank=True)
    status = models.CharField(max_length=12, choices=Verslagstatus.choices, default=Verslagstatus.CONCEPT)
    nalezen = models.BooleanField("een collega leest na")
    versie = models.PositiveIntegerField(default=1)  # of what stands above the parts
    auteur = _persoon()
    begonnen_op = models.DateTimeField()
    vast_vanaf = models.DateTimeField(null=True, blank=True)  # fixed by itself from then on
    lezer = _persoon(null=True, blank=True)
    aangeboden_op = models.DateTimeField(null=True, blank=True)
    nagelezen_op = models.DateTimeField(null=True, blank=True)
    vastgesteld_door = _persoon(null=True, blank=True)  # empty with a moment: by itself
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    vast = models.TextField(blank=True)  # JSON (`dossiers.verslagtekst`)
    sha256 = models.CharField(max_length=64, blank=True)
    pdf = models.ForeignKey(PdfDocument, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    verworpen_op = models.DateTimeField(null=True, blank=True)
    verworpen_door = _persoon(null=True, blank=True)
    verwerpreden = models.CharField("waarom het niet bewaard wordt", max_length=500, blank=True)
    gewist_op = models.DateTimeField(null=True, blank=True)

    objects = InhoudQuerySet.as_manager()

    class Meta:
        ordering = ("-op", "pk")
        verbose_name = "verslag"
        verbose_name_plural = "verslagen"
        constraints = (
            models.CheckConstraint(
                name="verslag_lezer_is_iemand_anders",
                condition=Q(lezer=None) | ~Q(lezer=F("auteur")),
                violation_error_message="Wie een verslag schrijft, leest het niet zelf na.",
            ),
            models.CheckConstraint(
                name="verslag_lezer_met_moment",
                condition=Q(status__in=(str(Verslagstatus.CONCEPT), str(Verslagstatus.VERWORPEN)))
                | Q(nalezen=False)
                | Q(lezer__isnull=False, aangeboden_op__isnull=False),
            ),
            models.CheckConstraint(
                name="verslag_vast_na_nalezing",
                condition=~Q(status=Verslagstatus.VASTGESTELD) | Q(nalezen=False) | Q(nagelezen_op__isnull=False),
                violation_error_message="Laat het verslag eerst nalezen.",
            ),
            models.CheckConstraint(
                name="verslag_vast_met_hash",
                condition=Q(status=Verslagstatus.VASTGESTELD, vastgesteld_op__isnull=False) & ~Q(sha256="")
                | ~Q(status=Verslagstatus.VASTGESTELD) & Q(vastgesteld_op=None, vast="", sha256="", pdf=None),
            ),
            # The database itself proves that hash and words belong together.
            models.CheckConstraint(
                name="verslag_hash_klopt",
                condition=Q(vast="") | Q(sha256=Func(Func(_bytes("vast"), function="sha256"), Value("hex"), function="encode")),
            ),
            models.CheckConstraint(
                name="verslag_verworpen_met_reden",
                condition=Q(verworpen_op=None, verworpen_door=None, verwerpreden="")
                | (Q(verworpen_op__isnull=False, verworpen_door__isnull=False) & (~Q(verwerpreden="") | ~Q(gewist_op=None))),
            ),
            models.CheckConstraint(
                name="verslag_gewist_zonder_woorden",
                condition=Q(gewist_op=None) | Q(titel="(gewist)", met="", verwerpreden="", vast="", pdf=None),
            ),
        )
        indexes = (
            models.Index(F("dossier"), F("op").desc(), name="verslag_dossier"),
            models.Index(F("organisator"), F("op").desc(), name="verslag_organisator"),
            models.Index(F("op").desc(), F("id"), name="verslag_nieuwste"),
            models.Index(
                fields=("vast_vanaf",),
                name="verslag_vanzelf_vast",
                condition=Q(status=Verslagstatus.CONCEPT, vast_vanaf__isnull=False),
            ),
            models.Index(
                fields=("vastgesteld_op",),
                name="verslag_zonder_pdf",
                condition=Q(status=Verslagstatus.VASTGESTELD, pdf=None, gewist_op=None),
            ),
        )

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        """Return the page on which it is written, read and fixed."""
        return adres("dossiers:verslag", self.pk)

    @property
    def statuslid(self) -> Verslagstatus:
        """The state as the screen draws it."""
        return Verslagstatus(self.status)

    @property
    def over(self) -> Dossier | Organisator:
        """What it is about."""
        return self.dossier or self.organisator

    @property
    def is_concept(self) -> bool:
        """Whether its words may still be written."""
        return self.status == Verslagstatus.CONCEPT

    @property
    def is_vast(self) -> bool:
        """Whether nothing of it changes any more."""
        return self.status == Verslagstatus.VASTGESTELD


class Verslagdeel(models.Model):
    """One heading of a report with what stands under it, as `kern.rijketekst` keeps text.

    Each part has a version of its own: two people who write in different parts are not in each other's way.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    verslag = models.ForeignKey(Verslag, on_delete=models.PROTECT, related_name="delen")
    sleutel = models.SlugField(max_length=40)
    volgorde = models.PositiveSmallIntegerField()
    kop = models.CharField(max_length=200)
    vragen = models.JSONField(default=list, blank=True)  # what to think of while writing
    verplicht = models.BooleanField(default=False)
    tekst = models.TextField(blank=True)
    versie = models.PositiveIntegerField(default=1)
    gewijzigd_op = models.DateTimeField(null=True, blank=True)
    gewijzigd_door = _persoon(null=True, blank=True)

    # Names with an @ whose owners may not read it: said to who saved just now (`actions.verslag_vermelden`), kept nowhere.
    niet_verwittigd: Sequence[str] = ()

    class Meta:
        ordering = ("volgorde",)
        verbose_name = "deel van een verslag"
        verbose_name_plural = "delen van verslagen"
        constraints = (models.UniqueConstraint(name="verslagdeel_een_per_sleutel", fields=("verslag", "sleutel")),)

    def __str__(self) -> str:
        return self.kop


class Deelversie(models.Model):
    """What a part said before: kept when somebody else goes on with it, and once per stretch of writing."""

    deel = models.ForeignKey(Verslagdeel, on_delete=models.PROTECT, related_name="versies")
    versie = models.PositiveIntegerField()
    tekst = models.TextField(blank=True)
    op = models.DateTimeField()  # when these words were written
    door = _persoon(null=True, blank=True)

    class Meta:
        ordering = ("-versie",)
        verbose_name = "vorige versie van een deel"
        verbose_name_plural = "vorige versies van delen"
        constraints = (models.UniqueConstraint(name="deelversie_een_per_versie", fields=("deel", "versie")),)

    def __str__(self) -> str:
        return f"versie {self.versie} van deel {self.deel_id}"


class Opmerking(models.Model):
    """What somebody who reads says about some words of a part; the author takes it over or answers it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deel = models.ForeignKey(Verslagdeel, on_delete=models.PROTECT, related_name="opmerkingen")
    citaat = models.CharField("over welke woorden", max_length=500, blank=True)  # empty: about the whole part
    tekst = models.TextField("opmerking", max_length=5_000)
    door = _persoon()
    op = models.DateTimeField()
    aanvaard = models.BooleanField(null=True, blank=True)  # None: not dealt with
    antwoord = models.TextField(max_length=5_000, blank=True)
    beantwoord_door = _persoon(null=True, blank=True)
    beantwoord_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("op", "pk")
        verbose_name = "opmerking bij een verslag"
        verbose_name_plural = "opmerkingen bij verslagen"
        constraints = (
            models.CheckConstraint(
                name="opmerking_open_of_afgehandeld",
                condition=Q(aanvaard=None, beantwoord_door=None, beantwoord_op=None, antwoord="")
                | Q(aanvaard__isnull=False, beantwoord_door__isnull=False, beantwoord_op__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"opmerking bij {self.deel_id}"

    @property
    def is_open(self) -> bool:
        """Whether the author did nothing with it yet."""
        return self.aanvaard is None


class Addendum(models.Model):
    """What was added to a report that cannot change any more: a correction, or what came to light later. Never changed itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    verslag = models.ForeignKey(Verslag, on_delete=models.PROTECT, related_name="addenda")
    nummer = models.PositiveSmallIntegerField()
    tekst = models.TextField()
    reden = models.CharField("waarom dit erbij komt", max_length=500)
    door = _persoon()
    op = models.DateTimeField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("nummer",)
        verbose_name = "addendum"
        verbose_name_plural = "addenda"
        constraints = (models.UniqueConstraint(name="addendum_een_per_nummer", fields=("verslag", "nummer")),)

    def __str__(self) -> str:
        return f"addendum {self.nummer}"


class Steun(models.Model):
    """What rests on a report as it was fixed: a decision, an advice. `soort` and `verwijzing` say what it is in its own app."""

    verslag = models.ForeignKey(Verslag, on_delete=models.PROTECT, related_name="steunt")
    sha256 = models.CharField(max_length=64)  # of the report, so that the exact words are meant
    tot_addendum = models.PositiveSmallIntegerField(default=0)  # the last addendum that was read with it
    soort = models.CharField(max_length=60)
    verwijzing = models.CharField(max_length=60)
    titel = models.CharField(max_length=200)
    url = models.CharField(max_length=200, blank=True)
    door = _persoon()
    op = models.DateTimeField()

    class Meta:
        ordering = ("op", "pk")
        verbose_name = "wat op een verslag steunt"
        verbose_name_plural = "wat op verslagen steunt"
        constraints = (models.UniqueConstraint(name="steun_een_keer", fields=("verslag", "soort", "verwijzing")),)

    def __str__(self) -> str:
        return self.titel
