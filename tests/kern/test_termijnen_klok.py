"""Terms in hours and minutes: elapsed time, also when the Belgian clock jumps."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kern.termijnen import BRUSSEL, Eenheid, OngeldigeAanpassing, Opschorting, Verlenging, bereken
from tests.kern.termijnhulp import KALENDER, om, regel, vervalt

ETMAAL = regel(Eenheid.UREN, 24, verschuift=False, startfeit="registratie van de melding")
MOMENTEN = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001 the strategy adds the zone
    max_value=datetime(2031, 12, 1),  # noqa: DTZ001 idem
    timezones=st.just(UTC),
)


def test_vierentwintig_uur_over_het_begin_van_het_zomeruur_is_een_uur_later_op_de_klok() -> None:
    uitkomst = bereken(regel=ETMAAL, start=om(date(2027, 3, 27), 15), kalender=KALENDER)
    assert vervalt(uitkomst).isoformat() == "2027-03-28T16:00:00+02:00"
    assert uitkomst.uitleg == [
        "Start: zaterdag 27/03/2027 15:00 (registratie van de melding). Er wordt doorgeteld, ook 's nachts en in het weekend.",
        "zaterdag 27/03 15:00 + 24 uur = zondag 28/03 16:00",
        "Zomeruur: op zondag 28/03 springt de klok van 02:00 naar 03:00; het verstreken aantal uren klopt.",
        "Uiterlijk zondag 28/03/2027 16:00.",
    ]


def test_vierentwintig_uur_over_het_einde_van_het_zomeruur_is_een_uur_vroeger_op_de_klok() -> None:
    uitkomst = bereken(regel=ETMAAL, start=om(date(2026, 10, 24), 15, 30), kalender=KALENDER)
    assert vervalt(uitkomst).isoformat() == "2026-10-25T14:30:00+01:00"
    assert uitkomst.uitleg[1:] == [
        "zaterdag 24/10 15:30 + 24 uur = zondag 25/10 14:30",
        "Winteruur: op zondag 25/10 springt de klok van 03:00 terug naar 02:00; het verstreken aantal uren klopt.",
        "Uiterlijk zondag 25/10/2026 14:30.",
    ]


@pytest.mark.parametrize(
    ("start_fold", "minuten", "einde"),
    [
        (0, 30, "zondag 25/10/2026 02:50 (zomeruur)"),
        (0, 60, "zondag 25/10/2026 02:20 (winteruur)"),
        (1, 30, "zondag 25/10/2026 02:50 (winteruur)"),
        (1, 60, "zondag 25/10/2026 03:20"),
    ],
)
def test_het_uur_dat_twee_keer_bestaat_zegt_welk_van_de_twee(start_fold: int, minuten: int, einde: str) -> None:
    start = om(date(2026, 10, 25), 2, 20, fold=start_fold)
    uitkomst = bereken(regel=regel(Eenheid.MINUTEN, minuten, verschuift=False), start=start, kalender=KALENDER)
    assert uitkomst.samenvatting == f"Uiterlijk {einde}."
    assert vervalt(uitkomst).astimezone(UTC) == start.astimezone(UTC) + timedelta(minutes=minuten)


def test_dertig_minuten_net_voor_de_sprong_naar_het_zomeruur() -> None:
    uitkomst = bereken(regel=regel(Eenheid.MINUTEN, 30, verschuift=False), start=om(date(2027, 3, 28), 1, 45), kalender=KALENDER)
    assert uitkomst.uitleg[1] == "zondag 28/03 01:45 + 30 minuten = zondag 28/03 03:15"
    assert uitkomst.uitleg[2].startswith("Zomeruur: op zondag 28/03")


def test_een_melding_op_kerstavond_wacht_niet_op_de_feestdagen() -> None:
    uitkomst = bereken(regel=ETMAAL, start=om(date(2026, 12, 24), 23, 50), kalender=KALENDER)
    assert uitkomst.samenvatting == "Uiterlijk vrijdag 25/12/2026 23:50."
    assert uitkomst.zeker


def test_over_oudejaarsavond_staat_het_jaar_erbij() -> None:
    uitkomst = bereken(regel=ETMAAL, start=om(date(2026, 12, 31), 18), kalender=KALENDER)
    assert uitkomst.uitleg[1] == "donderdag 31/12/2026 18:00 + 24 uur = vrijdag 01/01/2027 18:00"


@given(MOMENTEN, st.integers(1, 400))
def test_er_verstrijken_altijd_precies_zoveel_uren(start: datetime, uren: int) -> None:
    welke = regel(Eenheid.UREN, uren, verschuift=False)
    uitkomst = bereken(regel=welke, start=start, kalender=KALENDER)
    assert vervalt(uitkomst).astimezone(UTC) - start == timedelta(hours=uren)
    wissels = [stap for stap in uitkomst.stappen if stap.soort == "uurwissel"]
    zelfde_uur = start.astimezone(BRUSSEL).utcoffset() == vervalt(uitkomst).utcoffset()
    assert len(wissels) == (0 if zelfde_uur else 1)


@given(MOMENTEN, st.integers(0, 24 * 60 - 1), st.integers(0, 10_000))
def test_een_opschorting_in_uren_voegt_precies_de_verstreken_tijd_toe(start: datetime, na_minuten: int, minuten: int) -> None:
    van = start + timedelta(minutes=na_minuten)
    stil = Opschorting(vanaf=van, tot=van + timedelta(minutes=minuten), reden="embargo")
    uitkomst = bereken(regel=ETMAAL, start=start, kalender=KALENDER, aanpassingen=[stil])
    assert vervalt(uitkomst).astimezone(UTC) - start == timedelta(hours=24, minutes=minuten)


def test_opschorten_hervatten_en_verlengen_in_uren_staat_in_de_uitleg() -> None:
    dag = date(2027, 2, 10)
    uitkomst = bereken(
        regel=ETMAAL,
        start=om(dag, 9),
        kalender=KALENDER,
        aanpassingen=[
            Opschorting(vanaf=om(dag, 10), tot=om(dag, 11, 30), reden="embargo van het parket"),
            Verlenging(moment=om(dag, 12), duur=30, eenheid=Eenheid.MINUTEN, reden="arts onderweg"),
        ],
    )
    assert uitkomst.uitleg[2:] == [
        (
            "Opgeschort van woensdag 10/02 10:00 tot woensdag 10/02 11:30 (embargo van het parket): "
            "donderdag 11/02 09:00 + 1 uur 30 minuten = donderdag 11/02 10:30"
        ),
        "Verlengd met 30 minuten (arts onderweg): donderdag 11/02 10:30 + 30 minuten = donderdag 11/02 11:00",
        "Uiterlijk donderdag 11/02/2027 11:00.",
    ]


def test_zolang_de_klok_stilstaat_zegt_de_uitleg_hoeveel_er_nog_loopt() -> None:
    dag = date(2027, 2, 10)
    uitkomst = bereken(
        regel=ETMAAL,
        start=om(dag, 9),
        kalender=KALENDER,
        aanpassingen=[Opschorting(vanaf=om(dag, 10, 15), tot=None, reden="embargo van het parket")],
    )
    assert uitkomst.vervalt_op is None
    assert uitkomst.uitleg[2:] == [
        "Opgeschort sinds woensdag 10/02 10:15 (embargo van het parket).",
        "Opgeschort: nog 22 uur 45 minuten te lopen na de hervatting.",
    ]


@pytest.mark.parametrize(
    ("uur_na_start", "eenheid", "melding"),
    [
        (24, Eenheid.UREN, "was al voorbij op donderdag 11/02/2027 09:00"),
        (1, Eenheid.DAGEN, "wordt verlengd in uren of minuten"),
    ],
)
def test_een_verlenging_die_niet_past_wordt_geweigerd(uur_na_start: int, eenheid: Eenheid, melding: str) -> None:
    start = om(date(2027, 2, 10), 9)
    verlenging = Verlenging(moment=start + timedelta(hours=uur_na_start), duur=1, eenheid=eenheid, reden="x")
    with pytest.raises(OngeldigeAanpassing, match=melding):
        bereken(regel=ETMAAL, start=start, kalender=KALENDER, aanpassingen=[verlenging])


def test_wat_voor_de_start_werd_opgeschort_telt_vanaf_de_start() -> None:
    start = om(date(2027, 2, 10), 9)
    stil = Opschorting(vanaf=start - timedelta(hours=3), tot=start + timedelta(hours=2), reden="embargo")
    ervoor = Opschorting(vanaf=start - timedelta(hours=5), tot=start - timedelta(hours=4), reden="embargo")
    uitkomst = bereken(regel=ETMAAL, start=start, kalender=KALENDER, aanpassingen=[stil, ervoor])
    assert uitkomst.vervalt_op == start + timedelta(hours=26)
