"""Lines on the timeline as the actions write them, for rows that come in bulk."""

from datetime import datetime

from dossiers.actions.tijdlijn import LANGSTE_TEKST, LANGSTE_TITEL, _kort
from dossiers.generator.netwerk import Locatie
from dossiers.models import Contactmoment, Tijdlijnregel
from dossiers.models.contactmoment import regelsoort_van
from kern.generator.stroom import Persoon


def regel(
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
) -> Tijdlijnregel:
    """Return a line about *locatie*, recorded when it happened unless *bekend_sinds* says otherwise."""
    return Tijdlijnregel(
        dossier_id=locatie.pk,
        organisator_id=locatie.uitbater.pk,
        op=op,
        bekend_sinds=bekend_sinds or op,
        soort=soort,
        verwijzing=verwijzing,
        titel=_kort(titel, LANGSTE_TITEL),
        kort=_kort(kort, LANGSTE_TEKST),
        door_id=door[0] if door else None,
        door_naam=door[1] if door else "",
        url=url,
    )


def contactregel(locatie: Locatie, contact: Contactmoment, door: Persoon) -> Tijdlijnregel:
    """Return the line of a contact."""
    return regel(
        locatie,
        soort=regelsoort_van(contact.soort),
        verwijzing=str(contact.pk),
        titel=contact.titel,
        kort=contact.tekst,
        op=contact.op,
        bekend_sinds=contact.genoteerd_op,
        door=door,
        url=f"/contactmomenten/{contact.pk}/",
    )
