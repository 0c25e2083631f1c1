"""The people, requests and facts at the places of the demo, so that no screen of a colleague starts empty."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from dossiers.actions import aanvragen, attesten, betrokkenen, groepen, inspectieverzoeken, opvang
from dossiers.choices import (
    Aanvraagsoort,
    Adviessoort,
    Attestsoort,
    Betrokkenerol,
    Groepsoort,
    Opvangtype,
    Prioriteit,
)
from dossiers.models import Dossier
from dossiers.models.opvang import HALVE_DAGEN, WEEK
from kern.actions.meters import koppel_meter
from kern.models import Medewerker
from kern.tijd import BRUSSEL

# Location, role, name, born, kind of attest, days until it ends (below zero: over). Els works for two organisatoren.
BETROKKENEN = [
    ("De Klavertjes", Betrokkenerol.VERANTWOORDELIJKE, "An Verzonnen", date(1979, 4, 2), Attestsoort.STRAFREGISTER, 400),
    ("De Klavertjes", Betrokkenerol.BEGELEIDER, "Els Voorbeeld", date(1991, 6, 14), Attestsoort.LEVENSREDDEND, 35),
    ("De Zeesterren", Betrokkenerol.BEGELEIDER, "Els Voorbeeld", date(1991, 6, 14), Attestsoort.MEDISCH, 300),
    ("De Wolkjes", Betrokkenerol.BEGELEIDER, "Tom Fictief", date(1988, 11, 30), Attestsoort.LEVENSREDDEND, -20),
]


def vul(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Let people work there, ask an inspection that is late by now, and leave two requests halfway."""
    vandaag = op.astimezone(BRUSSEL).date()
    annelies, katrien = mensen["klantenbeheerder"], mensen["coordinator"]
    _betrokkenen(per_naam, annelies, op)
    inspectieverzoeken.vraag_inspectie(
        sleutel=UUID(int=1),
        dossier=per_naam["De Zandloper"],
        gevraagd=inspectieverzoeken.Vraag(
            "Is er altijd toezicht in de slaapruimte?", "Bezoek van vorige maand", Prioriteit.HOOG, vandaag - timedelta(days=6)
        ),
        door=annelies,
        op=op - timedelta(days=30),
    )
    inspectieverzoeken.markeer_te_laat(op=op)
    koppel_meter(starter=mensen["starter"], meter=annelies, vanaf=vandaag, tot=vandaag + timedelta(days=180), door=katrien, op=op)
    _aanvragen(per_naam, annelies, op)
    groep = groepen.maak_groep(naam="Groep Verzonnen", soort=Groepsoort.GROEP, door=katrien, op=op - timedelta(days=50))
    for naam in ("De Zeesterren", "De Klavertjes"):
        groepen.voeg_lid_toe(
            groep=groep,
            organisator=per_naam[naam].organisator,
            vanaf=vandaag - timedelta(days=365),
            door=katrien,
            op=op - timedelta(days=50),
        )
    for naam, vrij in (("De Klavertjes", 2), ("De Wolkjes", 0)):
        _opvang(per_naam[naam], vrij, annelies, op - timedelta(days=15))


def _betrokkenen(per_naam: dict[str, Dossier], door: Medewerker, op: datetime) -> None:
    vandaag = op.astimezone(BRUSSEL).date()
    for naam, rol, wie, geboren, soort, dagen in BETROKKENEN:
        betrokkene = betrokkenen.voeg_toe(
            organisator=per_naam[naam].organisator,
            dossier=per_naam[naam],
            rol=rol,
            naam=wie,
            geboortedatum=geboren,
            vanaf=vandaag - timedelta(days=600),
            door=door,
            op=op - timedelta(days=90),
        )
        attesten.voeg_toe(
            betrokkene=betrokkene,
            soort=soort,
            afgegeven_op=vandaag - timedelta(days=500),
            verloopt_op=vandaag + timedelta(days=dagen),
            door=door,
            op=op - timedelta(days=90),
        )
    attesten.kijk_na(op=op)


def _aanvragen(per_naam: dict[str, Dossier], door: Medewerker, op: datetime) -> None:
    vandaag, klavertjes = op.astimezone(BRUSSEL).date(), per_naam["De Klavertjes"]
    wacht_op_lezer = aanvragen.dien_in(
        soort=Aanvraagsoort.UITBREIDING,
        organisator=klavertjes.organisator,
        dossier=klavertjes,
        team=klavertjes.team,
        plaatsen=(klavertjes.plaatsen or 0) + 6,
        gewenst_vanaf=vandaag + timedelta(days=90),
        door=door,
        op=op - timedelta(days=20),
    )
    aanvragen.ga_antecedenten_na(
        aanvraag=wacht_op_lezer, antecedenten="Geen bezwaar gevonden.", door=door, op=op - timedelta(days=15)
    )
    aanvragen.geef_advies(
        aanvraag=wacht_op_lezer,
        advies=Adviessoort.GUNSTIG,
        advies_tekst="De nieuwe leefruimte is groot genoeg.",
        door=door,
        op=op - timedelta(days=8),
    )
    aanvragen.dien_in(
        soort=Aanvraagsoort.START,
        organisator=klavertjes.organisator,
        team=klavertjes.team,
        plek=aanvragen.Plek("Klaver Vier", Opvangtype.GROEP, "Verzonnenstraat", "2640", "Mortsel", "200"),
        plaatsen=18,
        gewenst_vanaf=vandaag + timedelta(days=150),
        door=door,
        op=op - timedelta(days=2),
    )


def _opvang(dossier: Dossier, vrij: int, door: Medewerker, op: datetime) -> None:
    opvang.leg_opvang_vast(
        dossier=dossier,
        versie=0,
        gemeld=opvang.Gemeld(
            open_van=[*[time(7)] * 5, *[None] * (len(WEEK) - 5)],
            open_tot=[*[time(18)] * 5, *[None] * (len(WEEK) - 5)],
            bezetting=[None] * len(HALVE_DAGEN),
            ingeschreven=dossier.plaatsen,
            vrije_plaatsen=vrij,
            op=op.astimezone(BRUSSEL).date(),
        ),
        groepen=[],
        sluitingen=[],
        door=door,
        op=op,
    )
