"""Reports in every state, text blocks, and what was promised both ways."""

from datetime import datetime, timedelta
from uuid import UUID

from dossiers.actions import beloften, tekstblokken, verslag_nalezen, verslag_vast, verslagen
from dossiers.choices import Belover, Verslagsoort
from dossiers.demowereld.tijd import moment
from dossiers.models import Dossier, Verslag, Verslagsjabloon
from kern.generator.verleden import gebeurd_op
from kern.models import Medewerker
from kern.tijd import BRUSSEL

BLOKKEN = {
    "slapen-ok": "De slaapruimte is rustig, donker en op temperatuur. Elk kind heeft een eigen bed en er is toezicht.",
    "kwalificatie": "We vroegen de kwalificatiebewijzen van de begeleiders op en keken ze na.",
    "vervolg": "We komen hier bij het volgende bezoek op terug.",
}

# Location, who promises, what, by when in days, made so many days ago, kept.
BELOFTEN = [
    ("De Zandloper", Belover.WIJ, "Antwoorden op de vraag over de slaapruimte", 1, 4, False),
    ("De Zandloper", Belover.ORGANISATOR, "Het plan voor het toezicht opsturen", -2, 12, False),
    ("Regenboog Noord", Belover.ORGANISATOR, "De ontbrekende kwalificatiebewijzen bezorgen", 9, 5, False),
    ("De Klavertjes", Belover.WIJ, "Terugbellen over de uitbreiding", -20, 25, True),
]


def vul(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Write them through the actions."""
    annelies, katrien = mensen["klantenbeheerder"], mensen["coordinator"]
    for volg, (naam, tekst) in enumerate(BLOKKEN.items(), start=1):
        tekstblokken.maak_blok(
            sleutel=UUID(int=volg), naam=naam, tekst=f"<p>{tekst}</p>", eigenaar=None, team=None, door=katrien, op=moment(op, 200)
        )
    concept = _begin(1, Verslagsoort.BEZOEK, per_naam["Regenboog Noord"], "Jaarlijks bezoek", annelies, moment(op, 2))
    gezien = "<strong>Baby’s.</strong> Acht kinderen, twee begeleiders. De kleine slaapruimte is vol."
    _schrijf(concept, annelies, moment(op, 2), aanleiding="Jaarlijks bezoek, aangekondigd.", gezien=gezien)
    gesprek = _begin(2, Verslagsoort.GESPREK, per_naam["De Zandloper"], "Gesprek over het toezicht", annelies, moment(op, 6))
    delen = {
        "aanleiding": "De inspectie van vorige maand.",
        "aanwezig": "De verantwoordelijke en haar vervangster.",
        "besproken": "Wie houdt toezicht als er één begeleider ziek is? Er is nog geen plan.",
        "besluit": "Het plan komt deze week. Daarna gaan we opnieuw langs.",
    }
    _schrijf(gesprek, annelies, moment(op, 5), **delen)
    verslag_nalezen.bied_aan(verslag=gesprek, lezer=katrien, door=annelies, op=moment(op, 4))
    kennis = _begin(4, Verslagsoort.GESPREK, per_naam["Samen Groot"], "Gesprek over de sluitingsdagen", annelies, moment(op, 9))
    delen = {
        "aanleiding": "Ouders vroegen waarom er twee weken na elkaar gesloten is.",
        "aanwezig": "De coördinator van de samenwerking.",
        "besproken": "De kalender wordt voortaan in september doorgegeven.",
        "besluit": "Geen verdere stappen.",
    }
    _schrijf(kennis, annelies, moment(op, 9), **delen)
    verslag_nalezen.bied_aan(verslag=kennis, lezer=mensen["collega"], door=annelies, op=moment(op, 8))
    verslag_nalezen.lees_na(verslag=kennis, door=mensen["collega"], op=moment(op, 7))
    dubbel = _begin(5, Verslagsoort.TELEFOON, per_naam["De Klavertjes"], "Gebeld over de plaatsen", annelies, moment(op, 25))
    verslag_vast.verwerp(verslag=dubbel, reden="Staat al in het andere verslag van die dag.", door=annelies, op=moment(op, 25))
    nota = _begin(3, Verslagsoort.TELEFOON, per_naam["De Klavertjes"], "Gebeld over de uitbreiding", annelies, moment(op, 25))
    _schrijf(nota, annelies, moment(op, 25), gezegd="Ze willen zes plaatsen meer vanaf het voorjaar.")
    verslag_vast.stel_vast(verslag=nota, door=annelies, op=moment(op, 24))
    waarom = {"tekst": "<p>Het gaat om vier plaatsen, niet om zes.</p>", "reden": "De organisator belde zelf terug."}
    verslag_vast.vul_aan(sleutel=UUID(int=1), verslag=nota, door=annelies, op=moment(op, 20), **waarom)
    vandaag = op.astimezone(BRUSSEL).date()
    for volg, (naam, van, wat, dagen, geleden, gehouden) in enumerate(BELOFTEN, start=1):
        toen, tegen = moment(op, geleden), vandaag + timedelta(days=dagen)
        with gebeurd_op(toen):
            belofte = beloften.beloof(
                sleutel=UUID(int=volg), over=per_naam[naam], van=van, wat=wat, tegen=tegen, door=annelies, op=toen
            )
        if gehouden:
            with gebeurd_op(moment(op, 21)):
                beloften.houd(belofte=belofte, door=annelies, op=moment(op, 21))


def _begin(volg: int, soort: Verslagsoort, dossier: Dossier, titel: str, door: Medewerker, op: datetime) -> Verslag:
    sjabloon = Verslagsjabloon.objects.filter(soort=soort).latest("versie")
    wanneer = op - timedelta(hours=3)
    return verslagen.begin_verslag(
        sleutel=UUID(int=volg), over=dossier, sjabloon=sjabloon, titel=titel, wanneer=wanneer, door=door, op=op
    )


def _schrijf(verslag: Verslag, door: Medewerker, op: datetime, **delen: str) -> None:
    for sleutel, tekst in delen.items():
        deel = verslag.delen.get(sleutel=sleutel)
        verslagen.bewaar_deel(deel=deel, versie=deel.versie, tekst=f"<p>{tekst}</p>", door=door, op=op)
