"""Lines on the timeline as the actions write them, for rows that come in bulk."""

from datetime import datetime
from functools import cache
from uuid import UUID

from django.urls import reverse

from dossiers.actions.tijdlijn import LANGSTE_TEKST, LANGSTE_TITEL, kort_tot
from dossiers.generator.netwerk import Locatie
from dossiers.models import Tijdlijnregel
from kern.generator.stroom import Persoon, Stroom


def schrijf_regel(
    stroom: Stroom,
    locatie: Locatie,
    *,
    soort: str,
    verwijzing: str,
    titel: str,
    op: datetime,
    door: Persoon | None,
    kort: str = "",
    bekend_sinds: datetime | None = None,
    url: str = "",
) -> None:
    """Add a line about *locatie*, recorded when it happened unless *bekend_sinds* says otherwise."""
    stroom.rij(
        Tijdlijnregel,
        dossier_id=locatie.pk,
        organisator_id=locatie.uitbater.pk,
        op=op,
        bekend_sinds=bekend_sinds or op,
        soort=soort,
        verwijzing=verwijzing,
        titel=kort_tot(titel, LANGSTE_TITEL),
        kort=kort_tot(kort, LANGSTE_TEKST),
        door_id=door[0] if door else None,
        door_naam=door[1] if door else "",
        url=url,
    )


@cache
def _adres(naam: str) -> tuple[str, str]:
    """Return what stands before and after the key in the address *naam*: asking Django a hundred thousand times is slow."""
    voor, na = reverse(naam, args=[UUID(int=0)]).split(str(UUID(int=0)))
    return voor, na


def adres(naam: str, sleutel: UUID) -> str:
    """Return the address *naam* of the thing with this key."""
    voor, na = _adres(naam)
    return f"{voor}{sleutel}{na}"
