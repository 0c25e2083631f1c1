"""What colleagues noted about a contact: believable, and about nobody.

Per subject some ways in which they begin, we begin, and it goes on; so a note is about one thing from its first to its last word.
"""

import random
from typing import NamedTuple

from dossiers.choices import Contactsoort, Richting


class Onderwerp(NamedTuple):
    """What a contact is about: how it begins when they ask (*zij*), when we do (*wij*), and how it goes on."""

    zij: tuple[str, ...]
    wij: tuple[str, ...]
    vervolg: tuple[str, ...]


_ONDERWERPEN = (
    Onderwerp(
        (
            "Vraagt hoeveel kinderen één begeleider mag opvangen als een collega ziek is.",
            "Vraag over de kindratio tijdens de dutjes.",
        ),
        ("Gebeld over de kindratio op woensdagnamiddag.", "Nagevraagd hoe ze de ratio halen nu een begeleider ziek is."),
        (
            "Uitgelegd: alleen hoogstens 8, met twee of meer hoogstens 9 per begeleider, tijdens de rust 14.",
            "Ze werken deze maand met een interim. Het uurrooster volgt per mail.",
            "Ze sluiten een half uur vroeger tot de vervanging er is. De ouders weten het.",
        ),
    ),
    Onderwerp(
        (
            "Meldt dat de verantwoordelijke stopt op het einde van de maand.",
            "Wil weten wat nodig is voor een nieuwe verantwoordelijke.",
        ),
        ("Gevraagd hoe het staat met de nieuwe verantwoordelijke.", "Navraag gedaan over de wissel van verantwoordelijke."),
        (
            "Het kwalificatiebewijs is opgevraagd; het uittreksel is er al.",
            "De bestuurder neemt over tot er iemand gevonden is.",
            "Afgesproken dat de nieuwe verantwoordelijke kennismaakt bij het volgende bezoek.",
        ),
    ),
    Onderwerp(
        (
            "Bezorgt het attest levensreddend handelen van een begeleider.",
            "Vraagt waar een opleiding levensreddend handelen te volgen is.",
        ),
        (
            "Herinnerd aan het attest levensreddend handelen dat vervalt.",
            "Gevraagd naar het ontbrekende attest van een begeleider.",
        ),
        (
            "De opleiding is ingeschreven voor volgende maand.",
            "Attest nagekeken en in orde.",
            "Ze bezorgen het voor het einde van de week. Opnieuw opvolgen als het er dan niet is.",
        ),
    ),
    Onderwerp(
        ("Vraagt of een tweede slaapruimte op de verdieping mag.", "Stuurt het plan van de verbouwing door."),
        ("Gebeld over de verluchting van de slaapruimte.", "Gevraagd of de werken aan de slaapruimte klaar zijn."),
        (
            "Het plan is besproken: er komt een raam bij. De brandweer bekijkt het nog.",
            "De babyfoon met camera vervangt het toezicht niet. Dat is begrepen.",
            "De werken duren drie weken. De kinderen slapen zolang in de kleine leefruimte.",
        ),
    ),
    Onderwerp(
        ("Vraagt of ze tijdens de zomer een week langer mogen sluiten.", "Geeft de sluitingsdagen van volgend jaar door."),
        ("Gevraagd naar de sluitingsdagen van volgend jaar.", "Navraag: op de website staan andere openingsuren dan bij ons."),
        (
            "De ouders kregen de dagen al in september.",
            "De uren op de website zijn oud. Ze passen dat deze week aan.",
            "Genoteerd. Geen verdere stappen.",
        ),
    ),
    Onderwerp(
        (
            "Vraagt hoe ze het aanwezigheidsregister digitaal mogen bijhouden.",
            "Meldt dat het registratiesysteem twee dagen uitviel.",
        ),
        (
            "Gebeld omdat het aanwezigheidsregister van vorige maand gaten heeft.",
            "Uitleg gevraagd bij de cijfers over de bezetting.",
        ),
        (
            "Op papier bijhouden is goed, als het elke dag volledig is.",
            "De cijfers kloppen met het register. Eén dag was dubbel geteld.",
            "Ze bezorgen de twee ontbrekende weken. Bij het volgende bezoek kijken we dit na.",
        ),
    ),
    Onderwerp(
        (
            "Een ouder heeft geklaagd over de communicatie; ze vragen raad.",
            "Vraagt hoe ze het best antwoorden op een klacht van een ouder.",
        ),
        ("Besproken hoe ze met de klacht van een ouder omgaan.", "Gevraagd naar hun klachtenprocedure."),
        (
            "Ze nodigen de ouder uit voor een gesprek en schrijven op wat is afgesproken.",
            "De procedure hangt nu aan het onthaal.",
            "Intussen uitgepraat, zeggen ze. De ouder blijft komen.",
        ),
    ),
    Onderwerp(
        ("Vraagt wat verandert als ze meer plaatsen willen.", "Denkt na over een tweede leefgroep en wil weten wat nodig is."),
        ("Gebeld over hun plan om meer plaatsen te vragen.", "Gevraagd of de uitbreiding nog doorgaat."),
        (
            "Uitgelegd hoe de aanvraag loopt en welke documenten nodig zijn.",
            "Ze wachten op de huur van het gebouw ernaast.",
            "Geen haast: eerst twee begeleiders vinden.",
        ),
    ),
    Onderwerp(
        ("Vraagt hulp bij de risicoanalyse.", "Meldt dat de risicoanalyse vernieuwd is."),
        ("Gevraagd naar de nieuwe risicoanalyse.", "Opgevolgd wat in de risicoanalyse moest worden aangevuld."),
        (
            "Het deel over de vijver en het hek ontbreekt nog.",
            "Goed uitgewerkt, met foto’s en een verantwoordelijke per punt.",
            "Verwezen naar het sjabloon en naar de pedagogische ondersteuning in de regio.",
        ),
    ),
    Onderwerp(
        ("Vraagt of een kind met een allergie het eten van thuis mag meebrengen.", "Vraag over het bewaren van flesvoeding."),
        ("Gebeld over de maaltijden na de vraag van een ouder.", "Nagevraagd hoe ze allergieën bijhouden."),
        (
            "Er hangt een lijst in de keuken, met foto en afspraken.",
            "Ze schrijven het in de inlichtingenfiche en laten die tekenen.",
            "Uitgelegd wat de regel vraagt en waar het staat.",
        ),
    ),
    Onderwerp(
        ("Vraagt wat ze moeten doen bij drie gevallen van windpokken.", "Meldt dat er een buikgriep rondgaat in de babygroep."),
        ("Gebeld over het ziektebeleid.", "Gevraagd hoe het gaat na de zieken van vorige week."),
        (
            "De ouders zijn verwittigd met een bericht aan de deur en een mail.",
            "Verwezen naar de infectieklapper. Extra handen wassen en speelgoed reinigen.",
            "Alles is weer normaal. Twee begeleiders waren ook ziek.",
        ),
    ),
    Onderwerp(
        ("Vraagt wanneer het saldo van de subsidie komt.", "Begrijpt de afrekening van het vorige kwartaal niet."),
        ("Gebeld over de opvangprijs en het attest inkomenstarief.", "Gevraagd naar de registratie van de prestaties."),
        (
            "Doorverwezen naar de dienst subsidies, met het dossiernummer.",
            "Ze hadden twee dagen niet doorgestuurd. Dat is nu gebeurd.",
            "Uitgelegd hoe de gerechtvaardigde afwezigheden tellen.",
        ),
    ),
    Onderwerp(
        ("Vertelt dat het moeilijk is om begeleiders te vinden.", "Twee begeleiders vertrekken; vraagt wat kan."),
        ("Gevraagd hoe het staat met het personeel.", "Gebeld om te horen of de vacature ingevuld is."),
        (
            "Ze zijn op zoek; voorlopig vangen ze het zelf op.",
            "Er start iemand die nog een opleiding volgt. De begeleiding daarvan is afgesproken.",
            "We bekijken dit opnieuw over een maand.",
        ),
    ),
    Onderwerp(
        ("Stuurt het attest van de brandweer.", "Vraagt of de brandblussers elk jaar gekeurd moeten worden."),
        ("Herinnerd aan het attest van de brandweer.", "Nagevraagd of de evacuatieoefening gebeurd is."),
        (
            "De oefening was vorige maand: iedereen buiten in drie minuten.",
            "Het attest geldt met twee voorwaarden. Ze hebben een jaar de tijd.",
            "De keuring is besteld.",
        ),
    ),
    Onderwerp(
        (
            "Vraagt ondersteuning voor een kind dat extra zorg nodig heeft.",
            "Wil weten wie kan helpen bij een kind dat veel weent.",
        ),
        (
            "Besproken hoe ze inclusieve opvang willen aanpakken.",
            "Gebeld na het gesprek met het centrum inclusieve kinderopvang.",
        ),
        (
            "Verwezen naar het centrum inclusieve kinderopvang in de regio.",
            "Ze starten met een observatie, met toestemming van de ouders.",
            "Het team krijgt drie keer coaching op de groep.",
        ),
    ),
    Onderwerp(
        ("Wil een buitenruimte op het dak inrichten.", "Vraagt of ze met de kinderen naar het park mogen wandelen."),
        ("Gebeld over de omheining van de tuin.", "Opgevolgd of het hek hersteld is."),
        (
            "Het hek is hersteld. Foto ontvangen.",
            "Afspraken over uitstappen staan in het kwaliteitshandboek: altijd met twee.",
            "Een dakterras vraagt een attest van de brandweer. Ze denken erover na.",
        ),
    ),
)

