"""The people on the page of an organisator: first those about whom something is open, all or the former ones when asked.

Hundreds of people drawn at once took more of the page than all the rest, and who opens it looks for the few that matter now.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import F, Min, Q

from dossiers.choices import Betrokkenerol
from dossiers.models import Betrokkene, Dossier, Organisator
from dossiers.personen import VERWITTIG
from dossiers.queries.antecedenten import Verbanden

EERST = 50  # people drawn without asking
PANEEL = "betrokkenen"  # id of the panel: what htmx swaps
_LEIDING = (Betrokkenerol.BESTUURDER, Betrokkenerol.VERANTWOORDELIJKE)


class Keuze(StrEnum):
    """Whom the panel shows, as it stands in an address."""

    EERST = ""
    ALLE = "alle"
    VROEGER = "vroeger"

    @classmethod
    def uit(cls, tekst: str) -> "Keuze":
        """Read it from an address; what makes no sense is the first choice."""
        return next((keuze for keuze in cls if keuze.value == tekst), cls.EERST)


class Mens(NamedTuple):
    """Somebody at the organisator, as far as a line needs it: no model, because there can be eight hundred."""

    pk: UUID
    naam: str
    rol: str
    telefoon: str
    vanaf: date | None
    tot: date | None
    dossier_id: int | None
    attest_verloopt_op: date | None  # the first end of what holds


@dataclass(frozen=True)
class Ploeg:
    """The people at one place; without dossier at the organisator itself."""

    dossier: Dossier | None
    mensen: Sequence[Mens]


@dataclass(frozen=True)
class Betrokkenen:
    """Who is, or was, at the organisator itself and at the open locations, as far as was asked.

    Attributes:
        getoond: how many stand in *ploegen*; aantal: how many are there now; aantal_vroeger: how many were.
        open_verborgen: of those not shown, about how many something is open.
        pad: the address of the page; *params* go along in each link: the filter of the timeline beside it.
    """

    keuze: Keuze
    ploegen: Sequence[Ploeg]
    getoond: int
    aantal: int
    aantal_vroeger: int
    open_verborgen: int
    pad: str
    params: Sequence[tuple[str, str]]

    @property
    def eerst_url(self) -> str:
        """The page as it opens."""
        return self._url(Keuze.EERST)

    @property
    def alle_url(self) -> str:
        """Everybody who is there now."""
        return self._url(Keuze.ALLE)

    @property
    def vroeger_url(self) -> str:
        """Who was there."""
        return self._url(Keuze.VROEGER)

    @property
    def is_kort(self) -> bool:
        """Whether the page opens with fewer people than there are."""
        return self.aantal > EERST

    def _url(self, keuze: Keuze) -> str:
        paren = [*self.params, ("betrokkenen", keuze.value)] if keuze else list(self.params)
        return f"{self.pad}?{urlencode(paren)}#{PANEEL}" if paren else f"{self.pad}#{PANEEL}"


def lees_mensen(
    organisator: Organisator, verbanden: Verbanden, keuze: Keuze, *, vandaag: date, params: Sequence[tuple[str, str]]
) -> Betrokkenen:
    """Return the people that *keuze* asks for, place by place, and how many there are besides: one query.

    *verbanden* is of the reader, who reads the organisator's own content: of its locations only the open ones count.
    """
    mensen = _alle(organisator, [pk for pk, dossier in verbanden.eigen.items() if dossier.weg])
    nu_er = [mens for mens in mensen if mens.tot is None or mens.tot >= vandaag]
    open_: set[UUID] = set()
    if keuze is Keuze.VROEGER:
        gekozen = [mens for mens in mensen if mens.tot is not None and mens.tot < vandaag]
    elif keuze is Keuze.ALLE or len(nu_er) <= EERST:
        gekozen = nu_er
    else:
        gelijkend = {paar.eigen.pk for paar in verbanden.paren if verbanden.te_beoordelen(paar)}
        gekozen, open_ = _eerste(nu_er, gelijkend, vandaag)
    return Betrokkenen(
        keuze=keuze,
        ploegen=_ploegen(gekozen, verbanden),
        getoond=len(gekozen),
        aantal=len(nu_er),
        aantal_vroeger=len(mensen) - len(nu_er),
        open_verborgen=len(open_ - {mens.pk for mens in gekozen}),
        pad=organisator.get_absolute_url(),
        params=params,
    )


def _alle(organisator: Organisator, open_: Sequence[int]) -> list[Mens]:
    rijen = (
        Betrokkene.objects.filter(Q(dossier=None) | Q(dossier__in=open_), organisator=organisator)
        .order_by(F("dossier__sorteersleutel").asc(nulls_first=True), "dossier_id", "rol", "sorteersleutel", "pk")
        .annotate(attest_verloopt_op=Min("attesten__verloopt_op", filter=Q(attesten__vervallen_op=None)))
        .values_list(*Mens._fields)
    )
    return [Mens(*rij) for rij in rijen]


def _eerste(mensen: Sequence[Mens], gelijkend: Collection[UUID], vandaag: date) -> tuple[list[Mens], set[UUID]]:
    """Return the `EERST` who matter first, in the order in which they came, and the keys of all about whom something is open.

    An attest that is over or ends soon (the earliest first), a possible namesake, who directs, and then the order of places.
    """
    grens = vandaag + VERWITTIG
    rang: dict[UUID, tuple[int, date]] = {}
    for mens in mensen:
        verloopt_op = mens.attest_verloopt_op
        if verloopt_op is not None and verloopt_op <= grens:
            rang[mens.pk] = (0, verloopt_op)
        elif mens.pk in gelijkend:
            rang[mens.pk] = (1, date.max)
        else:
            rang[mens.pk] = (2 if mens.rol in _LEIDING else 3, date.max)
    eerste = {mens.pk for mens in sorted(mensen, key=lambda mens: rang[mens.pk])[:EERST]}
    return [mens for mens in mensen if mens.pk in eerste], {pk for pk, (plaats, _) in rang.items() if plaats < 2}


def _ploegen(mensen: Sequence[Mens], verbanden: Verbanden) -> list[Ploeg]:
    per_plaats: dict[int | None, list[Mens]] = defaultdict(list)
    for mens in mensen:
        per_plaats[mens.dossier_id].append(mens)
    return [Ploeg(verbanden.eigen[pk] if pk is not None else None, groep) for pk, groep in per_plaats.items()]
