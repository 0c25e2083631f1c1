"""The appointments of the coming days of everybody who follows locations."""

from collections import defaultdict
from datetime import datetime, time, timedelta

from dossiers import gebeurtenissen
from dossiers.choices import Afspraaksoort, Afspraakstatus, Dossierstatus
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.regels import schrijf_werk
from dossiers.models import Afspraak, AfspraakLocatie, Dossier
from dossiers.werksoorten import AFSPRAAK
from kern.actions.werk import moment_van
from kern.choices import Werkaard
from kern.generator.bouw import Bouw, uuid
from kern.generator.bulk import Versies, versies
from kern.generator.stroom import Persoon, Stroom
from kern.tijd import BRUSSEL

KOMEND_PER_PERSOON = 4


def maak_afspraken(bouw: Bouw) -> None:
    """Write the visits that everybody has in the calendar: drafts, not announced."""
    van: dict[Persoon, list[Locatie]] = defaultdict(list)
    for locatie in bouw.van(Netwerk).locaties:
        if locatie.klantenbeheerder[0] and locatie.is_open and locatie.status is not Dossierstatus.AANVRAAG:
            van[locatie.klantenbeheerder].append(locatie)
    aantal = sum(min(KOMEND_PER_PERSOON, len(locaties)) for locaties in van.values())
    nummers = iter(bouw.nummers(AfspraakLocatie, aantal))
    rijen: list[tuple[Versies, Versies]] = []
    with bouw.stroom("afspraken") as stroom:
        for persoon, locaties in van.items():
            toeval = bouw.toeval(f"afspraken {persoon[0]}")
            for plaats, locatie in enumerate(toeval.sample(locaties, min(KOMEND_PER_PERSOON, len(locaties)))):
                rijen.append(_schrijf(bouw, stroom, next(nummers), locatie, persoon, plaats))
    bouw.schrijf_met_verleden(Afspraak, [afspraak for afspraak, _ in rijen])
    bouw.schrijf_met_verleden(AfspraakLocatie, [waar for _, waar in rijen])


def _schrijf(bouw: Bouw, stroom: Stroom, nummer: int, locatie: Locatie, persoon: Persoon, plaats: int) -> tuple[Versies, Versies]:
    """Write what stands about it elsewhere, and return the appointment and where it is."""
    toeval = bouw.toeval(f"afspraak {persoon[0]} {plaats}")
    gemaakt = bouw.werkmoment(toeval, toeval.uniform(1, 20))
    dag = (bouw.op + timedelta(days=1 + plaats * 2)).astimezone(BRUSSEL).date()
    dag += timedelta(days=max(0, 7 - dag.weekday()) if dag.weekday() > 4 else 0)
    begin = datetime.combine(dag, time(9 + 2 * (plaats % 3), 30), tzinfo=BRUSSEL)
    sleutel, naam = uuid(toeval), "Jaarlijks bezoek"
    afspraak = Afspraak(
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
    waar = AfspraakLocatie(id=nummer, afspraak_id=sleutel, dossier_id=locatie.pk)
    tegen, heel_dag = moment_van(dag)
    schrijf_werk(
        stroom,
        locatie.pk,
        soort=AFSPRAAK,
        verwijzing=sleutel,
        titel=f"Onaangekondigd bezoek (nog te bevestigen): {naam}",
        url=afspraak.get_absolute_url(),
        voor=persoon,
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
    return versies(afspraak, gemaakt, []), versies(waar, gemaakt, [])
