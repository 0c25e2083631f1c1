"""What happened at the places of the demo: permits, contacts and visits, a takeover, a hand-over, work to do."""

import random
from datetime import date, datetime, time, timedelta
from uuid import UUID

from dossiers.actions import dossiers, opvolging, toewijzen, vergunning
from dossiers.choices import Contactsoort, Opvolgingsoort, Richting, Vergunningeinde, Vergunningstand
from dossiers.generator import teksten
from dossiers.generator.regels import Plek, schrijf_contact
from dossiers.models import Dossier, Vergunning
from kern.actions import eigen_werk
from kern.generator.bouw import uuid
from kern.generator.stroom import Stroom
from kern.generator.verleden import gebeurd_op
from kern.models import Medewerker
from kern.tijd import BRUSSEL

JAREN = timedelta(days=1150)  # how far the story goes back
PLAATSEN_VROEGER = {"De Zeesterren": 42}
# Days since the last visit; longer than a year is late. Everywhere else it is less than eleven months.
LAATSTE_BEZOEK = {"De Wolkjes": 483, "Pipo": 402, "Regenboog Noord": 24, "De Zandloper": 33}
DRUK = {"Regenboog Noord": 34, "De Zandloper": 22}  # locations with many contacts; elsewhere a few a year
PER_LOCATIE = 5
_CONTACTEN: list[tuple[Contactsoort, Richting | None]] = [
    (Contactsoort.TELEFOON, Richting.IN),
    (Contactsoort.TELEFOON, Richting.UIT),
    (Contactsoort.MAIL, Richting.IN),
    (Contactsoort.MAIL, Richting.UIT),
    (Contactsoort.GESPREK, None),
]


