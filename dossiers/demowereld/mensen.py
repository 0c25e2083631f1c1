"""The people at the places of the demo with what they showed, how the care runs, and one man who stands at two organisatoren."""

from datetime import date, datetime, time, timedelta
from itertools import cycle

from dossiers.actions import attesten, betrokkenen, groepen, koppelingen, opvang
from dossiers.choices import Attestsoort, Betrokkenerol, Groepsoort, Koppelstatus, Leeftijdsgroep, Opvangtype
from dossiers.demowereld.tijd import JAREN, moment
from dossiers.models import Betrokkene, Dossier
from dossiers.models.opvang import HALVE_DAGEN, WEEK
from kern.generator.verleden import gebeurd_op
from kern.models import Medewerker
from kern.tijd import BRUSSEL

_LOPEND = ("vergund", "geschorst")
_VOORNAMEN = (
    "An",
    "Bart",
    "Carla",
    "Dries",
    "Els",
    "Fatma",
    "Gert",
    "Hanne",
    "Ilias",
    "Jana",
    "Karel",
    "Lien",
    "Mohamed",
    "Nele",
)
_ACHTERNAMEN = ("Verzonnen", "Fictief", "Voorbeeld", "Denkbeeld", "Bedacht")

# Location, role, name, born, kind of attest, days until it ends (below zero: over). Els works for two organisatoren.
BETROKKENEN = [
    ("De Klavertjes", Betrokkenerol.BEGELEIDER, "Els Voorbeeld", date(1991, 6, 14), Attestsoort.LEVENSREDDEND, 35),
    ("De Zeesterren", Betrokkenerol.BEGELEIDER, "Els Voorbeeld", date(1991, 6, 14), Attestsoort.MEDISCH, 300),
    ("De Wolkjes", Betrokkenerol.BEGELEIDER, "Tom Fictief", date(1988, 11, 30), Attestsoort.LEVENSREDDEND, -20),
    ("Bij Petra", Betrokkenerol.HUISGENOOT, "Jan Verzonnen", date(1975, 2, 8), Attestsoort.STRAFREGISTER, 900),
]
DIRK, GEBOREN = "Dirk Denkbeeld", date(1972, 9, 3)


