"""The search field above a list: the same words as the lookup, on all rows, in the order of the list."""

from typing import Any

from django.db.models import Q, QuerySet

from dossiers.models import Zoekregel
from dossiers.opzoeken.kandidaten import Woorden, deel, verbeter
from dossiers.opzoeken.vraag import lees


def _met_woorden(woorden: Woorden, naar: str = "") -> Q:
    waar = Q()
    for varianten in woorden:
        een_van = Q()
        for woord in varianten:
            een_van |= Q(**{f"{naar}tekst__contains": deel(woord)})
        waar &= een_van
    return waar


def houd_gevonden(rijen: QuerySet[Any], tekst: str) -> QuerySet[Any]:
    """Keep the rows (dossiers or organisatoren) that have every word of *tekst*, or that number.

    Only when no row of the register has them all: those that have words nearly like them.
    """
    vraag = lees(tekst)
    if vraag.is_leeg:
        return rijen
    if vraag.nummer:
        begin = f" {vraag.nummer}"
        return rijen.filter(zoekregel__tekst__contains=vraag.nummer if len(vraag.nummer) > 8 else begin)
    woorden: Woorden = [[woord] for woord in vraag.woorden]
    if not Zoekregel.objects.filter(_met_woorden(woorden)).exists() and (verbeterd := verbeter(vraag)):
        woorden = verbeterd
    return rijen.filter(_met_woorden(woorden, "zoekregel__"))
