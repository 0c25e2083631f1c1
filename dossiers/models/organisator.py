"""Who organises the care: a natural or legal person with one or many locations."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from dossiers.choices import Rechtsvorm, Taal
from dossiers.nummers import DOSSIERNUMMER, VOORLOPIG_BEGIN, is_voorlopig, toon_kbo, valideer_kbo
from kern.adres import adres
from kern.tekst import sorteersleutel


class OrganisatorQuerySet(models.QuerySet["Organisator"]):
    """Reads of organisatoren; who may see which stands in `dossiers.access`."""


@pghistory.track(
    context_field=None,  # type: ignore[arg-type]  # None: no context, as its documentation says
    meta={
        # By its provisional number an organisator is found also after it got the real one.
        "indexes": [
            models.Index(fields=("nummer",), condition=Q(nummer__startswith=VOORLOPIG_BEGIN), name="organisatorevent_voorlopig")
        ]
    },
)
class Organisator(models.Model):
    """A natural or legal person that organises care (woordenlijst: organisator).

    `klantenbeheerder` is the fixed contact for all its locations; a location may deviate with a reason. `bron` and
    `bronnummer` say where the record came from, so that an import finds it again.
    """

    nummer = models.CharField(
        max_length=40, unique=True, error_messages={"unique": "Een andere organisator heeft dit nummer al. Kijk het nummer na."}
    )
    naam = models.CharField(max_length=300)
    sorteersleutel = models.CharField(max_length=300, editable=False)
    kbo = models.CharField("ondernemingsnummer", max_length=10, blank=True, validators=[valideer_kbo])
    rechtsvorm = models.CharField(max_length=20, choices=Rechtsvorm.choices, blank=True)  # empty: not known
    straat = models.CharField(max_length=120, blank=True)
    huisnummer = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(
        max_length=4, blank=True, validators=[RegexValidator(r"^[1-9][0-9]{3}$", "Een postcode heeft 4 cijfers.")]
    )
    gemeente = models.CharField(max_length=80, blank=True)
    telefoon = models.CharField(max_length=30, blank=True)
    telefoon_buiten_uren = models.CharField("telefoon buiten de uren", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    talen = ArrayField(
        models.CharField(max_length=2, choices=Taal.choices), verbose_name="talen aan de telefoon", default=list, blank=True
    )
    klantenbeheerder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="organisatoren"
    )
    bron = models.CharField(max_length=12)
    bronnummer = models.CharField(max_length=40)
    versie = models.PositiveIntegerField(default=1)

    # Set by `access.onthoud_weg`: by which way its own content is open, and to whom (a pk).
    weg: str
    weg_voor: int

    objects = OrganisatorQuerySet.as_manager()

    class Meta:
        ordering = ("sorteersleutel", "pk")
        verbose_name = "organisator"
        verbose_name_plural = "organisatoren"
        constraints = (
            models.CheckConstraint(
                name="organisator_nummer_vorm",
                condition=Q(nummer__regex=f"^{DOSSIERNUMMER}$"),
                violation_error_message="Een nummer heeft 9 of 10 cijfers, of is voorlopig (V-…).",
            ),
            models.CheckConstraint(
                name="organisator_kbo_vorm",
                condition=Q(kbo="") | Q(kbo__regex="^[01][0-9]{9}$"),
                violation_error_message="Een ondernemingsnummer heeft tien cijfers en begint met 0 of 1.",
            ),
            models.CheckConstraint(name="organisator_heeft_naam", condition=~Q(naam="")),
            models.UniqueConstraint(
                name="organisator_een_kbo",
                fields=("kbo",),
                condition=~Q(kbo=""),
                violation_error_message="Er is al een organisator met dit ondernemingsnummer.",
            ),
            models.UniqueConstraint(
                name="organisator_een_per_bronnummer",
                fields=("bron", "bronnummer"),
                violation_error_message="Deze organisator is al overgenomen uit deze bron.",
            ),
        )
        indexes = (models.Index(fields=("sorteersleutel", "id"), name="organisator_sortering"),)

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        """Return the page with all its locations."""
        return adres("dossiers:organisator", self.nummer)

    def clean(self) -> None:
        """Keep the stored sort key in step: the embedded PostgreSQL has no ICU collation."""
        super().clean()
        self.sorteersleutel = sorteersleutel(self.naam)[:300]

    @property
    def is_voorlopig(self) -> bool:
        """Whether its real number is not known yet."""
        return is_voorlopig(self.nummer)

    @property
    def kbo_getoond(self) -> str:
        """The company number as people write it."""
        return toon_kbo(self.kbo)


OrganisatorEvent = Organisator.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track
