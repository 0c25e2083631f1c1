"""The file of one location."""

import pghistory
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from dossiers.choices import Dossierstatus, Opvangtype, Subsidietrap, Tarief
from dossiers.models.organisator import Organisator
from dossiers.nummers import DOSSIERNUMMER, VOORLOPIG_BEGIN, is_voorlopig
from dossiers.querysets import DossierQuerySet
from kern.adres import adres
from kern.models import Team
from kern.tekst import sorteersleutel


@pghistory.track(
    context_field=None,  # type: ignore[arg-type]  # None: no context, as its documentation says
    meta={
        # By its provisional number a dossier is found also after it got the real one.
        "indexes": [
            models.Index(
                fields=("dossiernummer",),
                condition=Q(dossiernummer__startswith=VOORLOPIG_BEGIN),
                name="dossierevent_voorlopig",
            )
        ]
    },
)
class Dossier(models.Model):
    """The file of one licensed location, known by its dossiernummer (woordenlijst: dossier).

    A name alone is never shown: look-alikes were mixed up in the past (domein W15), so dossiernummer and gemeente always
    stand beside it. `versie` rises with each change by hand, so that two people never overwrite each other unseen.
    """

    dossiernummer = models.CharField(
        max_length=40, unique=True, error_messages={"unique": "Een ander dossier heeft dit nummer al. Kijk het nummer na."}
    )
    bron = models.CharField(max_length=12)
    bronnummer = models.CharField(max_length=40)
    naam = models.CharField(max_length=300)
    sorteersleutel = models.CharField(max_length=300, editable=False)
    straat = models.CharField(max_length=120, blank=True)
    huisnummer = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=4, validators=[RegexValidator(r"^[1-9][0-9]{3}$", "Een postcode heeft 4 cijfers.")])
    gemeente = models.CharField(max_length=80)
    refnis = models.CharField(max_length=5, blank=True)  # empty: not looked up yet
    telefoon = models.CharField(max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    type = models.CharField(max_length=20, choices=Opvangtype.choices)
    plaatsen = models.PositiveSmallIntegerField(null=True, blank=True)  # by the permit; empty: the source does not say
    plaatsen_gesubsidieerd = models.PositiveSmallIntegerField("gesubsidieerde plaatsen", null=True, blank=True)
    tarief = models.CharField(max_length=10, choices=Tarief.choices, blank=True)
    subsidietrap = models.CharField(max_length=4, choices=Subsidietrap.choices, blank=True)
    gestart_op = models.DateField(null=True, blank=True)  # first day of care here; empty: not known
    gestopt_op = models.DateField(null=True, blank=True)  # last day of care here
    status = models.CharField(max_length=20, choices=Dossierstatus.choices, default=Dossierstatus.VERGUND)
    organisator = models.ForeignKey(Organisator, on_delete=models.PROTECT, related_name="dossiers")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="dossiers")
    # Who follows the location now. Empty reason: a stored copy of the organisator's, kept in step by the actions.
    klantenbeheerder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="dossiers"
    )
    afwijking_reden = models.CharField("reden van de afwijking", max_length=300, blank=True)
    versie = models.PositiveIntegerField(default=1)

    # Set by `DossierQuerySet.met_weg`: by which way the content is open, and to whom (a pk).
    weg: str
    weg_voor: int

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ("sorteersleutel", "pk")
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        default_permissions = ()
        permissions = (("inhoud_zien", "De inhoud van dit ene dossier zien"),)
        constraints = (
            models.CheckConstraint(
                name="dossier_nummer_vorm",
                condition=Q(dossiernummer__regex=f"^{DOSSIERNUMMER}$"),
                violation_error_message="Een dossiernummer heeft 9 of 10 cijfers, of is voorlopig (V-…).",
            ),
            models.CheckConstraint(name="dossier_heeft_naam", condition=~Q(naam="") & ~Q(gemeente="")),
            models.CheckConstraint(
                name="dossier_refnis_vorm",
                condition=Q(refnis="") | Q(refnis__regex="^[0-9]{5}$"),
                violation_error_message="Een REFNIS-code heeft 5 cijfers.",
            ),
            models.CheckConstraint(
                name="dossier_gezin_hoogstens_acht",
                condition=~Q(type=Opvangtype.GEZIN) | Q(plaatsen=None) | Q(plaatsen__lte=8),
                violation_error_message="Gezinsopvang heeft hoogstens 8 plaatsen. Kies een ander type of minder plaatsen.",
            ),
            models.CheckConstraint(
                name="dossier_afwijking_met_reden",
                condition=Q(klantenbeheerder__isnull=False) | Q(afwijking_reden=""),
                violation_error_message="Alleen wie een afwijkende klantenbeheerder heeft, heeft een reden daarvoor.",
            ),
            models.CheckConstraint(
                name="dossier_gesubsidieerd_binnen_vergund",
                condition=Q(plaatsen=None) | Q(plaatsen_gesubsidieerd=None) | Q(plaatsen_gesubsidieerd__lte=F("plaatsen")),
                violation_error_message="Er kunnen niet meer gesubsidieerde plaatsen zijn dan vergunde plaatsen.",
            ),
            models.CheckConstraint(
                name="dossier_start_voor_stop",
                condition=Q(gestart_op=None) | Q(gestopt_op=None) | Q(gestart_op__lte=F("gestopt_op")),
                violation_error_message="De laatste dag ligt voor de eerste dag. Kijk beide datums na.",
            ),
            models.UniqueConstraint(
                name="dossier_een_per_bronnummer",
                fields=("bron", "bronnummer"),
                violation_error_message="Deze locatie is al overgenomen uit deze bron.",
            ),
        )
        indexes = (
            models.Index(fields=("sorteersleutel", "id"), name="dossier_sortering"),
            models.Index(fields=("gemeente", "id"), name="dossier_gemeente"),
        )

    def __str__(self) -> str:
        return f"{self.naam} ({self.dossiernummer}, {self.gemeente})"

    def get_absolute_url(self) -> str:
        """Return the page of the dossier: the card or the content, by what the reader may see."""
        return adres("dossiers:dossier", self.dossiernummer)

    def clean(self) -> None:
        """Keep the stored sort key in step: the embedded PostgreSQL has no ICU collation."""
        super().clean()
        self.sorteersleutel = sorteersleutel(self.naam)[:300]

    @property
    def wijkt_af(self) -> bool:
        """Whether another klantenbeheerder follows this location than the fixed one of its organisator."""
        return bool(self.afwijking_reden)

    @property
    def is_voorlopig(self) -> bool:
        """Whether the real dossiernummer is not known yet."""
        return is_voorlopig(self.dossiernummer)

    @property
    def adres(self) -> str:
        """Street and number, postcode and gemeente, in one line."""
        straat = f"{self.straat} {self.huisnummer}".strip()
        return ", ".join(deel for deel in (straat, f"{self.postcode} {self.gemeente}") if deel)

    @property
    def statuslid(self) -> Dossierstatus:
        """The state as the screen draws it."""
        return Dossierstatus(self.status)


DossierEvent = Dossier.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track
