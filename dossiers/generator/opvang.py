"""How the care runs at every open location, as it was last told: hours, leefgroepen, closings, children and free places."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from dossiers import gebeurtenissen
from dossiers.actions.opvang import SOORT
from dossiers.choices import Dossierstatus, Leeftijdsgroep, Opvangtype
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.regels import schrijf_regel
from dossiers.generator.tijdvak import bekend_sinds
from dossiers.generator.vergunningen import groei
from dossiers.models import Dossier, Leefgroep, Opvang, Sluiting
from dossiers.models.opvang import GROOTSTE_LEEFGROEP, HALVE_DAGEN, WEEK
from kern.generator.bouw import Bouw
from kern.generator.bulk import Versies, stapels, versies
from kern.generator.stroom import Stroom
from kern.tijd import BRUSSEL, begin_van

STAPEL = 1_000  # locations in memory at once
GEMELD = 0.85  # of the locations ever told how it runs
_GROEPEN = ("Bijen", "Vlinders", "Egels", "Uilen", "Beren", "Vossen", "Kikkers", "Mussen", "Otters", "Hazen", "Mollen")
_LEEFTIJDEN = (Leeftijdsgroep.BABY, Leeftijdsgroep.PEUTER, Leeftijdsgroep.GEMENGD)


def maak_opvang(bouw: Bouw) -> None:
    """Write what each open location told, once or twice, as `actions.opvang.leg_opvang_vast` does."""
    with bouw.stroom("opvang") as stroom:
        for stapel in stapels((loc for loc in bouw.van(Netwerk).locaties if _meldt(bouw, loc)), STAPEL):
            groepen = list[Versies]()
            nummers = iter(bouw.nummers(Leefgroep, sum(_aantal_groepen(locatie) for locatie in stapel)))
            opvang = [_schrijf(bouw, stroom, locatie, nummers, groepen) for locatie in stapel]
            bouw.schrijf_met_verleden(Opvang, opvang)
            bouw.schrijf_met_verleden(Leefgroep, groepen)


def _meldt(bouw: Bouw, locatie: Locatie) -> bool:
    if not locatie.is_open or locatie.status is Dossierstatus.AANVRAAG or (bouw.op - bekend_sinds(bouw, locatie)).days < 25:
        return False
    return bouw.toeval(f"meldt {locatie.volg}").random() < GEMELD


def _aantal_groepen(locatie: Locatie) -> int:
    # As many as the places ask for; a place or two may be in none, as in daily life.
    return min(len(_GROEPEN), max(1, round(locatie.plaatsen / 14)))


def _schrijf(bouw: Bouw, stroom: Stroom, locatie: Locatie, nummers: Iterator[int], groepen: list[Versies]) -> Versies:
    toeval = bouw.toeval(f"opvang {locatie.volg}")
    gekend = (bouw.op - bekend_sinds(bouw, locatie)).days
    laatst = bouw.werkmoment(toeval, toeval.uniform(4, min(400, gekend - 15)))
    eerder = bouw.werkmoment(toeval, toeval.uniform((bouw.op - laatst).days + 5, gekend - 3))
    laagste = min([locatie.plaatsen, *(stap.eerder for stap in groei(bouw, locatie))])
    nu = _opvang(locatie, laatst, laagste, toeval)
    vroeger: list[tuple[datetime, dict[str, object]]] = []
    keren = [laatst]
    if toeval.random() < 0.25 and eerder < laatst - timedelta(days=2):
        toen = _opvang(locatie, eerder, laagste, toeval)
        velden = ("open_van", "open_tot", "bezetting", "ingeschreven", "vrije_plaatsen", "gemeld_op")
        vroeger.append((laatst, {veld: getattr(toen, veld) for veld in velden} | {"versie": 1}))
        nu.versie, keren = 2, [eerder, laatst]
    aantal = _aantal_groepen(locatie)
    for moment, opvang in zip(keren, [toen, nu] if len(keren) > 1 else [nu], strict=True):
        _noteer(stroom, locatie, opvang, len(keren) if opvang is nu else 1, aantal, moment)
    for nummer, naam in zip(range(aantal), toeval.sample(_GROEPEN, aantal), strict=True):
        leeftijd = Leeftijdsgroep.GEMENGD if aantal == 1 else _LEEFTIJDEN[nummer % len(_LEEFTIJDEN)]
        groep = Leefgroep(
            pk=next(nummers),
            dossier_id=locatie.pk,
            naam=f"De {naam}",
            leeftijd=str(leeftijd),
            kinderen=min(GROOTSTE_LEEFGROEP, 8 if locatie.type is Opvangtype.GEZIN else 18, max(1, locatie.plaatsen // aantal)),
            vanaf=keren[0].astimezone(BRUSSEL).date(),
        )
        groepen.append(versies(groep, keren[0], []))
    for vanaf, tot, reden in _sluitingen(laatst.astimezone(BRUSSEL).date(), toeval):
        stroom.rij(Sluiting, dossier_id=locatie.pk, vanaf=vanaf, tot=tot, reden=reden)
    return versies(nu, keren[0], vroeger)


def _opvang(locatie: Locatie, op: datetime, laagste: int, toeval: random.Random) -> Opvang:
    van = time(toeval.choice([6, 7, 7, 7]), toeval.choice([0, 30]))
    tot = time(toeval.choice([17, 18, 18]), toeval.choice([0, 30]))
    dagen = 4 if locatie.type is Opvangtype.GEZIN and toeval.random() < 0.3 else 5
    vol = toeval.uniform(0.6, 1.0)
    bezetting = [
        max(0, min(locatie.plaatsen, round(locatie.plaatsen * vol * toeval.uniform(0.85, 1.1)))) if nummer < dagen * 2 else None
        for nummer in range(len(HALVE_DAGEN))
    ]
    vrij = toeval.choice([0, 0, 0, 1, 1, 2, 3, None])
    vrij = None if vrij is None else min(vrij, laagste)
    return Opvang(
        dossier_id=locatie.pk,
        open_van=[van if dag < dagen else None for dag in range(len(WEEK))],
        open_tot=[tot if dag < dagen else None for dag in range(len(WEEK))],
        bezetting=bezetting,
        ingeschreven=round(locatie.plaatsen * toeval.uniform(0.9, 1.5)),
        vrije_plaatsen=vrij,
        gemeld_op=op.astimezone(BRUSSEL).date(),
    )


def _sluitingen(gemeld: date, toeval: random.Random) -> Iterator[tuple[date, date, str]]:
    zomer = date(gemeld.year, 7, toeval.choice([6, 13, 20]))
    yield zomer, zomer + timedelta(days=toeval.choice([11, 18])), "Zomerverlof"
    yield date(gemeld.year, 12, 24), date(gemeld.year + 1, 1, 1), "Kerstverlof"
    if toeval.random() < 0.4:
        yield date(gemeld.year, 11, 2), date(gemeld.year, 11, 2), "Brugdag"


def _noteer(stroom: Stroom, locatie: Locatie, opvang: Opvang, versie: int, groepen: int, op: datetime) -> None:
    delen = [f"{opvang.ingeschreven} ingeschreven"]
    if opvang.vrije_plaatsen is not None:
        delen.append("1 vrije plaats" if opvang.vrije_plaatsen == 1 else f"{opvang.vrije_plaatsen} vrije plaatsen")
    schrijf_regel(
        stroom,
        locatie.plek,
        soort=SOORT,
        verwijzing=f"{locatie.pk}:{versie}",
        titel=", ".join(["Opvang gemeld", *delen]),
        op=begin_van(opvang.gemeld_op),
        bekend_sinds=op,
        door=locatie.volger(op),
    )
    stroom.log(
        gebeurtenissen.OPVANG_GEMELD,
        over=(Dossier, locatie.pk),
        door=locatie.volger(op),
        op=op,
        gegevens={"versie": versie, "leefgroepen": groepen},
    )
