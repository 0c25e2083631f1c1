"""Writes about planned runs: beginning one is what only one process can do."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from kern.models import GeplandeRun

GEDULD = timedelta(minutes=10)  # after this a run that did not end is taken for fallen
POGINGEN = 3
BEWAAR = timedelta(days=30)

_BEGIN = """
INSERT INTO kern_geplanderun (taak, gepland_op, gestart_op, poging) VALUES (%(taak)s, %(gepland_op)s, %(op)s, 1)
ON CONFLICT (taak, gepland_op) DO UPDATE SET gestart_op = excluded.gestart_op, poging = kern_geplanderun.poging + 1
WHERE kern_geplanderun.klaar_op IS NULL AND kern_geplanderun.gestart_op < %(geduld)s AND kern_geplanderun.poging < %(pogingen)s
RETURNING id
"""


def begin(*, taak: str, gepland_op: datetime, op: datetime) -> int | None:
    """Claim job *taak* at *gepland_op*; returns the run, or None when it is somebody else's or done."""
    waarden: dict[str, Any] = {"taak": taak, "gepland_op": gepland_op, "op": op, "geduld": op - GEDULD, "pogingen": POGINGEN}
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, waarden)
        rij = cursor.fetchone()
    return rij[0] if rij else None


@transaction.atomic
def sluit(*, run: int, op: datetime) -> None:
    """Write down that the run came to its end."""
    GeplandeRun.objects.filter(pk=run).update(klaar_op=op)


def nog_te_doen(momenten: Mapping[str, datetime], *, op: datetime) -> list[str]:
    """Return which jobs of *momenten* (name → last planned moment) should still run: never begun, or fallen over."""
    namen = list(momenten)
    bekend = {
        (run.taak, run.gepland_op): run
        for run in GeplandeRun.objects.filter(taak__in=namen, gepland_op__in=set(momenten.values()))
    }
    uit = []
    for naam, moment in momenten.items():
        run = bekend.get((naam, moment))
        if run is None or (run.klaar_op is None and run.gestart_op < op - GEDULD and run.poging < POGINGEN):
            uit.append(naam)
    return uit


@transaction.atomic
def ruim_op(*, op: datetime) -> int:
    """Forget runs of more than 30 days ago; returns how many."""
    return GeplandeRun.objects.filter(gepland_op__lt=op - BEWAAR).delete()[0]
