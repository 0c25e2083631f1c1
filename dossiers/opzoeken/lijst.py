"""The search field above a list: the same words as the lookup, on all rows, in the order of the list."""

from typing import Any

from django.db.models import Q, QuerySet

from dossiers.models import Zoeknummer
from dossiers.opzoeken.kandidaten import Woorden, deel, verbeter
from dossiers.opzoeken.vraag import lees


def _met_woorden(woorden: Woorden) -> Q:
    waar = Q()
    for varianten in woorden:
        een_van = Q()
        for woord in varianten:
            een_van |= Q(zoekregel__tekst__contains=deel(woord))
        waar &= een_van
    return waar


def houd_gevonden(rijen: QuerySet[Any], tekst: str, *, gekend: QuerySet[Any] | None = None) -> QuerySet[Any]:
    """Keep the rows (dossiers or organisatoren) that have every word of *tekst*, or that number.

    Only when none of *rijen* has them all: those that have words nearly like them. Of those, and not of the whole register: what
    a person may not know of must not change what they are shown. *gekend* are the same rows without what the list counts beside
    them, where that would cost.
    """
    vraag = lees(tekst)
    if vraag.is_leeg:
        return rijen
    if vraag.alleen_nummer:
        genummerd = Zoeknummer.objects.filter(nummer__startswith=vraag.nummer).values("regel")
        return rijen.filter(Q(zoekregel__in=genummerd) | Q(postcode=vraag.nummer))
    woorden: Woorden = vraag.los
    if not (rijen if gekend is None else gekend).filter(_met_woorden(woorden)).exists() and (verbeterd := verbeter(vraag)):
        woorden = verbeterd
    return rijen.filter(_met_woorden(woorden))
