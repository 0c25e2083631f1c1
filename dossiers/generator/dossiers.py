"""The locations of the plan as dossiers, with their log and history: what was known of them at any earlier moment."""

from collections.abc import Iterator
from copy import copy
from datetime import datetime, timedelta
from functools import partial

from dossiers import gebeurtenissen
from dossiers.actions import feiten
from dossiers.choices import Dossierstatus, Subsidietrap, Tarief
from dossiers.generator import woorden
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.regels import schrijf_regel
from dossiers.models import Dossier
from kern.generator import namen
from kern.generator.bouw import BRON, Bouw, uuid
from kern.generator.bulk import Versies
from kern.generator.mensen import Ploeg
from kern.generator.stroom import Stroom

NET_ERNA = timedelta(minutes=5)


def maak_dossiers(bouw: Bouw) -> None:
    """Write a dossier for each location of the plan."""
    netwerk = bouw.van(Netwerk)
    bouw.schrijf_met_verleden(Dossier, _versies(bouw, netwerk))
    with bouw.stroom("dossiers") as stroom:
        for locatie in netwerk.locaties:
            _verhaal(bouw, stroom, locatie)


def bekend_sinds(bouw: Bouw, locatie: Locatie) -> datetime:
    """Return when the agency opened the dossier: six weeks before the first day, or when the history begins."""
    dagen = (locatie.gestart_op - bouw.op.date()).days - 42
    # Its organisator was there a moment before; an application of today lies a few days back.
    return max(bouw.begin, bouw.op + timedelta(days=min(dagen, -3), hours=10))


def einde(bouw: Bouw, locatie: Locatie) -> datetime | None:
    """Return when the end of a closed location was written down; never before the dossier itself."""
    if locatie.gestopt_op is None:
        return None
    dagen = (locatie.gestopt_op - bouw.op.date()).days
    return max(bekend_sinds(bouw, locatie), bouw.op + timedelta(days=min(dagen + 1, -1), hours=11))


def wijzigingen(bouw: Bouw, locatie: Locatie) -> list[tuple[datetime, dict[str, object]]]:
    """Return what a colleague changed by hand since the beginning: the moments, and what stood there *before*."""
    toeval = bouw.toeval(f"wijzigingen {locatie.volg}")
    begin, tot = bekend_sinds(bouw, locatie), einde(bouw, locatie) or bouw.op
    if (tot - begin).days < 60:
        return []
    uit: list[tuple[datetime, dict[str, object]]] = []
    aantal = toeval.choices([0, 1, 2, 3], [60, 25, 10, 5])[0]
    momenten = sorted(begin + timedelta(days=30) + (tot - begin - timedelta(days=31)) * toeval.random() for _ in range(aantal))
    plaatsen = locatie.plaatsen
    for moment in reversed(momenten):
        if plaatsen > 5 and toeval.random() < 0.5:
            plaatsen -= toeval.choice([1, 1, 2, 3])
            uit.append((moment, {"plaatsen": plaatsen}))
        else:
            uit.append((moment, {"telefoon": namen.telefoon(toeval)}))
    return uit[::-1]


def _versies(bouw: Bouw, netwerk: Netwerk) -> Iterator[Versies]:
    teams = bouw.van(Ploeg).teams
    for locatie in netwerk.locaties:
        nu = _dossier(bouw, locatie, teams[locatie.plaats.team])
        laatste = einde(bouw, locatie)
        veranderd = wijzigingen(bouw, locatie)
        nu.versie = 1 + len(veranderd)
        momenten, rijen = [], []
        if laatste is not None and laatste > bekend_sinds(bouw, locatie):
            momenten.append(laatste)
            rijen.append(nu)
            toen = copy(nu)
            toen.status, toen.gestopt_op = Dossierstatus.VERGUND, None
        else:
            toen = nu
        for moment, oud in reversed(veranderd):
            momenten.insert(0, moment)
            rijen.insert(0, toen)
            toen = copy(toen)
            toen.versie -= 1
            for veld, waarde in oud.items():
                setattr(toen, veld, waarde)
            _houd_geldig(toen)
        begin = bekend_sinds(bouw, locatie)
        if locatie.afwijking:  # made first, then given to somebody else than the organisator's
            momenten.insert(0, begin + NET_ERNA)
            rijen.insert(0, toen)
            toen = copy(toen)
            toen.klantenbeheerder_id, toen.afwijking_reden = locatie.uitbater.klantenbeheerder[0], ""
        yield Versies([begin, *momenten], [toen, *rijen])


