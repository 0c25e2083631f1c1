"""The locations of the plan as dossiers, with their log and history: what was known of them at any earlier moment."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from dossiers import gebeurtenissen
from dossiers.actions import feiten
from dossiers.choices import Dossierstatus, Subsidietrap, Tarief
from dossiers.generator import woorden
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.overdrachten import gaat_mee
from dossiers.generator.regels import schrijf_regel
from dossiers.generator.tijdvak import bekend_sinds, einde
from dossiers.generator.vergunningen import NA_HET_DOSSIER, groei, schorsing
from dossiers.models import Dossier
from kern.generator import namen
from kern.generator.bouw import BRON, Bouw, uuid
from kern.generator.bulk import Versies, versies
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


def wijzigingen(bouw: Bouw, locatie: Locatie) -> list[tuple[datetime, dict[str, object]]]:
    """Return what changed since the beginning, by hand or through the permit: when, and what stood there *before*."""
    toeval = bouw.toeval(f"wijzigingen {locatie.volg}")
    begin, tot = bekend_sinds(bouw, locatie), einde(bouw, locatie) or bouw.op
    if (tot - begin).days < 60:
        return []
    uit: list[tuple[datetime, dict[str, object]]] = []
    for _ in range(toeval.choices([0, 1, 2], [70, 22, 8])[0]):
        moment = begin + timedelta(days=30) + (tot - begin - timedelta(days=31)) * toeval.random()
        uit.append((moment, {"telefoon": namen.telefoon(toeval)}))
    uit += [(stap.op, {"plaatsen": stap.eerder}) for stap in groei(bouw, locatie)]
    geschorst = schorsing(bouw, locatie)
    if geschorst is not None:
        uit.append((geschorst, {"status": Dossierstatus.VERGUND}))
    return sorted(uit, key=lambda wijziging: wijziging[0])


def _versies(bouw: Bouw, netwerk: Netwerk) -> Iterator[Versies]:
    teams = bouw.van(Ploeg).teams
    for locatie in netwerk.locaties:
        nu = _dossier(bouw, locatie, teams[locatie.plaats.team])
        begin, laatste, overgedragen = bekend_sinds(bouw, locatie), einde(bouw, locatie), gaat_mee(bouw, locatie)
        stappen = wijzigingen(bouw, locatie)
        if laatste is not None:
            gestopt = max(laatste, begin + NA_HET_DOSSIER + timedelta(minutes=1))
            stappen.append((gestopt, {"status": Dossierstatus.VERGUND, "gestopt_op": None}))
        nu.versie = 1 + len(stappen)
        # By hand or by the permit it is another version; who follows it is not.
        stappen = [(moment, {**oud, "versie": versie}) for versie, (moment, oud) in enumerate(stappen, start=1)]
        if overgedragen is not None and locatie.uitbater.vorige is not None:
            stappen.append((overgedragen, {"klantenbeheerder_id": locatie.uitbater.vorige[0]}))
        if locatie.afwijking:  # made first, then given to somebody else than the organisator's
            vaste = locatie.uitbater.vaste_op(begin)[0]
            stappen.append((begin + NET_ERNA, {"klantenbeheerder_id": vaste, "afwijking_reden": ""}))
        yield versies(nu, begin, stappen)


def _dossier(bouw: Bouw, locatie: Locatie, team: int) -> Dossier:
    toeval = bouw.toeval(f"dossier {locatie.volg}")
    straat, huisnummer = woorden.adres(toeval)
    laagste = min([locatie.plaatsen, *(stap.eerder for stap in groei(bouw, locatie))])  # never more subsidised than there were
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
        plaatsen_gesubsidieerd=0 if trap == Subsidietrap.T0 else max(0, laagste - toeval.choice([0, 0, 0, 1, 2, 4])),
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
        gegevens: dict[str, object] = {"klantenbeheerder": locatie.klantenbeheerder[0]}
        log(gebeurtenissen.DOSSIER_AFWIJKING, door=door, op=moment, gegevens=gegevens, reden=locatie.afwijking)
        titel = f"{locatie.klantenbeheerder[1]} volgt deze locatie, afwijkend van de organisator"
        schrijf(soort=feiten.KLANTENBEHEERDER, verwijzing=str(uuid(toeval)), titel=titel, op=moment, door=door)
    for versie, (moment, oud) in enumerate(wijzigingen(bouw, locatie), start=2):
        if "telefoon" in oud:  # the rest follows from the permit, which says so itself
            gegevens = {"velden": ["telefoon"], "versie": versie}
            log(gebeurtenissen.DOSSIER_GEWIJZIGD, door=locatie.volger(moment), op=moment, gegevens=gegevens)
