"""The plan of the invented world: which organisator has how many locations, where, of what kind, and who follows them."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import heapify, heappop, heappush

from dossiers.choices import Dossierstatus, Opvangtype, Opvolgingsoort, Rechtsvorm
from dossiers.generator import woorden
from dossiers.generator.plaatsen import Plaats, kies_plaats
from dossiers.generator.regels import Plek
from dossiers.models import Dossier, Organisator
from kern.adres import adres
from kern.generator.bouw import Bouw
from kern.generator.mensen import KLANTENBEHEERDERS, Ploeg
from kern.generator.stroom import Persoon

# Vlaanderen ×1 (domein §7).
ORGANISATOREN = 2_600
OPEN = 5_400
DICHT = 4_000
GROOTSTE = 150  # locations of one organisator, at most

UIT_DE_REGIO = "Ligt in de regio van een ander team"
GESPREID = "Te veel locaties voor één klantenbeheerder: gespreid over het team"
GAAT_VERDER = 0.25  # of the locations of the last years follow another one
LIJKT_OP = 0.04  # of the crèches have a name that looks like a neighbour's


@dataclass(slots=True, eq=False)
class Uitbater:
    """An organisator of the plan. `thuis` is the place of its office, whose team has its klantenbeheerder."""

    pk: int
    volg: int
    aantal: int
    thuis: Plaats
    rechtsvorm: str
    naam: str
    klantenbeheerder: Persoon = (0, "")
    locaties: list["Locatie"] = field(default_factory=list)
    vorige: Persoon | None = None  # who was the klantenbeheerder until *overgedragen_op*
    overgedragen_op: datetime | None = None

    def vaste_op(self, op: datetime) -> Persoon:
        """Return who was its fixed klantenbeheerder at *op*."""
        if self.vorige is not None and self.overgedragen_op is not None and op < self.overgedragen_op:
            return self.vorige
        return self.klantenbeheerder


@dataclass(slots=True, eq=False)
class Locatie:
    """A location of the plan; `gestopt_op` empty while it is open."""

    pk: int
    volg: int
    uitbater: Uitbater
    naam: str
    plaats: Plaats
    type: Opvangtype
    plaatsen: int
    status: Dossierstatus
    gestart_op: date
    gestopt_op: date | None
    contact: str  # whom one speaks to: the responsible person or the childminder
    klantenbeheerder: Persoon = (0, "")
    afwijking: str = ""
    voorganger: "Locatie | None" = None  # the location it goes on from
    opvolgsoort: Opvolgingsoort | None = None

    def volger(self, op: datetime) -> Persoon:
        """Return who followed it at *op*."""
        return self.klantenbeheerder if self.afwijking else self.uitbater.vaste_op(op)

    @property
    def plek(self) -> Plek:
        """Its key and that of its organisator."""
        return Plek(self.pk, self.uitbater.pk)

    @property
    def is_open(self) -> bool:
        """Whether care is given or will be."""
        return self.gestopt_op is None

    @property
    def nummer(self) -> str:
        """The dossiernummer; the first number says that the generator gave it out."""
        return dossiernummer(self.volg)

    @property
    def url(self) -> str:
        """The address of its page."""
        return adres("dossiers:dossier", self.nummer)

    def __str__(self) -> str:
        return f"{self.naam} ({self.nummer}, {self.plaats.gemeente})"


@dataclass
class Netwerk:
    """Every organisator and location of the generated world, for the parts that come after."""

    uitbaters: list[Uitbater]
    locaties: list[Locatie]


def dossiernummer(volg: int) -> str:
    """Return the number of the *volg*-th location."""
    return f"{510_000_000 + 7 * volg}"


def organisatornummer(volg: int) -> str:
    """Return the number of the *volg*-th organisator."""
    return f"{610_000_000 + 7 * volg}"


def groottes(aantal: int, totaal: int) -> list[int]:
    """Return how many locations each of *aantal* organisatoren has, *totaal* together: many with one, some with 150.

    The quantiles of a Pareto law; its steepness is searched so that the sum fits, and the last few are added one by one.
    """
    grootste = min(GROOTSTE, max(1, totaal // 12))

    def bij(steilte: float) -> list[int]:
        return [min(grootste, int(((volg + 0.5) / aantal) ** (-1 / steilte))) for volg in range(aantal)]

    laag, hoog = 0.5, 3.0
    for _ in range(40):
        midden = (laag + hoog) / 2
        laag, hoog = (midden, hoog) if sum(bij(midden)) > totaal else (laag, midden)
    uit = bij(hoog)
    for volg in range(totaal - sum(uit)):  # negative: the rounding fell the other way, and nothing is added
        uit[-1 - volg % aantal] += 1
    return uit


def ontwerp(bouw: Bouw) -> Netwerk:
    """Draw the plan: the same for the same seed and scale."""
    toeval = bouw.toeval("netwerk")
    open_, dicht = bouw.maal(OPEN), bouw.maal(DICHT)
    aantallen = groottes(bouw.maal(ORGANISATOREN), open_ + dicht)
    uitbaters = _uitbaters(bouw, aantallen, toeval)
    blijft_open = [True] * open_ + [False] * (sum(aantallen) - open_)
    toeval.shuffle(blijft_open)
    namen_in: dict[str, list[str]] = defaultdict(list)
    locaties: list[Locatie] = []
    for uitbater in uitbaters:
        soort = _soort(uitbater, toeval)
        for _ in range(uitbater.aantal):
            volg = len(locaties)
            locatie = _locatie(bouw, uitbater, volg, soort, open_=blijft_open[volg], namen_in=namen_in, toeval=toeval)
            uitbater.locaties.append(locatie)
            locaties.append(locatie)
    _volg_op(locaties, bouw)
    for locatie, pk in zip(locaties, bouw.nummers(Dossier, len(locaties)), strict=True):
        locatie.pk = pk
    _verdeel(bouw, uitbaters)
    return Netwerk(uitbaters, locaties)


def _uitbaters(bouw: Bouw, aantallen: list[int], toeval: random.Random) -> list[Uitbater]:
    """Give each organisator a home, so that the teams get locations by the places of their province."""
    som = sum(KLANTENBEHEERDERS.values())
    rest = {team: sum(aantallen) * deel / som for team, deel in KLANTENBEHEERDERS.items()}
    uit = []
    for volg, (pk, aantal) in enumerate(zip(bouw.nummers(Organisator, len(aantallen)), aantallen, strict=True)):
        team = toeval.choices(list(rest), [max(over, 1.0) for over in rest.values()])[0]
        rest[team] -= aantal
        thuis = kies_plaats(team, toeval)
        uit.append(Uitbater(pk, volg, aantal, thuis, _rechtsvorm(aantal, toeval), ""))
    for uitbater in uit:
        uitbater.naam = _naam(uitbater, toeval)
    return uit


def _rechtsvorm(aantal: int, toeval: random.Random) -> str:
    if aantal == 1:
        vormen, kansen = [Rechtsvorm.NATUURLIJK, Rechtsvorm.BV, Rechtsvorm.VZW, Rechtsvorm.VOF], [62, 20, 14, 4]
    elif aantal < 6:
        vormen, kansen = [Rechtsvorm.BV, Rechtsvorm.VZW, Rechtsvorm.FEITELIJK, Rechtsvorm.LOKAAL], [45, 40, 5, 10]
    else:
        vormen, kansen = [Rechtsvorm.VZW, Rechtsvorm.LOKAAL, Rechtsvorm.BV], [60, 28, 12]
    return str(toeval.choices(vormen, kansen)[0])


def _naam(uitbater: Uitbater, toeval: random.Random) -> str:
    if uitbater.rechtsvorm == Rechtsvorm.NATUURLIJK:
        return " ".join(woorden.persoon(toeval))
    vorm = "netwerk" if uitbater.aantal >= 10 and uitbater.rechtsvorm == Rechtsvorm.VZW else uitbater.rechtsvorm
    return woorden.organisatornaam(vorm, woorden.locatienaam(toeval), uitbater.thuis.gemeente, toeval)


def _soort(uitbater: Uitbater, toeval: random.Random) -> Opvangtype | None:
    """Return the kind of care of an organisator that has one kind; None: it differs per location."""
    if uitbater.rechtsvorm == Rechtsvorm.NATUURLIJK:
        return Opvangtype.GEZIN
    if uitbater.rechtsvorm == Rechtsvorm.FEITELIJK:
        return Opvangtype.SAMENWERKEND
    if uitbater.aantal >= 20 and toeval.random() < 0.6:  # a service for childminders
        return Opvangtype.GEZIN
    return Opvangtype.GROEP if uitbater.aantal < 4 else None


def _locatie(
    bouw: Bouw,
    uitbater: Uitbater,
    volg: int,
    soort: Opvangtype | None,
    *,
    open_: bool,
    namen_in: dict[str, list[str]],
    toeval: random.Random,
) -> Locatie:
    elders = uitbater.aantal >= 10 and toeval.random() < 0.12
    andere = [team for team in KLANTENBEHEERDERS if team != uitbater.thuis.team]
    plaats = kies_plaats(toeval.choice(andere) if elders else uitbater.thuis.team, toeval)
    if uitbater.aantal <= 3 and toeval.random() < 0.8:
        plaats = uitbater.thuis
    soorten = [Opvangtype.GROEP, Opvangtype.GEZIN, Opvangtype.SAMENWERKEND]
    type_ = soort or toeval.choices(soorten, [70, 20, 10])[0]
    contact = uitbater.naam if uitbater.rechtsvorm == Rechtsvorm.NATUURLIJK else " ".join(woorden.persoon(toeval))
    naam = _locatienaam(type_, contact, namen_in[plaats.refnis], toeval)
    namen_in[plaats.refnis].append(naam)
    vandaag = bouw.op.date()
    gestopt_op = None
    if open_:
        start = vandaag - timedelta(days=toeval.randrange(30, 1826) if toeval.random() < 0.22 else toeval.randrange(1826, 9000))
    else:
        gestopt_op = vandaag - timedelta(
            days=toeval.randrange(2, 1826) if toeval.random() < 0.71 else toeval.randrange(1826, 3300)
        )
        start = gestopt_op - timedelta(days=toeval.randrange(200, 6000))
    status = _status(open_=open_, toeval=toeval)
    if status is Dossierstatus.AANVRAAG:
        start = vandaag + timedelta(days=toeval.randrange(10, 120))
    return Locatie(0, volg, uitbater, naam, plaats, type_, _plaatsen(type_, toeval), status, start, gestopt_op, contact)


def _locatienaam(type_: Opvangtype, contact: str, buren: list[str], toeval: random.Random) -> str:
    if type_ is Opvangtype.GEZIN:
        voornaam, _, familienaam = contact.partition(" ")
        return woorden.bij_iemand_thuis(voornaam, familienaam, toeval)
    if buren and toeval.random() < LIJKT_OP:
        return woorden.lijkt_op(toeval.choice(buren), toeval)
    return woorden.locatienaam(toeval)


def _status(*, open_: bool, toeval: random.Random) -> Dossierstatus:
    if not open_:
        return toeval.choices([Dossierstatus.GESTOPT, Dossierstatus.OPGEHEVEN], [98, 2])[0]
    return toeval.choices([Dossierstatus.VERGUND, Dossierstatus.GESCHORST, Dossierstatus.AANVRAAG], [977, 8, 15])[0]


def _plaatsen(type_: Opvangtype, toeval: random.Random) -> int:
    match type_:
        case Opvangtype.GEZIN:
            return toeval.choices([4, 5, 6, 7, 8], [2, 3, 10, 15, 70])[0]
        case Opvangtype.SAMENWERKEND:
            return toeval.randrange(9, 19)
    return max(9, min(140, round(toeval.lognormvariate(3.25, 0.5))))


def _volg_op(locaties: list[Locatie], bouw: Bouw) -> None:
    """Let some locations of the last years go on where another one stopped: a move, a takeover, the same under another name."""
    toeval, vandaag = bouw.toeval("opvolging"), bouw.op.date()
    gestopt: dict[tuple[str, Opvangtype], list[Locatie]] = defaultdict(list)
    for locatie in locaties:
        if locatie.gestopt_op and timedelta(60) < vandaag - locatie.gestopt_op < timedelta(1700):
            gestopt[locatie.plaats.team, locatie.type].append(locatie)
    for locatie in locaties:
        vrij = gestopt[locatie.plaats.team, locatie.type]
        jong = locatie.is_open and timedelta(30) <= vandaag - locatie.gestart_op < timedelta(1826)
        if not jong or not vrij or toeval.random() > GAAT_VERDER:
            continue
        # The worst case of domein W9 is always there: what was revoked goes on with somebody else.
        kandidaten = [ander for ander in vrij if ander.status is Dossierstatus.OPGEHEVEN] or vrij
        eigen = [ander for ander in vrij if ander.uitbater is locatie.uitbater]
        oud = toeval.choice(eigen or kandidaten)
        vrij.remove(oud)
        assert oud.gestopt_op is not None
        locatie.voorganger, locatie.gestart_op = oud, oud.gestopt_op + timedelta(days=1)
        if eigen:
            locatie.opvolgsoort = Opvolgingsoort.VERHUIS
        else:
            locatie.opvolgsoort = toeval.choice([Opvolgingsoort.OVERNAME, Opvolgingsoort.OVERNAME, Opvolgingsoort.VOORTZETTING])
            locatie.plaats = oud.plaats


def _verdeel(bouw: Bouw, uitbaters: list[Uitbater]) -> None:
    """Give every organisator a fixed klantenbeheerder and every location who follows it: about 90 open ones each."""
    ploeg = bouw.van(Ploeg)
    lasten = {team: [(0, nummer, wie) for nummer, wie in enumerate(mensen)] for team, mensen in ploeg.klantenbeheerders.items()}
    for last in lasten.values():
        heapify(last)

    def neem(team: str, aantal: int) -> Persoon:
        last, nummer, wie = heappop(lasten[team])
        heappush(lasten[team], (last + aantal, nummer, wie))
        return wie

    # The big ones first: the small ones fill what is left, and everybody ends with about as many.
    for uitbater in sorted(uitbaters, key=lambda u: (-u.aantal, u.volg)):
        per_team: dict[str, list[Locatie]] = defaultdict(list)
        for locatie in uitbater.locaties:
            per_team[locatie.plaats.team].append(locatie)
        thuis = per_team.pop(uitbater.thuis.team, [])
        eigen, gespreid = thuis[:50], [thuis[begin : begin + 40] for begin in range(50, len(thuis), 40)]
        uitbater.klantenbeheerder = neem(uitbater.thuis.team, sum(loc.is_open for loc in eigen))
        for locatie in eigen:
            locatie.klantenbeheerder = uitbater.klantenbeheerder
        groepen = [(uitbater.thuis.team, groep, GESPREID) for groep in gespreid]
        groepen += [(team, groep, UIT_DE_REGIO) for team, groep in per_team.items()]
        for team, groep, reden in groepen:
            wie = neem(team, sum(locatie.is_open for locatie in groep))
            for locatie in groep:
                locatie.klantenbeheerder = wie
                # Who follows the organisator itself too does not deviate from it.
                locatie.afwijking = reden if wie != uitbater.klantenbeheerder else ""
