"""Reads of terms, rules and closing days."""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q, QuerySet

from kern.choices import TermijnStatus
from kern.fouten import DomeinFout
from kern.logboek import soort_van
from kern.models import Sluitingsdag, Termijn, Termijnregel
from kern.termijnen import Aard, Kalender
from kern.tijd import moment


class GeenRegel(DomeinFout):
    """No version of this rule applies on that day."""

    def __init__(self, code: str, dag: date) -> None:
        super().__init__(
            f"Er is geen termijnregel “{code}” die geldt op {dag:%d/%m/%Y}. Vraag de applicatiebeheerder om ze toe te voegen."
        )


def kalender() -> Kalender:
    """Return the calendar of today's rows; one query."""
    return Kalender(dag.als_waarde() for dag in Sluitingsdag.objects.filter(ingetrokken_op=None))


def regel_op(code: str, dag: date) -> Termijnregel:
    """Return the version of a rule that applies on *dag*.

    Raises:
        GeenRegel: there is none.
    """
    geldig = Q(geldig_vanaf=None) | Q(geldig_vanaf__lte=dag), Q(geldig_tot=None) | Q(geldig_tot__gt=dag)
    regel = Termijnregel.objects.filter(*geldig, code=code).first()
    if regel is None:
        raise GeenRegel(code, dag)
    return regel


def termijnen_van(over: models.Model) -> QuerySet[Termijn]:
    """Return the terms of one subject, the first to expire on top, with their rule in the same query."""
    return Termijn.objects.filter(onderwerp_soort=soort_van(over), onderwerp_id=str(over.pk)).select_related("regel")


def open_termijnen() -> QuerySet[Termijn]:
    """Return every term in which something must still happen, with its rule."""
    return Termijn.objects.filter(status__in=TermijnStatus.open()).select_related("regel")


def verlopen_termijnen(op: datetime | None = None) -> QuerySet[Termijn]:
    """Return the open terms that are over at *op* (default: now, by the database); a waiting term is never late."""
    return open_termijnen().filter(vervalt_op__lte=moment(op), regel__aard=Aard.UITERSTE.value)


def jaren_met_sluitingsdagen() -> list[int]:
    """Return the years of the calendar, in order."""
    dagen = Sluitingsdag.objects.filter(ingetrokken_op=None)
    return [dag.year for dag in dagen.dates("datum", "year")]


def sluitingsdagen_van(jaar: int) -> QuerySet[Sluitingsdag]:
    """Return the closing days of one year, in order."""
    return Sluitingsdag.objects.filter(datum__year=jaar, ingetrokken_op=None)


def regels() -> QuerySet[Termijnregel]:
    """Return every version of every rule, by name and then by age."""
    return Termijnregel.objects.order_by("naam", F("geldig_vanaf").asc(nulls_first=True))
