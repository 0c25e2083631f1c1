"""Requests in every step: what was granted and became a location or places, what was refused, and what runs now."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from dossiers.choices import Aanvraagsoort, Aanvraagstatus, Dossierstatus, Opvangtype, Opvolgingsoort
from dossiers.generator import organisatoren, woorden
from dossiers.generator.aanvraagrijen import Adres, Plan, schrijf
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.tijdvak import bekend_sinds, einde
from dossiers.generator.vergunningen import groei
from kern.choices import Rol
from kern.generator.bouw import Bouw, uuid
from kern.generator.mensen import Ploeg
from kern.generator.stroom import Persoon
from kern.tijd import BRUSSEL, EEN_DAG

GROEIDE = 0.15  # of the rises of places whose request we still have
STARTTE = 0.35  # of the starts in the history
AFGEWEZEN = 110  # refused or taken back at ×1
LOPEND = 90  # in some step now, at ×1
_STAPPEN = (Aanvraagstatus.INGEDIEND, Aanvraagstatus.NAGEGAAN, Aanvraagstatus.GEADVISEERD, Aanvraagstatus.NAGELEZEN)
_OPVOLGING = {Opvolgingsoort.VERHUIS: Aanvraagsoort.VERHUIS, Opvolgingsoort.OVERNAME: Aanvraagsoort.OVERNAME}


def maak_aanvragen(bouw: Bouw) -> None:
    """Write every request with its steps, as `actions.aanvragen` does."""
    with bouw.stroom("aanvragen") as stroom:
        for plan in _plannen(bouw):
            schrijf(bouw, stroom, plan)


def _plannen(bouw: Bouw) -> Iterator[Plan]:
    toeval = bouw.toeval("aanvragen")
    locaties = bouw.van(Netwerk).locaties
    for locatie in locaties:
        yield from _aanvaard(bouw, locatie)
    lang = [
        loc
        for loc in locaties
        if loc.status is Dossierstatus.VERGUND and loc.type is not Opvangtype.GEZIN and _dagen(bouw, loc) > 400
    ]
    # A small world has each kind in each step too.
    afgewezen, lopend = max(2, bouw.maal(AFGEWEZEN)), max(4 * len(_STAPPEN), bouw.maal(LOPEND))
    gekozen = toeval.sample(lang, min(len(lang), afgewezen + lopend))
    for nummer, locatie in enumerate(gekozen[:afgewezen]):
        ingediend = bouw.werkmoment(toeval, toeval.uniform(120, min(1700, _dagen(bouw, locatie) - 30)))
        status = (Aanvraagstatus.GEWEIGERD, Aanvraagstatus.INGETROKKEN)[nummer % 2]
        yield _uitbreiding(bouw, locatie, ingediend, [*_STAPPEN, status] if nummer % 2 == 0 else [_STAPPEN[0], status], toeval)
    for nummer, locatie in enumerate(gekozen[afgewezen:]):
        ingediend = bouw.werkmoment(toeval, toeval.uniform(3, 75))
        stappen = list(_STAPPEN[: 1 + nummer % len(_STAPPEN)])
        maak = (_uitbreiding, _uitbreiding, _start, _verhuis)[nummer // len(_STAPPEN) % 4]
        yield maak(bouw, locatie, ingediend, stappen, toeval)


def _dagen(bouw: Bouw, locatie: Locatie) -> int:
    return (bouw.op - bekend_sinds(bouw, locatie)).days


# --- What was granted ----------------------------------------------------------------------------------------------------
def _aanvaard(bouw: Bouw, locatie: Locatie) -> Iterator[Plan]:
    toeval, gekend = bouw.toeval(f"aanvraag {locatie.volg}"), bekend_sinds(bouw, locatie)
    nieuw = gekend > bouw.begin + timedelta(days=70)
    soort = _OPVOLGING.get(locatie.opvolgsoort) if locatie.opvolgsoort else Aanvraagsoort.START
    kans = 1.0 if locatie.status is Dossierstatus.AANVRAAG or locatie.voorganger else STARTTE
    if nieuw and soort is not None and toeval.random() < kans:
        besloten = gekend - timedelta(minutes=5)
        vroegst = organisatoren.bekend_sinds(bouw, locatie.uitbater) + timedelta(hours=1)
        if locatie.voorganger is not None:
            vroegst = max(vroegst, bekend_sinds(bouw, locatie.voorganger) + EEN_DAG)
        ingediend = max(vroegst, besloten - timedelta(days=toeval.uniform(20, 55)))
        if besloten - ingediend > timedelta(days=5):
            plek = _plek(bouw, locatie) if soort is not Aanvraagsoort.OVERNAME else None
            plan = Plan(
                uuid(toeval),
                soort,
                locatie.uitbater,
                locatie.voorganger,
                plek,
                min([locatie.plaatsen, *(stap.eerder for stap in groei(bouw, locatie))]),
                locatie.gestart_op,
                locatie.plaats.team,
                resultaat=locatie,
            )
            yield _doorloop(bouw, plan, [*_STAPPEN, Aanvraagstatus.AANVAARD], ingediend, besloten, toeval)
    stappen = groei(bouw, locatie)
    for volg, stap in enumerate(stappen):
        if toeval.random() < GROEIDE:
            plaatsen = stappen[volg + 1].eerder if volg + 1 < len(stappen) else locatie.plaatsen
            ingediend = max(gekend + EEN_DAG, stap.op - timedelta(days=toeval.uniform(30, 80)))
            plan = Plan(
                uuid(toeval),
                Aanvraagsoort.UITBREIDING,
                locatie.uitbater,
                locatie,
                None,
                plaatsen,
                stap.op.astimezone(BRUSSEL).date(),
                locatie.plaats.team,
            )
            besloten = stap.op - timedelta(minutes=10)
            yield _doorloop(bouw, plan, [*_STAPPEN, Aanvraagstatus.AANVAARD], ingediend, besloten, toeval)


def _plek(bouw: Bouw, locatie: Locatie) -> Adres:
    # The first chance of the dossier is its address (`generator.dossiers`).
    straat, huisnummer = woorden.adres(bouw.toeval(f"dossier {locatie.volg}"))
    return Adres(locatie.naam, locatie.type, straat, huisnummer, locatie.plaats.postcode, locatie.plaats.gemeente)


# --- What runs, or came to nothing ---------------------------------------------------------------------------------------
def _uitbreiding(bouw: Bouw, locatie: Locatie, ingediend: datetime, stappen: list[Aanvraagstatus], toeval: random.Random) -> Plan:
    meer = locatie.plaatsen + toeval.choice([2, 4, 6, 9])
    return _plan(bouw, Aanvraagsoort.UITBREIDING, locatie, None, meer, ingediend, stappen, toeval)


def _start(bouw: Bouw, locatie: Locatie, ingediend: datetime, stappen: list[Aanvraagstatus], toeval: random.Random) -> Plan:
    """Another location of the same organisator, in the same place."""
    straat, huisnummer = woorden.adres(toeval)
    plaats = locatie.plaats
    plek = Adres(woorden.locatienaam(toeval), Opvangtype.GROEP, straat, huisnummer, plaats.postcode, plaats.gemeente)
    return _plan(bouw, Aanvraagsoort.START, locatie, plek, toeval.choice([14, 18, 21, 28]), ingediend, stappen, toeval)


def _verhuis(bouw: Bouw, locatie: Locatie, ingediend: datetime, stappen: list[Aanvraagstatus], toeval: random.Random) -> Plan:
    straat, huisnummer = woorden.adres(toeval)
    plek = Adres(locatie.naam, locatie.type, straat, huisnummer, locatie.plaats.postcode, locatie.plaats.gemeente)
    return _plan(bouw, Aanvraagsoort.VERHUIS, locatie, plek, locatie.plaatsen, ingediend, stappen, toeval)


def _plan(
    bouw: Bouw,
    soort: Aanvraagsoort,
    locatie: Locatie,
    plek: Adres | None,
    plaatsen: int,
    ingediend: datetime,
    stappen: list[Aanvraagstatus],
    toeval: random.Random,
) -> Plan:
    dossier = None if soort is Aanvraagsoort.START else locatie
    gewenst = ingediend.astimezone(BRUSSEL).date() + timedelta(days=toeval.randrange(60, 200))
    plan = Plan(uuid(toeval), soort, locatie.uitbater, dossier, plek, plaatsen, gewenst, locatie.plaats.team)
    # What is decided took a season; what runs is between then and today.
    slot = ingediend + timedelta(days=toeval.uniform(30, 90)) if len(stappen) > 1 and stappen[-1] not in _STAPPEN else bouw.op
    return _doorloop(bouw, plan, stappen, ingediend, min(slot, einde(bouw, locatie) or bouw.op), toeval)


def _doorloop(
    bouw: Bouw, plan: Plan, stappen: list[Aanvraagstatus], begin: datetime, slot: datetime, toeval: random.Random
) -> Plan:
    """Give each step its moment and who took it; the last one of what is decided at *slot*."""
    ploeg, klaar = bouw.van(Ploeg), stappen[-1] not in _STAPPEN
    delen = len(stappen) - 1 if klaar else len(stappen)
    adviseur: Persoon | None = None
    for nummer, status in enumerate(stappen):
        op = begin + (slot - begin) * ((nummer + (0.0 if nummer == 0 or klaar else toeval.uniform(0, 0.5))) / max(1, delen))
        door = plan.volger(op)
        match status:
            case Aanvraagstatus.INGEDIEND if toeval.random() < 0.4:
                door = toeval.choice(ploeg.centraal[Rol.BACKOFFICE])
            case Aanvraagstatus.GEADVISEERD:
                adviseur = door
            case Aanvraagstatus.NAGELEZEN:
                ogen = [wie for wie in ploeg.klantenbeheerders[plan.team] if wie != adviseur]
                door = toeval.choice(ogen or ploeg.coordinatoren[plan.team])
            case Aanvraagstatus.AANVAARD | Aanvraagstatus.GEWEIGERD:
                door = ploeg.coordinatoren[plan.team][0]
        plan.stappen.append((status, op, door))
    return plan
