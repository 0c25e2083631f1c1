"""How many places of a location are in force from day to day, and what keeps them from rising (domein W9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from dossiers.choices import Dossierstatus, Vergunningstand
from dossiers.models import Aandacht, Dossier, Opvolging, Vergunning
from dossiers.queries.opvolgingen import keten
from kern.models import Medewerker
from kern.tijd import EEN_DAG


class Deel(NamedTuple):
    """Places in force on the days *vanaf* to *tot*, both included; *tot* empty: until further notice."""

    vanaf: date
    tot: date | None
    plaatsen: int

    def geldt_op(self, dag: date) -> bool:
        """Return whether *dag* is one of these days."""
        return self.vanaf <= dag and (self.tot is None or dag <= self.tot)


class Stijging(NamedTuple):
    """The first day on which there would be more places than there were to be."""

    dag: date
    van: int
    naar: int


@dataclass(frozen=True)
class Beeld:
    """What the lock on the places looks at, of one location at one moment.

    Attributes:
        delen: the places in force; a day that no part holds counts 0 (closed, suspended, not licensed, or not known).
        met_de_hand: the number kept by hand, while no permit says it; None with a permit, or when nobody knows it.
        heeft_vergunning: whether there are periods of a permit.
        open: keys of the matters that keep the places from rising, here and at predecessors.
        opvolgers: how many locations go on from this one.
    """

    delen: Sequence[Deel]
    met_de_hand: int | None
    heeft_vergunning: bool
    open: frozenset[int]
    opvolgers: int


def beeld(dossier: Dossier) -> Beeld:
    """Look at a location as it stands in the database now: five queries."""
    nu = Dossier.objects.get(pk=dossier.pk)
    perioden = list(Vergunning.objects.filter(dossier=nu))
    if perioden:
        delen = [Deel(v.vanaf, v.tot, v.plaatsen) for v in perioden if v.stand == Vergunningstand.VERGUND]
    elif nu.status == Dossierstatus.VERGUND:  # what its register says, until its last day
        delen = [Deel(date.min, nu.gestopt_op, nu.plaatsen or 0)]
    else:
        delen = []
    return Beeld(
        delen=delen,
        met_de_hand=None if perioden else nu.plaatsen,
        heeft_vergunning=bool(perioden),
        open=frozenset(blokkades(nu).values_list("pk", flat=True)),
        opvolgers=Opvolging.objects.filter(voorganger=nu, vervallen_op=None).count(),
    )


def plaatsen_op(delen: Sequence[Deel], dag: date) -> int:
    """Return how many places are in force on *dag*."""
    return sum(deel.plaatsen for deel in delen if deel.geldt_op(dag))


def eerste_stijging(was: Sequence[Deel], wordt: Sequence[Deel], vanaf: date) -> Stijging | None:
    """Return where *wordt* first has more places than *was*, on *vanaf* or any later day; None when it never does.

    Between two days on which a part begins, or has just ended, nothing changes: only those are looked at.
    """
    alle = [*was, *wordt]
    dagen = {vanaf, *(deel.vanaf for deel in alle), *(deel.tot + EEN_DAG for deel in alle if deel.tot and deel.tot < date.max)}
    for dag in sorted(dag for dag in dagen if dag >= vanaf):
        van, naar = plaatsen_op(was, dag), plaatsen_op(wordt, dag)
        if naar > van:
            return Stijging(dag, van, naar)
    return None


def voorgangers(dossier: Dossier) -> list[int]:
    """Return the keys of every dossier that *dossier* goes on from, directly or by a chain."""
    schakels = keten(dossier)
    gevonden, nieuw = set[int](), {dossier.pk}
    while nieuw:
        nieuw = {s.voorganger.pk for s in schakels if s.opvolger.pk in nieuw} - gevonden
        gevonden |= nieuw
    return sorted(gevonden - {dossier.pk})


def blokkades(dossier: Dossier) -> QuerySet[Aandacht]:
    """Return what is open and keeps the places from rising; what is open at a predecessor counts along. Two queries."""
    return (
        Aandacht.objects.filter(Q(dossier=dossier) | Q(dossier__in=voorgangers(dossier)), tot=None, blokkeert_uitbreiding=True)
        .select_related("dossier")
        .order_by("sinds", "pk")
    )


def blokkades_voor(dossier: Dossier, user: Medewerker) -> QuerySet[Aandacht]:
    """Return the same, only of the locations whose content *user* may read: a reason is content."""
    return blokkades(dossier).filter(dossier__in=Dossier.objects.met_inhoud_voor(user))


def blokkades_in_woorden(open_: Sequence[Aandacht], user: Medewerker) -> list[str]:
    """Return each matter with its reason; of a location whose content *user* may not read, only that something is open there."""
    leesbaar = set(
        Dossier.objects.met_inhoud_voor(user).filter(pk__in={p.dossier_id for p in open_}).values_list("pk", flat=True)
    )
    redenen = [p.reden if p.dossier_id in leesbaar else f"iets bij {p.dossier}" for p in open_]
    return list(dict.fromkeys(redenen))
