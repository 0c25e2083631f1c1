"""Reads of the werkvoorraad: whose rows, under which heading, in one statement whatever their number.

Whose: one's own, those of the groups one belongs to (role and team), and the same of the absent colleagues one stands in for
today (`kern/sql/werk_publiek.sql`). Each arm walks a partial index over open rows only: a year of finished work costs nothing.
"""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from kern.choices import Uitzondering
from kern.herhaling import Werkdag, werkdag_tot
from kern.models import Medewerker, Sluitingsdag, Werkregel
from kern.termijnen import Kalender, Sluitsoort
from kern.tijd import BRUSSEL, EEN_DAG, einde_van
from kern.werk import Werkgroep, codes_zonder_recht, persoonlijke_codes

EINDE_WERKDAG = time(17)
PER_GROEP = 25  # of each heading on the page of all headings
HOOGSTENS = 500  # of one heading on its own

_MAP = Path(__file__).resolve().parent.parent / "sql"
_IDS = "SELECT w.id FROM ({publiek}) w"
_DRINGEND = (_MAP / "werk_dringend.sql").read_text(encoding="utf-8")
_VOORRAAD = (_MAP / "werkvoorraad.sql").read_text(encoding="utf-8")
_PUBLIEK = (_MAP / "werk_publiek.sql").read_text(encoding="utf-8")
_VAN_AFWEZIGEN = (_MAP / "werk_van_afwezigen.sql").read_text(encoding="utf-8")
_NAAM = re.compile(r"%\((\w+)\)s")
IK = "-"  # in `Keuze.van`: mine and of my groups; no user name looks like it


@dataclass(frozen=True)
class Keuze:
    """Which part of the werkvoorraad is asked; everything by default.

    `van`: `IK` (also the groups one belongs to), or the user name of an absent colleague. `over` is a subject.
    """

    soort: str = ""
    van: str = ""
    over: tuple[str, str] | None = None
    laat: bool = False
    groep: Werkgroep | None = None

    @property
    def is_alles(self) -> bool:
        """Whether nothing was chosen."""
        return self == Keuze()


@dataclass(frozen=True)
class Rij:
    """One open row as its reader has it; moments are aware, `namens_naam` is the absent colleague it comes from."""

    id: int
    soort: str
    titel: str
    kort: str
    url: str
    onderwerp: tuple[str, str] | None
    van_groep: bool
    aard: str
    belang: int
    wacht_op: str
    sinds: datetime
    tegen: datetime | None
    heel_dag: bool
    begint_op: datetime | None
    groep: Werkgroep
    namens_naam: str


@dataclass(frozen=True)
class Voorraad:
    """What waits for one person: the rows in order, how many stand under each heading, and what there is to choose from."""

    rijen: list[Rij] = field(default_factory=list)
    aantallen: Mapping[Werkgroep, int] = field(default_factory=dict)
    soorten: Collection[str] = ()
    collegas: Mapping[str, str] = field(default_factory=dict)  # user name → name of an absent colleague
    bleef_liggen: int = 0  # open rows of the last day with an order that are not in today's


def mijn_regels(persoon: Medewerker) -> QuerySet[Werkregel]:
    """Return the open rows of *persoon* at this moment: own, of the groups, and of absent colleagues."""
    return Werkregel.objects.filter(pk__in=_als_expressie(_over(_IDS, persoon), _wie(persoon, None)))


def dringend(persoon: Medewerker) -> QuerySet[Werkregel]:
    """Return what is late or due today: the counter of the navigation. Asks the database nothing while it is built."""
    return Werkregel.objects.filter(pk__in=_als_expressie(_over(_DRINGEND, persoon), _wie(persoon, None)))


def voorraad(persoon: Medewerker, op: datetime, keuze: Keuze | None = None, *, is_werkdag: Werkdag | None = None) -> Voorraad:
    """Return what waits for *persoon* at *op*: one query, and one for the closing days unless the caller asked them already."""
    keuze = keuze or Keuze()
    vandaag = op.astimezone(BRUSSEL).date()
    waarden = _wie(persoon, op) | {
        "vandaag": vandaag,
        "morgen": einde_van(vandaag),
        "week": einde_van(vandaag + timedelta(days=6 - vandaag.weekday())),
        "gisteravond": datetime.combine(vorige_werkdag(vandaag, is_werkdag), EINDE_WERKDAG, tzinfo=BRUSSEL),
        "soort": keuze.soort,
        "van": keuze.van,
        "over_soort": keuze.over[0] if keuze.over else "",
        "over_id": keuze.over[1] if keuze.over else "",
        "laat": keuze.laat,
        "groep": None if keuze.groep is None else int(keuze.groep),
        "grens": PER_GROEP if keuze.groep is None else HOOGSTENS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_over(_VOORRAAD, persoon), waarden)
        namen = [kolom.name for kolom in cursor.description or ()]
        return _als_voorraad([dict(zip(namen, rij, strict=True)) for rij in cursor.fetchall()])