def _houd_geldig(dossier: Dossier) -> None:
    if dossier.plaatsen is not None and dossier.plaatsen_gesubsidieerd is not None:
        dossier.plaatsen_gesubsidieerd = min(dossier.plaatsen_gesubsidieerd, dossier.plaatsen)


def _dossier(bouw: Bouw, locatie: Locatie, team: int) -> Dossier:
    toeval = bouw.toeval(f"dossier {locatie.volg}")
    straat, huisnummer = woorden.adres(toeval)
    trap = toeval.choices(list(Subsidietrap), [25, 20, 35, 20])[0]
    dossier = Dossier(
        pk=locatie.pk,
        dossiernummer=locatie.nummer,
        bron=BRON,
        bronnummer=str(locatie.volg),
        naam=locatie.naam,
        straat=straat,
        huisnummer=huisnummer,
        postcode=locatie.plaats.postcode,
        gemeente=locatie.plaats.gemeente,
        refnis=locatie.plaats.refnis,
        telefoon=namen.telefoon(toeval),
        email=woorden.mailadres(locatie.naam, locatie.volg),
        type=locatie.type,
        plaatsen=locatie.plaatsen,
        plaatsen_gesubsidieerd=0 if trap == Subsidietrap.T0 else locatie.plaatsen - toeval.choice([0, 0, 0, 1, 2, 4]),
        tarief=Tarief.VRIJ if trap in (Subsidietrap.T0, Subsidietrap.T1) else toeval.choices([Tarief.IKT, Tarief.MIX], [9, 1])[0],
        subsidietrap=trap,
        gestart_op=locatie.gestart_op,
        gestopt_op=locatie.gestopt_op,
        status=locatie.status,
        organisator_id=locatie.uitbater.pk,
        team_id=team,
        klantenbeheerder_id=locatie.klantenbeheerder[0],
        afwijking_reden=locatie.afwijking,
    )
    dossier.plaatsen_gesubsidieerd = max(0, dossier.plaatsen_gesubsidieerd or 0)
    dossier.clean()
    return dossier


def _verhaal(bouw: Bouw, stroom: Stroom, locatie: Locatie) -> None:
    """Write what the actions write beside a dossier: log rows, and lines about the file itself."""
    log, schrijf = partial(stroom.log, over=(Dossier, locatie.pk)), partial(schrijf_regel, stroom, locatie.plek)
    begin = bekend_sinds(bouw, locatie)
    log(gebeurtenissen.DOSSIER_GEMAAKT, door=None, op=begin, gegevens={"bron": BRON, "team": locatie.plaats.team})
    schrijf(soort=feiten.AANGEMAAKT, verwijzing=locatie.nummer, titel="Dossier aangemaakt", op=begin, door=None)
    toeval = bouw.toeval(f"verhaal {locatie.volg}")
    if locatie.afwijking:
        door, moment = bouw.van(Ploeg).coordinatoren[locatie.plaats.team][0], begin + NET_ERNA
        gegevens = {"klantenbeheerder": locatie.klantenbeheerder[0]}
        log(gebeurtenissen.DOSSIER_AFWIJKING, door=door, op=moment, gegevens=gegevens, reden=locatie.afwijking)
        titel = f"{locatie.klantenbeheerder[1]} volgt deze locatie, afwijkend van de organisator"
        schrijf(soort=feiten.KLANTENBEHEERDER, verwijzing=str(uuid(toeval)), titel=titel, op=moment, door=door)
    veranderd = wijzigingen(bouw, locatie)
    for versie, (moment, oud) in enumerate(veranderd, start=2):
        door = locatie.klantenbeheerder
        log(gebeurtenissen.DOSSIER_GEWIJZIGD, door=door, op=moment, gegevens={"velden": sorted(oud), "versie": versie})
        if "plaatsen" in oud:
            nieuw = next((later["plaatsen"] for _, later in veranderd[versie - 1 :] if "plaatsen" in later), locatie.plaatsen)
            kort = f"Plaatsen: {oud['plaatsen']} → {nieuw}"
            sleutel = str(uuid(toeval))
            schrijf(soort=feiten.GEWIJZIGD, verwijzing=sleutel, titel="Plaatsen gewijzigd", kort=kort, op=moment, door=door)
