"""One row has one worker, and a worker that was given up for dead cannot mark it any more."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from kern import workflow
from kern.actions import bezorging
from kern.fouten import AlGewijzigd
from kern.models import Medewerker
from kern.outbox.keuzes import Kanaal, UitgaandStatus
from tests.hulp.post import Mailserver
from tests.kern.outbox.brief import OP, een_mail, gebeurtenissen
from tests.mensen import collega


def test_verlopen_lease_geeft_de_rij_vrij_en_de_trage_werker_kan_niet_meer_markeren(
    an: Medewerker, mailserver: Mailserver
) -> None:
    regel = een_mail(an)
    traag = bezorging.claim(kanalen=Kanaal.values, op=OP)
    assert traag is not None
    later = OP + timedelta(seconds=301)
    assert bezorging.veeg(op=OP + timedelta(seconds=299)) == 0
    assert bezorging.veeg(op=later) == 1
    vlug = bezorging.claim(kanalen=Kanaal.values, op=later)
    assert vlug is not None
    assert vlug.pk == regel.pk == traag.pk
    with pytest.raises(AlGewijzigd):
        bezorging.stap(traag, workflow.DRAAG_OVER)
    bezorging.stap(vlug, workflow.DRAAG_OVER)
    assert gebeurtenissen(regel) == ["klaargezet", "hernomen"]


def test_werker_die_te_laat_is_draagt_niet_meer_over(an: Medewerker, mailserver: Mailserver) -> None:
    regel = een_mail(an)
    tijden = iter([OP, OP + timedelta(seconds=301)] + [OP + timedelta(seconds=302)] * 3)
    bezorging.verwerk(klok=lambda: next(tijden))
    regel.refresh_from_db()
    assert (regel.status, mailserver.brieven) == (UitgaandStatus.BEZIG, [])


def test_bericht_dat_zijn_werker_telkens_velt_wordt_opzij_gezet(an: Medewerker, settings: Any) -> None:
    settings.OUTBOX_PAUZES = [1]
    regel = een_mail(an)
    op = OP
    for _ in range(2):
        bezorging.claim(kanalen=Kanaal.values, op=op)
        op += timedelta(seconds=301)
        bezorging.veeg(op=op)
    regel.refresh_from_db()
    assert regel.status == UitgaandStatus.MISLUKT


def test_twee_werkers_krijgen_nooit_dezelfde_rij(eigen_database: Any) -> None:
    an = collega("An")
    with transaction.atomic():
        for nummer in range(200):
            een_mail(an, sleutel=f"brief:{nummer}")
    genomen: list[int] = []
    begin = threading.Barrier(4)

    def neem() -> None:
        begin.wait()
        while regel := bezorging.claim(kanalen=Kanaal.values, op=OP):
            genomen.append(regel.pk)
        connection.close()

    draden = [threading.Thread(target=neem) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(genomen) == len(set(genomen)) == 200
