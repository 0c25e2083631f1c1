"""The people of every location of the last years, and what ties two of them: by row, line, log and history."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from dossiers import gebeurtenissen
from dossiers.choices import Betrokkenerol, Dossierstatus, Koppelstatus, Opvangtype, Rechtsvorm
from dossiers.generator import attesten, organisatoren, redenen, woorden
from dossiers.generator.netwerk import Locatie, Netwerk, Uitbater
from dossiers.generator.regels import Plek, schrijf_regel
from dossiers.generator.tijdvak import bekend_sinds, einde
from dossiers.models import Attest, Betrokkene, PersoonKoppeling
from dossiers.personen import BETROKKENE_IN, BETROKKENE_UIT
from kern.adres import adres
from kern.generator import namen
from kern.generator.bouw import Bouw, uuid
from kern.generator.bulk import Versies, stapels, versies
from kern.generator.stroom import Persoon, Stroom
from kern.tekst import persoonssleutel, sorteersleutel
from kern.tijd import BRUSSEL, begin_van

GEKEND = timedelta(days=1200)  # what closed longer ago came over without people
STAPEL = 1_000  # locations whose people are in memory at once
DUBBEL = 140  # people at two organisatoren at ×1
# What was decided about the same person at two places; half of them still wait.
_BESLIST = (None, None, Koppelstatus.BEVESTIGD, None, Koppelstatus.VERWORPEN, None, Koppelstatus.BEVESTIGD, Koppelstatus.ONGEDAAN)


@dataclass(frozen=True)
class Mens:
    """Somebody at one place: `gekomen` and `vertrokken` are when that was written down."""

    sleutel: UUID
    naam: str
    geboren: date
    rol: Betrokkenerol
    vanaf: date
    gekomen: datetime
    tot: date | None = None
    vertrokken: datetime | None = None
    telefoon: str = ""


@dataclass(frozen=True)
class Tweemaal:
    """One human being at two places, and what a colleague decided about it (None: nothing yet)."""

    een: tuple[Locatie, Mens]
    ander: tuple[Locatie, Mens]
    beslist: Koppelstatus | None


@dataclass
class Bijkomend:
    """Who stands at a location beside the people that were drawn for it."""

    per_locatie: dict[int, list[Mens]] = field(default_factory=lambda: defaultdict(list))


def maak_betrokkenen(bouw: Bouw) -> None:
    """Write the people of the locations and of the organisatoren themselves, with their attesten."""
    netwerk = bouw.van(Netwerk)
    dubbels, bijkomend = _dubbels(bouw, netwerk), Bijkomend()
    for dubbel in dubbels:
        for locatie, mens in (dubbel.een, dubbel.ander):
            bijkomend.per_locatie[locatie.volg].append(mens)
    with bouw.stroom("betrokkenen") as stroom:
        for stapel in stapels(netwerk.locaties, STAPEL):
            _schrijf(bouw, stroom, _van_locaties(bouw, stapel, bijkomend))
        for bestuur in stapels(netwerk.uitbaters, STAPEL):
            _schrijf(bouw, stroom, _besturen(bouw, bestuur))
        for dubbel in dubbels:
            _koppel(bouw, stroom, dubbel)


@dataclass(frozen=True)
class Plaats:
    """Where somebody stands: a location, or an organisator as a whole."""

    uitbater: Uitbater
    locatie: Locatie | None

    @property
    def plek(self) -> Plek:
        """The keys for a line."""
        return self.locatie.plek if self.locatie else Plek(None, self.uitbater.pk)

    def volger(self, op: datetime) -> Persoon:
        """Who wrote it down."""
        return self.locatie.volger(op) if self.locatie else self.uitbater.vaste_op(op)


def _van_locaties(bouw: Bouw, locaties: Iterable[Locatie], bijkomend: Bijkomend) -> Iterator[tuple[Plaats, Mens]]:
    for locatie in locaties:
        plaats = Plaats(locatie.uitbater, locatie)
        for mens in [*_mensen(bouw, locatie), *bijkomend.per_locatie[locatie.volg]]:
            yield plaats, mens


def _mensen(bouw: Bouw, locatie: Locatie) -> Iterator[Mens]:
    """Yield who is and was in charge at a location, and some of who work there."""
    begin, slot = bekend_sinds(bouw, locatie) + timedelta(minutes=20), einde(bouw, locatie)
    if locatie.status is Dossierstatus.AANVRAAG or (slot and (slot < bouw.op - GEKEND or slot < begin + timedelta(days=60))):
        return
    toeval = bouw.toeval(f"betrokkenen {locatie.volg}")
    thuis = locatie.type is Opvangtype.GEZIN
    weg = slot + timedelta(minutes=20) if slot else None
    eerste = Mens(
        uuid(toeval),
        locatie.contact,
        geboren(toeval),
        Betrokkenerol.ONTHAALOUDER if thuis else Betrokkenerol.VERANTWOORDELIJKE,
        locatie.gestart_op,
        begin,
        locatie.gestopt_op,
        weg,
        namen.telefoon(toeval),
    )
    lengte = ((slot or bouw.op) - begin).days
    if not thuis and lengte > 500 and toeval.random() < 0.12:
        wissel = begin + timedelta(days=toeval.randrange(150, lengte - 100), hours=3)
        laatste = wissel.astimezone(BRUSSEL).date()
        naam = " ".join(woorden.persoon(toeval))
        yield replace(eerste, sleutel=uuid(toeval), naam=naam, tot=laatste - timedelta(days=1), vertrokken=wissel)
        eerste = replace(eerste, vanaf=laatste, gekomen=wissel + timedelta(minutes=5))
    yield eerste
    for _ in range(toeval.choice([0, 0, 0, 1, 1, 2]) if not thuis and slot is None else 0):
        yield _erbij(toeval, begin, bouw.op, Betrokkenerol.BEGELEIDER)
    if thuis and slot is None and toeval.random() < 0.15:
        yield _erbij(toeval, begin, bouw.op, Betrokkenerol.HUISGENOOT)


def _erbij(toeval: random.Random, vanaf: datetime, tot: datetime, rol: Betrokkenerol) -> Mens:
    dagen = max(1, (tot - vanaf).days - 2)
    gekomen = vanaf + timedelta(days=toeval.randrange(dagen), minutes=toeval.randrange(10, 240))
    naam = " ".join(woorden.persoon(toeval))
    sinds = gekomen.astimezone(BRUSSEL).date() - timedelta(days=toeval.randrange(0, 30))
    return Mens(uuid(toeval), naam, geboren(toeval), rol, sinds, gekomen)


def geboren(toeval: random.Random) -> date:
    """Return the birth date of somebody who works."""
    return date(1960, 1, 1) + timedelta(days=toeval.randrange(365 * 43))


def _besturen(bouw: Bouw, uitbaters: Iterable[Uitbater]) -> Iterator[tuple[Plaats, Mens]]:
    """Yield who directs each organisator that is no natural person, and has been of late."""
    for uitbater in uitbaters:
        if uitbater.rechtsvorm == Rechtsvorm.NATUURLIJK or not any(locatie.is_open for locatie in uitbater.locaties):
            continue
        toeval = bouw.toeval(f"bestuur {uitbater.volg}")
        begin = organisatoren.bekend_sinds(bouw, uitbater) + timedelta(minutes=20)
        yield Plaats(uitbater, None), _erbij(toeval, begin, bouw.op, Betrokkenerol.BESTUURDER)


# --- One human being at two places ---------------------------------------------------------------------------------------
def _dubbels(bouw: Bouw, netwerk: Netwerk) -> list[Tweemaal]:
    """Return who stands at two organisatoren: where one went on from the other (domein W9), and by chance within a team."""
    toeval = bouw.toeval("dubbels")
    per_team: dict[str, list[Locatie]] = defaultdict(list)
    paren: list[tuple[Locatie, Locatie]] = []
    for locatie in netwerk.locaties:
        if locatie.is_open and locatie.status is not Dossierstatus.AANVRAAG:
            per_team[locatie.plaats.team].append(locatie)
        oud = locatie.voorganger
        if oud is not None and oud.uitbater is not locatie.uitbater and oud.gestart_op < bouw.begin.date():
            paren.append((oud, locatie))
    aantal = max(len(_BESLIST), bouw.maal(DUBBEL))
    paren = paren[: aantal // 3]
    while len(paren) < aantal:
        een, ander = toeval.sample(toeval.choice([rijen for rijen in per_team.values() if len(rijen) > 1]), 2)
        if een.uitbater is not ander.uitbater:
            paren.append((een, ander))
    return [_tweemaal(bouw, toeval, een, ander, _BESLIST[nr % len(_BESLIST)]) for nr, (een, ander) in enumerate(paren)]


def _tweemaal(bouw: Bouw, toeval: random.Random, een: Locatie, ander: Locatie, beslist: Koppelstatus | None) -> Tweemaal:
    verder = ander.voorganger is een
    rol = Betrokkenerol.BESTUURDER if verder else Betrokkenerol.BEGELEIDER
    eerst = _erbij(toeval, bekend_sinds(bouw, een), einde(bouw, een) or bouw.op, rol)
    eerst = replace(eerst, vanaf=max(eerst.vanaf, een.gestart_op))
    slot = einde(bouw, een)
    if slot is not None and een.gestopt_op is not None:
        eerst = replace(eerst, tot=max(een.gestopt_op, eerst.vanaf), vertrokken=max(slot, eerst.gekomen) + timedelta(minutes=25))
    later = _erbij(toeval, bekend_sinds(bouw, ander), bouw.op, rol)
    return Tweemaal((een, eerst), (ander, replace(later, naam=eerst.naam, geboren=eerst.geboren)), beslist)


def _koppel(bouw: Bouw, stroom: Stroom, dubbel: Tweemaal) -> None:
    """Write what was decided, by who follows the second place, as `actions.koppelingen.beslis` does."""
    if dubbel.beslist is None:
        return
    (_, mens), (locatie, ander) = dubbel.een, dubbel.ander
    toeval = bouw.toeval(f"koppeling {ander.sleutel}")
    sleutel, eerst = uuid(toeval), max(mens.gekomen, ander.gekomen)
    paar = sorted((mens.sleutel, ander.sleutel))
    stappen = [dubbel.beslist] if dubbel.beslist is not Koppelstatus.ONGEDAAN else [Koppelstatus.BEVESTIGD, dubbel.beslist]
    wat = {
        Koppelstatus.BEVESTIGD: gebeurtenissen.PERSONEN_BEVESTIGD,
        Koppelstatus.VERWORPEN: gebeurtenissen.PERSONEN_VERWORPEN,
        Koppelstatus.ONGEDAAN: gebeurtenissen.PERSONEN_ONGEDAAN,
    }
    op = eerst
    for stap in stappen:
        op += (bouw.op - op) * toeval.uniform(0.05, 0.5)
        door = locatie.volger(op)
        for betrokkene in paar:
            stroom.log(wat[stap], over=(Betrokkene, str(betrokkene)), door=door, op=op, gegevens={"koppeling": str(sleutel)})
        reden = redenen.zelfde_persoon(stap)
        stroom.log(wat[stap], over=(PersoonKoppeling, str(sleutel)), door=door, op=op, reden=reden)
    stroom.rij(
        PersoonKoppeling,
        id=sleutel,
        een_id=paar[0],
        ander_id=paar[1],
        status=str(dubbel.beslist),
        reden=redenen.zelfde_persoon(dubbel.beslist),
        beslist_door_id=locatie.volger(op)[0],
        beslist_op=op,
    )


# --- Rows ----------------------------------------------------------------------------------------------------------------
def _schrijf(bouw: Bouw, stroom: Stroom, mensen: Iterable[tuple[Plaats, Mens]]) -> None:
    betrokkenen: list[Versies] = []
    getoond: list[Versies] = []
    for plaats, mens in mensen:
        nu = _betrokkene(plaats, mens)
        eerder: list[tuple[datetime, dict[str, object]]] = []
        if mens.vertrokken is not None:
            eerder.append((mens.vertrokken, {"tot": None, "versie": 1}))
        betrokkenen.append(versies(nu, mens.gekomen, eerder))
        _verhaal(stroom, plaats, mens, nu)
        getoond += attesten.schrijf(
            bouw, stroom, plaats.plek, nu, plaats.volger, gekomen=mens.gekomen, vertrokken=mens.vertrokken
        )
    bouw.schrijf_met_verleden(Betrokkene, betrokkenen)
    bouw.schrijf_met_verleden(Attest, getoond)


def _betrokkene(plaats: Plaats, mens: Mens) -> Betrokkene:
    return Betrokkene(
        id=mens.sleutel,
        organisator_id=plaats.uitbater.pk,
        dossier_id=plaats.locatie.pk if plaats.locatie else None,
        rol=str(mens.rol),
        naam=mens.naam,
        sorteersleutel=sorteersleutel(mens.naam),
        naamsleutel=persoonssleutel(mens.naam),
        geboortedatum=mens.geboren,
        telefoon=mens.telefoon,
        vanaf=mens.vanaf,
        tot=mens.tot,
        versie=2 if mens.vertrokken else 1,
    )


def _verhaal(stroom: Stroom, plaats: Plaats, mens: Mens, nu: Betrokkene) -> None:
    """Write the line and the log of coming, and of leaving when it was written down."""
    over, url = (Betrokkene, str(mens.sleutel)), adres("dossiers:betrokkene", mens.sleutel)
    wie, label = "" if mens.rol is Betrokkenerol.HUISGENOOT else mens.naam, nu.get_rol_display()
    door = plaats.volger(mens.gekomen)
    stroom.log(gebeurtenissen.BETROKKENE_TOEGEVOEGD, over=over, door=door, op=mens.gekomen, gegevens={"rol": str(mens.rol)})
    regels = [(BETROKKENE_IN, f"Nieuwe {label}", mens.vanaf, mens.gekomen)]
    if mens.vertrokken is not None and mens.tot is not None:
        gegevens = {"tot": mens.tot.isoformat()}
        weg = plaats.volger(mens.vertrokken)
        stroom.log(gebeurtenissen.BETROKKENE_BEEINDIGD, over=over, door=weg, op=mens.vertrokken, gegevens=gegevens)
        regels.append((BETROKKENE_UIT, f"{label.capitalize()} weg", mens.tot, mens.vertrokken))
    for soort, titel, dag, bekend in regels:
        schrijf_regel(
            stroom,
            plaats.plek,
            soort=soort,
            verwijzing=str(mens.sleutel),
            titel=titel,
            kort=wie,
            op=begin_van(dag),
            bekend_sinds=bekend,
            door=plaats.volger(bekend),
            url=url,
        )
