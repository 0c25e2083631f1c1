"""What the people of the generated world showed, until when it counts, how it was renewed, and how it asked attention."""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta

from dossiers import gebeurtenissen, werksoorten
from dossiers.choices import Attestsoort, Betrokkenerol
from dossiers.generator.regels import Plek, schrijf_regel
from dossiers.models import Aandacht, Attest, Betrokkene, Dossier, Organisator
from dossiers.personen import ATTEST, VERWITTIG, reden_van
from kern.actions.werk import moment_van
from kern.adres import adres
from kern.generator.bouw import Bouw, uuid
from kern.generator.bulk import Versies, versies
from kern.generator.stroom import Persoon, Stroom
from kern.logboek import soort_van
from kern.models import Werkregel
from kern.tijd import BRUSSEL, begin_van, einde_van

# By role: the kind, how often it was written down, and after how many years it is renewed (0: it does not end). The years are
# ours, to be believable: no text says how long an attest counts. [?]
_HEEFT: dict[str, tuple[tuple[Attestsoort, float, int], ...]] = {
    Betrokkenerol.VERANTWOORDELIJKE: ((Attestsoort.LEVENSREDDEND, 0.4, 3), (Attestsoort.STRAFREGISTER, 0.15, 0)),
    Betrokkenerol.ONTHAALOUDER: ((Attestsoort.LEVENSREDDEND, 0.4, 3), (Attestsoort.MEDISCH, 0.1, 5)),
    Betrokkenerol.BEGELEIDER: ((Attestsoort.LEVENSREDDEND, 0.3, 3), (Attestsoort.KWALIFICATIE, 0.15, 0)),
    Betrokkenerol.HUISGENOOT: ((Attestsoort.STRAFREGISTER, 0.6, 0),),
    Betrokkenerol.BESTUURDER: ((Attestsoort.STRAFREGISTER, 0.4, 0),),
}


def schrijf(
    bouw: Bouw,
    stroom: Stroom,
    plek: Plek,
    betrokkene: Betrokkene,
    volger: Callable[[datetime], Persoon],
    *,
    gekomen: datetime,
    vertrokken: datetime | None,
) -> Iterator[Versies]:
    """Write the lines, log, work and attention of what somebody showed while there, and yield the attesten with their past."""
    toeval = bouw.toeval(f"attesten {betrokkene.pk}")
    for soort, kans, jaren in _HEEFT[betrokkene.rol]:
        if toeval.random() > kans:
            continue
        op, vorige = gekomen + timedelta(minutes=1 + toeval.randrange(8)), False
        while True:
            attest = _attest(betrokkene, soort, op, jaren, toeval)
            vernieuwd = _vernieuwd_op(attest, op, toeval)
            if vernieuwd is not None and vernieuwd >= (vertrokken or bouw.op):
                vernieuwd = None
            attest.vervallen_op = vernieuwd
            _noteer(stroom, plek, attest, volger(op), op, vernieuwing=vorige)
            _meld(bouw, stroom, plek, attest, volger, op, vertrokken)
            yield versies(attest, op, [(vernieuwd, {"vervallen_op": None})] if vernieuwd else [])
            if vernieuwd is None:
                break
            op, vorige = vernieuwd, True


def _attest(betrokkene: Betrokkene, soort: Attestsoort, op: datetime, jaren: int, toeval: random.Random) -> Attest:
    afgegeven = op.astimezone(BRUSSEL).date() - timedelta(days=toeval.randrange(3, 60))
    # Seldom shown on the day it was given, and by some not for the full time.
    duur = jaren * 365 - (toeval.randrange(0, 300) if jaren else 0)
    return Attest(
        id=uuid(toeval),
        betrokkene=betrokkene,
        soort=str(soort),
        afgegeven_op=afgegeven,
        verloopt_op=afgegeven + timedelta(days=duur) if jaren else None,
    )