def vul(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Let people work everywhere for years, in order of time; and ask attention on the day on which the program would have."""
    _verantwoordelijken(per_naam, op)
    dirk = _dirk_gaat_verder(per_naam, mensen, op)
    _begeleiders(per_naam, mensen["klantenbeheerder"], op)
    for dagen in (80, 25, 19):
        attesten.kijk_na(op=moment(op, dagen, time(0, 10)))
    _groep(per_naam, mensen["coordinator"], op)
    _opvang(per_naam, op)
    # Last of all: a colleague saw that it is the same man.
    een, ander = dirk
    koppelingen.beslis(
        een=een,
        ander=ander,
        van=Koppelstatus.VOORGESTELD,
        naar=Koppelstatus.BEVESTIGD,
        reden="Nagevraagd bij hemzelf: hij leidde De Zandloper tot aan de schorsing.",
        door=mensen["klantenbeheerder"],
        op=moment(op, 8),
    )


def _verantwoordelijken(per_naam: dict[str, Dossier], op: datetime) -> None:
    """Somebody in charge of each place since the begin of the story, with an attest of some years ago."""
    begin = op - JAREN + timedelta(hours=2)
    wie: list[tuple[Betrokkene, int]] = []
    with gebeurd_op(begin):
        for nummer, dossier in enumerate(per_naam.values()):
            if dossier.gestart_op is None or dossier.naam == "De Zandloper":
                continue
            thuis = dossier.type == Opvangtype.GEZIN
            naam = f"{_VOORNAMEN[nummer % len(_VOORNAMEN)]} {_ACHTERNAMEN[nummer % len(_ACHTERNAMEN)]}"
            betrokkene = betrokkenen.voeg_toe(
                organisator=dossier.organisator,
                dossier=dossier,
                rol=Betrokkenerol.ONTHAALOUDER if thuis else Betrokkenerol.VERANTWOORDELIJKE,
                naam=dossier.organisator.naam if thuis else naam,
                geboortedatum=date(1968 + nummer, 1 + nummer % 12, 1 + nummer * 7 % 28),
                telefoon=f"0470 00 02 {nummer:02d}",
                vanaf=dossier.gestart_op,
                door=_volger(dossier),
                op=begin,
            )
            wie.append((betrokkene, nummer))
    for beurt, dagen in enumerate((700, 430, 160)):
        with gebeurd_op(moment(op, dagen)):
            for betrokkene, nummer in wie:
                if nummer % 3 == beurt:
                    _attest(betrokkene, Attestsoort.LEVENSREDDEND, moment(op, dagen), 1095 - 10)


def _dirk_gaat_verder(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> tuple[Betrokkene, Betrokkene]:
    """Let who led the place that is suspended direct one that asks to begin: an antecedent to be seen (domein W9)."""
    zandloper, stap, annelies = per_naam["De Zandloper"], per_naam["De Eerste Stap"], mensen["klantenbeheerder"]
    assert zandloper.gestart_op is not None
    begin, weg, nieuw = op - JAREN + timedelta(hours=3), moment(op, 38), moment(op, 20)
    with gebeurd_op(begin):
        hier = betrokkenen.voeg_toe(
            organisator=zandloper.organisator,
            dossier=zandloper,
            rol=Betrokkenerol.VERANTWOORDELIJKE,
            naam=DIRK,
            geboortedatum=GEBOREN,
            vanaf=zandloper.gestart_op,
            door=annelies,
            op=begin,
        )
    with gebeurd_op(weg):
        betrokkenen.beeindig(betrokkene=hier, versie=hier.versie, tot=weg.date() - timedelta(days=1), door=annelies, op=weg)
    with gebeurd_op(nieuw):
        daar = betrokkenen.voeg_toe(
            organisator=stap.organisator,
            dossier=stap,
            rol=Betrokkenerol.BESTUURDER,
            naam=DIRK,
            geboortedatum=GEBOREN,
            vanaf=nieuw.date(),
            door=mensen["starter"],
            op=nieuw,
        )
    return hier, daar


def _begeleiders(per_naam: dict[str, Dossier], door: Medewerker, op: datetime) -> None:
    vandaag, noteerde = op.astimezone(BRUSSEL).date(), moment(op, 90)
    with gebeurd_op(noteerde):
        for naam, rol, wie, geboren, soort, dagen in BETROKKENEN:
            betrokkene = betrokkenen.voeg_toe(
                organisator=per_naam[naam].organisator,
                dossier=per_naam[naam],
                rol=rol,
                naam=wie,
                geboortedatum=geboren,
                vanaf=vandaag - timedelta(days=600),
                door=door,
                op=noteerde,
            )
            attesten.voeg_toe(
                betrokkene=betrokkene,
                soort=soort,
                afgegeven_op=vandaag - timedelta(days=500),
                verloopt_op=vandaag + timedelta(days=dagen),
                door=door,
                op=noteerde,
            )


def _attest(betrokkene: Betrokkene, soort: Attestsoort, op: datetime, dagen: int) -> None:
    dossier = betrokkene.dossier
    assert dossier is not None
    attesten.voeg_toe(
        betrokkene=betrokkene,
        soort=soort,
        afgegeven_op=op.date() - timedelta(days=9),
        verloopt_op=op.date() + timedelta(days=dagen),
        door=_volger(dossier),
        op=op,
    )


def _groep(per_naam: dict[str, Dossier], door: Medewerker, op: datetime) -> None:
    wanneer = moment(op, 50)
    groep = groepen.maak_groep(naam="Groep Verzonnen", soort=Groepsoort.GROEP, door=door, op=wanneer)
    for naam in ("De Zeesterren", "De Klavertjes"):
        organisator = per_naam[naam].organisator
        vanaf = wanneer.date() - timedelta(days=300)
        groepen.voeg_lid_toe(groep=groep, organisator=organisator, vanaf=vanaf, door=door, op=wanneer)


def _opvang(per_naam: dict[str, Dossier], op: datetime) -> None:
    """Let most places have told how the care runs, in three rounds; one tells nothing, so that the page says so too."""
    vrij, lopend = cycle([2, 0, 1, 0, 3, None]), [d for d in per_naam.values() if d.status in _LOPEND and d.naam != "Pipo"]
    for beurt, dagen in enumerate((140, 60, 15)):
        with gebeurd_op(moment(op, dagen)):
            for dossier in lopend[beurt::3]:
                _meld_opvang(dossier, next(vrij), moment(op, dagen))


def _meld_opvang(dossier: Dossier, vrij: int | None, op: datetime) -> None:
    plaatsen = dossier.plaatsen or 8
    namen = ("De Bijen", "De Vlinders", "De Egels", "De Uilen")[: max(1, min(4, plaatsen // 14))]
    soorten = [Leeftijdsgroep.GEMENGD] if len(namen) == 1 else [Leeftijdsgroep.BABY, *[Leeftijdsgroep.PEUTER] * 3]
    bezetting = [max(1, plaatsen - nummer % 4) if nummer < 10 else None for nummer in range(len(HALVE_DAGEN))]
    zomer = date(op.year, 7, 13)
    opvang.leg_opvang_vast(
        dossier=dossier,
        versie=0,
        gemeld=opvang.Gemeld(
            open_van=[*[time(7)] * 5, *[None] * (len(WEEK) - 5)],
            open_tot=[*[time(18)] * 5, *[None] * (len(WEEK) - 5)],
            bezetting=bezetting,
            ingeschreven=plaatsen + plaatsen // 5,
            vrije_plaatsen=vrij,
            op=op.date(),
        ),
        groepen=[
            opvang.Groep(None, naam, soort, min(18, plaatsen // len(namen))) for naam, soort in zip(namen, soorten, strict=False)
        ],
        sluitingen=[opvang.Dicht(zomer, zomer + timedelta(days=18), "Zomerverlof")],
        door=_volger(dossier),
        op=op,
    )


def _volger(dossier: Dossier) -> Medewerker:
    assert dossier.klantenbeheerder is not None  # every place of the demo has somebody
    return dossier.klantenbeheerder
