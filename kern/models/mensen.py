"""People and teams: who works with the application."""

from datetime import datetime
from typing import ClassVar, Self

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q

from kern.adres import adres
from kern.choices import Dagdeel, Rol, Thema, Uitzondering
from kern.rollen import Bereik, bereik_van, rechten_van
from kern.tekst import sorteersleutel
from kern.tijd import dag

# Stands in an address: /medewerkers/an.peeters/
GEBRUIKERSNAAM = RegexValidator(r"^[a-z0-9][a-z0-9._-]*\Z", "Gebruik kleine letters, cijfers, punt, streepje en laag streepje.")
GERESERVEERD = {"nieuw"}
TELEFOON = RegexValidator(r"^\+?[0-9 ./()-]{3,}\Z", "Schrijf het nummer met cijfers en spaties, bijvoorbeeld 0470 12 34 56.")


def _alle_dagdelen() -> list[str]:
    return list(Dagdeel.values)


class Team(models.Model):
    """A regional team of klantenbeheer: one of the five Flemish provinces, or Brussels."""

    code = models.SlugField(unique=True)
    naam = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ("naam",)
        verbose_name = "team"
        verbose_name_plural = "teams"

    def __str__(self) -> str:
        return self.naam


class MedewerkerManager(BaseUserManager["Medewerker"]):
    """Finds people; making them is an action (`kern.actions.mensen.maak_medewerker`)."""

    def get_by_natural_key(self, username: str | None) -> "Medewerker":
        """Find somebody by user name; deactivated people cannot log in and are refused by the backend."""
        return self.get(username=username)


