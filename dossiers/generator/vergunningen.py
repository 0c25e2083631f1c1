"""The permit of every location: its periods, how it grew, was suspended or ended, as `actions.vergunning` writes them."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from dossiers import gebeurtenissen
from dossiers.actions.vergunninglijnen import SOORT, SOORT_EINDE
from dossiers.choices import Dossierstatus, Vergunningeinde, Vergunningstand
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.regels import schrijf_regel
from dossiers.generator.tijdvak import bekend_sinds, einde
from dossiers.models import Dossier, Vergunning
from kern.gebeurtenissen import Gebeurtenis
from kern.generator.bouw import Bouw
from kern.generator.bulk import Versies, stapels
from kern.generator.stroom import Stroom
from kern.tijd import BRUSSEL, begin_van

NA_HET_DOSSIER = timedelta(minutes=10)
STAPEL = 2_000  # locations whose permits are in memory at once


@dataclass(frozen=True)
class Groei:
    """A rise of the places: from the day of *op* on; `eerder` were there before."""

    op: datetime
    eerder: int


def groei(bouw: Bouw, locatie: Locatie) -> list[Groei]:
    """Return when the places of a location rose since it is known, in order of time."""
    toeval = bouw.toeval(f"groei {locatie.volg}")
    begin, tot = bekend_sinds(bouw, locatie), einde(bouw, locatie) or bouw.op
    ruimte = (tot - begin).days - 200
    if ruimte < 60 or locatie.status is Dossierstatus.AANVRAAG or locatie.plaatsen < 6:
        return []
    aantal = toeval.choices([0, 1, 2], [70, 22, 8])[0]
    dagen = sorted(toeval.sample(range(100, 100 + ruimte), aantal))
    uit, plaatsen = [], locatie.plaatsen
    for dag in reversed(dagen):
        plaatsen = max(1, plaatsen - toeval.choice([1, 1, 2, 3]))
        uit.append(Groei(begin + timedelta(days=dag, hours=2), plaatsen))
    return uit[::-1]


def schorsing(bouw: Bouw, locatie: Locatie) -> datetime | None:
    """Return when the suspension that runs was decided, for a location that is suspended."""
    if locatie.status is not Dossierstatus.GESCHORST:
        return None
    return bouw.werkmoment(bouw.toeval(f"schorsing {locatie.volg}"), 3 + locatie.volg % 20)


def maak_vergunningen(bouw: Bouw) -> None:
    """Write the periods with their history, and what stands about them on the timeline and in the log."""
    locaties = bouw.van(Netwerk).locaties
    aantallen = [_aantal(bouw, locatie) for locatie in locaties]
    nummers = iter(bouw.nummers(Vergunning, sum(aantallen)))
    with bouw.stroom("vergunningen") as stroom:
        for stapel in stapels(zip(locaties, aantallen, strict=True), STAPEL):
            versies: list[Versies] = []
            for locatie, aantal in stapel:
                versies += _schrijf(bouw, stroom, locatie, [next(nummers) for _ in range(aantal)])
            bouw.schrijf_met_verleden(Vergunning, versies)


def _aantal(bouw: Bouw, locatie: Locatie) -> int:
    return 1 + len(groei(bouw, locatie)) + (2 if locatie.status is Dossierstatus.GESCHORST else 0)


def _schrijf(bouw: Bouw, stroom: Stroom, locatie: Locatie, nummers: list[int]) -> Iterator[Versies]:
    """Write the story of one permit and yield its periods, each with its versions."""

    def log(wat: Gebeurtenis, *, op: datetime, gegevens: dict[str, object]) -> None:
        stroom.log(wat, over=(Dossier, locatie.pk), door=locatie.volger(op), op=op, gegevens=gegevens)

    lijn = partial(_lijn, stroom, locatie)
    sleutel = iter(nummers)
    begin = bekend_sinds(bouw, locatie) + NA_HET_DOSSIER
    stappen = groei(bouw, locatie)
    plaatsen = stappen[0].eerder if stappen else locatie.plaatsen
    lopend = Vergunning(
        pk=next(sleutel), dossier_id=locatie.pk, vanaf=locatie.gestart_op, type=str(locatie.type), plaatsen=plaatsen
    )
    momenten, rijen = [begin], [lopend]
    log(gebeurtenissen.VERGUNNING_VASTGELEGD, op=begin, gegevens=_gegevens(lopend))
    lijn(lopend, op=begin)
    for volg, stap in enumerate(stappen):
        volgende = stappen[volg + 1].eerder if volg + 1 < len(stappen) else locatie.plaatsen
        dag = stap.op.astimezone(BRUSSEL).date()
        yield _sluit(momenten, rijen, lopend, stap.op, dag)
        lopend = Vergunning(pk=next(sleutel), dossier_id=locatie.pk, vanaf=dag, type=str(locatie.type), plaatsen=volgende)
        momenten, rijen = [stap.op], [lopend]
        log(gebeurtenissen.VERGUNNING_VASTGELEGD, op=stap.op, gegevens=_gegevens(lopend))
        lijn(lopend, op=stap.op)
        log(gebeurtenissen.VERGUNNING_WERKT, op=stap.op, gegevens=_werkt(lopend, "vergund", "vergund"))
    geschorst, gestopt = schorsing(bouw, locatie), einde(bouw, locatie)
    if geschorst is not None:
        dag = geschorst.astimezone(BRUSSEL).date()
        tot = bouw.op.astimezone(BRUSSEL).date() + timedelta(days=10 + locatie.volg % 60)
        yield _sluit(momenten, rijen, lopend, geschorst, dag)
        daarna, lopend = copy(lopend), copy(lopend)
        daarna.pk, daarna.vanaf, daarna.tot, daarna.versie = next(sleutel), tot + timedelta(days=1), None, 1
        lopend.pk, lopend.vanaf, lopend.tot, lopend.versie = next(sleutel), dag, tot, 1
        lopend.stand = Vergunningstand.GESCHORST
        log(gebeurtenissen.VERGUNNING_VASTGELEGD, op=geschorst, gegevens=_gegevens(lopend))
        lijn(lopend, op=geschorst)
        log(gebeurtenissen.VERGUNNING_WERKT, op=geschorst, gegevens=_werkt(lopend, "vergund", "geschorst"))
        yield Versies([geschorst], [daarna])
        momenten, rijen = [geschorst], [lopend]
    elif gestopt is not None and locatie.gestopt_op is not None:
        reden = Vergunningeinde.OPGEHEVEN if locatie.status is Dossierstatus.OPGEHEVEN else Vergunningeinde.GESTOPT
        lopend = copy(lopend)
        lopend.tot, lopend.einde, lopend.versie = locatie.gestopt_op, reden, lopend.versie + 1
        momenten.append(max(gestopt, momenten[-1] + timedelta(minutes=1)))
        rijen.append(lopend)
        log(gebeurtenissen.VERGUNNING_GEWIJZIGD, op=momenten[-1], gegevens=_gegevens(lopend))
        _einde(stroom, locatie, lopend, op=momenten[-1])
        log(gebeurtenissen.VERGUNNING_WERKT, op=momenten[-1], gegevens=_werkt(lopend, "vergund", str(locatie.status)))
    yield Versies(momenten, rijen)


def _sluit(momenten: list[datetime], rijen: list[Vergunning], lopend: Vergunning, op: datetime, dag: date) -> Versies:
    """End a running period the day before *dag*."""
    dicht = copy(lopend)
    dicht.tot, dicht.versie = dag - timedelta(days=1), lopend.versie + 1
    return Versies([*momenten, op], [*rijen, dicht])


def _gegevens(v: Vergunning) -> dict[str, object]:
    return {"vergunning": v.pk, "stand": str(v.stand), "plaatsen": v.plaatsen}


def _werkt(v: Vergunning, was: str, status: str) -> dict[str, object]:
    return {"vergunning": v.pk, "was": was, "status": status}


def _op(dag: date, op: datetime) -> datetime:
    return min(begin_van(dag), op)


def _lijn(stroom: Stroom, locatie: Locatie, v: Vergunning, *, op: datetime) -> None:
    if v.stand == Vergunningstand.GESCHORST:
        titel, kort = "Vergunning geschorst", f"{v.periode.capitalize()}."
    else:
        titel, kort = f"Vergunning: {v.plaatsen} plaatsen {v.get_type_display()}", f"Vanaf {v.vanaf:%d/%m/%Y}."
    _zet(stroom, locatie, v, SOORT, titel, kort, _op(v.vanaf, op), op)


def _einde(stroom: Stroom, locatie: Locatie, v: Vergunning, *, op: datetime) -> None:
    assert v.tot is not None
    titel = "Vergunning opgeheven" if v.einde == Vergunningeinde.OPGEHEVEN else "Opvang gestopt"
    wanneer = _op(v.tot + timedelta(days=1), op)
    _zet(stroom, locatie, v, SOORT_EINDE, titel, f"Laatste dag: {v.tot:%d/%m/%Y}.", wanneer, op)


def _zet(
    stroom: Stroom, locatie: Locatie, v: Vergunning, soort: str, titel: str, kort: str, wanneer: datetime, op: datetime
) -> None:
    schrijf_regel(
        stroom,
        locatie.plek,
        soort=soort,
        verwijzing=str(v.pk),
        titel=titel,
        kort=kort,
        op=wanneer,
        bekend_sinds=op,
        door=locatie.volger(op),
        url=locatie.url,
    )
