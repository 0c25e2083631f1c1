"""Looks at content: one row per subject that is opened, one row per list that is shown (docs/rechten.md)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeAlias

from dossiers.access import mag_inhoud, mag_organisator_inhoud
from dossiers.actions import (
    aanvragen,
    afspraken,
    beloften,
    betrokkenen,
    contactmomenten,
    documenten,
    dossiers,
    inspectieverzoeken,
    organisatoren,
    post_plaatsen,
    verslagen,
)
from dossiers.models import (
    Aanvraag,
    Afspraak,
    Belofte,
    Betrokkene,
    Contactmoment,
    Document,
    Dossier,
    Inspectieverzoek,
    Organisator,
    Postbericht,
    Verslag,
)
from kern.actions.scherm import registreer_inzage
from kern.models import Medewerker

Onderwerp: TypeAlias = (
    Dossier
    | Organisator
    | Betrokkene
    | Contactmoment
    | Inspectieverzoek
    | Aanvraag
    | Verslag
    | Belofte
    | Afspraak
    | Postbericht
    | Document
)


def noteer(over: Onderwerp, *, door: Medewerker, op: datetime) -> None:
    """Write down that *door* is shown the content of *over*, in the words of its kind; of a card there is no row."""
    match over:
        case Dossier():
            if mag_inhoud(door, over):
                dossiers.noteer_inzage(dossier=over, door=door, op=op)
        case Organisator():
            if mag_organisator_inhoud(door, over):
                organisatoren.noteer_inzage(organisator=over, locaties=[], door=door, op=op)
        case Betrokkene():
            betrokkenen.noteer_inzage(betrokkene=over, door=door, op=op)
        case Contactmoment():
            contactmomenten.noteer_contactinzage(contact=over, door=door, op=op)
        case Inspectieverzoek():
            inspectieverzoeken.noteer_inzage(verzoek=over, door=door, op=op)
        case Aanvraag():
            aanvragen.noteer_inzage(aanvraag=over, door=door, op=op)
        case Verslag():
            verslagen.noteer_inzage(verslag=over, door=door, op=op)
        case Document():
            documenten.noteer_inzage(document=over, door=door, op=op)
        case Belofte():
            beloften.noteer_inzage(belofte=over, door=door, op=op)
        case Afspraak():
            afspraken.noteer_inzage(afspraak=over, door=door, op=op)
        case Postbericht():
            post_plaatsen.noteer_postinzage(bericht=over, door=door, op=op)


def noteer_lijst(
    lijst: str, dossiers_: Iterable[Dossier], *, door: Medewerker, op: datetime, filters: Sequence[str] = (), erbij: int = 0
) -> None:
    """Write down that *door* is shown how each of *dossiers_* is: one row for all of them, none when only cards stand there.

    Args:
        dossiers_: the locations in the list, fetched with `met_weg`.
        erbij: rows of another kind in the same list that say more than a card.
    """
    aantal = erbij + sum(1 for dossier in dossiers_ if dossier.weg)
    if aantal:
        registreer_inzage(lijst=lijst, filters=filters, aantal=aantal, door=door, op=op)