# What somebody was and might do at a moment; no keys, secrets, or what people say of themselves.
@pghistory.track(
    model_name="MedewerkerEvent",
    fields=["username", "voornaam", "familienaam", "rollen", "team", "is_active", "gedeactiveerd_op"],
)
class Medewerker(AbstractBaseUser, PermissionsMixin):
    """A user of the application. Deactivated when leaving, never deleted: the log and the dossiers keep their names.

    `rollen` gives abilities, `team` gives scope (see `kern.rollen`). `vo_id` is the key of ACM/IDM and the proof that two
    accounts are two natural persons; nobody is recognised by e-mail address.
    """

    username = models.CharField("gebruikersnaam", max_length=150, unique=True, validators=[GEBRUIKERSNAAM])
    email = models.EmailField("e-mailadres", unique=True)
    voornaam = models.CharField(max_length=80)
    familienaam = models.CharField(max_length=120)
    sorteersleutel = models.CharField(max_length=250, editable=False)
    telefoon = models.CharField(max_length=30, blank=True, validators=[TELEFOON])
    vo_id = models.CharField("vo-id (ACM/IDM)", max_length=255, unique=True, null=True, blank=True)
    rollen = ArrayField(models.CharField(max_length=30, choices=Rol.choices), default=list, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="medewerkers")
    expertises = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    werkpatroon = ArrayField(models.CharField(max_length=5, choices=Dagdeel.choices), default=_alle_dagdelen)
    is_active = models.BooleanField("actief", default=True)
    gedeactiveerd_op = models.DateTimeField(null=True, blank=True)
    sneltoetsen_aan = models.BooleanField(default=True)
    thema = models.CharField(max_length=10, choices=Thema.choices, default=Thema.SYSTEEM)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "voornaam", "familienaam"]

    # What `kern.uitzonderingen` found when the request began; None when nobody looked, so that any may be there.
    uitzonderingen: frozenset[Uitzondering] | None = None

    objects = MedewerkerManager()

    class Meta:
        ordering = ("sorteersleutel", "pk")
        verbose_name = "medewerker"
        verbose_name_plural = "medewerkers"
        constraints = (
            models.CheckConstraint(
                name="medewerker_is_nooit_superuser",
                condition=Q(is_superuser=False),
                violation_error_message="Niemand mag alles: geef een rol.",
            ),
            models.CheckConstraint(
                name="medewerker_actief_of_gedeactiveerd",
                condition=Q(is_active=True, gedeactiveerd_op=None) | Q(is_active=False, gedeactiveerd_op__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        """Return the person card."""
        return adres("kern:medewerker", self.username)

    def clean(self) -> None:
        """Keep the stored sort key in step (the embedded PostgreSQL has no ICU collation); refuse names that are addresses."""
        super().clean()
        if self.username in GERESERVEERD:
            raise ValidationError({"username": f"“{self.username}” is een adres in de toepassing. Kies een andere naam."})
        self.sorteersleutel = sorteersleutel(f"{self.familienaam} {self.voornaam}")

    @property
    def naam(self) -> str:
        """First and family name, as a colleague says it."""
        return f"{self.voornaam} {self.familienaam}"

    @property
    def rechten(self) -> frozenset[str]:
        """The rights of the person's own roles; a deactivated person has none."""
        return rechten_van(self.rollen) if self.is_active else frozenset()

    @property
    def bereik(self) -> Bereik:
        """How far the content of dossiers is open by role."""
        return bereik_van(self.rollen) if self.is_active else Bereik.GEEN

    @property
    def is_intern(self) -> bool:
        """Whether the person works at the agency: only then the cards of dossiers are open."""
        return "dossiers.kaart" in self.rechten

    def kan_hebben(self, uitzondering: Uitzondering) -> bool:
        """Whether a query must ask for *uitzondering*; not when there was none at the beginning of the request."""
        return self.uitzonderingen is None or uitzondering in self.uitzonderingen

    @property
    def rolnamen(self) -> list[str]:
        """The roles in words."""
        return [Rol(rol).label for rol in self.rollen]


MedewerkerEvent = Medewerker.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track


class VervangingQuerySet(models.QuerySet["Vervanging"]):
    """Reads of substitutions. What one gives access to is asked of `kern.access`."""

    def van(self, persoon: Medewerker) -> Self:
        """Keep those in which *persoon* is away or stands in."""
        return self.filter(Q(afwezige=persoon) | Q(vervanger=persoon))

    def geldig_op(self, op: datetime | None) -> Self:
        """Keep those that hold on the Brussels day of *op* (default: today by the database), both days included."""
        return self.filter(vanaf__lte=dag(op), tot__gte=dag(op), ingetrokken_op=None)

    def niet_voorbij(self, op: datetime | None) -> Self:
        """Keep those that hold now or later."""
        return self.filter(tot__gte=dag(op), ingetrokken_op=None)


class Vervanging(models.Model):
    """Who stands in for an absent medewerker, both days included.

    Scope and tasks follow; personal powers (signing, the identity of a melder, medical data) never. Not transitive: whoever
    stands in for B does not get what B got from A. The reason of an absence is nobody's business and is not stored.
    """

    afwezige = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="afwezigheden")
    vervanger = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="vervangingen")
    vanaf = models.DateField("eerste dag")
    tot = models.DateField("laatste dag")
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    objects = VervangingQuerySet.as_manager()

    class Meta:
        ordering = ("vanaf", "pk")
        verbose_name = "vervanging"
        verbose_name_plural = "vervangingen"
        constraints = (
            models.CheckConstraint(
                name="vervanging_tot_na_vanaf",
                condition=Q(tot__gte=F("vanaf")),
                violation_error_message="De laatste dag valt voor de eerste dag. Kies een latere laatste dag.",
            ),
            models.CheckConstraint(
                name="vervanging_door_iemand_anders",
                condition=~Q(afwezige=F("vervanger")),
                violation_error_message="Niemand vervangt zichzelf. Kies een collega.",
            ),
            ExclusionConstraint(
                name="vervanging_overlapt_niet",
                expressions=(
                    ("afwezige", RangeOperators.EQUAL),
                    ("vervanger", RangeOperators.EQUAL),
                    (Func("vanaf", "tot", models.Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ),
                condition=Q(ingetrokken_op=None),
                violation_error_message="Deze collega vervangt al in (een deel van) die periode.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.vervanger} voor {self.afwezige}, {self.vanaf:%d/%m/%Y} tot en met {self.tot:%d/%m/%Y}"
