"""Reminders with real workers that are killed, and two beats that ring at the same time."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from kern.actions import bezorging, herinneringen, taken
from kern.models import GeplandeRun, Herinnering, Herinneringskeuze, Medewerker, Notificatie, OutboxRegel, Taak
from kern.outbox import bel
from kern.outbox.keuzes import UitgaandStatus
from tests.hulp.databank import Databank
from tests.hulp.post import Mailserver
from tests.hulp.processen import EigenValkey, Proces, wacht_tot
from tests.mensen import collega

ELKE = {"HERINNER_ELKE": "1", "OUTBOX_VEEG_ELKE": "1", "OUTBOX_LEASE": "2", "OUTBOX_PAUZES": "1,1,1,1,1", "MAIL_TIMEOUT": "1"}
StartWorker = Callable[..., Proces]


@pytest.fixture(autouse=True)
def _bel_weer_heel() -> None:
    bel._stil_tot = 0.0


def tweehonderd_roepen(an: Medewerker) -> None:
    """Give An two hundred tasks that call now, and let her want to know at once by both roads."""
    nu = timezone.now()
    herinneringen.kies(
        medewerker=an, notificatie=Herinneringskeuze.Hoe.METEEN, mail=Herinneringskeuze.Hoe.METEEN, door=an,
        op=nu - timedelta(days=1),
    )  # fmt: skip
    with transaction.atomic():
        for nummer in range(200):
            taken.geef(
                sleutel=uuid4(), inhoud=taken.Inhoud(titel=f"Taak {nummer}", tegen=timezone.localdate()), door=an,
                op=nu - timedelta(hours=1),
            )  # fmt: skip
        Taak.objects.update(herinner_op=nu)


def klaar() -> bool:
    onderweg = OutboxRegel.objects.filter(status__in=(UitgaandStatus.WACHT, UitgaandStatus.BEZIG, UitgaandStatus.IN_OVERDRACHT))
    return Herinnering.objects.count() == 400 and not onderweg.exists()


_HALFWEG = """
SELECT count(*) FROM pg_locks h JOIN pg_locks w USING (pid)
WHERE h.relation = %s::regclass AND h.mode = 'RowExclusiveLock' AND h.granted AND w.relation = %s::regclass AND NOT w.granted
"""


def dood_midden_in_het_opschrijven(start_worker: StartWorker) -> None:
    """Kill a worker that wrote down whom it reminds and not yet the messages: these are kept from it by a lock."""
    tabellen = [Herinnering._meta.db_table, OutboxRegel._meta.db_table]

    def halfweg() -> bool:
        cursor.execute(_HALFWEG, tabellen)
        return bool(cursor.fetchone()[0])

    with connection.cursor() as cursor:
        with transaction.atomic():
            cursor.execute(f'LOCK TABLE "{tabellen[1]}" IN EXCLUSIVE MODE')
            worker = start_worker(processen=2, wacht=False, **ELKE)
            wacht_tot(halfweg, wat=f"een werker halfweg\n{worker.tekst[-2000:]}")
            worker.dood()
        wacht_tot(lambda: not halfweg(), wat="een verbinding die losliet")


@pytest.mark.traag
def test_kill_9_van_de_werker_tijdens_tweehonderd_herinneringen_met_twee_beats(
    eigen_database: Databank,
    eigen_valkey: EigenValkey,
    mailserver: Mailserver,
    start_worker: StartWorker,
    start_beat: StartWorker,
) -> None:
    an = collega("An")
    mailserver.vertraging = 0.01
    tweehonderd_roepen(an)
    for _ in range(2):
        start_beat(**ELKE)
    dood_midden_in_het_opschrijven(start_worker)
    assert not Herinnering.objects.exists()  # nothing half
    assert not OutboxRegel.objects.filter(sleutel__startswith="herinnering").exists()
    # Killed before anything, once they are written down, and twice while they leave.
    momenten = (
        lambda: True,
        Herinnering.objects.exists,
        lambda: len(mailserver.nummers) > 20,
        lambda: len(mailserver.nummers) > 90,
    )
    for gevorderd in momenten:
        worker = start_worker(processen=2, wacht=False, **ELKE)
        wacht_tot(gevorderd, wat=f"een werker die bezig is\n{worker.tekst[-2000:]}")
        worker.dood()
        wacht_tot(lambda: eigen_valkey.luisteraars() == 0, wat="stilte")
    worker = start_worker(processen=2, **ELKE)
    for _ in range(120):
        bel.bel()
        time.sleep(0.5)
        if klaar():
            break
    assert klaar(), Counter(OutboxRegel.objects.values_list("kanaal", "status"))
    # In the house exactly once; over the road to the mail server nothing lost, and a second copy only of what was under way.
    assert Counter(Notificatie.objects.values_list("tekst", flat=True)) == {f"Taak {nummer}": 1 for nummer in range(200)}
    mails = OutboxRegel.objects.filter(kanaal="mail")
    assert mails.count() == 200
    exemplaren = Counter(mailserver.nummers)
    assert set(exemplaren) == set(mails.values_list("message_id", flat=True))
    assert sum(aantal - 1 for aantal in exemplaren.values()) <= 8
    # However many beats rang, one run a second, and none of them reminded again.
    assert GeplandeRun.objects.filter(taak="herinneringen").count() >= 2
    assert herinneringen.herinner(op=timezone.now()) == 0


def test_wie_omvalt_voor_het_vastleggen_laat_niets_half_achter(an: Medewerker) -> None:
    tweehonderd_roepen(an)
    nu = timezone.now()
    with transaction.atomic():
        assert herinneringen.herinner(op=nu) == 400
        transaction.set_rollback(True)  # killed here
    assert not Herinnering.objects.exists()
    assert not OutboxRegel.objects.filter(sleutel__startswith="herinnering").exists()
    assert herinneringen.herinner(op=nu) == 400
    OutboxRegel.objects.filter(kanaal="mail").delete()  # no mail server here
    bezorging.verwerk(klok=lambda: nu)
    assert Notificatie.objects.count() == 200