_LOSSE = (
    "Vlot gesprek, geen bijzonderheden.",
    "Ik bevestigde de afspraken in een mail.",
    "Volgende week hoor ik hen opnieuw.",
    "Geen verdere stappen nodig.",
    "Te bekijken bij het volgende bezoek.",
    "Ze zijn tevreden over de samenwerking.",
    "Niet alles is al in orde, maar er wordt zichtbaar aan gewerkt.",
    "Ze vragen om een bezoek voor de zomer.",
)

_GEZIEN = (
    "De leefruimte is ruim en verzorgd.",
    "De kinderen speelden rustig in hoekjes.",
    "Het aanwezigheidsregister was ingevuld tot vandaag.",
    "De risicoanalyse werd samen doorgenomen.",
    "De buitenruimte wordt in het voorjaar vernieuwd.",
    "De slaapruimte is netjes; het toezicht gebeurt elk kwartier en staat op een blad.",
    "Twee attesten vervallen binnenkort: de opleiding is geboekt.",
    "De maaltijden worden ter plaatse bereid; het ruikt er lekker.",
    "De begeleiders nemen de tijd voor elk kind en zakken door tot op ooghoogte.",
    "Er lag los speelgoed op de trap. Dat werd meteen opgeruimd.",
    "Het verzorgingskussen was versleten en wordt vervangen.",
    "Medicatie staat nu hoog en op slot, zoals vorige keer gevraagd.",
    "Het was druk bij het afhalen; de ouders kregen toch elk een woordje.",
    "De nieuwe begeleider kent de kinderen al bij naam.",
)
_AFGESPROKEN = (
    "Geen werkpunten.",
    "Eén werkpunt: het kwaliteitshandboek aanvullen met de afspraken over uitstappen.",
    "Werkpunt: de temperatuur in de slaapruimte elke dag noteren.",
    "Ze bezorgen het uurrooster van de volgende maand.",
    "Afgesproken dat ik over drie maanden bel.",
    "De verantwoordelijke vraagt feedback op de wenperiode; bespreken we volgende keer.",
    "Alles van vorig bezoek is aangepakt.",
)


