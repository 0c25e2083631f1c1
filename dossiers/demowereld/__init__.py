"""The places of the demo: invented organisatoren and locations in real gemeenten, what happened there, and who may read along.

Everything is recognisably fictitious: source `demo`, streets called Verzonnenstraat or Voorbeeldlaan, phone
numbers 0470 00 00 nn.
"""

from datetime import datetime, time, timedelta

from dossiers.actions import afgeschermd, bezoeknorm, dossiers, organisatoren, toegang
from dossiers.actions.testgegevens import markeer
from dossiers.choices import Dossierstatus, Opvangtype, Rechtsvorm, Subsidietrap, Tarief
from dossiers.demowereld import afspraken, gesprekken, post, verhaal, zaken
from dossiers.demowereld import documenten as papieren
from dossiers.demowereld import mensen as mensen_daar
from dossiers.demowereld import verslagen as verslagen_daar
from dossiers.demowereld.tijd import JAREN, moment
from dossiers.models import Dossier, Organisator
from kern.generator.verleden import gebeurd_op
from kern.models import Medewerker, Team
from kern.tijd import BRUSSEL

NAAM = "dossiers"
BRON = "demo"

G, K, S = Opvangtype.GEZIN, Opvangtype.GROEP, Opvangtype.SAMENWERKEND

# Gemeente: postcode, REFNIS, team.
GEMEENTEN = {
    "Mortsel": ("2640", "11029", "antwerpen"),
    "Kontich": ("2550", "11024", "antwerpen"),
    "Edegem": ("2650", "11013", "antwerpen"),
    "Boechout": ("2530", "11004", "antwerpen"),
    "Lier": ("2500", "12021", "antwerpen"),
    "Mechelen": ("2800", "12025", "antwerpen"),
    "Gent": ("9000", "44021", "oost-vlaanderen"),
    "Aalst": ("9300", "41002", "oost-vlaanderen"),
    "Deinze": ("9800", "44083", "oost-vlaanderen"),
    "Wetteren": ("9230", "42025", "oost-vlaanderen"),
}

# Organisator, its fixed klantenbeheerder, and its locations: name, gemeente, type, places.
WERELD: list[tuple[str, str, list[tuple[str, str, Opvangtype, int]]]] = [
    (
        "Kinderdorp Regenboog vzw",
        "klantenbeheerder",
        [("Regenboog Noord", "Mortsel", K, 36), ("Regenboog Zuid", "Mortsel", K, 27), ("Regenboog Gent", "Gent", K, 42)],
    ),
    ("De Klavertjes bv", "klantenbeheerder", [("De Klavertjes", "Edegem", K, 18), ("’t Klavertje", "Kontich", K, 14)]),
    ("Klaverkind vzw", "collega", [("’t Klaverke", "Mortsel", K, 18)]),
    ("Verzonnen Zorg vzw", "klantenbeheerder", [("De Zeesterren", "Lier", K, 54), ("De Zandloper", "Lier", K, 21)]),
    ("Petra Verzonnen", "klantenbeheerder", [("Bij Petra", "Boechout", G, 8)]),
    ("Samen Groot", "klantenbeheerder", [("Samen Groot", "Kontich", S, 16), ("Samen Klein", "Edegem", S, 14)]),
    ("De Wolkjes vzw", "klantenbeheerder", [("De Wolkjes", "Mechelen", K, 28)]),
    ("Kabouterland bv", "collega", [("Kabouterland", "Mechelen", K, 32), ("Kabouterbos", "Lier", K, 18)]),
    ("Rosa Voorbeeld", "collega", [("Rosa’s nest", "Edegem", G, 7)]),
    ("De Vuurvlinder vzw", "collega", [("De Vuurvlinder", "Boechout", K, 23)]),
    ("Pipo en Co bv", "lieve.maes", [("Pipo", "Mortsel", K, 12), ("Pipa", "Kontich", K, 12)]),
    ("Hilde Fictief", "lieve.maes", [("De Bijenkorf", "Lier", G, 8)]),
    ("Starterskind vzw", "starter", [("De Eerste Stap", "Kontich", K, 14)]),
    ("Oostkind vzw", "anderteam", [("De Libelle", "Gent", K, 40), ("De Krekel", "Gent", K, 22), ("De Mier", "Wetteren", K, 18)]),
    ("Zonnekind bv", "anderteam", [("Zonnekind", "Aalst", K, 28), ("Maankind", "Aalst", K, 16)]),
    ("Greta Verzonnen", "stef.coppens", [("Bij Greta", "Deinze", G, 6)]),
    ("De Leiemeeuw vzw", "stef.coppens", [("De Leiemeeuw", "Deinze", K, 35), ("De Scheldemeeuw", "Wetteren", K, 20)]),
    ("Nachtegaal vzw", "stef.coppens", [("De Nachtegaal", "Aalst", K, 18), ("De Merel", "Wetteren", K, 21)]),
]


