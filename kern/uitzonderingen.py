"""What one person may see by exception now: found with the person, once per request (docs/besluiten/0020).

Most people on most days stand in for nobody, are no meter or starter and hold no grant. Still every read of a dossier asked for
all three: planning that question cost PostgreSQL more than answering it. What is empty when the request begins is not asked again
in it. An exception that *ends* still ends inside each query, by the clock of the database; one that begins while a page is being
made is there at the next click.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from kern.choices import Uitzondering
from kern.models import Medewerker, Meterschap, ToegangBasis, Vervanging

_IEMAND = -1  # stands for the key of the person in the statement that is kept


def met_uitzonderingen(pk: int) -> Medewerker | None:
    """Return the person with `uitzonderingen` filled in, None when there is none: one statement."""
    sql, waarden = _lezing()
    for persoon in Medewerker.objects.raw(sql, [pk if waarde == _IEMAND else waarde for waarde in waarden]):
        persoon.uitzonderingen = frozenset(soort for soort in Uitzondering if getattr(persoon, f"heeft_{soort}"))
        return persoon
    return None


@cache
def _lezing() -> tuple[str, tuple[Any, ...]]:
    """Return the statement, written once: that takes longer than running it."""
    wie = OuterRef("pk")
    vragen: dict[str, Q] = {
        Uitzondering.VERVANGING: Q(Exists(Vervanging.objects.geldig_op(None).filter(vervanger=wie))),
        Uitzondering.METERSCHAP: Q(Exists(Meterschap.objects.geldig_op(None).filter(Q(meter=wie) | Q(starter=wie)))),
        Uitzondering.TOEGANG: Q(*(Exists(tabel) for tabel in _toegangen(wie)), _connector=Q.OR),
    }
    regels = Medewerker.objects.order_by().filter(pk=_IEMAND).annotate(**{f"heeft_{soort}": q for soort, q in vragen.items()})
    return regels.query.sql_with_params()


def _toegangen(wie: OuterRef) -> Iterator[QuerySet[Any]]:
    """The grants of every app that have not ended."""
    for tabel in ToegangBasis.__subclasses__():
        yield tabel._default_manager.filter(user=wie, verloopt_op__gt=Now())