def gezien(aantal: int, toeval: random.Random) -> list[str]:
    """Return so many things that were seen at a visit."""
    return toeval.sample(_GEZIEN, aantal)


def contact(soort: Contactsoort, richting: Richting | None, plaatsen: int, toeval: random.Random) -> str:
    """Return what was written down."""
    if soort is Contactsoort.BEZOEK:
        aanwezig = max(1, min(plaatsen, round(plaatsen * toeval.uniform(0.5, 1.0))))
        begeleiders = max(1, -(-aanwezig // 8))
        kinderen = "1 kind" if aanwezig == 1 else f"{aanwezig} kinderen"
        samen = f"{kinderen} en {'1 begeleider' if begeleiders == 1 else f'{begeleiders} begeleiders'} aanwezig."
        waarnemingen = gezien(toeval.choice((2, 3, 3, 4)), toeval)
        return " ".join([samen.capitalize(), *waarnemingen, toeval.choice(_AFGESPROKEN)])
    onderwerp = toeval.choice(_ONDERWERPEN)
    begin = toeval.choice(onderwerp.zij if richting == Richting.IN else onderwerp.wij)
    slot = [toeval.choice(_LOSSE)] if toeval.random() < 0.4 else []
    return " ".join([begin, toeval.choice(onderwerp.vervolg), *slot])
