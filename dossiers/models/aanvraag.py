"""A request for start, expansion, move or takeover, and what was found before it was decided."""

import uuid
from datetime import datetime

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from dossiers.choices import OPEN_AANVRAGEN as _OPEN
from dossiers.choices import Aanvraagsoort, Aanvraagstatus, Adviessoort, Opvangtype
from dossiers.models.dossier import Dossier
from dossiers.models.organisator import Organisator
from dossiers.querysets import AanvraagQuerySet
from kern.adres import adres
from kern.models import Team


class Aanvraag(models.Model):
    """What an organisator asks, and each step until it is decided (woordenlijst: aanvraag; `dossiers.workflow.AANVRAAG`).

    *dossier* is the location it is about (empty for a start), *organisator* who will organise the care when it is accepted:
    for a takeover the new one. `gevonden` is what the program found among the antecedents when they were looked at, kept as it
    was then; `antecedenten` is what a human concluded from it. The advice and its second reader are two natural persons.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    soort = models.CharField(max_length=12, choices=Aanvraagsoort.choices)
    organisator = models.ForeignKey(Organisator, on_delete=models.PROTECT, related_name="aanvragen")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="aanvragen")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="aanvragen")
    plaatsen = models.PositiveSmallIntegerField("gevraagde plaatsen", null=True, blank=True)
    gewenst_vanaf = models.DateField("gewenste datum")
    # Where the care will be: for a start and a move.
    naam = models.CharField("naam van de locatie", max_length=300, blank=True)
    type = models.CharField("type", max_length=20, choices=Opvangtype.choices, blank=True)
    straat = models.CharField(max_length=120, blank=True)
    huisnummer = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(
        max_length=4, blank=True, validators=[RegexValidator(r"^[1-9][0-9]{3}$", "Een postcode heeft 4 cijfers.")]
    )
    gemeente = models.CharField(max_length=80, blank=True)
    toelichting = models.TextField(blank=True)
    ingediend_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ingediend_op = models.DateTimeField()
    status = models.CharField(max_length=12, choices=Aanvraagstatus.choices, default=Aanvraagstatus.INGEDIEND)
    versie = models.PositiveIntegerField(default=1)
    # Antecedents: what the program found (a list of sentences), and the conclusion.
    gevonden = models.JSONField(default=list, blank=True)
    antecedenten = models.TextField("besluit over de antecedenten", blank=True)
    antecedenten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    antecedenten_op = models.DateTimeField(null=True, blank=True)
    # Advice, and who read it after.
    advies = models.CharField(max_length=12, choices=Adviessoort.choices, blank=True)
    advies_tekst = models.TextField("advies", blank=True)
    advies_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    advies_op = models.DateTimeField(null=True, blank=True)
    nagelezen_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    nagelezen_op = models.DateTimeField(null=True, blank=True)
    nalezing = models.TextField("opmerking bij het nalezen", blank=True)
    # The decision.
    beslist_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    beslist_op = models.DateTimeField(null=True, blank=True)
    beslissing = models.TextField("reden van de beslissing", blank=True)
    # What it led to: the new dossier of a start, a move or a takeover.
    resultaat = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="ontstaan_uit")

    objects = AanvraagQuerySet.as_manager()

    class Meta:
        ordering = ("-ingediend_op", "pk")
        verbose_name = "aanvraag"
        verbose_name_plural = "aanvragen"
        constraints = (
            models.CheckConstraint(
                name="aanvraag_dossier_naar_soort",
                condition=Q(soort=Aanvraagsoort.START, dossier=None) | (~Q(soort=Aanvraagsoort.START) & Q(dossier__isnull=False)),
                violation_error_message="Een start gaat over een nieuwe locatie; al het andere over een bestaand dossier.",
            ),
            models.CheckConstraint(
                name="aanvraag_nieuwe_plek_volledig",
                condition=~Q(soort__in=(Aanvraagsoort.START, Aanvraagsoort.VERHUIS))
                | (~Q(naam="") & ~Q(type="") & ~Q(straat="") & ~Q(postcode="") & ~Q(gemeente="")),
                violation_error_message="Vul de naam, het type en het adres in van de plek waar de opvang komt.",
            ),
            models.CheckConstraint(
                name="aanvraag_uitbreiding_met_plaatsen",
                condition=~Q(soort=Aanvraagsoort.UITBREIDING) | Q(plaatsen__isnull=False),
                violation_error_message="Zeg hoeveel plaatsen er in totaal worden.",
            ),
            models.UniqueConstraint(
                name="aanvraag_een_open_per_soort",
                fields=("dossier", "soort"),
                condition=Q(status__in=[str(status) for status in _OPEN]),
                violation_error_message="Voor dit dossier loopt al zo’n aanvraag. Behandel die eerst.",
            ),
            # A start has no dossier yet: the place says which it is. Sent twice it is still one request.
            models.UniqueConstraint(
                name="aanvraag_een_open_start_per_plek",
                fields=("organisator", "naam", "straat", "huisnummer", "postcode"),
                condition=Q(soort=Aanvraagsoort.START, status__in=[str(status) for status in _OPEN]),
                violation_error_message="Voor deze plek loopt al een aanvraag van deze organisator. Behandel die eerst.",
            ),
            models.CheckConstraint(
                name="aanvraag_antecedenten_volledig",
                condition=Q(antecedenten_door=None, antecedenten_op=None)
                | Q(antecedenten_door__isnull=False, antecedenten_op__isnull=False),
            ),
            models.CheckConstraint(
                name="aanvraag_advies_volledig",
                condition=Q(advies="", advies_door=None, advies_op=None)
                | (~Q(advies="") & Q(advies_door__isnull=False, advies_op__isnull=False)),
            ),
            models.CheckConstraint(
                name="aanvraag_nagelezen_door_iemand_anders",
                condition=Q(nagelezen_door=None) | ~Q(nagelezen_door=F("advies_door")),
                violation_error_message="Wie adviseert, leest niet zelf na.",
            ),
            models.CheckConstraint(
                name="aanvraag_beslist_of_open",
                condition=Q(status__in=[str(status) for status in _OPEN], beslist_door=None, beslist_op=None)
                | (~Q(status__in=[str(status) for status in _OPEN]) & Q(beslist_door__isnull=False, beslist_op__isnull=False)),
            ),
            models.CheckConstraint(
                name="aanvraag_aanvaard_na_nalezing",
                condition=~Q(status=Aanvraagstatus.AANVAARD) | Q(nagelezen_door__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=("-ingediend_op", "id"), name="aanvraag_nieuwste"),
            models.Index(fields=("team", "-ingediend_op"), name="aanvraag_team"),
            # The counter on every page: what was decided in the past costs it nothing.
            models.Index(
                fields=("team",), condition=Q(status__in=[str(status) for status in _OPEN]), name="aanvraag_open_bij_team"
            ),
        )

    def __str__(self) -> str:
        waarover = self.dossier or self.naam
        return f"{self.get_soort_display()}: {waarover}"

    def get_absolute_url(self) -> str:
        """Return the page with its steps."""
        return adres("dossiers:aanvraag", self.pk)

    @property
    def statuslid(self) -> Aanvraagstatus:
        """The state as the screen draws it."""
        return Aanvraagstatus(self.status)

    @property
    def soortlid(self) -> Aanvraagsoort:
        """What is asked."""
        return Aanvraagsoort(self.soort)

    @property
    def is_open(self) -> bool:
        """Whether it waits for a step."""
        return self.status in _OPEN

    @property
    def adres(self) -> str:
        """The address of the new place in one line; empty when the place does not change."""
        straat = f"{self.straat} {self.huisnummer}".strip()
        return ", ".join(deel for deel in (straat, f"{self.postcode} {self.gemeente}".strip()) if deel)

    def sinds(self) -> datetime:
        """Return since when it waits in its present state."""
        return self.beslist_op or self.nagelezen_op or self.advies_op or self.antecedenten_op or self.ingediend_op
