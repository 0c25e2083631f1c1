"""Which yearly visits fall due, and when there is room for them: twelve queries, whatever the number of locations."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Max

from dossiers import soorten
from dossiers.bezoekplan import Bezet, Dagvoorstel, Kandidaat, Voorstel, verdeel
from dossiers.choices import Afspraaksoort
from dossiers.models import Afspraak, Dossier, Opvang, Sluiting, Tijdlijnregel
from dossiers.normen import BEZOEK_MAANDEN, LOOPT
from dossiers.queries.afspraken import OPEN, van_iemand
from kern.models import Medewerker
from kern.queries.agenda import bezet_van
from kern.queries.termijnen import kalender
from kern.termijnen import Sluitsoort
from kern.termijnen.maanden import plus_maanden
from kern.tijd import BRUSSEL, EEN_DAG, begin_van, einde_van

_SOORTEN = frozenset(Sluitsoort)
MARGE = timedelta(days=60)  # what falls due so long after the last week is proposed too: a norm is no target


class Wens(NamedTuple):
    """How somebody wants to plan."""

    weken: int = 4
    per_dag: int = 3
    per_week: int = 2
    minuten: int = 90


@dataclass(frozen=True)
class Rij:
    """One proposed visit as the page draws it."""

    voorstel: Voorstel
    dossier: Dossier
    laatste: date | None  # the last visit to any location of the organisator

    @property
    def te_laat(self) -> bool:
        """Whether the norm is broken on that day."""
        return self.voorstel.begin.astimezone(BRUSSEL).date() > self.voorstel.kandidaat.tegen


@dataclass(frozen=True)
class Blad:
    """The whole proposal."""

    dagen: list[tuple[Dagvoorstel, list[Rij]]]
    vervalt: int  # organisatoren that fall due
    gepland: int  # of which a visit is planned already
    over: int  # for which there was no room


def stel_voor(wie: Medewerker, wens: Wens, op: datetime) -> Blad:
    """Propose visits for the organisatoren of the locations *wie* follows."""
    vandaag = op.astimezone(BRUSSEL).date()
    laatste_dag = vandaag + timedelta(weeks=wens.weken)
    mijn = list(Dossier.objects.filter(klantenbeheerder=wie, status__in=LOOPT).select_related("organisator").order_by("pk"))
    van = {d.organisator_id for d in mijn}
    gezien_org, gezien_dos = _bezocht("organisator", van, op), _bezocht("dossier", {d.pk for d in mijn}, op)
    begonnen = _begonnen(van)
    tegen = {org: _tegen(gezien_org.get(org), begonnen[org], vandaag) for org in van}
    vervalt = {org for org in van if tegen[org] <= laatste_dag + MARGE}
    gepland = _gepland(vervalt, op)
    nodig = vervalt - gepland
    gekozen = _een_per_organisator([d for d in mijn if d.organisator_id in nodig], gezien_dos)
    kandidaten = _kandidaten(gekozen, tegen, laatste_dag)
    dagen = _werkdagen(vandaag + EEN_DAG, laatste_dag)
    voorstel = verdeel(
        kandidaten,
        dagen=dagen,
        bezet=_bezet(wie, dagen),
        per_dag=wens.per_dag,
        per_week=wens.per_week,
        duur=timedelta(minutes=wens.minuten),
    )
    per_pk = {d.pk: d for d in gekozen}
    bladen = [
        (
            dag,
            [
                Rij(b, per_pk[b.kandidaat.dossier], gezien_org.get(per_pk[b.kandidaat.dossier].organisator_id))
                for b in dag.bezoeken
            ],
        )
        for dag in voorstel
    ]
    geplaatst = sum(len(dag.bezoeken) for dag in voorstel)
    return Blad(bladen, len(vervalt), len(gepland), len(kandidaten) - geplaatst)


def _bezocht(veld: str, sleutels: Iterable[int], op: datetime) -> dict[int, date]:
    bezoeken = Tijdlijnregel.objects.geldig().filter(soort__in=soorten.bezoeksoorten(), op__lte=op)
    rijen = bezoeken.filter(**{f"{veld}__in": list(sleutels)}).order_by().values_list(veld).annotate(laatste=Max("op"))
    return {pk: laatste.astimezone(BRUSSEL).date() for pk, laatste in rijen}


def _begonnen(organisatoren: Iterable[int]) -> dict[int, date | None]:
    """Return when the oldest running location began, as the norm looks at it: None when of one nobody knows."""
    uit: dict[int, date | None] = {}
    lopend = Dossier.objects.filter(organisator__in=list(organisatoren), status__in=LOOPT).order_by()
    for org, dag in lopend.values_list("organisator", "gestart_op"):
        eerder = uit.get(org, dag)
        uit[org] = min(eerder, dag) if eerder and dag else None
    return uit


def _tegen(gezien: date | None, begonnen: date | None, vandaag: date) -> date:
    sinds = max((dag for dag in (gezien, begonnen) if dag), default=None)
    return plus_maanden(sinds, BEZOEK_MAANDEN) if sinds else vandaag


def _gepland(organisatoren: Iterable[int], op: datetime) -> set[int]:
    """Return those of which somebody has a visit in the calendar already: any location meets the norm."""
    bezoeken = Afspraak.objects.filter(
        soort=Afspraaksoort.BEZOEK, status__in=OPEN, gewist_op=None, einde__gt=op, organisator__in=list(organisatoren)
    )
    return set(bezoeken.values_list("organisator", flat=True))


def _een_per_organisator(dossiers: Iterable[Dossier], gezien: dict[int, date]) -> list[Dossier]:
    """Return per organisator the location that was seen longest ago."""
    uit: dict[int, Dossier] = {}
    for dossier in dossiers:
        nu = uit.get(dossier.organisator_id)
        if nu is None or gezien.get(dossier.pk, date.min) < gezien.get(nu.pk, date.min):
            uit[dossier.organisator_id] = dossier
    return list(uit.values())


def _kandidaten(dossiers: list[Dossier], tegen: dict[int, date], tot: date) -> list[Kandidaat]:
    dicht: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for rij in Sluiting.objects.filter(dossier__in=dossiers, vanaf__lte=tot):
        dicht[rij.dossier_id].append((rij.vanaf, rij.tot))
    uren = dict(Opvang.objects.filter(dossier__in=dossiers).values_list("dossier", "open_van"))
    return [Kandidaat(d.pk, d.refnis, tegen[d.organisator_id], tuple(dicht[d.pk]), _open_op(uren.get(d.pk))) for d in dossiers]


def _open_op(open_van: Sequence[time | None] | None) -> frozenset[int] | None:
    open_ = frozenset(dag for dag, uur in enumerate(open_van or []) if uur is not None)
    return open_ or None


def _werkdagen(van: date, tot: date) -> list[date]:
    sluit = kalender()
    dagen = (van + timedelta(days=i) for i in range((tot - van).days + 1))
    return [dag for dag in dagen if sluit.is_werkdag(dag, _SOORTEN)]


def _bezet(wie: Medewerker, dagen: list[date]) -> dict[date, Bezet]:
    """Return what is in the way per day: own appointments, and the own calendar."""
    if not dagen:
        return {}
    begin, einde = begin_van(dagen[0]), einde_van(dagen[-1])
    vol = [(a.begin, a.einde) for a in van_iemand(wie, begin, einde)]
    vol += [(b.begin, b.einde) for b in bezet_van([wie], begin, einde)]
    return {dag: [p for p in vol if p[0] < einde_van(dag) and p[1] > begin_van(dag)] for dag in dagen}
