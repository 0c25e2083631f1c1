"""What colleagues wrote when they handed over, asked, advised and decided: believable, and about nobody."""

import random

_STARTER = (
    "Rustige locaties om mee te beginnen. Ga de eerste keer samen met je meter.",
    "Een mengeling van gezinsopvang en kleine groepen, dicht bij elkaar. Lees eerst de laatste bezoeken.",
    "Deze organisatoren kennen ons al lang. Stel je voor met een mail en plan daarna je bezoeken.",
)
_COLLEGA = (
    "Herverdeling van de regio: de afstanden worden korter.",
    "Om het aantal locaties per collega gelijk te houden.",
    "Ik werk vanaf nu halftijds. De afspraken staan bij de laatste contacten.",
    "Gewisseld op vraag van de organisator, in overleg met de coördinator.",
)
_LOCATIE = (
    "Belt liefst na 18 uur.",
    "Nieuwe verantwoordelijke sinds de zomer; nog niet ontmoet.",
    "Het bezoek van dit jaar moet nog gebeuren.",
    "Attesten worden vlot bezorgd, alles staat in orde.",
    "Parkeren kan achteraan. Bel eerst aan de zijdeur.",
    "Wil volgend jaar meer plaatsen vragen.",
    "Volg de temperatuur in de slaapruimte op: afgesproken bij het laatste bezoek.",
)
_INSPECTIE = (
    ("Kijk na of er in de slaapruimte altijd toezicht is.", "Gesprek met de verantwoordelijke"),
    ("Zijn er genoeg begeleiders op woensdagnamiddag en na 16 uur?", "Cijfers in het aanwezigheidsregister"),
    ("Zijn de werkpunten van het vorige verslag aangepakt?", "Opvolging van het vorige verslag"),
    ("Kloppen de aanwezige kinderen met het aantal vergunde plaatsen?", "Vraag van een buur"),
    ("Bekijk de veiligheid van de buitenruimte en de trap.", "Verbouwing"),
    ("Hoe wordt medicatie bewaard en toegediend?", "Bezoek van de klantenbeheerder"),
    ("Bekijk de pedagogische aanpak in de babygroep.", "Vraag van de organisator zelf"),
    ("Eerste bezoek na de start: is alles zoals aangevraagd?", "Nieuwe locatie"),
)
_NIET_MEER = (
    "De locatie is intussen gestopt.",
    "Zorginspectie was al langs geweest voor een andere vraag.",
    "De organisator bezorgde de gevraagde documenten; een bezoek is niet meer nodig.",
)
_ANTECEDENTEN = (
    "Geen bezwaar gevonden bij deze organisator.",
    "Eén vroegere locatie is vrijwillig gestopt. Geen bezwaar.",
    "De opmerkingen van het vorige verslag zijn opgelost. Geen bezwaar.",
    "Nagekeken wie er werkt en wie er bestuurt: niemand komt elders voor.",
)
_ADVIES = {
    "gunstig": (
        "De ruimte is groot genoeg en er zijn genoeg begeleiders aangeworven.",
        "Het dossier is volledig en het plaatsbezoek was in orde.",
        "De organisator werkt al jaren goed en het gebouw is geschikt.",
    ),
    "voorwaarden": (
        "Goed, als het attest van de brandweer er is voor de start.",
        "Goed, als de tweede slaapruimte een raam krijgt.",
        "Goed, op voorwaarde dat een begeleider met kwalificatie start.",
    ),
    "ongunstig": (
        "De leefruimte is te klein voor het gevraagde aantal kinderen.",
        "Er is geen verantwoordelijke met het juiste kwalificatiebewijs.",
        "De vorige werkpunten zijn nog niet aangepakt.",
    ),
}
_NALEZING = ("Akkoord.", "Akkoord, helder geschreven.", "Nagelezen, ook het plan. Akkoord.", "")
_BESLIST = {
    "aanvaard": ("Volgens het advies.", "Aanvaard; de organisator is gebeld.", "Volgens het advies en de nalezing."),
    "geweigerd": ("De ruimte voldoet niet.", "Eerst moeten de werkpunten opgelost zijn.", "Geen kwalificatie aangetoond."),
    "ingetrokken": ("De organisator ziet ervan af.", "Het gebouw is aan iemand anders verhuurd.", "Dubbel ingediend."),
}
_TOELICHTING = (
    "Er staan dertig gezinnen op de wachtlijst.",
    "Het gebouw ernaast kwam vrij.",
    "De gemeente vroeg om meer opvang in deze wijk.",
    "",
    "",
)
_ZELFDE = {
    "bevestigd": "Nagevraagd bij beide organisatoren: het gaat om dezelfde persoon.",
    "verworpen": "Nagevraagd: ze kennen elkaar, het zijn twee verschillende mensen.",
    "ongedaan": "Te snel beslist: het geboortejaar op het attest verschilt.",
}


def overdracht(toeval: random.Random, *, starter: bool) -> str:
    """Return the note with a hand-over."""
    return toeval.choice(_STARTER if starter else _COLLEGA)


def over_te_dragen(toeval: random.Random) -> str:
    """Return what one location's next klantenbeheerder must know."""
    return toeval.choice(_LOCATIE)


def inspectie(toeval: random.Random) -> tuple[str, str]:
    """Return what Zorginspectie is asked to look at, and why."""
    return toeval.choice(_INSPECTIE)


def niet_meer_nodig(toeval: random.Random) -> str:
    """Return why an inspection is not needed any more."""
    return toeval.choice(_NIET_MEER)


def toelichting(toeval: random.Random) -> str:
    """Return what an organisator said with a request; mostly nothing."""
    return toeval.choice(_TOELICHTING)


def antecedenten(toeval: random.Random) -> str:
    """Return what was concluded from the antecedents."""
    return toeval.choice(_ANTECEDENTEN)


def advies(soort: str, toeval: random.Random) -> str:
    """Return the reasons of an advice."""
    return toeval.choice(_ADVIES[soort])


def nalezing(toeval: random.Random) -> str:
    """Return what the second reader said."""
    return toeval.choice(_NALEZING)


def beslissing(status: str, toeval: random.Random) -> str:
    """Return why a request was accepted, refused or taken back."""
    return toeval.choice(_BESLIST[status])


def zelfde_persoon(status: str) -> str:
    """Return why two people are, or are not, the same."""
    return _ZELFDE[status]
