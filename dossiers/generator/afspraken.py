"""The appointments of the coming weeks of everybody who follows locations, and some that took place."""

from collections import defaultdict
from datetime import datetime, time, timedelta

from dossiers import gebeurtenissen
from dossiers.choices import Afspraaksoort, Afspraakstatus, Dossierstatus
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.models import Afspraak, AfspraakLocatie, Dossier
from dossiers.werksoorten import AFSPRAAK
from kern.actions.werk import moment_van
from kern.adres import adres
from kern.choices import Werkaard
from kern.generator.bouw import Bouw, uuid
from kern.generator.stroom import Persoon, Stroom
from kern.logboek import soort_van
from kern.models import Werkregel
from kern.tijd import BRUSSEL

KOMEND_PER_PERSOON = 4


def maak_afspraken(bouw: Bouw) -> None:
    """Write the visits that everybody has in the calendar: drafts, not announced."""
    van: dict[Persoon, list[Locatie]] = defaultdict(list)
    for locatie in bouw.van(Netwerk).locaties:
        if locatie.klantenbeheerder[0] and locatie.is_open and locatie.status is not Dossierstatus.AANVRAAG:
            van[locatie.klantenbeheerder].append(locatie)
    aantal = sum(min(KOMEND_PER_PERSOON, len(locaties)) for locaties in van.values())
    nummers = zip(bouw.nummers(Werkregel, aantal), bouw.nummers(AfspraakLocatie, aantal), strict=True)
    with bouw.stroom("afspraken") as stroom:
        for persoon, locaties in van.items():
            toeval = bouw.toeval(f"afspraken {persoon[0]}")
            for plaats, locatie in enumerate(toeval.sample(locaties, min(KOMEND_PER_PERSOON, len(locaties)))):
                _schrijf(bouw, stroom, next(nummers), locatie, persoon, plaats)


def _schrijf(bouw: Bouw, stroom: Stroom, nummers: tuple[int, int], locatie: Locatie, persoon: Persoon, plaats: int) -> None:
    toeval = bouw.toeval(f"afspraak {nummers[0]}")
    gemaakt = bouw.werkmoment(toeval, toeval.uniform(1, 20))
    dag = (bouw.op + timedelta(days=1 + plaats * 2)).astimezone(BRUSSEL).date()
    dag += timedelta(days=max(0, 7 - dag.weekday()) if dag.weekday() > 4 else 0)
    begin = datetime.combine(dag, time(9 + 2 * (plaats % 3), 30), tzinfo=BRUSSEL)
    sleutel, naam = uuid(toeval), "Jaarlijks bezoek"
    stroom.rij(
        Afspraak,
        id=sleutel,
        soort=Afspraaksoort.BEZOEK.value,
        aangekondigd=False,
        organisator_id=locatie.plek.organisator,
        eigenaar_id=persoon[0],
        onderwerp=naam,
        refnis=locatie.plaats.refnis,
        begin=begin,
        einde=begin + timedelta(minutes=90),
        uur_vast=False,
        status=Afspraakstatus.CONCEPT.value,
        gemaakt_op=gemaakt,
        gemaakt_door_id=persoon[0],
        gewijzigd_op=gemaakt,
    )
    stroom.rij(AfspraakLocatie, id=nummers[1], afspraak_id=sleutel, dossier_id=locatie.pk)
    tegen, heel_dag = moment_van(dag)
    stroom.rij(
        Werkregel,
        id=nummers[0],
        soort=AFSPRAAK.code,
        verwijzing=str(sleutel),
        onderwerp_soort=soort_van(Dossier),
        onderwerp_id=str(locatie.pk),
        titel=f"Onaangekondigd bezoek (nog te bevestigen): {naam}",
        url=adres("dossiers:afspraak", sleutel),
        voor_id=persoon[0],
        aard=Werkaard.AFSPRAAK.value,
        sinds=gemaakt,
        tegen=tegen,
        heel_dag=heel_dag,
        begint_op=begin,
    )
    stroom.log(
        gebeurtenissen.AFSPRAAK_GEMAAKT,
        over=(Dossier, locatie.pk),
        door=persoon,
        op=gemaakt,
        gegevens={"afspraak": str(sleutel), "versie": 1},
    )
