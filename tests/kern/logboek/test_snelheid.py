"""A log row must cost so little that nobody is tempted to leave it out; a whole log must be checked in minutes."""

import statistics
import time
from collections.abc import Callable

import psycopg
import pytest
from django.db import transaction

from kern import gebeurtenissen, logboek
from kern.queries import logcontrole
from tests.hulp.databank import Databank
from tests.mensen import MAANDAG, collega


@pytest.mark.parametrize(("reden", "vragen"), [("", 1), ("op vraag van de coördinator", 2)], ids=["zonder reden", "met reden"])
def test_een_logregel_kost_een_vraag_aan_de_databank_en_haar_reden_nog_een(
    db, django_assert_num_queries, reden: str, vragen: int
):
    an = collega("An")
    with django_assert_num_queries(vragen):
        logboek.schrijf(gebeurtenissen.MEDEWERKER_GEWIJZIGD, over=an, door=an, op=MAANDAG, reden=reden)


@pytest.mark.traag  # the number of questions above holds everywhere; this asks for a clock
@pytest.mark.parametrize(("reden", "grens"), [("", 1.0), ("op vraag van de coördinator", 1.5)], ids=["zonder reden", "met reden"])
def test_een_logregel_kost_hooguit_een_milliseconde_en_haar_reden_een_halve(eigen_database: Databank, reden: str, grens: float):
    an = collega("An")

    def schrijf() -> None:
        logboek.schrijf(gebeurtenissen.MEDEWERKER_GEWIJZIGD, over=an, door=an, op=MAANDAG, reden=reden)

    # The calmest of five series, each beside a fixed sum: a busy machine makes both slower.
    paren = [(mediaan_ms(vaste_som), mediaan_ms(schrijf)) for _ in range(5)]
    som, logregel = min(paren, key=lambda paar: paar[1] / paar[0])

    print(f"logregel {'met' if reden else 'zonder'} reden: mediaan {logregel:.2f} ms; de vaste som {som:.2f} ms")
    assert logregel <= grens * max(1.0, som / RUSTIG)


RUSTIG = 0.2  # what the sum takes, in ms, when the machine has nothing else to do


def vaste_som() -> None:
    sum(range(20_000))


def mediaan_ms(doe: Callable[[], None]) -> float:
    """Return the median time of sixty times *doe*, each in a transaction of its own that is not part of the time."""
    tijden = []
    for _ in range(60):
        with transaction.atomic():
            begin = time.perf_counter()
            doe()
            tijden.append(time.perf_counter() - begin)
    return statistics.median(tijden) * 1000


MILJOEN = """
    INSERT INTO kern_logregel
        (op, gebeurtenis, door_id, door_naam, namens_naam, onderwerp_soort, onderwerp_id, gegevens, verzoek_id)
    SELECT timestamptz '2026-03-02 09:00+01' + n * interval '10 seconds', 'kern.medewerker_gewijzigd', n % 120, 'An Peeters', '',
           'dossiers.dossier', n % 20000, jsonb_build_object('velden', jsonb_build_array('telefoon', n)),
           gen_random_uuid()::text
    FROM generate_series(1, 1000000) AS n
"""


@pytest.mark.traag
def test_een_miljoen_regels_worden_in_minder_dan_twee_minuten_nagekeken(eigen_database: Databank):
    with psycopg.connect(eigen_database.url_eigenaar) as eigenaar:
        eigenaar.execute("SET statement_timeout = 0")
        begin = time.perf_counter()
        eigenaar.execute(MILJOEN)
        geschreven = time.perf_counter() - begin
    begin = time.perf_counter()
    gevonden = list(logcontrole.bevindingen())
    nagekeken = time.perf_counter() - begin
    begin = time.perf_counter()
    logcontrole.anker(1_000_000)
    verankerd = time.perf_counter() - begin

    print(f"1 000 000 regels: geschreven in {geschreven:.0f} s, nagekeken in {nagekeken:.1f} s, verankerd in {verankerd:.1f} s")
    assert gevonden == []
    assert nagekeken < 120
