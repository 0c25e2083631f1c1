"""An import that changes many locations waits for others in the order of the house, so that nobody waits for each other."""

import threading
import time
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from dossiers.models import Dossier, Organisator
from tests.dossiers.test_register_overnemen import VERZONNEN, importeer
from tests.hulp.databank import Databank


def wacht_tot_iemand_wacht() -> None:
    """Return when some connection to this database waits for a row."""
    einde = time.monotonic() + 20
    while time.monotonic() < einde:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # otherwise a transaction sees the same answer each time
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone() != (0,):
                return
        time.sleep(0.02)
    pytest.fail("de import wacht op niets")


def test_een_import_houdt_niets_vast_wat_na_het_eerste_komt_waarop_hij_wacht(eigen_database: Databank, tmp_path: Path) -> None:
    importeer(VERZONNEN)
    kop, *rijen = VERZONNEN.read_text().splitlines()
    anders = tmp_path / "omgekeerd.csv"
    # The newest row first, and of all of them the house number is another one.
    anders.write_text("\n".join([kop, *(rij.replace(", 2550", "9, 2550").replace(", 9000", "9, 9000") for rij in rijen[3::-1])]))
    sleutels = list(Dossier.objects.order_by("pk").values_list("pk", flat=True))
    assert len(sleutels) == 4
    uit: list[str] = []

    def draai() -> None:
        try:
            with connection.cursor() as cursor:  # the planner may take the rows in any order; here in that of the file
                cursor.execute("SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_seqscan = off")
            uit.append(importeer(anders)[0])
        finally:
            connections.close_all()

    draad = threading.Thread(target=draai)
    with transaction.atomic():
        assert Dossier.objects.select_for_update().filter(pk=sleutels[0]).exists()
        draad.start()
        wacht_tot_iemand_wacht()
        # Whoever assigns all of them goes on: the import stands in front of the first, and holds none of the others.
        assert len(Dossier.objects.order_by("pk").select_for_update(nowait=True).filter(pk__in=sleutels)) == 4
        assert len(Organisator.objects.order_by("pk").select_for_update(nowait=True)) == 3
    draad.join(timeout=30)
    assert uit == ["0 nieuw (met 0 organisatoren), 4 bijgewerkt, 0 ongewijzigd, 0 na te kijken, 0 fout."]
