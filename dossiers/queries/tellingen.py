"""How often each kind of thing happened at an organisator, and when somebody was last there: one query over the timeline."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Count, IntegerField, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from dossiers import soorten
from dossiers.models import Organisator, Tijdlijnregel
from dossiers.normen import BEZOEK_MAANDEN
from dossiers.queries.zin import tijdlijn_url
from kern.termijnen.maanden import plus_maanden
from kern.tijd import BRUSSEL, begin_van

PERIODES = (3, 12, 60)  # months


@dataclass(frozen=True)
class Cel:
    """So many in one period, with the address of the lines that were counted."""

    aantal: int
    url: str


@dataclass(frozen=True)
class Telrij:
    """One kind of thing over the three periods."""

    label: str
    cellen: tuple[Cel, ...]


@dataclass(frozen=True)
class Bezoek:
    """The last visit, and whether it meets the norm of one in `BEZOEK_MAANDEN` months. `op` is None when none is known."""

    op: date | None
    is_recent: bool


@dataclass(frozen=True)
class Tellingen:
    """What was counted for one organisator.

    Attributes:
        rijen: per kind, over the locations whose content is open and over the organisator itself.
        bezoek: the last one at whichever location, also of other teams: the norm is one per organisator, and says no more
            than the day.
        per_locatie: the last one at each location that is open, by primary key.
        met_regels: the locations with any line of its time, also those that went to another organisator since.
    """

    rijen: list[Telrij]
    bezoek: Bezoek
    per_locatie: dict[int, Bezoek]
    met_regels: frozenset[int]


def tel(organisator: Organisator, open_: Collection[int], op: datetime) -> Tellingen:
    """Count for *organisator* over the dossiers in *open_* (primary keys), until *op*; by the Belgian calendar."""
    vandaag = op.astimezone(BRUSSEL).date()
    begin = [plus_maanden(vandaag, -maanden) for maanden in PERIODES]
    grens = plus_maanden(vandaag, -BEZOEK_MAANDEN)
    aantallen: dict[str, list[int]] = {}
    laatste: dict[int, date | None] = {}
    for soort, dossier, moment, *per_periode in _vraag(organisator, open_, begin, op):
        if soort:
            aantallen[soort] = per_periode
        else:
            laatste[dossier] = moment.astimezone(BRUSSEL).date() if moment else None
    return Tellingen(
        rijen=_rijen(organisator.get_absolute_url(), aantallen, begin),
        bezoek=_bezoek(max((dag for dag in laatste.values() if dag), default=None), grens),
        per_locatie={pk: _bezoek(laatste.get(pk), grens) for pk in open_},
        met_regels=frozenset(laatste.keys() - {0}),
    )


def _bezoek(dag: date | None, grens: date) -> Bezoek:
    return Bezoek(dag, dag is not None and dag >= grens)


def _vraag(organisator: Organisator, open_: Collection[int], begin: list[date], op: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    """Rows of (kind, 0, None, counts) and of ("", dossier or 0, moment of the last visit or None, zeros)."""
    momenten = [begin_van(dag) for dag in begin]
    alles = Tijdlijnregel.objects.filter(organisator=organisator).order_by()
    gebeurd = alles.geldig(None).filter(op__lte=op)
    per_soort = (
        gebeurd.filter(Q(dossier=None) | Q(dossier__in=open_), op__gte=momenten[-1])
        .annotate(waar=Value(0, output_field=IntegerField()))
        .values_list("soort", "waar")
        .annotate(
            laatste=Value(None, output_field=Tijdlijnregel._meta.get_field("op")),
            m0=Count("pk", filter=Q(op__gte=momenten[0])),
            m1=Count("pk", filter=Q(op__gte=momenten[1])),
            m2=Count("pk"),
        )
    )
    geen = Value(0, output_field=IntegerField())
    bezocht = Q(soort__in=soorten.bezoeksoorten(), vervallen_op=None, op__lte=op)
    per_locatie = (
        alles.annotate(geen_soort=Value("", output_field=CharField()), waar=Coalesce("dossier_id", 0))
        .values_list("geen_soort", "waar")
        .annotate(laatste=Max("op", filter=bezocht), m0=geen, m1=geen, m2=geen)
    )
    return per_soort.union(per_locatie, all=True)


def _rijen(url: str, aantallen: dict[str, list[int]], begin: list[date]) -> list[Telrij]:
    bekend = [soort for soort in soorten.regelsoorten() if soort.code in aantallen]
    anders = [soorten.regelsoort(code) for code in sorted(set(aantallen) - {soort.code for soort in bekend})]
    return [
        Telrij(
            soort.meervoud.capitalize(),
            tuple(
                Cel(aantal, tijdlijn_url(url, [soort.code], vanaf=dag.isoformat()))
                for aantal, dag in zip(aantallen[soort.code], begin, strict=True)
            ),
        )
        for soort in (*bekend, *anders)
    ]