PAS = "Starterskind vzw"  # asked to begin a few weeks ago


def is_gevuld() -> bool:
    """Return whether the places are there."""
    return Organisator.objects.filter(bron=BRON).exists()


def vul(*, op: datetime) -> None:
    """Make the places through the actions, and let some colleagues ask, get and take access."""
    mensen = {m.username: m for m in Medewerker.objects.all()}
    teams = {team.code: team for team in Team.objects.all()}
    begin = op - JAREN
    markeer(waarom="demowereld", op=begin)
    for pas, moment_ervan in ((False, begin), (True, moment(op, 45))):
        with gebeurd_op(moment_ervan):
            _maak_plaatsen(mensen, teams, moment_ervan, pas=pas)
    per_naam = {d.naam: d for d in Dossier.objects.filter(bron=BRON).select_related("organisator", "team", "klantenbeheerder")}
    verhaal.vertel(per_naam, mensen, op)
    _leg_verbanden(per_naam, mensen, op)
    for dossier in per_naam.values():
        dossier.refresh_from_db()  # the story changed places and who follows them
    mensen_daar.vul(per_naam, mensen, op)
    for dagen in (116, 36):  # when the years without a visit were full
        bezoeknorm.kijk_na(op=moment(op, dagen, time(0, 20)))
    papieren.vul(per_naam, mensen, op)
    zaken.vul(per_naam, mensen, op)
    afspraken.vul(per_naam, mensen, op)
    gesprekken.vul(per_naam, mensen, op)
    post.vul(per_naam, mensen, op)
    verslagen_daar.vul(per_naam, mensen, op)
    bezoeknorm.kijk_na(op=op)


def _maak_plaatsen(mensen: dict[str, Medewerker], teams: dict[str, Team], begin: datetime, *, pas: bool) -> None:
    """Make the places that are there for years, or with *pas* the one that is still to begin."""
    volgnummer = 0
    for nummer, (naam, klantenbeheerder, locaties) in enumerate(WERELD, start=1):
        if (naam == PAS) != pas:
            volgnummer += len(locaties)
            continue
        organisator = organisatoren.maak_organisator(
            nummer=f"{800_000_000 + nummer}",
            naam=naam,
            kbo=_kbo(nummer),
            rechtsvorm=_rechtsvorm(naam),
            telefoon=f"0470 00 00 {nummer:02d}",
            klantenbeheerder=mensen[klantenbeheerder],
            bron=BRON,
            bronnummer=str(nummer),
            door=None,
            op=begin,
        )
        for locatie, gemeente, type_, plaatsen in locaties:
            volgnummer += 1
            postcode, refnis, team = GEMEENTEN[gemeente]
            dossiers.maak_dossier(
                # The last one waits for its real number, as after an import.
                dossiernummer=f"{900_000_000 + volgnummer}" if locatie != "De Eerste Stap" else f"V-DEMO-{volgnummer}",
                naam=locatie,
                organisator=organisator,
                team=teams[team],
                type=type_,
                straat="Verzonnenstraat" if volgnummer % 2 else "Voorbeeldlaan",
                huisnummer=str(volgnummer * 3),
                postcode=postcode,
                gemeente=gemeente,
                refnis=refnis,
                telefoon=f"0470 00 00 {40 + volgnummer:02d}",
                plaatsen=verhaal.PLAATSEN_VROEGER.get(locatie, plaatsen),
                plaatsen_gesubsidieerd=plaatsen // 2,
                tarief=Tarief.IKT if volgnummer % 3 else Tarief.VRIJ,
                subsidietrap=Subsidietrap.T2 if volgnummer % 3 else Subsidietrap.T1,
                gestart_op=None if locatie == "De Eerste Stap" else begin.date() - timedelta(days=90 * volgnummer),
                status=Dossierstatus.AANVRAAG if locatie == "De Eerste Stap" else Dossierstatus.VERGUND,
                bron=BRON,
                bronnummer=str(volgnummer),
                door=None,
                op=begin,
            )


