"""Promises, ours and theirs: some that run, one of them late, and what became of those before."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import NamedTuple

from dossiers import gebeurtenissen, werksoorten
from dossiers.actions.beloften import SOORT, STAP, titel_afgesloten, titel_gemaakt
from dossiers.choices import Beloftestatus, Belover
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.regels import schrijf_regel, schrijf_werk
from dossiers.generator.tijdvak import bekend_sinds
from dossiers.models import Belofte, Dossier
from kern.choices import Werkaard
from kern.gebeurtenissen import Gebeurtenis
from kern.generator.bouw import Bouw, uuid
from kern.generator.bulk import Versies, versies
from kern.generator.stroom import Persoon, Stroom
from kern.tijd import BRUSSEL, EEN_DAG, begin_van, einde_van

# Of everybody who follows locations: who promises, made so many days ago, by when from today.
_LOPEND = ((Belover.WIJ, 9, -2), (Belover.WIJ, 4, 6), (Belover.ORGANISATOR, 20, -1), (Belover.ORGANISATOR, 6, 15))
EEN_OP = 10  # of the locations have a promise of before
_G = Beloftestatus.GEHOUDEN
_UITKOMST = (_G, Beloftestatus.GEBROKEN, Beloftestatus.INGETROKKEN, _G, _G, _G, _G, Beloftestatus.GEBROKEN, _G, _G)
_WAT = {
    Belover.WIJ: ("Terugbellen over de openingsuren", "Het modelreglement opsturen", "Nagaan of de brandweer het plan kreeg"),
    Belover.ORGANISATOR: ("De ontbrekende attesten bezorgen", "Het aangepaste plan opsturen", "Het hek laten herstellen"),
}
_HOE = {
    Beloftestatus.GEHOUDEN: (gebeurtenissen.BELOFTE_GEHOUDEN, ""),
    Beloftestatus.GEBROKEN: (gebeurtenissen.BELOFTE_GEBROKEN, "Niets meer van gehoord."),
    Beloftestatus.INGETROKKEN: (gebeurtenissen.BELOFTE_INGETROKKEN, "Verkeerd begrepen: het was een vraag."),
}


class Beloofd(NamedTuple):
    """One promise of the plan; `afgesloten` is when it was said what became of it."""

    locatie: Locatie
    van: Belover
    op: datetime
    tegen: date
    status: Beloftestatus = Beloftestatus.OPEN
    afgesloten: datetime | None = None


def maak_beloften(bouw: Bouw) -> None:
    """Write what the actions of promises do."""
    with bouw.stroom("beloften") as stroom:
        plan = sorted(_plan(bouw), key=lambda b: (b.locatie.pk, b.op))
        bouw.schrijf_met_verleden(Belofte, [_schrijf(bouw, stroom, beloofd, volg) for volg, beloofd in enumerate(plan)])


def _plan(bouw: Bouw) -> Iterator[Beloofd]:
    vandaag = bouw.op.astimezone(BRUSSEL).date()
    van: dict[Persoon, list[Locatie]] = defaultdict(list)
    uitkomsten = cycle(_UITKOMST)
    for locatie in bouw.van(Netwerk).locaties:
        dagen = (bouw.op - bekend_sinds(bouw, locatie)).days
        if not locatie.is_open or dagen < 60:
            continue
        van[locatie.klantenbeheerder].append(locatie)
        toeval = bouw.toeval(f"belofte {locatie.volg}")
        if toeval.random() * EEN_OP < 1:
            op = bouw.werkmoment(toeval, toeval.uniform(30, dagen - 10))
            status = next(uitkomsten)
            tegen = op.astimezone(BRUSSEL).date() + timedelta(days=toeval.randrange(3, 20))
            afgesloten = op + timedelta(days=toeval.uniform(1, 25))
            yield Beloofd(locatie, toeval.choice(list(Belover)), op, tegen, status, afgesloten)
    for persoon, locaties in van.items():
        toeval = bouw.toeval(f"beloften van {persoon[0]}")
        for locatie, (wie, geleden, over) in zip(toeval.sample(locaties, min(4, len(locaties))), _LOPEND, strict=False):
            yield Beloofd(locatie, wie, bouw.werkmoment(toeval, geleden), vandaag + timedelta(days=over))


def _schrijf(bouw: Bouw, stroom: Stroom, b: Beloofd, volg: int) -> Versies:
    toeval = bouw.toeval(f"belofte nummer {volg}")
    door = b.locatie.volger(b.op)
    belofte = Belofte(
        id=uuid(toeval),
        dossier_id=b.locatie.pk,
        organisator_id=b.locatie.plek.organisator,
        van=str(b.van),
        wat=toeval.choice(_WAT[b.van]),
        tegen=b.tegen,
        voor_id=door[0],
        status=str(b.status),
        gemaakt_op=b.op,
        gemaakt_door_id=door[0],
    )
    url = belofte.get_absolute_url()
    schrijf_regel(
        stroom,
        b.locatie.plek,
        soort=SOORT,
        verwijzing=str(belofte.pk),
        titel=titel_gemaakt(b.van, b.tegen),
        kort=belofte.wat,
        op=b.op,
        door=door,
        url=url,
        vervallen_op=b.afgesloten if b.status is Beloftestatus.INGETROKKEN else None,
    )
    _log(stroom, gebeurtenissen.BELOFTE_GEMAAKT, belofte, door, b.op)
    klaar = _sluit_af(stroom, belofte, b) if b.afgesloten else None
    schrijf_werk(
        stroom,
        b.locatie.pk,
        soort=werksoorten.BELOFTE,
        verwijzing=belofte.pk,
        titel=f"{'Beloofd' if belofte.van_ons else 'Beloofd aan ons'}: {belofte.wat}",
        url=url,
        # Open work went along with a hand-over.
        voor=b.locatie.volger(b.afgesloten) if b.afgesloten else b.locatie.klantenbeheerder,
        sinds=b.op,
        klaar=klaar,
        volgt_onderwerp=True,
        aard=str(Werkaard.TAAK if belofte.van_ons else Werkaard.WACHT),
        wacht_op="" if belofte.van_ons else b.locatie.uitbater.naam,
        tegen=einde_van(b.tegen),
        heel_dag=True,
        begint_op=None if belofte.van_ons else begin_van(b.tegen + EEN_DAG),
    )
    open_: dict[str, object] = {"status": str(Beloftestatus.OPEN), "afgesloten_op": None}
    return versies(belofte, b.op, [(b.afgesloten, open_)] if b.afgesloten else [])


def _sluit_af(stroom: Stroom, belofte: Belofte, b: Beloofd) -> tuple[datetime, Persoon]:
    assert b.afgesloten is not None
    door, (wat, uitleg) = b.locatie.volger(b.afgesloten), _HOE[b.status]
    belofte.afgesloten_op, belofte.afgesloten_door_id, belofte.uitleg = b.afgesloten, door[0], uitleg
    schrijf_regel(
        stroom,
        b.locatie.plek,
        soort=STAP,
        verwijzing=f"{belofte.pk}:{belofte.status}",
        titel=titel_afgesloten(belofte.status),
        op=b.afgesloten,
        door=door,
        url=belofte.get_absolute_url(),
    )
    _log(stroom, wat, belofte, door, b.afgesloten)
    return b.afgesloten, door


def _log(stroom: Stroom, wat: Gebeurtenis, belofte: Belofte, door: Persoon, op: datetime) -> None:
    gegevens = {"belofte": str(belofte.pk), "belover": belofte.van}
    stroom.log(wat, over=(Dossier, belofte.dossier_id or 0), door=door, op=op, gegevens=gegevens)
