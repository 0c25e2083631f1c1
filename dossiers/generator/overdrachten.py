"""Hand-overs: what a colleague took over from another, and with what each starter began."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from dossiers import gebeurtenissen
from dossiers.actions.toewijzen import SOORT
from dossiers.generator import redenen
from dossiers.generator.netwerk import Locatie, Netwerk, Uitbater
from dossiers.generator.regels import schrijf_regel
from dossiers.generator.tijdvak import bekend_sinds
from dossiers.models import Dossier, Organisator, Overdracht, Overdrachtsregel
from kern.adres import adres
from kern.generator.bouw import Bouw, uuid
from kern.generator.mensen import KLANTENBEHEERDERS, Ploeg
from kern.generator.stroom import Persoon, Stroom

VAN_STARTER = 12  # locations a starter begins with
PER_OVERDRACHT = 6  # organisatoren that go together
KLEIN = 4  # open locations of an organisator that goes as a whole
LEZEN = timedelta(days=10)  # within so many days the receiver has read the notes


@dataclass(frozen=True)
class Overgave:
    """One hand-over of the plan: these organisatoren go to *naar*, each from who had it (`Uitbater.vorige`)."""

    sleutel: UUID
    naar: Persoon
    door: Persoon
    op: datetime
    uitbaters: list[Uitbater]
    nota: str


@dataclass
class Overgaven:
    """Every hand-over of the plan."""

    alle: list[Overgave]


def ontwerp(bouw: Bouw) -> Overgaven:
    """Draw who took over what; whole organisatoren without deviations, so that the organisator goes along."""
    ploeg, alle = bouw.van(Ploeg), list[Overgave]()
    for team, mensen in ploeg.klantenbeheerders.items():
        toeval = bouw.toeval(f"overdrachten {team}")
        vrij = [u for u in bouw.van(Netwerk).uitbaters if u.thuis.team == team and _gaat_als_geheel(u)]
        coordinator = ploeg.coordinatoren[team][0]
        for starter in ploeg.starters[team]:
            op = bouw.werkmoment(toeval, (bouw.op - ploeg.begonnen[starter[0]]).days - toeval.randrange(6, 34))
            groep, aantal = [], 0
            for uitbater in toeval.sample(vrij, len(vrij) // 4):
                if aantal < VAN_STARTER and _gekend(bouw, uitbater, op):
                    groep.append(uitbater)
                    aantal += sum(locatie.is_open for locatie in uitbater.locaties)
            for uitbater in groep:
                _verzet(uitbater, uitbater.klantenbeheerder, starter, op)
            vrij = [uitbater for uitbater in vrij if uitbater.vorige is None]
            alle.append(Overgave(uuid(toeval), starter, coordinator, op, groep, redenen.overdracht(toeval, starter=True)))
        for _ in range(bouw.maal(KLANTENBEHEERDERS[team]) if len(mensen) > 1 else 0):
            naar, vorige = toeval.sample(mensen, 2)
            op = bouw.werkmoment(toeval, toeval.uniform(120, 1500))
            van_naar = [u for u in vrij if u.vorige is None and u.klantenbeheerder == naar and _gekend(bouw, u, op)]
            groep = toeval.sample(van_naar, min(PER_OVERDRACHT, len(van_naar) // 3))
            for uitbater in groep:
                _verzet(uitbater, vorige, naar, op)
            if groep:
                door = toeval.choice([coordinator, vorige])
                alle.append(Overgave(uuid(toeval), naar, door, op, groep, redenen.overdracht(toeval, starter=False)))
    return Overgaven([overgave for overgave in alle if overgave.uitbaters])


def maak_overdrachten(bouw: Bouw) -> None:
    """Write the hand-overs as `actions.toewijzen.draag_over` does."""
    overgaven = bouw.van(Overgaven).alle
    aantal = sum(len(list(_mee(bouw, overgave))) for overgave in overgaven)
    nummers = iter(bouw.nummers(Overdrachtsregel, aantal))
    with bouw.stroom("overdrachten") as stroom:
        for overgave in overgaven:
            _schrijf(bouw, stroom, overgave, nummers)


def gaat_mee(bouw: Bouw, locatie: Locatie) -> datetime | None:
    """Return when a location got another klantenbeheerder by a hand-over; None: it never did, or it was not known yet."""
    op = locatie.uitbater.overgedragen_op
    return op if op is not None and bekend_sinds(bouw, locatie) + timedelta(hours=1) < op else None


def _gaat_als_geheel(uitbater: Uitbater) -> bool:
    volgt = all(loc.klantenbeheerder == uitbater.klantenbeheerder and not loc.afwijking for loc in uitbater.locaties)
    return volgt and 1 <= sum(locatie.is_open for locatie in uitbater.locaties) <= KLEIN


def _gekend(bouw: Bouw, uitbater: Uitbater, op: datetime) -> bool:
    """Whether at *op* each open location was known for a while."""
    return all(bekend_sinds(bouw, loc) + timedelta(days=30) < op for loc in uitbater.locaties if loc.is_open)


def _verzet(uitbater: Uitbater, vorige: Persoon, naar: Persoon, op: datetime) -> None:
    uitbater.vorige, uitbater.klantenbeheerder, uitbater.overgedragen_op = vorige, naar, op
    for locatie in uitbater.locaties:
        locatie.klantenbeheerder = naar


def _mee(bouw: Bouw, overgave: Overgave) -> Iterator[Locatie]:
    for uitbater in overgave.uitbaters:
        yield from (locatie for locatie in uitbater.locaties if gaat_mee(bouw, locatie))


def _schrijf(bouw: Bouw, stroom: Stroom, overgave: Overgave, nummers: Iterator[int]) -> None:
    toeval = bouw.toeval(f"overdracht {overgave.sleutel}")
    stroom.rij(
        Overdracht, id=overgave.sleutel, naar_id=overgave.naar[0], nota=overgave.nota, door_id=overgave.door[0], op=overgave.op
    )
    for uitbater in overgave.uitbaters:
        assert uitbater.vorige is not None
        stroom.log(
            gebeurtenissen.ORGANISATOR_TOEGEWEZEN,
            over=(Organisator, uitbater.pk),
            door=overgave.door,
            op=overgave.op,
            gegevens={"overdracht": str(overgave.sleutel), "van": uitbater.vorige[0], "naar": overgave.naar[0]},
        )
    for locatie in sorted(_mee(bouw, overgave), key=lambda loc: loc.pk):
        van, nummer = locatie.uitbater.vorige, next(nummers)
        assert van is not None
        gelezen = overgave.op + LEZEN * toeval.random()
        stroom.rij(
            Overdrachtsregel,
            id=nummer,
            overdracht_id=overgave.sleutel,
            dossier_id=locatie.pk,
            van_id=van[0],
            nota=redenen.over_te_dragen(toeval) if locatie.is_open and toeval.random() < 0.6 else "",
            gelezen_op=gelezen if gelezen < bouw.op and toeval.random() < 0.95 else None,
        )
        stroom.log(
            gebeurtenissen.DOSSIER_OVERGEDRAGEN,
            over=(Dossier, locatie.pk),
            door=overgave.door,
            op=overgave.op,
            gegevens={"overdracht": str(overgave.sleutel), "van": van[0], "naar": overgave.naar[0]},
        )
        schrijf_regel(
            stroom,
            locatie.plek,
            soort=SOORT,
            verwijzing=str(nummer),
            titel=f"Overgedragen van {van[1]} aan {overgave.naar[1]}",
            op=overgave.op,
            door=overgave.door,
            url=adres("dossiers:overdracht", overgave.sleutel),
        )
