"""Mail with the file of a location: what came in, what we wrote, and the address by which a colleague sends mail into it."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from dossiers.choices import Richting
from dossiers.models.contactmoment import Contactmoment
from dossiers.models.document import Documentversie
from dossiers.models.dossier import Dossier
from dossiers.models.organisator import Organisator
from dossiers.postkeuzes import Postbron, Poststatus
from dossiers.querysets import PostberichtQuerySet
from kern.adres import adres
from kern.models import Bestand, OutboxRegel


def _persoon(**opties: object) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **opties)  # type: ignore[arg-type]


class Postadres(models.Model):
    """The code behind the plus in the mail address of a location. At most one holds; who renews it ends the one before."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="postadressen")
    code = models.CharField(max_length=22, unique=True)
    gemaakt_op = models.DateTimeField()
    gemaakt_door = _persoon()
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = _persoon(null=True, blank=True)

    class Meta:
        ordering = ("-gemaakt_op",)
        verbose_name = "postadres"
        verbose_name_plural = "postadressen"
        constraints = (
            models.UniqueConstraint(name="postadres_een_per_dossier", fields=("dossier",), condition=Q(ingetrokken_op=None)),
            models.CheckConstraint(
                name="postadres_ingetrokken_met_wie",
                condition=Q(ingetrokken_op=None, ingetrokken_door=None)
                | Q(ingetrokken_op__isnull=False, ingetrokken_door__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"postadres van {self.dossier_id}"


class Postbericht(models.Model):
    """One mail (woordenlijst: postbericht), in or out.

    What came in and was placed has a `contactmoment`: that is what the timeline tells. What we write is a concept until it
    is sent; then each addressee has a `Postverzending`, and the contactmoment follows when it really left.

    `herkenning` is a sha256 of Message-ID, content and where it was meant to go: the same mail fetched twice is one row.
    `draad` is the key of the first mail of a conversation. `antwoordcode` is in the Reply-To of what we wrote: who answers
    with it, answers this mail, also from an address nobody knew.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    richting = models.CharField(max_length=3, choices=Richting.choices, blank=True)  # empty: a note of a colleague
    status = models.CharField(max_length=16, choices=Poststatus.choices, default=Poststatus.TE_PLAATSEN)
    bron = models.CharField(max_length=10, choices=Postbron.choices)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="post")
    organisator = models.ForeignKey(Organisator, on_delete=models.PROTECT, null=True, blank=True, related_name="post")
    contactmoment = models.OneToOneField(Contactmoment, on_delete=models.PROTECT, null=True, blank=True, related_name="post")
    antwoord_op = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="antwoorden")
    draad = models.UUIDField()

    message_id = models.CharField(max_length=500, blank=True)
    herkenning = models.CharField(max_length=64, unique=True, null=True, blank=True)  # empty of what we wrote
    vingerafdruk = models.CharField(max_length=64, blank=True)
    antwoordcode = models.CharField(max_length=22, unique=True, null=True, blank=True)  # empty of what came in

    van_naam = models.CharField("naam van de afzender", max_length=200, blank=True)
    van_adres = models.CharField("adres van de afzender", max_length=254, blank=True)
    # Who sent the mail to us: of what a colleague forwarded that colleague, while `van_adres` is who wrote it first.
    afzender = models.CharField("adres van wie het ons stuurde", max_length=254, blank=True)
    aan = ArrayField(models.CharField(max_length=254), default=list, blank=True)
    cc = ArrayField(models.CharField(max_length=254), default=list, blank=True)
    onderwerp = models.CharField(max_length=500, blank=True)
    tekst = models.TextField(blank=True)
    citaat = models.TextField("wat de mail aanhaalt", blank=True)
    opmaak = models.TextField("tekst met opmaak", blank=True)  # `kern.rijketekst`; of a mail that had only HTML
    op = models.DateTimeField("wanneer")  # sent, as the mail says; else received; of a concept: last saved
    zonder_datum = models.BooleanField(default=False)
    ontvangen_op = models.DateTimeField()  # when it came to us, or was begun
    opmerkingen = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    automaat = models.CharField("waarom automatisch", max_length=100, blank=True)

    door = _persoon(null=True, blank=True)  # the colleague who sent, dropped or wrote it
    behandeld_op = models.DateTimeField(null=True, blank=True)
    behandeld_door = _persoon(null=True, blank=True)  # placed or set aside by; empty with a moment: by itself
    reden = models.CharField("waarom opzij", max_length=500, blank=True)
    vertrekt_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)
    gewist_op = models.DateTimeField(null=True, blank=True)

    objects = PostberichtQuerySet.as_manager()

    class Meta:
        ordering = ("-op", "pk")
        verbose_name = "mail"
        verbose_name_plural = "mails"
        constraints = (
            models.CheckConstraint(
                name="postbericht_geplaatst_ergens",
                condition=~Q(status=Poststatus.GEPLAATST) | Q(organisator__isnull=False, contactmoment__isnull=False),
            ),
            models.CheckConstraint(
                name="postbericht_opzij_met_reden",
                condition=~Q(status=Poststatus.OPZIJ) | ~Q(reden="") | ~Q(gewist_op=None),
                violation_error_message="Schrijf waarom deze mail in geen dossier hoort.",
            ),
            models.CheckConstraint(
                name="postbericht_wij_met_wie",
                condition=~Q(richting=Richting.UIT, bron=Postbron.GESCHREVEN)
                | Q(door__isnull=False, organisator__isnull=False, antwoordcode__isnull=False),
            ),
            models.CheckConstraint(
                name="postbericht_gewist_zonder_woorden",
                condition=Q(gewist_op=None)
                | Q(
                    van_naam="", van_adres="", afzender="", aan=[], cc=[], onderwerp="", tekst="", citaat="", opmaak="",
                    opmerkingen=[], reden=""
                ),
            ),
        )  # fmt: skip
        indexes = (
            models.Index(F("dossier"), F("op").desc(), name="postbericht_dossier"),
            models.Index(F("organisator"), F("op").desc(), name="postbericht_organisator"),
            models.Index(fields=("message_id",), name="postbericht_nummer", condition=~Q(message_id="")),
            models.Index(fields=("vingerafdruk",), name="postbericht_afdruk", condition=~Q(vingerafdruk="")),
            models.Index(fields=("draad",), name="postbericht_draad"),
            models.Index(fields=("-ontvangen_op",), name="postbericht_te_plaatsen", condition=Q(status=Poststatus.TE_PLAATSEN)),
            models.Index(fields=("vertrekt_op",), name="postbericht_onderweg", condition=Q(status=Poststatus.ONDERWEG)),
            models.Index(fields=("afzender", "-ontvangen_op"), name="postbericht_afzender"),
        )

    def __str__(self) -> str:
        return f"mail van {self.op:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Return the page on which it is read."""
        return adres("dossiers:postbericht", self.pk)

    @property
    def statuslid(self) -> Poststatus:
        """The state as the screen draws it."""
        return Poststatus(self.status)

    @property
    def over(self) -> Dossier | Organisator | None:
        """Where it stands; None for what waits to be placed."""
        return self.dossier or self.organisator

    @property
    def van(self) -> str:
        """Who wrote it, in words."""
        if self.van_naam and self.van_adres:
            return f"{self.van_naam} ({self.van_adres})"
        return self.van_naam or self.van_adres or "onbekende afzender"

    @property
    def kop(self) -> str:
        """Its subject, or what stands for it."""
        return self.onderwerp or "(zonder onderwerp)"


class Postbijlage(models.Model):
    """An attachment of a mail. `bestand` is empty for what was refused: `geweigerd` says why."""

    bericht = models.ForeignKey(Postbericht, on_delete=models.PROTECT, related_name="bijlagen")
    bestand = models.ForeignKey(Bestand, on_delete=models.PROTECT, null=True, blank=True, related_name="postbijlagen")
    # Chosen from the documents of the file; the attachment has a row of its own on the same content, so the document stays free.
    versie = models.ForeignKey(Documentversie, on_delete=models.PROTECT, null=True, blank=True, related_name="postbijlagen")
    naam = models.CharField(max_length=150)
    grootte = models.PositiveBigIntegerField()  # bytes
    geweigerd = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = "bijlage van een mail"
        verbose_name_plural = "bijlagen van mails"
        constraints = (
            models.CheckConstraint(
                name="postbijlage_bewaard_of_geweigerd", condition=Q(bestand=None) | Q(geweigerd=""),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"bijlage {self.pk}"


class Postverzending(models.Model):
    """One addressee of a mail we wrote: a message of its own, so that one wrong address does not stop the others."""

    bericht = models.ForeignKey(Postbericht, on_delete=models.PROTECT, related_name="verzendingen")
    adres = models.CharField(max_length=254)
    regel = models.OneToOneField(OutboxRegel, on_delete=models.PROTECT, related_name="+")
    niet_aangekomen_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = "verzending van een mail"
        verbose_name_plural = "verzendingen van mails"

    def __str__(self) -> str:
        return f"verzending {self.pk}"
