"""What people are reminded of, as kern's own sources answer it: tasks, what is to be asked after, and terms."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, F, Func, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from kern import werksoorten
from kern.choices import Taakstatus
from kern.herinneringen import VELDEN
from kern.models import Herinneringskeuze, Medewerker, Taak, Werkregel

Rijen = QuerySet[Any, dict[str, Any]]
_TAAK = Value("/taken/")
_RUIM = timedelta(days=5)  # further ahead than a morning before a weekend


class _Einde(Func):
    """The end of a task: the hour of its day in Brussels, or the midnight after it."""

    template = "((tegen + coalesce(uur, time '24:00')) AT TIME ZONE 'Europe/Brussels')"
    output_field = models.DateTimeField()


class _OchtendVoordien(Func):
    """A quarter past seven in Brussels on the weekday before the last day that is in time."""

    template = (
        "((((%(expressions)s - interval '1 microsecond') AT TIME ZONE 'Europe/Brussels')::date"
        " - CASE extract(isodow FROM (%(expressions)s - interval '1 microsecond') AT TIME ZONE 'Europe/Brussels')"
        " WHEN 1 THEN 3 WHEN 7 THEN 2 ELSE 1 END)::timestamp + time '07:15') AT TIME ZONE 'Europe/Brussels'"
    )
    output_field = models.DateTimeField()


def taken(vanaf: datetime, tot: datetime) -> Rijen:
    """Return the open tasks that call, by the day or the hour; never what was past already when it was given."""
    return _van_taak("herinner_op", herinner_op__gte=vanaf, herinner_op__lt=tot, gegeven_op__lte=F("herinner_op"))


def na_te_vragen(vanaf: datetime, tot: datetime) -> Rijen:
    """Return the tasks that waited long enough for somebody else."""
    return _van_taak("navraag_op", navraag_op__gte=vanaf, navraag_op__lt=tot)


def termijnen(vanaf: datetime, tot: datetime) -> Rijen:
    """Return the terms that end: in days on the morning of the weekday before, in hours an hour before."""
    open_ = Werkregel.objects.filter(
        soort=werksoorten.TERMIJN.code, klaar_op=None, voor__isnull=False, tegen__gte=vanaf, tegen__lt=tot + _RUIM
    )
    roept = open_.annotate(
        moment=Case(
            When(heel_dag=True, then=_OchtendVoordien(F("tegen"))),
            default=F("tegen") - timedelta(hours=1),
            output_field=models.DateTimeField(),
        )
    )
    rijen: Rijen = (
        roept.filter(moment__gte=vanaf, moment__lt=tot)
        .annotate(
            wat=F("titel"),
            over_soort=F("onderwerp_soort"),
            over_id=F("onderwerp_id"),
            adres=Concat(Value("/werk/"), Cast("pk", models.CharField()), Value("/")),
        )
        .order_by()
        .values(*_als(url="adres"))
    )
    return rijen


def keuze_van(persoon: Medewerker) -> Herinneringskeuze | None:
    """Return what *persoon* chose; None when they never did."""
    return Herinneringskeuze.objects.filter(pk=persoon.pk).first()


def _van_taak(moment: str, **waar: Any) -> Rijen:
    sleutel = Cast("pk", models.CharField())
    open_ = Taak.objects.filter(status=Taakstatus.OPEN, voor__isnull=False, **waar)
    rijen: Rijen = (
        open_.annotate(
            verwijzing=sleutel,
            moment=F(moment),
            einde=_Einde(),
            heel_dag=Case(When(uur=None, then=Value(True)), default=Value(False)),
            wat=F("titel"),
            url=Concat(_TAAK, sleutel, Value("/")),
            over_soort=F("onderwerp_soort"),
            over_id=F("onderwerp_id"),
        )
        .order_by()
        .values(*_als(tegen="einde"))
    )
    return rijen


def _als(**anders: str) -> list[str]:
    """The fields in the order of `VELDEN`; *anders* names those that stand under another name."""
    return [anders.get(naam, naam) for naam in VELDEN]
