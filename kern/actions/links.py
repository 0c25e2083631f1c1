"""Writes about signed links: make, use, withdraw, and note each visit."""

from datetime import datetime
from typing import NamedTuple

from django.db import models, transaction

from kern import gebeurtenissen, links, logboek
from kern.fouten import AlGewijzigd
from kern.links import LinkWerktNiet
from kern.logboek import soort_van
from kern.models import Medewerker, OndertekendeLink


class NieuweLink(NamedTuple):
    """A link and its address. The address is known now and never again: only its hash is kept."""

    link: OndertekendeLink
    adres: str


@transaction.atomic
def maak_link(
    *, doel: str, over: models.Model, door: Medewerker | None, op: datetime, verloopt_op: datetime | None = None
) -> NieuweLink:
    """Make a link for purpose *doel* about *over*, until *verloopt_op* or as long as the purpose says.

    Raises:
        KeyError: nobody registered *doel*.
    """
    gegevens = links.doel_van(doel)
    token = links.nieuw_token()
    link = OndertekendeLink.objects.create(
        doel=doel,
        onderwerp_soort=soort_van(over),
        onderwerp_id=str(over.pk),
        token_hash=links.hash_van(token),
        eenmalig=gegevens.eenmalig,
        gemaakt_door=door,
        gemaakt_op=op,
        verloopt_op=verloopt_op or op + gegevens.geldig,
    )
    logboek.schrijf(
        gebeurtenissen.LINK_GEMAAKT,
        over=link,
        door=door,
        op=op,
        gegevens={"doel": doel, "over": f"{link.onderwerp_soort}:{link.onderwerp_id}"},
    )
    return NieuweLink(link, links.adres_van(token))


@transaction.atomic
def gebruik_link(*, link: OndertekendeLink, op: datetime) -> None:
    """Use *link* once, in the transaction of what it does: both happen or neither.

    Of two who use a link for once at the same moment exactly one gets through: the second waits for the row and finds it used.

    Raises:
        LinkWerktNiet: used, withdrawn or expired in the meantime.
    """
    rijen = OndertekendeLink.objects.filter(links.bruikbaar(op), pk=link.pk).update(
        aantal_gebruikt=links.VOLGEND_GEBRUIK, laatst_gebruikt_op=op
    )
    if rijen != 1:
        raise LinkWerktNiet
    logboek.schrijf(gebeurtenissen.LINK_GEBRUIKT, over=link, door=None, op=op)


@transaction.atomic
def trek_link_in(*, link: OndertekendeLink, door: Medewerker | None, op: datetime) -> None:
    """Close a link before its time.

    Raises:
        AlGewijzigd: it was withdrawn already.
    """
    if OndertekendeLink.objects.filter(pk=link.pk, ingetrokken_op=None).update(ingetrokken_op=op) != 1:
        raise AlGewijzigd(link)
    link.ingetrokken_op = op
    logboek.schrijf(gebeurtenissen.LINK_INGETROKKEN, over=link, door=door, op=op)


def noteer_bezoek(*, link: OndertekendeLink, werkt: bool, op: datetime) -> None:
    """Write down that somebody came with this link; who it was is not known."""
    gebeurtenis = gebeurtenissen.LINK_GEOPEND if werkt else gebeurtenissen.LINK_GEWEIGERD
    logboek.schrijf(gebeurtenis, over=link, door=None, op=op)
