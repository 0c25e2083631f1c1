"""The order of somebody's day: what has no fixed hour changes places, and takes the hour of the place it comes to."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from dossiers import gebeurtenissen, reisroute
from dossiers.actions import afspraakgevolg, afspraakpost
from dossiers.choices import Afspraakstatus
from dossiers.fouten import NietTeSchikken
from dossiers.models import Afspraak
from kern.models import Medewerker
from kern.tijd import begin_van, einde_van


@transaction.atomic
def verzet(*, persoon: Medewerker, dag: date, afspraak: UUID, stap: int, door: Medewerker, op: datetime) -> None:
    """Let one appointment without a fixed hour change places with the one before (-1) or after (1) it.

    Raises:
        NietTeSchikken: its hour is fixed, or it is the first or last already.
    """
    los = [a for a in _van_de_dag(persoon, dag) if not a.uur_vast]
    waar = next((i for i, a in enumerate(los) if a.pk == afspraak), None)
    if waar is None or not 0 <= waar + stap < len(los):
        raise NietTeSchikken
    orde = list(los)
    orde[waar], orde[waar + stap] = orde[waar + stap], orde[waar]
    _zet(los, orde, door, op)


@transaction.atomic
def stel_voor(*, persoon: Medewerker, dag: date, door: Medewerker, op: datetime) -> float:
    """Put the day in the shortest order found, around what has a fixed hour; returns how many km shorter it is."""
    alles = _van_de_dag(persoon, dag)
    plaatsen = [a.refnis for a in alles]
    orde = reisroute.schik(plaatsen, [a.uur_vast for a in alles])
    korter = reisroute.lengte_km(plaatsen) - reisroute.lengte_km([plaatsen[i] for i in orde])
    los = [a for a in alles if not a.uur_vast]
    _zet(los, [alles[i] for i in orde if not alles[i].uur_vast], door, op)
    return korter


def _van_de_dag(persoon: Medewerker, dag: date) -> list[Afspraak]:
    """Return the own open appointments of a day in order, locked by key."""
    open_ = [str(status) for status in Afspraakstatus.open()]
    rijen = Afspraak.objects.filter(
        eigenaar=persoon, status__in=open_, gewist_op=None, begin__gte=begin_van(dag), begin__lt=einde_van(dag)
    )
    return sorted(rijen.order_by("pk").select_for_update(no_key=True), key=lambda a: (a.begin, a.pk))


def _zet(los: Sequence[Afspraak], orde: Sequence[Afspraak], door: Medewerker, op: datetime) -> None:
    """Give each of *orde* the beginning of the place it has now among *los*; how long it takes stays."""
    for begin, afspraak in zip([a.begin for a in los], orde, strict=True):
        if afspraak.begin == begin:
            continue
        vast = afspraak.status == Afspraakstatus.VAST
        Afspraak.objects.filter(pk=afspraak.pk).update(
            begin=begin,
            einde=begin + (afspraak.einde - afspraak.begin),
            versie=F("versie") + 1,
            volgnummer=F("volgnummer") + (1 if vast else 0),
            gewijzigd_op=op,
        )
        nu = Afspraak.objects.get(pk=afspraak.pk)
        afspraakgevolg.log(gebeurtenissen.DAG_GEORDEND, nu, door, op)
        afspraakgevolg.meld_werk(nu, afspraakgevolg.plan_van(nu), door, op)
        if vast:
            afspraakpost.nodig_uit(afspraak=nu, door=door, op=op)
