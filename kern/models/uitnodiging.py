"""Asking somebody about exactly one thing: a medewerker of any role, or a person without an account."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kern.adres import adres
from kern.choices import Uitnodigingstatus
from kern.models.links import OndertekendeLink

# The clock makes a question expire, not a step: that state is shown and never stored.
_OPGESLAGEN = [(status.value, status.label) for status in Uitnodigingstatus if status is not Uitnodigingstatus.VERVALLEN]


class Uitnodiging(models.Model):
    """A question to one person about one thing, by a day; while it is open that person sees exactly that thing.

    The thing is a plain kind and id ("dossiers.dossier", "12"); the app that owns it says how it is shown and what access
    belongs to it (`kern.uitnodigen`). `id` comes from the form, so that the same form sent twice asks once.
    Expiry is a predicate (`verloopt_op > now`), never a stored state: `Uitnodigingstatus.VERVALLEN` is only shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    onderwerp_soort = models.CharField(max_length=60)
    onderwerp_id = models.CharField(max_length=40)
    gevraagde = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="gevraagd"
    )
    buiten_naam = models.CharField("naam", max_length=200, blank=True)
    buiten_email = models.EmailField("e-mailadres", blank=True)
    link = models.OneToOneField(OndertekendeLink, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    gevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="vroeg")
    gevraagd_op = models.DateTimeField()
    vraag = models.TextField()
    tegen = models.DateField("tegen")
    verloopt_op = models.DateTimeField()  # end of the day `tegen`, plus the days of grace
    status = models.CharField(max_length=20, choices=_OPGESLAGEN, default=Uitnodigingstatus.OPEN)
    antwoord = models.TextField(blank=True)  # also the reason of a refusal
    afgesloten_op = models.DateTimeField(null=True, blank=True)
    gewist_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-gevraagd_op", "pk")
        verbose_name = "adviesvraag"
        verbose_name_plural = "adviesvragen"
        constraints = (
            models.CheckConstraint(name="uitnodiging_status_bestaat", condition=Q(status__in=[w for w, _ in _OPGESLAGEN])),
            models.CheckConstraint(
                name="uitnodiging_aan_een_persoon",
                condition=Q(gevraagde__isnull=False, buiten_naam="", buiten_email="")
                | (Q(gevraagde=None, gewist_op=None) & ~Q(buiten_naam="") & ~Q(buiten_email=""))
                | Q(gevraagde=None, gewist_op__isnull=False),
                violation_error_message="Kies een collega, of vul de naam en het e-mailadres in van iemand van buiten.",
            ),
            models.CheckConstraint(
                name="uitnodiging_niet_aan_zichzelf",
                condition=Q(gevraagde=None) | ~Q(gevraagde=F("gevraagd_door")),
                violation_error_message="U kunt uzelf niets vragen. Kies iemand anders.",
            ),
            models.CheckConstraint(
                name="uitnodiging_met_vraag",
                condition=~Q(vraag="") | Q(gewist_op__isnull=False),
                violation_error_message="Schrijf wat u wilt weten.",
            ),
            models.CheckConstraint(
                name="uitnodiging_antwoord_bij_status",
                condition=Q(gewist_op__isnull=False)
                | (Q(status="beantwoord") & ~Q(antwoord=""))
                | Q(status="geweigerd")
                | Q(status__in=("open", "ingetrokken"), antwoord=""),
                violation_error_message="Schrijf een antwoord.",
            ),
            models.CheckConstraint(
                name="uitnodiging_open_of_afgesloten",
                condition=Q(status="open", afgesloten_op=None) | (~Q(status="open") & Q(afgesloten_op__isnull=False)),
            ),
            models.CheckConstraint(
                name="uitnodiging_gewist_is_leeg",
                condition=Q(gewist_op=None) | Q(buiten_naam="", buiten_email="", vraag="", antwoord="", link=None),
            ),
            models.CheckConstraint(
                name="uitnodiging_verloopt_na_vraag",
                condition=Q(verloopt_op__gt=F("gevraagd_op")),
                violation_error_message="Kies een dag die nog moet komen.",
            ),
        )
        indexes = (
            models.Index(fields=("gevraagde", "verloopt_op"), name="uitnodiging_open_bij", condition=Q(status="open")),
            models.Index(fields=("gevraagd_door", "-gevraagd_op"), name="uitnodiging_van_wie"),
            models.Index(fields=("onderwerp_soort", "onderwerp_id"), name="uitnodiging_onderwerp"),
        )

    def __str__(self) -> str:
        return f"vraag aan {self.aan_naam}"

    def get_absolute_url(self) -> str:
        """Return the page with the question, the thing and the answer."""
        return adres("kern:gevraagd", self.pk)

    @property
    def aan_naam(self) -> str:
        """Who is asked, in words."""
        if self.gevraagde is not None:
            return self.gevraagde.naam
        return self.buiten_naam or "een gewiste persoon"

    def stand(self, op: datetime) -> Uitnodigingstatus:
        """Return the state as it is on moment *op*: an open question past its last second has expired."""
        if self.status == Uitnodigingstatus.OPEN and self.verloopt_op <= op:
            return Uitnodigingstatus.VERVALLEN
        return Uitnodigingstatus(self.status)
