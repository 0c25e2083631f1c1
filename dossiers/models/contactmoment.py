"""A contact between the agency and somebody around a location, and what was written about it before a correction."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dossiers.choices import Contactsoort, Richting
from dossiers.models.dossier import Dossier
from dossiers.models.organisator import Organisator
from kern.adres import adres

LANGSTE_TEKST = 50_000

_TITELS: dict[tuple[str, str], str] = {
    (Contactsoort.TELEFOON, Richting.IN): "Telefoon gekregen",
    (Contactsoort.TELEFOON, Richting.UIT): "Gebeld",
    (Contactsoort.MAIL, Richting.IN): "Mail gekregen",
    (Contactsoort.MAIL, Richting.UIT): "Mail gestuurd",
    (Contactsoort.BRIEF, Richting.IN): "Brief gekregen",
    (Contactsoort.BRIEF, Richting.UIT): "Brief gestuurd",
}


def regelsoort_van(soort: str) -> str:
    """Return the code of the kind of line that a contact of this kind has on the timeline."""
    return f"dossiers.contact.{soort}"


def titel_van(soort: str, richting: str, met: str = "") -> str:
    """Return how a contact is named on the timeline: "Gebeld · Lies Peeters". Used by bulk writers too."""
    titel = _TITELS.get((soort, richting)) or str(Contactsoort(soort).label).capitalize()
    return f"{titel} · {met}" if met else titel


class Contactinhoud(models.Model):
    """What is known of a contact: what kind, who began, with whom, when, and what was said."""

    soort = models.CharField(max_length=20, choices=Contactsoort.choices)
    richting = models.CharField(max_length=3, choices=Richting.choices, blank=True)  # empty: done together
    met = models.CharField("met wie", max_length=200, blank=True)
    op = models.DateTimeField("wanneer")
    tekst = models.TextField("wat er gezegd is", max_length=LANGSTE_TEKST, blank=True)

    class Meta:
        abstract = True

    @property
    def soortnaam(self) -> str:
        """The kind in words, with who began: "Gebeld", "Bezoek ter plaatse"."""
        return titel_van(self.soort, self.richting)


class Contactmoment(Contactinhoud):
    """One phone call, mail, talk or visit (woordenlijst: contactmoment), about a location or about an organisator itself.

    The key is given by the form, so that what is sent twice is kept once; being a UUID it never comes back after erasing.
    `organisator` is who organised the location at that time. What a colleague of ours wrote has `door`; `door_naam` names the
    author in the system it was taken over from (`bron`, `bronnummer`). Withdrawn, never deleted; a correction raises `versie`
    and leaves the earlier words in `Contactversie`.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="contactmomenten")
    organisator = models.ForeignKey(Organisator, on_delete=models.PROTECT, related_name="contactmomenten")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    door_naam = models.CharField(max_length=201, blank=True)
    genoteerd_op = models.DateTimeField()
    gewijzigd_op = models.DateTimeField(null=True, blank=True)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    intrekreden = models.CharField("waarom het niet klopt", max_length=500, blank=True)
    gewist_op = models.DateTimeField(null=True, blank=True)
    bron = models.CharField(max_length=12, blank=True)  # empty: written here
    bronnummer = models.CharField(max_length=60, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-op", "-genoteerd_op")
        verbose_name = "contactmoment"
        verbose_name_plural = "contactmomenten"
        constraints = (
            models.UniqueConstraint(
                name="contactmoment_een_per_bronnummer",
                fields=("bron", "bronnummer"),
                condition=~Q(bron=""),
                violation_error_message="Dit contactmoment is al overgenomen uit deze bron.",
            ),
            models.CheckConstraint(
                name="contactmoment_eigen_met_tekst_en_auteur",
                condition=~Q(bron="") | ~Q(gewist_op=None) | (~Q(tekst="") & Q(door__isnull=False)),
                violation_error_message="Schrijf wat er gezegd is.",
            ),
            models.CheckConstraint(
                name="contactmoment_richting_bij_soort",
                condition=Q(richting="") | Q(soort__in=Contactsoort.met_richting()),
                violation_error_message="Bij deze soort contact hoort geen richting.",
            ),
            models.CheckConstraint(
                name="contactmoment_ingetrokken_met_reden",
                condition=Q(ingetrokken_op=None, ingetrokken_door=None, intrekreden="")
                | (Q(ingetrokken_op__isnull=False, ingetrokken_door__isnull=False) & (~Q(intrekreden="") | ~Q(gewist_op=None))),
                violation_error_message="Wie een contactmoment intrekt, zegt waarom.",
            ),
            models.CheckConstraint(
                name="contactmoment_gewijzigd_met_wie",
                condition=Q(gewijzigd_op=None, gewijzigd_door=None) | Q(gewijzigd_op__isnull=False, gewijzigd_door__isnull=False),
            ),
            models.CheckConstraint(
                name="contactmoment_gewist_zonder_woorden",
                condition=Q(gewist_op=None) | Q(tekst="", met="", door_naam="", intrekreden=""),
            ),
        )
        indexes = (
            models.Index(F("dossier"), F("op").desc(), name="contactmoment_dossier"),
            models.Index(F("organisator"), F("op").desc(), name="contactmoment_organisator"),
            # Which kind somebody used last is what the form starts with.
            models.Index(F("door"), F("genoteerd_op").desc(), name="contactmoment_auteur"),
        )

    def __str__(self) -> str:
        return f"{self.soortnaam} van {self.op:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Return the page of the contact with what was written before."""
        return adres("dossiers:contactmoment", self.pk)

    @property
    def titel(self) -> str:
        """How it is named on the timeline."""
        return titel_van(self.soort, self.richting, self.met)

    @property
    def is_ingetrokken(self) -> bool:
        """Whether its author said that it is not so."""
        return self.ingetrokken_op is not None

    @property
    def auteur(self) -> str:
        """Who wrote it: a colleague, or the author in the system it came from."""
        return self.door.naam if self.door else self.door_naam


class Contactversie(Contactinhoud):
    """What a contactmoment said before it was corrected: `versie` is the one that ended at `vervangen_op`."""

    contactmoment = models.ForeignKey(Contactmoment, on_delete=models.PROTECT, related_name="versies")
    versie = models.PositiveIntegerField()
    vervangen_op = models.DateTimeField()
    vervangen_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-versie",)
        verbose_name = "vorige versie van een contactmoment"
        verbose_name_plural = "vorige versies van contactmomenten"
        constraints = (models.UniqueConstraint(name="contactversie_een_per_versie", fields=("contactmoment", "versie")),)

    def __str__(self) -> str:
        return f"versie {self.versie} van contactmoment {self.contactmoment_id}"
