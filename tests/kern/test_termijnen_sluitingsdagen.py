"""The closing days of the first rows against a list computed apart, with dateutil's Easter and the law's own list."""

from collections import Counter
from datetime import date, timedelta

import pytest
from dateutil.easter import easter

from kern.termijnen import Sluitsoort
from kern.termijnen.beginstand import REGELS, SLUITINGSDAGEN
from tests.kern.termijnhulp import ALLE, KALENDER, WETTELIJK, dagen

JAREN = range(2026, 2032)


def wettelijk(jaar: int) -> set[date]:
    """KB 18/04/1974, art. 1."""
    vast = {(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)}
    return {date(jaar, maand, dag) for maand, dag in vast} | {easter(jaar) + timedelta(days=n) for n in (1, 39, 50)}


@pytest.mark.parametrize("jaar", JAREN)
def test_de_tien_wettelijke_feestdagen_kloppen(jaar: int) -> None:
    rijen = {rij.datum for rij in SLUITINGSDAGEN if rij.datum.year == jaar and rij.soort is Sluitsoort.WETTELIJK}
    assert rijen == wettelijk(jaar)
    assert len(rijen) == 10


@pytest.mark.parametrize("jaar", JAREN)
def test_de_vlaamse_sluitingsdagen_kloppen_en_26_december_is_niet_bevestigd(jaar: int) -> None:
    rijen = {rij.datum: rij.bevestigd for rij in SLUITINGSDAGEN if rij.datum.year == jaar and rij.soort is Sluitsoort.VLAAMS}
    assert rijen == {
        date(jaar, 7, 11): True,
        date(jaar, 11, 2): True,
        date(jaar, 11, 15): True,
        date(jaar, 12, 26): False,
    }


def test_er_zijn_geen_verzonnen_brugdagen_geen_dubbele_dagen_en_elke_rij_noemt_haar_bron() -> None:
    assert {rij.soort for rij in SLUITINGSDAGEN} == {Sluitsoort.WETTELIJK, Sluitsoort.VLAAMS}
    assert max(Counter(rij.datum for rij in SLUITINGSDAGEN).values()) == 1
    assert {rij.datum.year for rij in SLUITINGSDAGEN} == set(JAREN)
    assert all(rij.bron and rij.naam for rij in SLUITINGSDAGEN)


def test_de_beweeglijke_feestdagen_vallen_op_hun_vaste_weekdag() -> None:
    verwacht = {"Paasmaandag": 0, "Hemelvaartsdag": 3, "Pinkstermaandag": 0}
    for rij in SLUITINGSDAGEN:
        assert rij.datum.weekday() == verwacht.get(rij.naam, rij.datum.weekday()), rij


def test_elke_dag_van_zes_jaar_is_een_werkdag_of_niet_zoals_de_lijst_zegt() -> None:
    for dag in dagen(date(2026, 1, 1), date(2031, 12, 31)):
        weekend = dag.isoweekday() in (6, 7)
        assert KALENDER.is_werkdag(dag, WETTELIJK) is not (weekend or dag in wettelijk(dag.year)), dag
        vlaams = (dag.month, dag.day) in {(7, 11), (11, 2), (11, 15), (12, 26)}
        assert KALENDER.is_werkdag(dag, ALLE) is not (weekend or dag in wettelijk(dag.year) or vlaams), dag


def test_elke_regel_heeft_een_eigen_code_een_naam_en_een_bron() -> None:
    assert len({rij.code for rij in REGELS}) == len(REGELS) == 8
    assert all(rij.naam and rij.bron for rij in REGELS)
