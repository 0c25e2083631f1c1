"""What colleagues noted about a contact, in sentences with a gap: believable, and about nobody."""

import random

from dossiers.choices import Contactsoort, Richting

_AANLEIDING = (
    "de jaarlijkse opvolging",
    "een vraag over de kindratio",
    "de opvangprijs en het attest inkomenstarief",
    "een nieuwe kinderbegeleider",
    "het kwaliteitshandboek",
    "de risicoanalyse",
    "de verbouwing van de slaapruimte",
    "een wissel van verantwoordelijke",
    "de openingsuren tijdens de zomer",
    "het aanwezigheidsregister",
    "een vraag van een ouder",
    "de brandveiligheid",
    "een aanvraag voor meer plaatsen",
    "het attest levensreddend handelen",
    "de nieuwe leefgroep",
)
_VERLOOP = (
    "Vlot gesprek, geen bijzonderheden.",
    "De verantwoordelijke bezorgt de ontbrekende documenten tegen volgende week.",
    "Uitgelegd wat de regel vraagt en waar het staat.",
    "Afgesproken dat we hier volgende maand op terugkomen.",
    "Ze zijn op zoek naar een extra begeleider; voorlopig vangen ze het intern op.",
    "Verwezen naar de pedagogische ondersteuning in de regio.",
    "De organisator is tevreden over de samenwerking.",
    "Nog niet alles is in orde, maar er wordt zichtbaar aan gewerkt.",
    "Bevestigd in een mail met de afspraken.",
    "Ze vragen om een bezoek voor de zomer.",
    "Aandachtspunt: de verluchting van de slaapruimte.",
    "De cijfers over de bezetting kloppen met het register.",
)
_BEZOEK = (
    "De leefruimtes zijn ruim en verzorgd.",
    "Er waren {kinderen} kinderen en {begeleiders} begeleiders aanwezig.",
    "De kinderen waren rustig aan het spelen.",
    "Het aanwezigheidsregister was ingevuld.",
    "De risicoanalyse werd samen doorgenomen.",
    "De buitenruimte wordt in het voorjaar vernieuwd.",
    "De slaapruimte is netjes; het toezicht gebeurt om het kwartier.",
    "Twee attesten vervallen binnenkort: er is een afspraak bij de huisarts.",
    "De maaltijden worden ter plaatse bereid.",
    "De begeleiders nemen de tijd voor elk kind.",
)


def contact(soort: Contactsoort, richting: Richting | None, plaatsen: int, toeval: random.Random) -> str:
    """Return what was written down."""
    waarover = toeval.choice(_AANLEIDING)
    if soort is Contactsoort.BEZOEK:
        aanwezig = max(1, min(plaatsen, round(plaatsen * toeval.uniform(0.5, 1.0))))
        zinnen = toeval.sample(_BEZOEK, toeval.choice((2, 3, 3, 4)))
        tekst = " ".join(["Bezoek ter plaatse.", *zinnen, toeval.choice(_VERLOOP)])
        return tekst.format(kinderen=aanwezig, begeleiders=max(1, -(-aanwezig // 8)))
    begin = "Ze nemen contact op over" if richting == Richting.IN else "Contact over"
    return f"{begin} {waarover}. {toeval.choice(_VERLOOP)}"
