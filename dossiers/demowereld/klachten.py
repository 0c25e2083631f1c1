"""What came in about De Zandloper in fourteen months: seventeen calls and mails that each say little and together a lot (W1, W4).

Noted as contacts, about the location and never about who called: "een ouder", "een buur".
"""

from datetime import datetime, timedelta
from random import Random

from dossiers.choices import Contactsoort, Richting
from dossiers.demowereld.tijd import moment
from dossiers.generator.regels import Plek, schrijf_contact
from dossiers.models import Dossier
from kern.generator.bouw import uuid
from kern.generator.stroom import Stroom
from kern.models import Medewerker

T, M = Contactsoort.TELEFOON, Contactsoort.MAIL

# Days ago, how, who, what was noted.
KLACHTEN: list[tuple[int, Contactsoort, str, str]] = [
    (421, T, "een ouder", "Vindt dat de deur te vaak openstaat bij het afhalen. Vraagt of dat mag. Ik bel de opvang."),
    (388, M, "een ouder", "Schrijft dat haar kind twee keer met een natte luier naar huis kwam. Wil geen klacht indienen."),
    (352, T, "een grootouder", "Zag bij het afhalen één begeleider bij veertien kinderen. Het was na 17 uur."),
    (310, T, "een ouder", "Hoort pas na drie dagen dat zijn kind gevallen is. Er stond niets in het heen-en-weerschrift."),
    (287, M, "een stagiair", "Maakt zich zorgen over de middagrust: niemand blijft in de slaapruimte. Wil anoniem blijven."),
    (255, T, "een ouder", "Nieuwe begeleiders, elke week iemand anders. Haar kind weent bij het afgeven."),
    (231, T, "een buur", "Hoort veel geween in de tuin en ziet zelden een volwassene buiten."),
    (208, M, "een ouder", "Vraagt waarom de opvang ’s morgens later opent dan in het contract staat."),
    (176, T, "een ouder", "Het kind kreeg een fles van een ander kind. De opvang heeft zich verontschuldigd."),
    (151, T, "een vroegere begeleider", "Zegt dat het uurrooster op papier niet klopt met wie er werkt."),
    (133, M, "een ouder", "Stuurt een foto van los speelgoed bij de trap. Vraagt wat wij doen."),
    (112, T, "een ouder", "Bij het halen lag een baby op de buik te slapen met een doekje naast het gezicht."),
    (97, T, "het lokaal loket", "Twee gezinnen zoeken andere opvang en noemen allebei de drukte."),
    (83, M, "een ouder", "Kreeg geen antwoord op haar klacht bij de opvang. Die kwam er een maand geleden al."),
    (66, T, "een ouder", "Vond de deur van de slaapruimte dicht en de babyfoon uit. Is geschrokken."),
    (54, T, "een huisarts", "Zag een kind met een blauwe plek die niemand kon uitleggen. Wil dat iemand gaat kijken."),
    (
        46,
        T,
        "een ouder",
        "Haar kind bleef alleen achter in de slaapruimte toen de groep al buiten was. Meteen gemeld aan de coördinator.",
    ),
]


def noteer(stroom: Stroom, dossier: Dossier, *, door: Medewerker, op: datetime) -> None:
    """Write them as contacts of the location, each noted within the hour."""
    toeval = Random("klachten")
    for dagen, soort, met, tekst in KLACHTEN:
        wanneer = moment(op, dagen)
        schrijf_contact(
            stroom,
            Plek(dossier.pk, dossier.organisator_id),
            sleutel=uuid(toeval),
            soort=soort,
            richting=Richting.IN,
            met=met,
            tekst=tekst,
            op=wanneer,
            genoteerd_op=wanneer + timedelta(minutes=toeval.randrange(10, 50)),
            door=(door.pk, door.naam),
        )
