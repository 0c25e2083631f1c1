"""What happened at the places of the demo: permits, contacts and visits, complaints, a takeover, a hand-over."""

import random
from datetime import date, datetime, time, timedelta

from dossiers.actions import dossiers, opvolging, toewijzen, vergunning
from dossiers.choices import Contactsoort, Opvolgingsoort, Richting, Vergunningeinde, Vergunningstand
from dossiers.demowereld import klachten
from dossiers.demowereld.tijd import JAREN, moment
from dossiers.generator import teksten
from dossiers.generator.regels import Plek, schrijf_contact
from dossiers.models import Dossier, Vergunning
from kern.generator.bouw import uuid
from kern.generator.stroom import Stroom
from kern.generator.verleden import gebeurd_op
from kern.models import Medewerker
from kern.tijd import BRUSSEL

PLAATSEN_VROEGER = {"De Zeesterren": 42}
# Days since the last visit; longer than a year is late, a few weeks less is to be planned. Elsewhere it is less.
LAATSTE_BEZOEK = {
    "De Wolkjes": 483, "Bij Petra": 347, "Samen Groot": 350, "Samen Klein": 352, "Pipo": 402, "Regenboog Noord": 24,
    "De Zandloper": 33,
}  # fmt: skip
DRUK = {"Regenboog Noord": 34, "De Zandloper": 9}  # locations with many contacts; elsewhere a few a year
PER_LOCATIE = 5
_CONTACTEN: list[tuple[Contactsoort, Richting | None]] = [
    (Contactsoort.TELEFOON, Richting.IN),
    (Contactsoort.TELEFOON, Richting.UIT),
    (Contactsoort.MAIL, Richting.IN),
    (Contactsoort.MAIL, Richting.UIT),
    (Contactsoort.GESPREK, None),
]


def vertel(per_naam: dict[str, Dossier], mensen: dict[str, Medewerker], op: datetime) -> None:
    """Let three years pass at every place."""
    with gebeurd_op(op - JAREN):
        for dossier in per_naam.values():
            if dossier.gestart_op is not None:
                _periode(dossier, dossier.gestart_op, door=_wie(dossier), op=op - JAREN)
    _verander_vergunningen(per_naam, mensen, op)
    _begint(per_naam, op)
    with Stroom({}, random.Random("demo")) as stroom:  # two hundred contacts by actions would be most of the first start
        for dossier in per_naam.values():
            _contacten(stroom, dossier, op)
        klachten.noteer(stroom, per_naam["De Zandloper"], door=mensen["meldingen"], op=op)
    _verbind(per_naam, mensen, op)


def _begint(per_naam: dict[str, Dossier], op: datetime) -> None:
    """Lay down the permit of the one place that is still to begin, when everything before it has happened."""
    stap, toen = per_naam["De Eerste Stap"], moment(op, 30)
    with gebeurd_op(toen):
        _periode(stap, op.astimezone(BRUSSEL).date() + timedelta(days=35), door=_wie(stap), op=toen)


def _wie(dossier: Dossier) -> Medewerker:
    assert dossier.klantenbeheerder is not None  # every place of the demo has somebody
    return dossier.klantenbeheerder


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
    groeit = moment(op, 700)
    with gebeurd_op(groeit):
        _periode(per_naam["De Zeesterren"], groeit.date(), plaatsen=54, door=annelies, op=groeit)
    for naam, dagen, einde, wie in (
        ("De Krekel", 200, Vergunningeinde.OPGEHEVEN, mensen["anderteam"]),
        ("Pipa", 120, Vergunningeinde.GESTOPT, mensen["lieve.maes"]),
    ):
        gestopt = moment(op, dagen)
        with gebeurd_op(gestopt):
            lopend = Vergunning.objects.select_related("dossier").get(dossier=per_naam[naam], tot=None)
            vergunning.wijzig_periode(
                vergunning=lopend,
                versie=lopend.versie,
                periode=vergunning.Periode(
                    lopend.vanaf, gestopt.date() - timedelta(days=1), lopend.stand, lopend.type, lopend.plaatsen, einde=einde
                ),
                door=wie,
                op=gestopt,
            )
    geschorst = moment(op, 40)
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
    telefoon = moment(op, 300)
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
    sinds = JAREN.days if dossier.gestart_op else 40  # what is to begin, is known since a few weeks
    bezoeken = [] if dossier.gestart_op is None else list(range(bezoek, JAREN.days - 10, toeval.randrange(310, 380)))
    aantal = DRUK.get(dossier.naam, PER_LOCATIE)
    # The last months are the busiest where something is the matter.
    dagen = sorted(int(sinds * toeval.random() ** (2.5 if aantal > PER_LOCATIE else 1)) for _ in range(aantal))
    momenten: list[tuple[int, Contactsoort, Richting | None]] = [(dag, Contactsoort.BEZOEK, None) for dag in bezoeken]
    momenten += [(max(1, dag), *toeval.choice(_CONTACTEN)) for dag in dagen if dag < sinds - 5]
    for dag, soort, richting in sorted(momenten, key=lambda wat: -wat[0]):
        wanneer = moment(op, dag, time(toeval.randrange(9, 16), toeval.randrange(0, 60, 5)))
        schrijf_contact(
            stroom,
            Plek(dossier.pk, dossier.organisator_id),
            sleutel=uuid(toeval),
            soort=soort,
            richting=richting,
            met="",
            tekst=teksten.contact(soort, richting, dossier.plaatsen or 8, toeval),
            op=wanneer,
            genoteerd_op=wanneer + timedelta(minutes=20),
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
        op=moment(op, 198),
    )
    opvolging.koppel(
        voorganger=per_naam["Pipa"],
        opvolger=per_naam["De Eerste Stap"],
        soort=Opvolgingsoort.OVERNAME,
        vanaf=vandaag + timedelta(days=35),
        door=mensen["starter"],
        op=moment(op, 12),
    )
    overgedragen = moment(op, 9, time(14, 0))
    with gebeurd_op(overgedragen):
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
            op=overgedragen,
        )
