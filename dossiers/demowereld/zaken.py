"""What waits today: requests in every step, an inspection that is late, and something to do on the desk of every role."""

from datetime import datetime, time, timedelta
from uuid import UUID

from dossiers.actions import aanvragen, inspectieverzoeken
from dossiers.choices import Aanvraagsoort, Adviessoort, Opvangtype, Prioriteit
from dossiers.demowereld.tijd import moment
from dossiers.models import Aanvraag, Betrokkene, Dossier
from kern.actions import taakstappen, taken
from kern.actions.meters import koppel_meter
from kern.actions.uitnodigingen import vraag_advies
from kern.actions.wissen import vraag_wissen
from kern.choices import Belang, Herhaaleenheid, Rechtsgrond
from kern.generator.verleden import gebeurd_op
from kern.models import Medewerker, Taak
from kern.tijd import BRUSSEL

# What somebody noted down: title, due in days (None: whenever), about, for whom, by whom.
ONTHOUDEN: list[tuple[str, int | None, str | None, str, str]] = [
    ("Jaarlijks bezoek inplannen", -3, "De Wolkjes", "klantenbeheerder", "klantenbeheerder"),
    ("Bellen over de slaapruimte", 0, "De Zandloper", "klantenbeheerder", "klantenbeheerder"),
    ("Attest van de nieuwe begeleider opvragen", 0, "De Klavertjes", "klantenbeheerder", "klantenbeheerder"),
    ("Verslag van het bezoek nalezen", 4, "Regenboog Noord", "klantenbeheerder", "klantenbeheerder"),
    ("Cijfers voor het teamoverleg klaarleggen", 2, None, "klantenbeheerder", "coordinator"),
    ("Ideeën voor de infoavond verzamelen", None, None, "klantenbeheerder", "klantenbeheerder"),
    ("Kennismaken met Rosa", 3, "Rosa’s nest", "starter", "coordinator"),
    ("Jaarlijks bezoek inplannen", -1, "Pipo", "lieve.maes", "lieve.maes"),
    ("Terugbellen over het uurrooster", -2, "Kabouterland", "collega", "collega"),
    ("Plan van de nieuwe leefruimte bekijken", 1, "Kabouterbos", "collega", "collega"),
    ("Nakijken wie overkwam van De Krekel", 0, "De Libelle", "anderteam", "anderteam"),
    ("Ouder terugbellen over de middagrust", 0, "De Zandloper", "meldingen", "meldingen"),
    ("Verdeling van de locaties bekijken nu Lieve afwezig is", 0, None, "coordinator", "coordinator"),
    ("Kwartaalcijfers nalezen voor het kabinet", 1, None, "directie", "directie"),
    ("Agenda van het crisisoverleg opmaken", 0, None, "voorzitter", "voorzitter"),
    ("Verslag van de noodtoegang schrijven", 0, "Regenboog Noord", "crisiscoordinator", "crisiscoordinator"),
    ("Registerbestand van deze maand invoeren", 0, None, "backoffice", "backoffice"),
    ("Steekproef: inzage in dossiers van deze week nakijken", 1, None, "dpo", "dpo"),
    ("Termijnregels nakijken met de juridische dienst", -1, None, "beheerder", "beheerder"),
]

# Who is asked, about which place, what.
ADVIEZEN = [
    ("expert", "De Zeesterren", "Kijk jij mee naar de slaapruimte op het plan?"),
    ("arts", "De Klavertjes", "Moeten we hier iets vragen over het ziektebeleid?"),
    ("beller", "Samen Groot", "Wil je deze opvang meenemen in de belronde?"),
    ("comite", "De Wolkjes", "Steekproef: lees dit dossier en geef uw bevinding."),
    ("psychopedagoog", "De Zandloper", "Hoe bereiden we het team voor op een mogelijke heropening?"),
    ("jurist", "De Zandloper", "Is de motivering van de schorsing volledig?"),
    ("communicatie", "De Zandloper", "Lees jij de tekst voor de ouders na?"),
    ("boekhouder", "De Zeesterren", "Kan deze organisator drie maanden zonder De Zandloper?"),
    ("intersectoraal", "De Wolkjes", "Wie is ons aanspreekpunt bij het lokaal bestuur?"),
]


