"""Tasks: what people have to do about their locations, some of it late, waiting or coming back; most of it done long ago."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from dossiers.actions.taaklijnen import SOORT, titel_klaar
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.regels import schrijf_regel, schrijf_werk
from dossiers.generator.tijdvak import bekend_sinds
from dossiers.models import Dossier
from kern import gebeurtenissen, werksoorten
from kern.actions import herinneringen
from kern.actions.taakrij import herinner_op
from kern.actions.werk import moment_van
from kern.choices import Belang, Herhaaleenheid, Taakstatus, Werkaard
from kern.generator.bouw import Bouw, uuid
from kern.generator.bulk import Versies, versies
from kern.generator.stroom import Persoon, Stroom
from kern.herhaling import Werkdag, werkdagen_later
from kern.logboek import soort_van
from kern.models import Taak, Taakpunt
from kern.queries.werk import werkdagen_rond
from kern.tijd import BRUSSEL, begin_van

OPEN_PER_PERSOON = 60
GEDAAN_PER_LOCATIE = 2
VOLG_NA = 5  # working days after which somebody asks again

_TITELS = (
    "Bel terug over de openingsuren",
    "Plan van aanpak nalezen",
    "Jaarlijks bezoek vastleggen",
    "Attest van levensreddend handelen opvragen",
    "Verslag van het huisbezoek afwerken",
    "Vraag over de leefgroepen beantwoorden",
    "Nagaan of de nieuwe verantwoordelijke begonnen is",
    "Brief over de sluitingsdagen klasseren",
)
_PUNTEN = ("Uurrooster nakijken", "Met de verantwoordelijke bellen", "Antwoord in het dossier zetten")


def maak_werk(bouw: Bouw) -> None:
    """Write the tasks of everybody who follows locations."""
    van: dict[Persoon, list[Locatie]] = defaultdict(list)
    is_werkdag = werkdagen_rond(bouw.begin.astimezone(BRUSSEL).date(), bouw.op.astimezone(BRUSSEL).date())
    for locatie in bouw.van(Netwerk).locaties:
        if locatie.klantenbeheerder[0] and (bouw.op - bekend_sinds(bouw, locatie)).days > 70:
            van[locatie.klantenbeheerder].append(locatie)
    with bouw.stroom("werk") as stroom:
        bouw.schrijf_met_verleden(Taak, _taken(bouw, stroom, van, is_werkdag))


def _taken(bouw: Bouw, stroom: Stroom, van: dict[Persoon, list[Locatie]], is_werkdag: Werkdag) -> Iterator[Versies]:
    for persoon, locaties in van.items():
        toeval = bouw.toeval(f"werk {persoon[0]}")
        for volg in range(OPEN_PER_PERSOON):
            yield _schrijf_open(bouw, stroom, toeval.choice(locaties), f"{persoon[0]} {volg}", is_werkdag)
        for locatie in locaties:
            for volg in range(GEDAAN_PER_LOCATIE):
                yield _schrijf_gedaan(bouw, stroom, locatie, f"{locatie.volg} {volg}", is_werkdag)


def noteer_herinneringen(bouw: Bouw) -> None:
    """Write down that everybody was reminded of what was due by now, tasks and appointments alike."""
    herinneringen.sla_over(op=bouw.op)


def _schrijf_open(bouw: Bouw, stroom: Stroom, locatie: Locatie, naam: str, is_werkdag: Werkdag) -> Versies:
    toeval = bouw.toeval(f"open taak {naam}")
    sinds = bouw.werkmoment(toeval, toeval.uniform(1, 45))
    dag = (bouw.op + timedelta(days=toeval.randrange(-6, 60))).date() if toeval.random() < 0.7 else None
    anders: dict[str, Any] = {"belang": toeval.choices(list(Belang), [1, 8, 2])[0]}
    punten: Sequence[str] = ()
    soort = toeval.random()
    if soort < 0.15:
        # Given in the last days: nobody has to ask again yet.
        sinds = bouw.werkmoment(toeval, toeval.uniform(1, 4))
        anders |= {"wacht_op": "een antwoord van de organisator", "volg_na": VOLG_NA}
        anders["volg_op"] = werkdagen_later(sinds.astimezone(BRUSSEL).date(), VOLG_NA, is_werkdag)
    elif soort < 0.25 and dag:
        anders["uur"] = time(toeval.randrange(9, 17), toeval.choice((0, 30)))
    elif soort < 0.33 and dag:
        anders |= {"herhaal_elke": 1, "herhaal_eenheid": str(Herhaaleenheid.MAANDEN), "reeks_begin": dag, "in_reeks": dag}
    elif soort < 0.4:
        punten = _PUNTEN
    return _schrijf(stroom, locatie, sinds, dag, is_werkdag, toeval, punten=punten, **anders)


def _schrijf_gedaan(bouw: Bouw, stroom: Stroom, locatie: Locatie, naam: str, is_werkdag: Werkdag) -> Versies:
    toeval = bouw.toeval(f"gedane taak {naam}")
    sinds = bouw.werkmoment(toeval, toeval.uniform(60, (bouw.op - bekend_sinds(bouw, locatie)).days - 5))
    dag = (sinds + timedelta(days=toeval.randrange(1, 40))).date() if toeval.random() < 0.7 else None
    return _schrijf(stroom, locatie, sinds, dag, is_werkdag, toeval, klaar_op=sinds + timedelta(days=toeval.uniform(0.1, 30)))


def _schrijf(
    stroom: Stroom,
    locatie: Locatie,
    sinds: datetime,
    dag: date | None,
    is_werkdag: Werkdag,
    toeval: random.Random,
    *,
    klaar_op: datetime | None = None,
    punten: Sequence[str] = (),
    **anders: Any,
) -> Versies:
    """Write what `kern.actions.taken.geef` does, and `werk_af` when it is done; returns the task with its past."""
    # What is open is of who follows the location now; it was given after the last hand-over, or does not go along with one.
    persoon = locatie.volger(sinds) if klaar_op else locatie.klantenbeheerder
    taak = Taak(
        id=uuid(toeval),
        titel=toeval.choice(_TITELS),
        onderwerp_soort=soort_van(Dossier),
        onderwerp_id=str(locatie.pk),
        voor_id=persoon[0],
        gegeven_door_id=persoon[0],
        gegeven_op=sinds,
        tegen=dag,
        status=str(Taakstatus.KLAAR if klaar_op else Taakstatus.OPEN),
        klaar_op=klaar_op,
        klaar_door_id=persoon[0] if klaar_op else None,
        **anders,
    )
    taak.herinner_op = herinner_op(taak, is_werkdag)
    for plaats, tekst in enumerate(punten, start=1):
        stroom.rij(Taakpunt, taak_id=taak.pk, plaats=plaats, tekst=tekst)
    tegen, heel_dag = moment_van(datetime.combine(dag, taak.uur, tzinfo=BRUSSEL) if dag and taak.uur else dag)
    schrijf_werk(
        stroom,
        locatie.pk,
        soort=werksoorten.TAAK,
        verwijzing=taak.pk,
        titel=taak.titel,
        url=taak.get_absolute_url(),
        voor=persoon,
        sinds=sinds,
        klaar=(klaar_op, persoon) if klaar_op else None,
        tegen=tegen,
        heel_dag=heel_dag,
        belang=taak.belang,
        aard=str(Werkaard.WACHT if taak.wacht_op else Werkaard.TAAK),
        wacht_op=taak.wacht_op,
        begint_op=begin_van(taak.volg_op) if taak.volg_op else None,
    )
    gegevens = {
        "voor": persoon[0],
        "onderwerp": f"{soort_van(Dossier)}:{locatie.pk}",
        "tegen": dag.isoformat() if dag else None,
    }
    stroom.log(gebeurtenissen.TAAK_GEGEVEN, over=(Taak, str(taak.pk)), door=persoon, op=sinds, gegevens=gegevens)
    if klaar_op is None:
        return versies(taak, sinds, [])
    stroom.log(gebeurtenissen.TAAK_KLAAR, over=(Taak, str(taak.pk)), door=persoon, op=klaar_op, gegevens=gegevens)
    schrijf_regel(
        stroom,
        locatie.plek,
        soort=SOORT,
        verwijzing=str(taak.pk),
        titel=titel_klaar(taak.titel),
        op=klaar_op,
        door=persoon,
    )
    return versies(taak, sinds, [(klaar_op, {"status": str(Taakstatus.OPEN)})])