def vertel(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Let three years pass at every place, and leave something to do today."""
    vandaag = op.astimezone(BRUSSEL).date()
    with gebeurd_op(op - JAREN):
        for dossier in per_naam.values():
            vanaf = dossier.gestart_op or vandaag + timedelta(days=35)
            _periode(dossier, vanaf, door=_wie(dossier), op=op - JAREN)
    _verander_vergunningen(per_naam, mensen, op)
    with Stroom({}, random.Random("demo")) as stroom:  # two hundred contacts by actions would be most of the first start
        for dossier in per_naam.values():
            _contacten(stroom, dossier, op)
    _verbind(per_naam, mensen, op)
    _werk(per_naam, mensen, op)


def _wie(dossier: Dossier) -> Medewerker:
    assert dossier.klantenbeheerder is not None  # every place of the demo has somebody
    return dossier.klantenbeheerder


def _moment(op: datetime, dagen: int, uur: time = time(10, 30)) -> datetime:
    """Return a moment in the working day *dagen* days before *op*, or the Friday before."""
    dag = op.astimezone(BRUSSEL).date() - timedelta(days=dagen)
    dag -= timedelta(days=max(0, dag.weekday() - 4))
    return datetime.combine(dag, uur, tzinfo=BRUSSEL)


def _periode(
    dossier: Dossier,
    vanaf: date,
    *,
    door: Medewerker,
    op: datetime,
    tot: date | None = None,
    plaatsen: int | None = None,
    stand: Vergunningstand = Vergunningstand.VERGUND,
    voorwaarden: str = "",
    besluitnummer: str = "",
) -> None:
    vergunning.leg_periode_vast(
        dossier=dossier,
        periode=vergunning.Periode(
            vanaf=vanaf,
            tot=tot,
            stand=stand,
            type=dossier.type,
            plaatsen=plaatsen or dossier.plaatsen or 1,
            voorwaarden=voorwaarden,
            besluitnummer=besluitnummer,
        ),
        gezien=vergunning.gezien_van(dossier),
        door=door,
        op=op,
    )


def _verander_vergunningen(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Let one place grow, one stop, one lose its permit, and one be suspended until next month; in order of time."""
    vandaag = op.astimezone(BRUSSEL).date()
    annelies, coordinator = mensen["klantenbeheerder"], mensen["coordinator"]
    groeit = _moment(op, 700)
    with gebeurd_op(groeit):
        _periode(per_naam["De Zeesterren"], groeit.date(), plaatsen=54, door=annelies, op=groeit)
    for naam, dagen, einde, wie in (
        ("De Krekel", 200, Vergunningeinde.OPGEHEVEN, mensen["anderteam"]),
        ("Pipa", 120, Vergunningeinde.GESTOPT, mensen["lieve.maes"]),
    ):
        moment = _moment(op, dagen)
        with gebeurd_op(moment):
            lopend = Vergunning.objects.select_related("dossier").get(dossier=per_naam[naam], tot=None)
            vergunning.wijzig_periode(
                vergunning=lopend,
                versie=lopend.versie,
                periode=vergunning.Periode(
                    lopend.vanaf, moment.date() - timedelta(days=1), lopend.stand, lopend.type, lopend.plaatsen, einde=einde
                ),
                door=wie,
                op=moment,
            )
    geschorst = _moment(op, 40)
    with gebeurd_op(geschorst):
        _periode(
            per_naam["De Zandloper"],
            geschorst.date(),
            tot=vandaag + timedelta(days=50),
            stand=Vergunningstand.GESCHORST,
            voorwaarden="Uit voorzorg, in afwachting van het onderzoek naar het toezicht in de slaapruimte.",
            besluitnummer="B-0040",
            door=coordinator,
            op=geschorst,
        )
    telefoon = _moment(op, 300)
    with gebeurd_op(telefoon):
        dossier = per_naam["Regenboog Noord"]
        dossier.refresh_from_db()
        dossiers.wijzig_dossier(
            dossier=dossier,
            versie=dossier.versie,
            telefoon="0470 00 00 39",
            plaatsen=dossier.plaatsen,
            door=annelies,
            op=telefoon,
        )


def _contacten(stroom: Stroom, dossier: Dossier, op: datetime) -> None:
    toeval = random.Random(dossier.naam)
    wie = _wie(dossier)
    bezoek = LAATSTE_BEZOEK.get(dossier.naam, toeval.randrange(25, 320))
    bezoeken = [] if dossier.naam == "De Eerste Stap" else list(range(bezoek, JAREN.days - 10, toeval.randrange(310, 380)))
    aantal = DRUK.get(dossier.naam, PER_LOCATIE)
    # The last months are the busiest where something is the matter.
    dagen = sorted(int(JAREN.days * toeval.random() ** (2.5 if aantal > PER_LOCATIE else 1)) for _ in range(aantal))
    momenten: list[tuple[int, Contactsoort, Richting | None]] = [(dag, Contactsoort.BEZOEK, None) for dag in bezoeken]
    momenten += [(max(1, dag), *toeval.choice(_CONTACTEN)) for dag in dagen if dag < JAREN.days - 5]
    for dag, soort, richting in sorted(momenten, key=lambda wat: -wat[0]):
        moment = _moment(op, dag, time(toeval.randrange(9, 16), toeval.randrange(0, 60, 5)))
        schrijf_contact(
            stroom,
            Plek(dossier.pk, dossier.organisator_id),
            sleutel=uuid(toeval),
            soort=soort,
            richting=richting,
            met="",
            tekst=teksten.contact(soort, richting, dossier.plaatsen or 8, toeval),
            op=moment,
            genoteerd_op=moment + timedelta(minutes=20),
            door=(wie.pk, wie.naam),
        )


def _verbind(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Link what goes on where another place stopped, and hand two places over to the starter."""
    vandaag = op.astimezone(BRUSSEL).date()
    opvolging.koppel(
        voorganger=per_naam["De Krekel"],
        opvolger=per_naam["De Libelle"],
        soort=Opvolgingsoort.VOORTZETTING,
        vanaf=vandaag - timedelta(days=199),
        door=mensen["anderteam"],
        op=_moment(op, 198),
    )
    opvolging.koppel(
        voorganger=per_naam["Pipa"],
        opvolger=per_naam["De Eerste Stap"],
        soort=Opvolgingsoort.OVERNAME,
        vanaf=vandaag + timedelta(days=35),
        door=mensen["starter"],
        op=_moment(op, 12),
    )
    moment = _moment(op, 9, time(14, 0))
    with gebeurd_op(moment):
        toewijzen.draag_over(
            rijen=[
                toewijzen.Gevraagd(per_naam["Rosa’s nest"].pk, mensen["collega"].pk, "Rosa belt liefst na 18 uur."),
                toewijzen.Gevraagd(
                    per_naam["De Vuurvlinder"].pk, mensen["collega"].pk, "Nieuwe verantwoordelijke sinds de zomer."
                ),
            ],
            naar=mensen["starter"],
            nota="Twee rustige locaties om mee te beginnen. Bezoek ze samen met Annelies.",
            door=mensen["collega"],
            op=moment,
        )


def _werk(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Leave something late, something for today, for this week and for whenever on the desks of the team."""
    vandaag = op.astimezone(BRUSSEL).date()
    annelies, katrien = mensen["klantenbeheerder"], mensen["coordinator"]
    zaken: list[tuple[str, int | None, str | None, Medewerker, Medewerker]] = [
        ("Jaarlijks bezoek inplannen", -3, "De Wolkjes", annelies, annelies),
        ("Bellen over de slaapruimte", 0, "De Zandloper", annelies, annelies),
        ("Attest van de nieuwe begeleider opvragen", 0, "De Klavertjes", annelies, annelies),
        ("Verslag van het bezoek nalezen", 4, "Regenboog Noord", annelies, annelies),
        ("Cijfers voor het teamoverleg klaarleggen", 2, None, annelies, katrien),
        ("Ideeën voor de infoavond verzamelen", None, None, annelies, annelies),
        ("Kennismaken met Rosa", 3, "Rosa’s nest", mensen["starter"], katrien),
        ("Jaarlijks bezoek inplannen", -1, "Pipo", mensen["lieve.maes"], mensen["lieve.maes"]),
    ]
    for volg, (titel, dagen, naam, voor, door) in enumerate(zaken, start=1):
        eigen_werk.onthoud(
            sleutel=UUID(int=volg),
            titel=titel,
            tegen=None if dagen is None else vandaag + timedelta(days=dagen),
            over=per_naam[naam] if naam else None,
            door=door,
            voor=voor,
            op=op - timedelta(days=5),
        )
