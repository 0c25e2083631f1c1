"""Lines on the timeline and rows of the werkvoorraad as the actions write them, for rows that come in bulk."""

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
from kern.logboek import soort_van
from kern.models import Werkregel
from kern.tekst import inkorten
from kern.werk import Werksoort


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
    door_naam: str = "",
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
        door_naam=door[1] if door else door_naam,
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
    door: Persoon | None,
    van: str = "",
) -> None:
    """Add what `actions.contactmomenten.noteer_contact` writes: the contact, its line, its row in the log of the dossier.

    Without *door* it is an answer to a mail of ours, written by *van*.
    """
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
        door_id=door[0] if door else None,
        door_naam=van,
        genoteerd_op=genoteerd_op,
        bron="" if door else "post",
        bronnummer="" if door else str(sleutel),
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
        door_naam=van,
        url=adres("dossiers:contactmoment", sleutel),
    )
    stroom.log(
        gebeurtenissen.CONTACT_GENOTEERD,
        over=(Dossier, plek.dossier),
        door=door,
        op=genoteerd_op,
        gegevens={"contactmoment": str(sleutel), "soort": str(soort), "versie": 1},
    )


def schrijf_werk(
    stroom: Stroom,
    dossier: int | None,
    *,
    soort: Werksoort,
    verwijzing: UUID,
    titel: str,
    url: str,
    voor: Persoon,
    sinds: datetime,
    klaar: tuple[datetime, Persoon | None] | None = None,
    **anders: object,
) -> None:
    """Add what `kern.actions.werk.meld` writes, and `sluit` when it is done; *anders* are further columns.

    Without *dossier* it is about nothing in particular.
    """
    stroom.rij(
        Werkregel,
        soort=soort.code,
        verwijzing=str(verwijzing),
        onderwerp_soort=soort_van(Dossier) if dossier else "",
        onderwerp_id=str(dossier or ""),
        titel=inkorten(titel, 200),
        url=url,
        voor_id=voor[0],
        sinds=sinds,
        klaar_op=klaar[0] if klaar else None,
        klaar_door_id=klaar[1][0] if klaar and klaar[1] else None,
        **anders,
    )
