"""Terms as rows: closing days, rules with their source and validity, and the running terms with their explanation.

The calculation itself is pure and lives in `kern.termijnen`; these tables hold what it is fed and what it said.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from kern.choices import TermijnStatus
from kern.termijnen import Aard, Eenheid, Regel, Sluitdag, Sluitsoort

SLUITSOORTEN = [
    (Sluitsoort.WETTELIJK.value, "wettelijke feestdag"),
    (Sluitsoort.VLAAMS.value, "sluitingsdag van de Vlaamse overheid"),
    (Sluitsoort.BRUG.value, "brugdag"),
]
EENHEDEN = [
    (Eenheid.DAGEN.value, "kalenderdagen"),
    (Eenheid.WERKDAGEN.value, "werkdagen"),
    (Eenheid.MAANDEN.value, "maanden"),
    (Eenheid.UREN.value, "uren"),
    (Eenheid.MINUTEN.value, "minuten"),
]
AARDEN = [(Aard.UITERSTE.value, "uiterste datum"), (Aard.WACHT.value, "wachttijd")]
_KLOK = (Eenheid.UREN.value, Eenheid.MINUTEN.value)


def _wettelijk() -> list[str]:
    return [Sluitsoort.WETTELIJK.value]


class Sluitingsdag(models.Model):
    """A day on which terms do not end; which kinds count is decided by the rule. Withdrawn, never deleted."""

    datum = models.DateField("datum")
    naam = models.CharField("naam", max_length=80)
    soort = models.CharField("soort", max_length=12, choices=SLUITSOORTEN)
    bron = models.CharField("bron", max_length=200)
    bevestigd = models.BooleanField("bevestigd", default=False)
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True, editable=False)

    class Meta:
        ordering = ("datum", "pk")
        verbose_name = "sluitingsdag"
        verbose_name_plural = "sluitingsdagen"
        constraints = (
            models.UniqueConstraint(
                fields=("datum",),
                condition=Q(ingetrokken_op=None),
                name="sluitingsdag_een_per_datum",
                violation_error_message="Deze datum is al een sluitingsdag. Wijzig de bestaande rij.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.naam} {self.datum:%d/%m/%Y}"

    def als_waarde(self) -> Sluitdag:
        """Return the day as the calculation knows it."""
        return Sluitdag(self.datum, self.naam, Sluitsoort(self.soort), self.bevestigd)


class Termijnregel(models.Model):
    """One version of a rule for terms; the meaning of each column stands in `kern.termijnen.Regel`.

    Validity is `[geldig_vanaf, geldig_tot)`; an empty side means that the date is not known, or not reached. Versions of
    one code never overlap.
    """

    code = models.SlugField("code", max_length=40)
    naam = models.CharField("naam", max_length=120)
    eenheid = models.CharField("eenheid", max_length=10, choices=EENHEDEN)
    duur = models.PositiveIntegerField("duur", null=True, blank=True, help_text="Leeg: niet bekend, of per geval bepaald.")
    per_geval = models.BooleanField("per geval bepaald", default=False)
    aard = models.CharField("aard", max_length=10, choices=AARDEN, default=Aard.UITERSTE.value)
    verschuift = models.BooleanField("schuift op naar een werkdag (art. 53 Ger.W.)", default=False)
    verschuiving_bevestigd = models.BooleanField("opschuiven of niet is bevestigd", default=False)
    sluitsoorten = ArrayField(
        models.CharField(max_length=12, choices=SLUITSOORTEN),
        default=_wettelijk,
        blank=True,
        verbose_name="soorten sluitingsdagen die meetellen",
    )
    startdag_telt = models.BooleanField("startdag telt mee", default=False)
    startfeit = models.CharField("loopt vanaf", max_length=120, blank=True)
    bron = models.CharField("bron", max_length=200)
    bevestigd = models.BooleanField("bevestigd door de juridische dienst", default=False)
    geldig_vanaf = models.DateField("geldig vanaf", null=True, blank=True)
    geldig_tot = models.DateField("geldig tot (die dag niet meer)", null=True, blank=True)

    class Meta:
        ordering = ("code", F("geldig_vanaf").asc(nulls_first=True))
        verbose_name = "termijnregel"
        verbose_name_plural = "termijnregels"
        constraints = (
            ExclusionConstraint(
                name="termijnregel_overlapt_niet",
                expressions=(
                    ("code", RangeOperators.EQUAL),
                    (Func("geldig_vanaf", "geldig_tot", Value("[)"), function="daterange"), RangeOperators.OVERLAPS),
                ),
                violation_error_message="Voor deze code geldt in (een deel van) die periode al een andere versie.",
            ),
            models.CheckConstraint(
                name="termijnregel_tot_na_vanaf",
                condition=Q(geldig_vanaf=None) | Q(geldig_tot=None) | Q(geldig_tot__gt=F("geldig_vanaf")),
                violation_error_message="De regel eindigt voor hij begint. Kies een latere einddatum.",
            ),
            models.CheckConstraint(
                name="termijnregel_duur_of_per_geval",
                condition=Q(duur=None) | Q(duur__gte=1, per_geval=False),
                violation_error_message="Een duur is minstens 1, en een regel met een duur wordt niet per geval bepaald.",
            ),
            models.CheckConstraint(
                name="termijnregel_uren_lopen_door",
                condition=~Q(eenheid__in=_KLOK) | Q(verschuift=False, startdag_telt=False),
                violation_error_message="Een termijn in uren of minuten loopt door: hij schuift niet op en kent geen startdag.",
            ),
        )

    def __str__(self) -> str:
        return self.naam

    @property
    def duur_in_woorden(self) -> str:
        """The length as a person says it; an unknown one is said to be unknown."""
        if self.duur is not None:
            return Eenheid(self.eenheid).met_aantal(self.duur)
        return "per geval bepaald" if self.per_geval else "niet bekend"

    @property
    def verschuiving_in_woorden(self) -> str:
        """Whether a last day moves to a working day, and whether that is sure; hours never move."""
        if self.eenheid in _KLOK:
            return "nee, loopt door"
        return f"{'ja' if self.verschuift else 'nee'}{'' if self.verschuiving_bevestigd else ', te bevestigen'}"

    def als_regel(self) -> Regel:
        """Return the rule as the calculation knows it."""
        return Regel(
            code=self.code,
            naam=self.naam,
            eenheid=Eenheid(self.eenheid),
            duur=self.duur,
            per_geval=self.per_geval,
            aard=Aard(self.aard),
            verschuift=self.verschuift,
            verschuiving_bevestigd=self.verschuiving_bevestigd,
            sluitsoorten=frozenset(Sluitsoort(soort) for soort in self.sluitsoorten),
            startdag_telt=self.startdag_telt,
            startfeit=self.startfeit,
            bron=self.bron,
            bevestigd=self.bevestigd,
        )


class Termijn(models.Model):
    """One running or finished term about something, with its date and the steps that lead to it.

    The subject is a plain value ("dossiers.dossier", "12"), as in the log: kern knows no app above it. `datum` is the last
    day on the Belgian calendar (first day for a waiting term), `vervalt_op` the moment from which the term is over; both
    are empty while the term is suspended or when its length is not known.
    """

    onderwerp_soort = models.CharField(max_length=60)
    onderwerp_id = models.CharField(max_length=40)
    regel = models.ForeignKey(Termijnregel, on_delete=models.PROTECT, related_name="termijnen")
    status = models.CharField(max_length=12, choices=TermijnStatus.choices, default=TermijnStatus.LOOPT)
    start_op = models.DateTimeField("gestart op")
    voorlopig = models.BooleanField("voorlopig, vanaf de verzending", default=False)
    duur = models.PositiveIntegerField("gekozen duur", null=True, blank=True)
    eigen_datum = models.DateField("gekozen datum", null=True, blank=True)
    datum = models.DateField("datum", null=True, blank=True)
    vervalt_op = models.DateTimeField("vervalt op", null=True, blank=True)
    bekend = models.BooleanField("duur bekend", default=True)
    onzekerheden = models.JSONField(default=list, blank=True)
    uitleg = models.JSONField(default=list, blank=True)  # [{"soort": ..., "tekst": ...}], kern.termijnen.Stap
    afgesloten_op = models.DateTimeField("afgesloten op", null=True, blank=True)

    class Meta:
        ordering = (F("vervalt_op").asc(nulls_last=True), "pk")
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        constraints = (
            models.CheckConstraint(
                name="termijn_afgesloten_met_moment",
                condition=Q(status__in=TermijnStatus.open(), afgesloten_op=None)
                | Q(status__in=TermijnStatus.dicht(), afgesloten_op__isnull=False),
            ),
            models.CheckConstraint(
                name="termijn_opgeschort_zonder_datum",
                condition=~Q(status=TermijnStatus.OPGESCHORT) | Q(datum=None, vervalt_op=None),
            ),
            models.CheckConstraint(
                name="termijn_datum_met_moment",
                condition=Q(datum=None, vervalt_op=None) | Q(datum__isnull=False, vervalt_op__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=("onderwerp_soort", "onderwerp_id"), name="termijn_onderwerp"),
            models.Index(fields=("vervalt_op",), condition=Q(status__in=TermijnStatus.open()), name="termijn_open_op_vervaldag"),
        )

    def __str__(self) -> str:
        return self.regel.naam

    @property
    def is_open(self) -> bool:
        """Whether something must still happen."""
        return self.status in TermijnStatus.open()

    @property
    def zeker(self) -> bool:
        """Whether the date may be shown without a reservation."""
        return self.bekend and not self.onzekerheden and not self.voorlopig


class TermijnAanpassing(models.Model):
    """A suspension, an extension or another date of one term; each is a step in its explanation."""

    class Soort(models.TextChoices):
        """What was changed."""

        OPSCHORTING = "opschorting", "opschorting"
        VERLENGING = "verlenging", "verlenging"
        DATUM = "datum", "andere datum"

    termijn = models.ForeignKey(Termijn, on_delete=models.CASCADE, related_name="aanpassingen")
    soort = models.CharField(max_length=12, choices=Soort.choices)
    vanaf = models.DateTimeField("van kracht op")
    tot = models.DateTimeField("hervat op", null=True, blank=True)
    duur = models.PositiveIntegerField(null=True, blank=True)
    eenheid = models.CharField(max_length=10, choices=EENHEDEN, blank=True)
    datum = models.DateField(null=True, blank=True)
    reden = models.TextField()

    class Meta:
        ordering = ("vanaf", "pk")
        verbose_name = "aanpassing van een termijn"
        verbose_name_plural = "aanpassingen van termijnen"
        constraints = (
            models.CheckConstraint(
                name="aanpassing_past_bij_soort",
                condition=Q(soort="opschorting", duur=None, datum=None, eenheid="")
                | Q(soort="verlenging", duur__gte=1, datum=None, tot=None)
                | Q(soort="datum", duur=None, datum__isnull=False, tot=None, eenheid=""),
            ),
            models.CheckConstraint(name="aanpassing_tot_na_vanaf", condition=Q(tot=None) | Q(tot__gte=F("vanaf"))),
            models.CheckConstraint(name="aanpassing_met_reden", condition=~Q(reden="")),
            ExclusionConstraint(
                name="aanpassing_opschortingen_overlappen_niet",
                expressions=(
                    ("termijn", RangeOperators.EQUAL),
                    (Func("vanaf", "tot", Value("[)"), function="tstzrange"), RangeOperators.OVERLAPS),
                ),
                condition=Q(soort="opschorting"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_soort_display()} van {self.vanaf:%d/%m/%Y}"