def _vernieuwd_op(attest: Attest, op: datetime, toeval: random.Random) -> datetime | None:
    if attest.verloopt_op is None:
        return None
    dag = attest.verloopt_op + timedelta(days=toeval.randrange(-58, 30))
    return max(datetime.combine(dag, time(toeval.randrange(9, 17), toeval.randrange(60)), tzinfo=BRUSSEL), op + timedelta(days=1))


def _noteer(stroom: Stroom, plek: Plek, attest: Attest, door: Persoon, op: datetime, *, vernieuwing: bool) -> None:
    betrokkene = attest.betrokkene
    schrijf_regel(
        stroom,
        plek,
        soort=ATTEST,
        verwijzing=str(attest.pk),
        titel=f"{attest.get_soort_display().capitalize()} van een {betrokkene.get_rol_display()}",
        kort=f"Geldig tot en met {attest.verloopt_op:%d/%m/%Y}" if attest.verloopt_op else "Zonder einddatum",
        op=op,
        door=door,
        url=adres("dossiers:betrokkene", betrokkene.pk),
    )
    stroom.log(
        gebeurtenissen.ATTEST_VERNIEUWD if vernieuwing else gebeurtenissen.ATTEST_TOEGEVOEGD,
        over=(Betrokkene, str(betrokkene.pk)),
        door=door,
        op=op,
        gegevens={"attest": str(attest.pk), "soort": attest.soort},
    )


def _meld(
    bouw: Bouw,
    stroom: Stroom,
    plek: Plek,
    attest: Attest,
    volger: Callable[[datetime], Persoon],
    op: datetime,
    vertrokken: datetime | None,
) -> None:
    """Let it ask attention, because it ends soon and then because it ended, and wait in the werkvoorraad: as each night does."""
    if attest.verloopt_op is None:
        return
    slot, door = attest.vervallen_op, volger(attest.vervallen_op) if attest.vervallen_op else None
    if slot is None and vertrokken is not None and attest.betrokkene.tot is not None:
        slot = max(vertrokken, einde_van(attest.betrokkene.tot))
        slot, door = (slot if slot <= bouw.op else None), (volger(vertrokken) if slot == vertrokken else None)
    begin, over = max(begin_van(attest.verloopt_op - VERWITTIG), op), max(einde_van(attest.verloopt_op), op)
    if begin > bouw.op or (slot is not None and slot <= begin):
        return
    _zet_werk(stroom, plek, attest, volger(slot or bouw.op), begin, slot, door)
    if plek.dossier is None:
        return
    for sinds, tot in ((begin, over), (over, None)):
        eind = min((m for m in (tot, slot) if m is not None), default=None)
        if sinds > bouw.op or (eind is not None and eind <= sinds):
            continue
        reden, ernst = reden_van(attest, sinds.astimezone(BRUSSEL).date())
        stroom.rij(
            Aandacht,
            dossier_id=plek.dossier,
            soort=ATTEST,
            verwijzing=str(attest.pk),
            reden=reden,
            ernst=str(ernst),
            sinds=sinds,
            tot=eind if eind is None or eind <= bouw.op else None,
            url=adres("dossiers:betrokkene", attest.betrokkene.pk),
        )


def _zet_werk(
    stroom: Stroom,
    plek: Plek,
    attest: Attest,
    voor: Persoon,
    sinds: datetime,
    klaar: datetime | None,
    door: Persoon | None,
) -> None:
    assert attest.verloopt_op is not None
    betrokkene = attest.betrokkene
    tegen, heel_dag = moment_van(attest.verloopt_op)
    stroom.rij(
        Werkregel,
        soort=werksoorten.ATTEST.code,
        verwijzing=str(attest.pk),
        onderwerp_soort=soort_van(Dossier if plek.dossier else Organisator),
        onderwerp_id=str(plek.dossier or plek.organisator),
        titel=f"{attest.get_soort_display().capitalize()} van een {betrokkene.get_rol_display()} vervalt",
        url=adres("dossiers:betrokkene", betrokkene.pk),
        voor_id=voor[0],
        volgt_onderwerp=True,
        sinds=sinds,
        tegen=tegen,
        heel_dag=heel_dag,
        klaar_op=klaar,
        klaar_door_id=door[0] if door else None,
    )
