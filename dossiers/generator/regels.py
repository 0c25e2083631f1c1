"""Lines on the timeline as the actions write them, for rows that come in bulk."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from dossiers import gebeurtenissen
from dossiers.actions.tijdlijn import LANGSTE_TEKST, LANGSTE_TITEL, kort_tot
from dossiers.choices import Contactsoort, Richting
from dossiers.models import Contactmoment, Dossier, Tijdlijnregel
from dossiers.models.contactmoment import regelsoort_van, titel_van
from kern.adres import adres
from kern.generator.stroom import Persoon, Stroom


class Plek(NamedTuple):
    """The keys of a location and of who organises it; without a location it is about the organisator itself."""

    dossier: int | None
    organisator: int


def schrijf_regel(
    stroom: Stroom,
    plek: Plek,
    *,
    soort: str,
    verwijzing: str,
    titel: str,
    op: datetime,
    door: Persoon | None,
    kort: str = "",
    bekend_sinds: datetime | None = None,
    vervallen_op: datetime | None = None,
    url: str = "",
) -> None:
    """Add a line about a location, recorded when it happened unless *bekend_sinds* says otherwise."""
    stroom.rij(
        Tijdlijnregel,
        dossier_id=plek.dossier,
        organisator_id=plek.organisator,
        op=op,
        bekend_sinds=bekend_sinds or op,
        vervallen_op=vervallen_op,
        soort=soort,
        verwijzing=verwijzing,
        titel=kort_tot(titel, LANGSTE_TITEL),
        kort=kort_tot(kort, LANGSTE_TEKST),
        door_id=door[0] if door else None,
        door_naam=door[1] if door else "",
        url=url,
    )


def schrijf_contact(
    stroom: Stroom,
    plek: Plek,
    *,
    sleutel: UUID,
    soort: Contactsoort,
    richting: Richting | None,
    met: str,
    tekst: str,
    op: datetime,
    genoteerd_op: datetime,
    door: Persoon,
) -> None:
    """Add what `actions.contactmomenten.noteer_contact` writes: the contact, its line, its row in the log of the dossier."""
    assert plek.dossier is not None
    richting_ = str(richting or "")
    stroom.rij(
        Contactmoment,
        id=sleutel,
        dossier_id=plek.dossier,
        organisator_id=plek.organisator,
        soort=str(soort),
        richting=richting_,
        met=met,
        op=op,
        tekst=tekst,
        door_id=door[0],
        genoteerd_op=genoteerd_op,
    )
    schrijf_regel(
        stroom,
        plek,
        soort=regelsoort_van(soort),
        verwijzing=str(sleutel),
        titel=titel_van(soort, richting_, met),
        kort=tekst,
        op=op,
        bekend_sinds=genoteerd_op,
        door=door,
        url=adres("dossiers:contactmoment", sleutel),
    )
    stroom.log(
        gebeurtenissen.CONTACT_GENOTEERD,
        over=(Dossier, plek.dossier),
        door=door,
        op=genoteerd_op,
        gegevens={"contactmoment": str(sleutel), "soort": str(soort), "versie": 1},
    )