def vul(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Leave something late, due, new of tonight, planned, waiting for me and waiting for others."""
    vandaag = op.astimezone(BRUSSEL).date()
    annelies, katrien = mensen["klantenbeheerder"], mensen["coordinator"]
    _inspecties(per_naam, mensen, op)
    koppel_meter(
        starter=mensen["starter"],
        meter=annelies,
        vanaf=moment(op, 30).date(),
        tot=vandaag + timedelta(days=150),
        door=katrien,
        op=moment(op, 30),
    )
    _aanvragen(per_naam, mensen, op)
    with gebeurd_op(moment(op, 5)):
        for volg, (titel, dagen, naam, voor, door) in enumerate(ONTHOUDEN, start=1):
            taken.geef(
                sleutel=UUID(int=volg),
                inhoud=taken.Inhoud(titel=titel, tegen=None if dagen is None else vandaag + timedelta(days=dagen)),
                over=per_naam[naam] if naam else None,
                door=mensen[door],
                voor=mensen[voor],
                op=moment(op, 5),
            )
    for volg, (wie, naam, vraag) in enumerate(ADVIEZEN, start=1):
        vraag_advies(
            sleutel=UUID(int=volg),
            onderwerp_soort="dossiers.dossier",
            onderwerp_id=str(per_naam[naam].pk),
            aan=mensen[wie],
            vraag=vraag,
            tegen=vandaag + timedelta(days=3 + volg),
            door=annelies,
            op=op - timedelta(days=1),
        )
    _vannacht(per_naam, mensen, op)
    _met_uur_en_lijst(per_naam, mensen, op)
    weg = Betrokkene.objects.get(naam="Jan Verzonnen")
    vraag_wissen(
        onderwerp_soort="dossiers.betrokkene",
        onderwerp_id=str(weg.pk),
        rechtsgrond=Rechtsgrond.VERZOEK,
        reden="Hij woont niet meer in het huis en vraagt het zelf.",
        door=katrien,
        op=moment(op, 2),
    )


def _inspecties(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Ask three: one is late by now, one is confirmed for next week, one was carried out."""
    vandaag, annelies = op.astimezone(BRUSSEL).date(), mensen["klantenbeheerder"]
    vragen = [
        ("De Zandloper", "Is er altijd toezicht in de slaapruimte?", "Bezoek van vorige maand", Prioriteit.HOOG, 30, -6),
        ("Regenboog Zuid", "Zijn er genoeg begeleiders na 16 uur?", "Cijfers in het register", Prioriteit.GEWOON, 18, 20),
        ("Regenboog Noord", "Zijn de werkpunten van het vorige verslag aangepakt?", "Opvolging", Prioriteit.GEWOON, 75, -20),
    ]
    verzoeken = []
    for volg, (naam, vraag, aanleiding, prioriteit, geleden, tegen) in enumerate(vragen, start=1):
        gevraagd = inspectieverzoeken.Vraag(vraag, aanleiding, prioriteit, vandaag + timedelta(days=tegen))
        toen = moment(op, geleden)
        with gebeurd_op(toen):
            verzoek = inspectieverzoeken.vraag_inspectie(
                sleutel=UUID(int=volg), dossier=per_naam[naam], gevraagd=gevraagd, door=annelies, op=toen
            )
        verzoeken.append(verzoek)
    _, gepland, geweest = verzoeken
    gebeurd, bevestigd = moment(op, 24), moment(op, 4)
    with gebeurd_op(gebeurd):
        inspectieverzoeken.sluit_af(
            verzoek=geweest, bezocht_op=gebeurd.date(), verslagnummer=f"ZI-{gebeurd.year}-00024", door=annelies, op=gebeurd
        )
    with gebeurd_op(bevestigd):
        inspectieverzoeken.bevestig(verzoek=gepland, gepland_op=vandaag + timedelta(days=7), door=annelies, op=bevestigd)
    inspectieverzoeken.markeer_te_laat(op=moment(op, 5, time(0, 10)))


def _vannacht(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Let something come in just now, so that there is news since the previous working day."""
    daarnet = op - timedelta(minutes=50)
    with gebeurd_op(daarnet):
        taken.geef(
            sleutel=UUID(int=90),
            inhoud=taken.Inhoud(titel="Bel Regenboog Noord: water in de kelder, de opvang blijft open", belang=Belang.HOOG),
            over=per_naam["Regenboog Noord"],
            door=mensen["crisiscoordinator"],
            voor=mensen["klantenbeheerder"],
            op=daarnet,
        )


def _met_uur_en_lijst(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Show what a task can carry: an hour, a repetition, a list half ticked, an answer that is waited for."""
    vandaag = op.astimezone(BRUSSEL).date()
    klant, starter, coordinator = mensen["klantenbeheerder"], mensen["starter"], mensen["coordinator"]
    punten = ("Plan opvragen", "Brandweerattest nakijken", "Datum voorstellen")
    zaken: list[tuple[Medewerker, Medewerker, str, taken.Inhoud]] = [
        (klant, klant, "De Klavertjes", taken.Inhoud(
            titel="Bezoek aan de nieuwe leefruimte voorbereiden", tegen=vandaag + timedelta(days=3), uur=time(10), punten=punten,
        )),
        (starter, klant, "De Vuurvlinder", taken.Inhoud(
            titel="Eerste bezoek, samen met Annelies", tegen=vandaag + timedelta(days=3), uur=time(14),
        )),
        (klant, klant, "De Zandloper", taken.Inhoud(
            titel="Verder plannen als het attest er is", wacht_op="het brandweerattest van de organisator", volg_na=5,
        )),
        (coordinator, coordinator, "De Zandloper", taken.Inhoud(
            titel="Opvolging van De Zandloper overlopen", tegen=vandaag + timedelta(days=1), herhaal_elke=2,
            herhaal_eenheid=Herhaaleenheid.WEKEN.value, belang=Belang.HOOG,
        )),
    ]  # fmt: skip
    with gebeurd_op(moment(op, 6)):
        for volg, (voor, door, naam, inhoud) in enumerate(zaken, start=100):
            taken.geef(
                sleutel=UUID(int=volg), inhoud=inhoud, over=per_naam[naam], voor=voor, door=door, op=moment(op, 6)
            )  # fmt: skip
    eerste = Taak.objects.get(pk=UUID(int=100)).punten.all()[0]
    taakstappen.zet_punt(punt=eerste, klaar=True, door=klant, op=moment(op, 5))


# --- Requests ------------------------------------------------------------------------------------------------------------
def _aanvragen(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Leave one in each step: new, looked into, to be read by Bilal and by Annelies, to be decided, and one refused."""
    annelies, bilal = mensen["klantenbeheerder"], mensen["collega"]
    klavertjes = per_naam["De Klavertjes"]
    _verder(
        _uitbreiding(klavertjes, 6, annelies, moment(op, 20)), annelies, op, dagen=15, advies="De leefruimte is groot genoeg."
    )
    kabouters = _uitbreiding(per_naam["Kabouterbos"], 3, bilal, moment(op, 25))
    _verder(kabouters, bilal, op, dagen=11, advies="Er is een derde begeleider aangeworven.")
    samen = _uitbreiding(per_naam["Samen Groot"], 2, annelies, moment(op, 40))
    _verder(samen, annelies, op, dagen=30, advies="De twee onthaalouders hebben elk een slaapruimte.")
    aanvragen.lees_na(aanvraag=samen, nalezing="Akkoord, ik zag het plan.", door=bilal, op=moment(op, 7))
    maankind = _uitbreiding(per_naam["Maankind"], 9, mensen["anderteam"], moment(op, 300))
    _verder(
        maankind, mensen["anderteam"], op, dagen=280, advies="Te weinig begeleiders voor de gevraagde plaatsen.", gunstig=False
    )
    aanvragen.lees_na(aanvraag=maankind, nalezing="Akkoord.", door=mensen["stef.coppens"], op=moment(op, 262))
    aanvragen.weiger(
        aanvraag=maankind,
        beslissing="Eerst een tweede verantwoordelijke.",
        door=mensen["miet.dhaene"],
        op=moment(op, 258),
    )
    nagegaan = _start(per_naam["Kabouterland"], "Kabouterbroek", "2800", "Mechelen", bilal, moment(op, 9))
    aanvragen.ga_antecedenten_na(
        aanvraag=nagegaan, antecedenten="Twee goede locaties. Geen bezwaar.", door=bilal, op=moment(op, 3)
    )
    _start(klavertjes, "Klaver Vier", "2640", "Mortsel", mensen["backoffice"], op - timedelta(days=2))


def _uitbreiding(dossier: Dossier, meer: int, door: Medewerker, op: datetime) -> Aanvraag:
    return aanvragen.dien_in(
        soort=Aanvraagsoort.UITBREIDING,
        organisator=dossier.organisator,
        dossier=dossier,
        team=dossier.team,
        plaatsen=(dossier.plaatsen or 0) + meer,
        gewenst_vanaf=op.date() + timedelta(days=110),
        door=door,
        op=op,
    )


def _start(naast: Dossier, naam: str, postcode: str, gemeente: str, door: Medewerker, op: datetime) -> Aanvraag:
    return aanvragen.dien_in(
        soort=Aanvraagsoort.START,
        organisator=naast.organisator,
        team=naast.team,
        plek=aanvragen.Plek(naam, Opvangtype.GROEP, "Verzonnenstraat", postcode, gemeente, "200"),
        plaatsen=18,
        gewenst_vanaf=op.date() + timedelta(days=150),
        door=door,
        op=op,
    )


def _verder(aanvraag: Aanvraag, door: Medewerker, op: datetime, *, dagen: int, advies: str, gunstig: bool = True) -> None:
    """Look into the antecedents so many days ago, and advise a week later."""
    aanvragen.ga_antecedenten_na(aanvraag=aanvraag, antecedenten="Geen bezwaar gevonden.", door=door, op=moment(op, dagen))
    aanvragen.geef_advies(
        aanvraag=aanvraag,
        advies=Adviessoort.GUNSTIG if gunstig else Adviessoort.ONGUNSTIG,
        advies_tekst=advies,
        door=door,
        op=moment(op, dagen - 7),
    )