def _rechtsvorm(naam: str) -> str:
    achteraan = naam.split()[-1]
    if achteraan in (Rechtsvorm.VZW, Rechtsvorm.BV):
        return achteraan
    return Rechtsvorm.FEITELIJK if naam == "Samen Groot" else Rechtsvorm.NATUURLIJK


def _kbo(nummer: int) -> str:
    """Return a company number with right check digits, in a range that is not given out."""
    kop = 9_990_000 + nummer
    return f"{kop:08d}{97 - kop % 97:02d}"


def _leg_verbanden(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    annelies, katrien = mensen["klantenbeheerder"], mensen["coordinator"]
    with gebeurd_op(moment(op, 92)):
        dossiers.laat_afwijken(
            dossier=per_naam["Regenboog Gent"],
            klantenbeheerder=mensen["anderteam"],
            reden="Ligt in de regio van het team Oost-Vlaanderen",
            door=katrien,
            op=moment(op, 92),
        )
    afgeschermd.leg_vast(
        dossier=per_naam["Bij Petra"],
        versie=0,
        contactpersoon="Jan Verzonnen (partner)",
        privetelefoon="0470 00 00 90",
        priveadres="Voorbeeldlaan 1, 2530 Boechout",
        aandacht="Opvang in het woonhuis: bel eerst aan de zijdeur.",
        door=annelies,
        op=op - timedelta(days=60),
    )
    toegang.vraag_toegang(
        dossier=per_naam["De Wolkjes"],
        door=mensen["anderteam"],
        reden="Een verantwoordelijke van De Wolkjes wil starten in Aalst.",
        op=op - timedelta(hours=3),
    )
    vraag = toegang.vraag_toegang(
        dossier=per_naam["De Zandloper"],
        door=mensen["jurist"],
        reden="Ik bereid de brief over de schorsing mee voor.",
        op=op - timedelta(days=4),
    )
    tot = op.astimezone(BRUSSEL).date() + timedelta(days=10)
    toegang.ken_toe(vraag=vraag, tot=tot, door=katrien, op=op - timedelta(days=3))
    vraag = toegang.vraag_toegang(
        dossier=per_naam["Kabouterland"],
        door=mensen["boekhouder"],
        reden="Jaarrekening nakijken voor de subsidie.",
        op=op - timedelta(days=6),
    )
    toegang.weiger(
        vraag=vraag,
        antwoord="De jaarrekening staat los van het dossier; ik bezorg ze u.",
        door=mensen["collega"],
        op=op - timedelta(days=5),
    )
    toegang.neem_noodtoegang(
        dossier=per_naam["Regenboog Noord"],
        door=mensen["crisiscoordinator"],
        reden="Wateroverlast gemeld buiten de uren, klantenbeheerder niet bereikbaar.",
        op=op - timedelta(hours=7),
    )
    for dagen, wie, wat in ((2, "klantenbeheerder", "De Zandloper"), (3, "coordinator", "De Zandloper"), (1, "collega", "Pipo")):
        dossier = Dossier.objects.met_weg(mensen[wie]).get(pk=per_naam[wat].pk)
        dossiers.noteer_inzage(dossier=dossier, door=mensen[wie], op=op - timedelta(days=dagen))
