"""Ten thousand tasks that call at the same moment, on their way into the outbox: one run, rolled back after it."""

import time
from datetime import datetime, timedelta

from django.db import connection, transaction

from benchmarks.meting import Cijfers, Meting
from kern.actions import herinneringen
from kern.models import Medewerker

AANTAL = 10_000
SECONDEN = 10

_TAKEN = """
INSERT INTO kern_taak (id, titel, onderwerp_soort, onderwerp_id, voor_id, gegeven_door_id, gegeven_op, volgt_onderwerp, tegen,
                       belang, herinner, herinner_op, herhaal_eenheid, wacht_op, status, nota, versie)
SELECT gen_random_uuid(), 'Taak ' || i, d.soort, d.id, d.wie, d.wie, %(eerder)s, false, %(op)s::date, 1, 'dan', %(roept)s, '', '',
       'open', '', 1
FROM generate_series(1, %(aantal)s) i
JOIN (
    SELECT row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS alle, 'dossiers.dossier' AS soort, id::text AS id,
           klantenbeheerder_id AS wie
    FROM dossiers_dossier WHERE klantenbeheerder_id IS NOT NULL
) d ON d.n = i %% d.alle + 1
"""


def meet_herinneringen(op: datetime) -> Meting:
    """Half of the readers want a mail at once too; each task is about a location of its own reader."""
    duren = []
    for _ in range(3):
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    _TAKEN, {"eerder": op - timedelta(days=1), "op": op, "roept": op - timedelta(minutes=1), "aantal": AANTAL}
                )
            for wie in Medewerker.objects.filter(is_active=True).order_by("pk")[::2]:
                herinneringen.kies(medewerker=wie, notificatie="meteen", mail="meteen", door=wie, op=op - timedelta(days=2))
            begin = time.perf_counter()
            aantal = herinneringen.herinner(op=op)
            duren.append(time.perf_counter() - begin)
            transaction.set_rollback(True)
    duur = sorted(duren)[1]
    return Meting(
        "10.000 herinneringen in de outbox",
        Cijfers(round(duur * 1000), round(max(duren) * 1000), 1),
        grens=f"≤ {SECONDEN} s",
        gehaald=duur <= SECONDEN and aantal >= AANTAL,
        uitleg=f"{aantal} berichten, de helft van de lezers ook per mail",
    )
