"""The search field above a list: the same words as the lookup, on all rows, in the order of the list."""

from typing import Any

from django.db.models import Q, QuerySet

from dossiers.models import Zoeknummer, Zoekregel
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
    if vraag.alleen_nummer:
        genummerd = Zoeknummer.objects.filter(nummer__startswith=vraag.nummer).values("regel")
        return rijen.filter(Q(zoekregel__in=genummerd) | Q(postcode=vraag.nummer))
    woorden: Woorden = vraag.los
    if not Zoekregel.objects.filter(_met_woorden(woorden)).exists() and (verbeterd := verbeter(vraag)):
        woorden = verbeterd
    return rijen.filter(_met_woorden(woorden, "zoekregel__"))
