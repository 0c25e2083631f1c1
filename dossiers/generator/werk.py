"""What people noted down to do about their locations: some of it open, some late, most of it done long ago."""

from collections import defaultdict
from datetime import datetime, timedelta

from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.models import Dossier
from kern import gebeurtenissen, werksoorten
from kern.actions.taken import OCHTEND
from kern.actions.werk import moment_van
from kern.adres import adres
from kern.choices import Taakstatus
from kern.generator.bouw import Bouw, uuid
from kern.generator.stroom import Persoon, Stroom
from kern.logboek import soort_van
from kern.models import Taak, Werkregel
from kern.tijd import BRUSSEL

OPEN_PER_PERSOON = 60
GEDAAN_PER_LOCATIE = 2

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


def maak_werk(bouw: Bouw) -> None:
    """Write the noted work of everybody who follows locations."""
    van: dict[Persoon, list[Locatie]] = defaultdict(list)
    for locatie in bouw.van(Netwerk).locaties:
        if locatie.klantenbeheerder[0]:
            van[locatie.klantenbeheerder].append(locatie)
    aantal = sum(OPEN_PER_PERSOON + GEDAAN_PER_LOCATIE * len(locaties) for locaties in van.values())
    nummers = iter(bouw.nummers(Werkregel, aantal))
    with bouw.stroom("werk") as stroom:
        for persoon, locaties in van.items():
            toeval = bouw.toeval(f"werk {persoon[0]}")
            for _ in range(OPEN_PER_PERSOON):
                _schrijf(bouw, stroom, next(nummers), toeval.choice(locaties), persoon, gedaan=False)
            for locatie in locaties:
                for _ in range(GEDAAN_PER_LOCATIE):
                    _schrijf(bouw, stroom, next(nummers), locatie, persoon, gedaan=True)


def _schrijf(bouw: Bouw, stroom: Stroom, nummer: int, locatie: Locatie, persoon: Persoon, *, gedaan: bool) -> None:
    toeval = bouw.toeval(f"werkregel {nummer}")
    sinds = bouw.werkmoment(toeval, toeval.uniform(60, 1500) if gedaan else toeval.uniform(1, 45))
    over_dagen = toeval.randrange(-6, 60) if not gedaan else toeval.randrange(1, 40)
    vanaf = sinds if gedaan else bouw.op
    dag = (vanaf + timedelta(days=over_dagen)).date() if toeval.random() < 0.7 else None
    tegen, heel_dag = moment_van(dag)
    klaar_op = sinds + timedelta(days=toeval.uniform(0.1, 30)) if gedaan else None
    sleutel, titel = uuid(toeval), toeval.choice(_TITELS)
    stroom.rij(
        Taak,
        id=sleutel,
        titel=titel,
        onderwerp_soort=soort_van(Dossier),
        onderwerp_id=str(locatie.pk),
        voor_id=persoon[0],
        gegeven_door_id=persoon[0],
        gegeven_op=sinds,
        tegen=dag,
        herinner_op=datetime.combine(dag, OCHTEND, tzinfo=BRUSSEL) if dag else None,
        status=Taakstatus.KLAAR if klaar_op else Taakstatus.OPEN,
        klaar_op=klaar_op,
        klaar_door_id=persoon[0] if klaar_op else None,
    )
    stroom.rij(
        Werkregel,
        id=nummer,
        soort=werksoorten.TAAK.code,
        verwijzing=str(sleutel),
        onderwerp_soort=soort_van(Dossier),
        onderwerp_id=str(locatie.pk),
        titel=titel,
        url=adres("kern:taak", sleutel),
        voor_id=persoon[0],
        sinds=sinds,
        tegen=tegen,
        heel_dag=heel_dag,
        klaar_op=klaar_op,
        klaar_door_id=persoon[0] if klaar_op else None,
    )
    gegevens = {
        "voor": persoon[0],
        "onderwerp": f"{soort_van(Dossier)}:{locatie.pk}",
        "tegen": dag.isoformat() if dag else None,
    }
    stroom.log(gebeurtenissen.TAAK_GEGEVEN, over=(Taak, str(sleutel)), door=persoon, op=sinds, gegevens=gegevens)
    if klaar_op is not None:
        stroom.log(gebeurtenissen.TAAK_KLAAR, over=(Taak, str(sleutel)), door=persoon, op=klaar_op, gegevens=gegevens)
