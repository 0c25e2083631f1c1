"""Days, working days and months against a second implementation that walks day by day, over ten years of starts."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kern.termijnen import (
    Aanpassing,
    Aard,
    Datumwijziging,
    Eenheid,
    Kalender,
    OngeldigeAanpassing,
    OngeldigeRegel,
    Opschorting,
    Regel,
    Sluitdag,
    Sluitsoort,
    Verlenging,
    bereken,
)
from kern.termijnen.beginstand import SLUITINGSDAGEN
from tests.kern.termijnhulp import (
    ALLE,
    DAG,
    GESLOTEN,
    KALENDER,
    WETTELIJK,
    dagen,
    is_werkdag,
    loop_dagen,
    loop_naar_werkdag,
    om,
    regel,
    schorsing,
    vervalt,
)

# Ten years: the six whose closing days are rows, and four in which only weekends are known.
TIEN_JAAR = dagen(date(2025, 1, 1), date(2034, 12, 31))
START = st.dates(min_value=date(2026, 1, 1), max_value=date(2030, 6, 30))
DUUR = st.integers(min_value=1, max_value=120)


def reken(start: date, welke: Regel, **meer: object) -> date:
    """The date of a term that has one."""
    datum = bereken(regel=welke, start=om(start), kalender=KALENDER, **meer).datum  # type: ignore[arg-type]  # keyword passing
    assert datum is not None
    return datum


@pytest.mark.parametrize("duur", [1, 3, 15, 30])
@pytest.mark.parametrize("verschuift", [True, False])
def test_tien_jaar_kalenderdagen_komen_overeen_met_dag_voor_dag_lopen(duur: int, verschuift: bool) -> None:
    welke = regel(Eenheid.DAGEN, duur, verschuift=verschuift)
    for start in TIEN_JAAR:
        verwacht = loop_dagen(start, duur, lambda dag: True)
        if verschuift:
            verwacht = loop_naar_werkdag(verwacht, GESLOTEN[WETTELIJK])
        assert reken(start, welke) == verwacht, start


@pytest.mark.parametrize("duur", [1, 5, 20])
@pytest.mark.parametrize("soorten", [WETTELIJK, ALLE])
def test_tien_jaar_werkdagen_komen_overeen_met_dag_voor_dag_lopen(duur: int, soorten: frozenset[Sluitsoort]) -> None:
    welke = regel(Eenheid.WERKDAGEN, duur, verschuift=False, sluitsoorten=soorten)
    for start in TIEN_JAAR:
        assert reken(start, welke) == loop_dagen(start, duur, lambda dag: is_werkdag(dag, GESLOTEN[soorten])), start


@pytest.mark.parametrize("maanden", [1, 2, 3, 12])
def test_tien_jaar_maanden_eindigen_op_hetzelfde_dagnummer_of_de_laatste_dag(maanden: int) -> None:
    welke = regel(Eenheid.MAANDEN, maanden, verschuift=False)
    for start in TIEN_JAAR:
        einde = reken(start, welke)
        assert (einde.year * 12 + einde.month) - (start.year * 12 + start.month) == maanden
        assert einde.day == start.day or (einde.day < start.day and (einde + DAG).day == 1), start


def niet_geschorst(telt: Callable[[date], bool], geschorst: set[date]) -> Callable[[date], bool]:
    return lambda dag: telt(dag) and dag not in geschorst


def test_tien_jaar_opgeschorte_dagen_tellen_niet_mee() -> None:
    for start in TIEN_JAAR:
        van, tot = start + 4 * DAG, start + 15 * DAG
        geschorst = set(dagen(van, tot - DAG))
        for welke, telt in (
            (regel(Eenheid.DAGEN, 30), lambda dag: True),
            (regel(Eenheid.WERKDAGEN, 12, verschuift=False), lambda dag: is_werkdag(dag, GESLOTEN[WETTELIJK])),
        ):
            verwacht = loop_dagen(start, welke.duur or 0, niet_geschorst(telt, geschorst))
            if welke.verschuift:
                verwacht = loop_naar_werkdag(verwacht, GESLOTEN[WETTELIJK])
            assert reken(start, welke, aanpassingen=[schorsing(van, tot)]) == verwacht, start


@given(START, DUUR, st.sampled_from([Eenheid.DAGEN, Eenheid.WERKDAGEN]), st.booleans())
def test_een_latere_start_geeft_nooit_een_vroegere_datum(start: date, duur: int, eenheid: Eenheid, verschuift: bool) -> None:
    welke = regel(eenheid, duur, verschuift=verschuift)
    assert reken(start, welke) <= reken(start + DAG, welke)


@given(START, st.integers(1, 12), st.booleans(), st.booleans())
def test_ook_in_maanden_geeft_een_latere_start_nooit_een_vroegere_datum(
    start: date, duur: int, verschuift: bool, startdag_telt: bool
) -> None:
    welke = regel(Eenheid.MAANDEN, duur, verschuift=verschuift, startdag_telt=startdag_telt)
    assert reken(start, welke) <= reken(start + DAG, welke)


@given(START, DUUR)
def test_wie_opschuift_eindigt_op_een_werkdag_en_nooit_vroeger(start: date, duur: int) -> None:
    zonder, met = reken(start, regel(duur=duur, verschuift=False)), reken(start, regel(duur=duur))
    assert met >= zonder
    assert is_werkdag(met, GESLOTEN[WETTELIJK])
    assert not any(is_werkdag(dag, GESLOTEN[WETTELIJK]) for dag in dagen(zonder, met - DAG))


@given(START, DUUR, st.data())
def test_een_opschorting_voegt_precies_haar_eigen_lengte_toe(start: date, duur: int, data: st.DataObject) -> None:
    welke = regel(duur=duur, verschuift=False)
    van = start + data.draw(st.integers(1, duur)) * DAG
    lengte = data.draw(st.integers(0, 90))
    assert reken(start, welke, aanpassingen=[schorsing(van, van + lengte * DAG)]) == reken(start, welke) + lengte * DAG


@given(START, DUUR, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 20)), min_size=1, max_size=4), st.booleans())
def test_meer_opschortingen_tellen_op_en_de_volgorde_van_invoer_maakt_niets_uit(
    start: date, duur: int, stukken: list[tuple[int, int]], achterstevoren: bool
) -> None:
    welke = regel(duur=duur + 40, verschuift=False)
    moment, schorsingen = start + DAG, []
    for afstand, lengte in stukken:
        moment += afstand * DAG
        schorsingen.append(schorsing(moment, moment + lengte * DAG))
        moment += lengte * DAG
    if achterstevoren:
        schorsingen = [schorsing_ for schorsing_ in reversed(schorsingen) if schorsing_.vanaf != schorsing_.tot]
    verwacht = reken(start, welke) + sum(lengte for _, lengte in stukken) * DAG
    assert reken(start, welke, aanpassingen=schorsingen) == verwacht


@given(START, DUUR, DUUR, st.sampled_from([Eenheid.DAGEN, Eenheid.WERKDAGEN]))
def test_verlengen_met_dezelfde_eenheid_is_hetzelfde_als_langer_beginnen(
    start: date, duur: int, extra: int, eenheid: Eenheid
) -> None:
    verlenging = Verlenging(moment=om(start), duur=extra, eenheid=eenheid, reden="op verzoek")
    assert reken(start, regel(eenheid, duur), aanpassingen=[verlenging]) == reken(start, regel(eenheid, duur + extra))


@settings(max_examples=50)
@given(START, DUUR, st.integers(0, 23), st.integers(0, 59))
def test_het_uur_van_de_start_verandert_niets_aan_een_termijn_in_dagen(start: date, duur: int, uur: int, minuut: int) -> None:
    uitkomst = bereken(regel=regel(duur=duur), start=om(start, uur, minuut), kalender=KALENDER)
    datum = reken(start, regel(duur=duur))
    assert (uitkomst.datum, uitkomst.vervalt_op) == (datum, om(datum + DAG, 0))


def test_een_ontvangst_kort_na_middernacht_in_belgie_telt_voor_die_dag_ook_al_is_het_in_utc_nog_gisteren() -> None:
    start = datetime.fromisoformat("2027-07-10T22:30:00+00:00")  # 00:30 on 11 July in Brussels
    assert bereken(regel=regel(duur=1, verschuift=False), start=start, kalender=KALENDER).datum == date(2027, 7, 12)


def test_elf_juli_is_geen_wettelijke_feestdag_maar_wel_een_sluitingsdag_van_de_dienst() -> None:
    start = date(2028, 7, 10)  # 11 July 2028 is a Tuesday
    assert reken(start, regel(duur=1)) == date(2028, 7, 11)
    assert reken(start, regel(duur=1, sluitsoorten=ALLE)) == date(2028, 7, 12)


def test_een_brugdag_telt_pas_als_de_beheerder_hem_toevoegt() -> None:
    met_brug = Kalender(
        [
            *(Sluitdag(rij.datum, rij.naam, rij.soort) for rij in SLUITINGSDAGEN),
            Sluitdag(date(2027, 5, 7), "Brugdag na Hemelvaart", Sluitsoort.BRUG),
        ]
    )
    welke = regel(Eenheid.WERKDAGEN, 1, verschuift=False, sluitsoorten=ALLE)
    start = om(date(2027, 5, 5))
    assert bereken(regel=welke, start=start, kalender=KALENDER).datum == date(2027, 5, 7)
    assert bereken(regel=welke, start=start, kalender=met_brug).datum == date(2027, 5, 10)


def test_een_wachttermijn_is_voorbij_bij_het_begin_van_haar_dag_een_uiterste_termijn_na_haar_dag() -> None:
    dag = date(2027, 3, 15)
    wacht = bereken(regel=regel(duur=3, verschuift=False, aard=Aard.WACHT), start=om(date(2027, 3, 12)), kalender=KALENDER)
    uiterste = bereken(regel=regel(duur=3, verschuift=False), start=om(date(2027, 3, 12)), kalender=KALENDER)
    assert (wacht.datum, wacht.vervalt_op) == (dag, om(dag, 0))
    assert (uiterste.datum, uiterste.vervalt_op) == (dag, om(dag + DAG, 0))


def test_een_dagtermijn_over_de_uurwissel_eindigt_om_belgische_middernacht() -> None:
    uitkomst = bereken(regel=regel(duur=2, verschuift=False), start=om(date(2027, 3, 26)), kalender=KALENDER)
    assert vervalt(uitkomst).isoformat() == "2027-03-29T00:00:00+02:00"


@pytest.mark.parametrize(
    ("start", "maanden", "startdag_telt", "einde"),
    [
        (date(2027, 1, 31), 1, False, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, False, date(2028, 2, 29)),
        (date(2027, 11, 30), 3, False, date(2028, 2, 29)),
        (date(2027, 3, 12), 3, False, date(2027, 6, 12)),
        (date(2027, 3, 12), 3, True, date(2027, 6, 11)),
        (date(2027, 1, 31), 1, True, date(2027, 2, 28)),
        (date(2027, 12, 1), 1, True, date(2027, 12, 31)),
    ],
)
def test_maanden_lopen_van_de_zoveelste_tot_de_dag_voor_de_zoveelste(
    start: date, maanden: int, startdag_telt: bool, einde: date
) -> None:
    assert reken(start, regel(Eenheid.MAANDEN, maanden, verschuift=False, startdag_telt=startdag_telt)) == einde


def test_de_startdag_telt_alleen_mee_als_de_regel_dat_zegt() -> None:
    vrijdag = date(2027, 3, 12)
    assert reken(vrijdag, regel(duur=3, verschuift=False)) == date(2027, 3, 15)
    assert reken(vrijdag, regel(duur=3, verschuift=False, startdag_telt=True)) == date(2027, 3, 14)
    assert reken(vrijdag, regel(Eenheid.WERKDAGEN, 2, verschuift=False, startdag_telt=True)) == date(2027, 3, 15)


def test_een_opschorting_op_de_startdag_zelf_telt_die_dag_niet_dubbel() -> None:
    start = date(2027, 3, 12)
    assert reken(start, regel(duur=10, verschuift=False), aanpassingen=[schorsing(start, start + 3 * DAG)]) == date(2027, 3, 24)


def test_wat_voor_de_ontvangst_werd_opgeschort_telt_vanaf_de_start() -> None:
    start = date(2027, 3, 12)
    zonder = reken(start, regel(duur=10, verschuift=False))
    erover = schorsing(start - 5 * DAG, start + 3 * DAG)
    ervoor = schorsing(start - 5 * DAG, start - DAG)
    assert reken(start, regel(duur=10, verschuift=False), aanpassingen=[erover]) == zonder + 2 * DAG
    assert reken(start, regel(duur=10, verschuift=False), aanpassingen=[ervoor]) == zonder


def test_wie_opschort_op_de_opgeschoven_laatste_dag_houdt_die_ene_dag_over() -> None:
    # 12/03 + 30 = Sunday 11/04, moved to Monday 12/04; suspended on that Monday, resumed on Thursday.
    opgeschort = schorsing(date(2027, 4, 12), date(2027, 4, 15))
    assert reken(date(2027, 3, 12), regel(), aanpassingen=[opgeschort]) == date(2027, 4, 15)


def test_zolang_een_termijn_opgeschort_is_heeft_hij_geen_datum() -> None:
    uitkomst = bereken(
        regel=regel(), start=om(date(2027, 3, 12)), kalender=KALENDER, aanpassingen=[schorsing(date(2027, 3, 15), None)]
    )
    assert (uitkomst.datum, uitkomst.vervalt_op, uitkomst.opgeschort, uitkomst.bekend) == (None, None, True, True)
    assert uitkomst.samenvatting == "Opgeschort: nog 28 dagen te lopen na de hervatting."


def test_verlengen_terwijl_de_termijn_stilstaat_geeft_meer_dagen_na_de_hervatting() -> None:
    aanpassingen: list[Aanpassing] = [
        schorsing(date(2027, 3, 15), None),
        Verlenging(moment=om(date(2027, 9, 1)), duur=5, eenheid=Eenheid.DAGEN, reden="op verzoek"),
    ]
    uitkomst = bereken(regel=regel(), start=om(date(2027, 3, 12)), kalender=KALENDER, aanpassingen=aanpassingen)
    assert uitkomst.samenvatting == "Opgeschort: nog 33 dagen te lopen na de hervatting."


@pytest.mark.parametrize(
    ("aanpassingen", "melding"),
    [
        (
            [schorsing(date(2027, 4, 13), date(2027, 4, 20))],
            "De termijn was al voorbij op maandag 12/04/2027: hij kan niet meer opgeschort worden.",
        ),
        (
            [schorsing(date(2027, 3, 15), date(2027, 3, 20)), schorsing(date(2027, 3, 18), date(2027, 3, 22))],
            "Twee opschortingen kunnen elkaar niet overlappen.",
        ),
        (
            [schorsing(date(2027, 3, 15), None), schorsing(date(2027, 3, 18), date(2027, 3, 22))],
            "Twee opschortingen kunnen elkaar niet overlappen.",
        ),
        (
            [Verlenging(moment=om(date(2027, 4, 13)), duur=1, eenheid=Eenheid.DAGEN, reden="x")],
            "De termijn was al voorbij op maandag 12/04/2027: hij kan niet meer verlengd worden.",
        ),
        (
            [Verlenging(moment=om(date(2027, 3, 13)), duur=1, eenheid=Eenheid.UREN, reden="x")],
            "Een termijn in dagen of maanden wordt niet in uren verlengd.",
        ),
        (
            [Datumwijziging(moment=om(date(2027, 3, 13)), datum=date(2027, 5, 1), reden="x")],
            "“Proef” heeft een vaste duur: de datum kan niet gekozen worden.",
        ),
    ],
)
def test_een_aanpassing_die_niet_past_wordt_geweigerd_met_de_reden(aanpassingen: list[Aanpassing], melding: str) -> None:
    with pytest.raises(OngeldigeAanpassing, match=melding.replace("(", r"\(")):
        reken(date(2027, 3, 12), regel(), aanpassingen=aanpassingen)


def test_een_opschorting_kan_niet_eindigen_voor_ze_begint() -> None:
    with pytest.raises(OngeldigeAanpassing, match="kan niet eindigen voor ze begint"):
        Opschorting(vanaf=om(date(2027, 3, 15)), tot=om(date(2027, 3, 14)), reden="x")


def test_een_verlenging_van_niets_bestaat_niet() -> None:
    with pytest.raises(OngeldigeAanpassing, match="minstens 1"):
        Verlenging(moment=om(date(2027, 3, 15)), duur=0, eenheid=Eenheid.DAGEN, reden="x")


def test_een_moment_zonder_tijdzone_wordt_geweigerd() -> None:
    with pytest.raises(OngeldigeAanpassing, match="zonder tijdzone"):
        bereken(regel=regel(), start=datetime(2027, 3, 12, 10), kalender=KALENDER)  # noqa: DTZ001 the mistake under test


def test_een_eigen_datum_kan_verlengd_en_ingekort_worden() -> None:
    welke = regel(Eenheid.MAANDEN, None, verschuift=False, per_geval=True)
    start = date(2027, 3, 1)
    assert reken(start, welke, eigen_datum=date(2027, 6, 1)) == date(2027, 6, 1)
    assert reken(start, welke, duur=3) == date(2027, 6, 1)
    inkorten = Datumwijziging(moment=om(date(2027, 4, 1)), datum=date(2027, 4, 20), reden="in orde bevonden")
    assert reken(start, welke, duur=3, aanpassingen=[inkorten]) == date(2027, 4, 20)
    with pytest.raises(OngeldigeAanpassing, match="voor de dag van de beslissing"):
        reken(
            start, welke, duur=3, aanpassingen=[Datumwijziging(moment=om(date(2027, 5, 1)), datum=date(2027, 4, 20), reden="x")]
        )
    with pytest.raises(OngeldigeAanpassing, match="ligt voor de start"):
        reken(start, welke, eigen_datum=start - DAG)


@pytest.mark.parametrize("keuze", [{}, {"duur": 1, "eigen_datum": date(2027, 6, 1)}])
def test_een_regel_per_geval_vraagt_een_duur_of_een_datum(keuze: dict[str, object]) -> None:
    with pytest.raises(OngeldigeRegel, match="geef een duur of een datum"):
        reken(date(2027, 3, 1), regel(Eenheid.MAANDEN, None, per_geval=True), **keuze)


def test_een_regel_met_een_eigen_duur_laat_niet_kiezen() -> None:
    with pytest.raises(OngeldigeRegel, match="heeft een eigen duur"):
        reken(date(2027, 3, 1), regel(), duur=3)


def test_uren_schuiven_nooit_op() -> None:
    with pytest.raises(OngeldigeRegel, match="schuift niet op"):
        regel(Eenheid.UREN, 24, verschuift=True)
