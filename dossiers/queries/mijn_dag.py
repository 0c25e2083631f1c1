"""What somebody's day looks like: the appointments in order, the road between them, and what is in the way. Constant queries."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet

from dossiers import reisroute
from dossiers.gemeenten import afstand_km
from dossiers.models import Afspraak, Dossier, Sluiting
from dossiers.queries.afspraken import dossiers_van, van_iemand
from kern.access import personen_in_bereik
from kern.models import Agendabron, Medewerker
from kern.queries.agenda import bezet_van, bron_van
from kern.tijd import begin_van, einde_van


@dataclass
class Halte:
    """One row of the day."""

    begin: datetime
    einde: datetime
    afspraak: Afspraak | None = None  # None: busy, by the own calendar
    dossiers: list[Dossier] = field(default_factory=list)
    km: float | None = None  # from the place before; None: not known, or nothing to drive
    botst: bool = False
    gesloten: list[str] = field(default_factory=list)
    op: bool = False
    neer: bool = False
    hele_dag: bool = False


@dataclass
class Dag:
    """A day of somebody."""

    dag: date
    van: Medewerker
    haltes: list[Halte]
    km: float
    schikbaar: bool
    bron: Agendabron | None  # where the own calendar is read, to say how old that is


def anderen(persoon: Medewerker) -> QuerySet[Medewerker]:
    """Return the absent colleagues for whom *persoon* stands in today: their day can be opened too."""
    return personen_in_bereik(persoon).exclude(pk=persoon.pk).order_by("familienaam", "voornaam")


def lees(van: Medewerker, dag: date) -> Dag:
    """Return the day of *van*."""
    begin, einde = begin_van(dag), einde_van(dag)
    afspraken = list(van_iemand(van, begin, einde).select_related("organisator", "eigenaar").order_by("begin", "pk"))
    dossiers = dossiers_van(afspraken)
    dicht = _gesloten(dag, [d for rij in dossiers.values() for d in rij])
    haltes = [Halte(a.begin, a.einde, a, dossiers[a.pk]) for a in afspraken]
    bezet = [Halte(b.begin, b.einde, hele_dag=b.hele_dag) for b in bezet_van([van], begin, einde)]
    eigen_los = [halte for halte in haltes if halte.afspraak and _los(halte.afspraak, van)]
    vorige = ""
    for halte in haltes:
        assert halte.afspraak is not None
        hier = halte.afspraak.refnis
        if hier:
            halte.km = afstand_km(vorige, hier) if vorige else None
            vorige = hier
        halte.gesloten = [dicht[d.pk] for d in halte.dossiers if d.pk in dicht]
        halte.op = halte in eigen_los[1:]
        halte.neer = halte in eigen_los[:-1]
    km = reisroute.lengte_km([a.refnis for a in afspraken])
    alles = sorted([*haltes, *bezet], key=lambda halte: (halte.begin, halte.afspraak is not None))
    _botsingen(alles)
    return Dag(dag, van, alles, km, schikbaar=len(eigen_los) > 1, bron=bron_van(van))


def _los(afspraak: Afspraak, van: Medewerker) -> bool:
    return not afspraak.uur_vast and afspraak.eigenaar_id == van.pk


def _gesloten(dag: date, dossiers: list[Dossier]) -> dict[int, str]:
    dicht = Sluiting.objects.filter(dossier__in=dossiers, vanaf__lte=dag, tot__gte=dag)
    namen = {d.pk: d.naam for d in dossiers}
    return {s.dossier_id: f"{namen[s.dossier_id]} is gesloten tot en met {s.tot:%d/%m/%Y}" for s in dicht}


def _botsingen(haltes: list[Halte]) -> None:
    for i, een in enumerate(haltes):
        for ander in haltes[i + 1 :]:
            if een.begin < ander.einde and ander.begin < een.einde and (een.afspraak or ander.afspraak):
                een.botst = een.botst or een.afspraak is not None
                ander.botst = ander.botst or ander.afspraak is not None