def vorige_werkdag(vandaag: date, is_werkdag: Werkdag | None = None) -> date:
    """Return the last working day before *vandaag*, by the closing days of the agency."""
    return werkdag_tot(vandaag - EEN_DAG, is_werkdag or _werkdagen(vandaag - timedelta(days=31), vandaag))


def werkdagen_rond(vandaag: date, dag: date | None) -> Werkdag:
    """Return what is a working day around these days, by the closing days of the agency: one query, whatever is asked of it."""
    eerste, laatste = min(vandaag, dag or vandaag), max(vandaag, dag or vandaag)
    return _werkdagen(eerste - timedelta(days=62), laatste + timedelta(days=400))


def _werkdagen(eerste: date, laatste: date) -> Werkdag:
    dagen = Sluitingsdag.objects.filter(ingetrokken_op=None, datum__range=(eerste, laatste))
    kalender, soorten = Kalender(rij.als_waarde() for rij in dagen), frozenset(Sluitsoort)
    return lambda een: kalender.is_werkdag(een, soorten)


def _over(sql: str, persoon: Medewerker) -> str:
    """Return *sql* over the rows of *persoon*; those of absent colleagues are asked only when there may be any."""
    van_afwezigen = _VAN_AFWEZIGEN if persoon.kan_hebben(Uitzondering.VERVANGING) else ""
    return sql.format(publiek=_PUBLIEK.format(van_afwezigen=van_afwezigen))


def _wie(persoon: Medewerker, op: datetime | None) -> dict[str, Any]:
    """Return what the SQL must know of *persoon*; people from outside have no groups and stand in for nobody."""
    return {
        "ik": persoon.pk,
        "rollen": list(persoon.rollen) if persoon.is_intern else [],
        "team": persoon.team_id,
        "vervanger": persoon.pk if persoon.is_intern else None,
        "op": op,
        "persoonlijk": persoonlijke_codes(),
        "zonder_recht": codes_zonder_recht(persoon),
    }


def _als_expressie(sql: str, waarden: Mapping[str, Any]) -> RawSQL:
    """Return *sql* with named values as the ORM takes it: by place."""
    namen = _NAAM.findall(sql)
    return RawSQL(_NAAM.sub("%s", sql), tuple(waarden[naam] for naam in namen))  # noqa: S611 own text, values travel apart


def _als_voorraad(gevonden: list[dict[str, Any]]) -> Voorraad:
    eerste = gevonden[0]  # there always is one: what can be chosen from stands in it, also when nothing is chosen
    rijen = [_als_rij(rij) for rij in gevonden if rij["id"] is not None]
    return Voorraad(
        rijen=rijen,
        aantallen={Werkgroep(rij["groep"]): rij["aantal"] for rij in gevonden if rij["id"] is not None},
        soorten=eerste["soorten"] or (),
        collegas=json.loads(eerste["collegas"] or "{}"),
        bleef_liggen=eerste["bleef_liggen"],
    )


def _als_rij(rij: dict[str, Any]) -> Rij:
    return Rij(
        id=rij["id"],
        soort=rij["soort"],
        titel=rij["titel"],
        kort=rij["kort"],
        url=rij["url"],
        onderwerp=(rij["onderwerp_soort"], rij["onderwerp_id"]) if rij["onderwerp_soort"] else None,
        van_groep=rij["voor_id"] is None,
        aard=rij["aard"],
        belang=rij["belang"],
        wacht_op=rij["wacht_op"],
        sinds=rij["sinds"],
        tegen=rij["tegen"],
        heel_dag=rij["heel_dag"],
        begint_op=rij["begint_op"],
        groep=Werkgroep(rij["groep"]),
        namens_naam=rij["namens_naam"] or "",
    )
