"""Reads of questions to one person: what is asked of me, what I wait for, who may see which."""

from datetime import datetime

from django.db.models import Q, QuerySet

from kern.access import personen_in_bereik
from kern.choices import Uitnodigingstatus
from kern.models import Medewerker, Uitnodiging
from kern.tijd import moment


def zichtbaar_voor(persoon: Medewerker) -> QuerySet[Uitnodiging]:
    """Return the questions *persoon* may see: asked of them, or asked by them or by a colleague they stand in for.

    An answer is personal: it is asked of one person's expertise, so a substitute does not answer in their place. Waiting for
    an answer is a task, and follows to the substitute.
    """
    return Uitnodiging.objects.filter(Q(gevraagde=persoon) | Q(gevraagd_door__in=personen_in_bereik(persoon))).select_related(
        "gevraagde", "gevraagd_door"
    )


def aan_mij_gevraagd(persoon: Medewerker) -> QuerySet[Uitnodiging]:
    """Return every question to *persoon*, newest first."""
    return Uitnodiging.objects.filter(gevraagde=persoon).select_related("gevraagde", "gevraagd_door")


def te_beantwoorden(persoon: Medewerker, op: datetime | None = None) -> QuerySet[Uitnodiging]:
    """Return what *persoon* is asked and may still answer, the most urgent first."""
    open_ = aan_mij_gevraagd(persoon).filter(status=Uitnodigingstatus.OPEN, verloopt_op__gt=moment(op))
    return open_.order_by("tegen", "gevraagd_op")


def door_mij_gevraagd(persoon: Medewerker) -> QuerySet[Uitnodiging]:
    """Return every question by *persoon* or by a colleague they stand in for, newest first."""
    return Uitnodiging.objects.filter(gevraagd_door__in=personen_in_bereik(persoon)).select_related("gevraagde", "gevraagd_door")


def wachtend_op_antwoord(persoon: Medewerker) -> QuerySet[Uitnodiging]:
    """Return what *persoon* waits for, the longest overdue first; expired questions stay until they are withdrawn."""
    return door_mij_gevraagd(persoon).filter(status=Uitnodigingstatus.OPEN).order_by("tegen", "gevraagd_op")


def mag_ding_zien(persoon: Medewerker, uitnodiging: Uitnodiging, op: datetime) -> bool:
    """Return whether the thing itself is shown beside the question: to the person asked, while the question is open."""
    return uitnodiging.gevraagde_id == persoon.pk and uitnodiging.stand(op) is Uitnodigingstatus.OPEN


def mag_intrekken(persoon: Medewerker, uitnodiging: Uitnodiging, op: datetime) -> bool:
    """Return whether *persoon* may withdraw: whoever asked, or who stands in for them."""
    return personen_in_bereik(persoon, op).filter(pk=uitnodiging.gevraagd_door_id).exists()
