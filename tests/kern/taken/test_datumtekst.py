"""A day in a sentence: what is read as one, and what is left alone."""

from datetime import date, time, timedelta
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kern.datumtekst import Gelezen, lees

MAANDAG = date(2026, 3, 9)
DONDERDAG = date(2026, 3, 12)
ZATERDAG = date(2026, 3, 14)
WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDNAMEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
dagen = st.dates(min_value=date(2020, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    ("tekst", "vandaag", "rest", "dag"),
    [
        ("bel vandaag", DONDERDAG, "bel", date(2026, 3, 12)),
        ("bel vanmiddag", DONDERDAG, "bel", date(2026, 3, 12)),
        ("Morgen terugbellen", DONDERDAG, "terugbellen", date(2026, 3, 13)),
        ("overmorgen plan nakijken", DONDERDAG, "plan nakijken", date(2026, 3, 14)),
        ("bel morgenvroeg de organisator", DONDERDAG, "bel de organisator", date(2026, 3, 13)),
        ("bel vrijdag", DONDERDAG, "bel", date(2026, 3, 13)),
        ("bel donderdag", DONDERDAG, "bel", date(2026, 3, 19)),  # never today: for that there is "vandaag"
        ("bel op VRIJDAG terug", DONDERDAG, "bel terug", date(2026, 3, 13)),
        ("bel vrijdagnamiddag", DONDERDAG, "bel", date(2026, 3, 13)),
        ("bel volgende dinsdag", MAANDAG, "bel", date(2026, 3, 17)),  # tomorrow is "dinsdag"
        ("bel volgende dinsdag", ZATERDAG, "bel", date(2026, 3, 17)),
        ("bel aanstaande dinsdag", MAANDAG, "bel", date(2026, 3, 10)),
        ("bel komende dinsdag", MAANDAG, "bel", date(2026, 3, 10)),
        ("bel deze vrijdag", MAANDAG, "bel", date(2026, 3, 13)),
        ("bel volgende week vrijdag", MAANDAG, "bel", date(2026, 3, 20)),
        ("bel woensdag volgende week", DONDERDAG, "bel", date(2026, 3, 18)),
        ("bel dinsdag over een week", DONDERDAG, "bel", date(2026, 3, 24)),
        ("vandaag over veertien dagen bellen", DONDERDAG, "bellen", date(2026, 3, 26)),
        ("bel volgende week", DONDERDAG, "bel", date(2026, 3, 16)),
        ("bel deze week nog", MAANDAG, "bel nog", date(2026, 3, 13)),
        ("bel deze week nog", ZATERDAG, "bel nog", ZATERDAG),
        ("eind volgende week antwoord vragen", DONDERDAG, "antwoord vragen", date(2026, 3, 20)),
        ("bel eind van de week", MAANDAG, "bel", date(2026, 3, 13)),
        ("plan eind volgende maand", date(2026, 1, 31), "plan", date(2026, 2, 28)),
        ("plan begin volgende maand", DONDERDAG, "plan", date(2026, 4, 1)),
        ("plan half volgende maand", DONDERDAG, "plan", date(2026, 4, 15)),
        ("plan volgende maand", DONDERDAG, "plan", date(2026, 4, 1)),
        ("plan eind van de maand", DONDERDAG, "plan", date(2026, 3, 31)),
        ("plan eind februari", DONDERDAG, "plan", date(2027, 2, 28)),
        ("plan begin juni", DONDERDAG, "plan", date(2026, 6, 1)),
        ("plan eind dit jaar", DONDERDAG, "plan", date(2026, 12, 31)),
        ("plan begin volgend jaar", DONDERDAG, "plan", date(2027, 1, 1)),
        ("over 2 weken nagaan", DONDERDAG, "nagaan", date(2026, 3, 26)),
        ("over een week nagaan", DONDERDAG, "nagaan", date(2026, 3, 19)),
        ("over drie weken nagaan", DONDERDAG, "nagaan", date(2026, 4, 2)),
        ("nagaan over 10 dagen", DONDERDAG, "nagaan", date(2026, 3, 22)),
        ("nagaan over een maand", date(2026, 1, 31), "nagaan", date(2026, 2, 28)),
        ("nagaan over 1 jaar", date(2024, 2, 29), "nagaan", date(2025, 2, 28)),
        ("antwoord binnen 3 werkdagen", DONDERDAG, "antwoord", date(2026, 3, 17)),
        ("antwoord binnen de maand", DONDERDAG, "antwoord", date(2026, 4, 12)),
        ("bel 12/3", DONDERDAG, "bel", date(2026, 3, 12)),
        ("bel 11/3", DONDERDAG, "bel", date(2027, 3, 11)),
        ("bel 12/03/2027", DONDERDAG, "bel", date(2027, 3, 12)),
        ("bel 12-03-2027", DONDERDAG, "bel", date(2027, 3, 12)),
        ("bel 12.03.2027", DONDERDAG, "bel", date(2027, 3, 12)),
        ("bel 12/3/27", DONDERDAG, "bel", date(2027, 3, 12)),
        ("bel 2027-03-12", DONDERDAG, "bel", date(2027, 3, 12)),
        ("bel di 17/3", DONDERDAG, "bel", date(2026, 3, 17)),
        ("bel dinsdag 17 maart", DONDERDAG, "bel", date(2026, 3, 17)),
        ("bel 12 maart", DONDERDAG, "bel", date(2026, 3, 12)),
        ("bel 1 jan. over de werken", DONDERDAG, "bel over de werken", date(2027, 1, 1)),
        ("bel tegen 5 mei 2026", DONDERDAG, "bel", date(2026, 5, 5)),
        ("bel de 20ste", DONDERDAG, "bel", date(2026, 3, 20)),
        ("bel de 5e", DONDERDAG, "bel", date(2026, 4, 5)),
        ("bel de 31ste", date(2026, 4, 2), "bel", date(2026, 5, 31)),
        ("vraag het verslag van 12 maart op tegen vrijdag", DONDERDAG, "vraag het verslag van 12 maart op", date(2026, 3, 13)),
        ("maandag overlopen tegen woensdag", DONDERDAG, "maandag overlopen", date(2026, 3, 18)),
        ("bel de organisator (morgen).", DONDERDAG, "bel de organisator.", date(2026, 3, 13)),
        ("morgen", DONDERDAG, "", date(2026, 3, 13)),
    ],
)
def test_dag_in_een_zin_wordt_gelezen(tekst: str, vandaag: date, rest: str, dag: date) -> None:
    gelezen = lees(tekst, vandaag)
    assert (gelezen.tekst_zonder_dag, gelezen.dag, gelezen.uur) == (rest, dag, None)


@pytest.mark.parametrize(
    ("tekst", "rest", "dag", "uur"),
    [
        ("bel morgen 14u30", "bel", date(2026, 3, 13), time(14, 30)),
        ("bel morgen om 14:30 terug", "bel terug", date(2026, 3, 13), time(14, 30)),
        ("om 9 uur morgen bellen", "bellen", date(2026, 3, 13), time(9)),
        ("bel vrijdag 9u", "bel", date(2026, 3, 13), time(9)),
        ("bel vrijdag de ouders om 16.15 u", "bel de ouders", date(2026, 3, 13), time(16, 15)),
        ("17/3 14h overleg", "overleg", date(2026, 3, 17), time(14)),
        ("bel vrijdag, 10 uur", "bel", date(2026, 3, 13), time(10)),
        ("bel om 15u", "bel", date(2026, 3, 12), time(15)),  # an hour alone is an hour of today
    ],
)
def test_uur_bij_een_dag_wordt_gelezen(tekst: str, rest: str, dag: date, uur: time) -> None:
    gelezen = lees(tekst, DONDERDAG)
    assert (gelezen.tekst_zonder_dag, gelezen.dag, gelezen.uur) == (rest, dag, uur)


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "bel 3 ouders",
        "bel over 3 ouders",
        "bel de ouders van 5 kinderen",
        "het bezoek van 12 maart nalezen",
        "verslag van vrijdag nalezen",
        "elke vrijdag de aanwezigheden nakijken",
        "bel terug over vorige maandag",
        "goede morgen zeggen",
        "bel tussen maandag en woensdag",
        "over 999 jaar nog eens",
        "9999-12-31",
        "zo snel mogelijk bellen",
        "de permanentie is 24/7 bereikbaar",
        "1/2 dag vrij houden",
        "bel 02/12 34 56",
        "bel 09/345 67 89",
        "bel 31/2",
        "bel 45/3",
        "bel 12/13",
        "duurt 3 uur",
        "over 2 uur bellen",
        "het gesprek duurde van 14u tot 16u, schrijf dat op",
        "kost 2.30 per dag",
        "zondagsopvang bespreken",
        "Maarten bellen",
        "Meise en Junior bellen",
        "dossier 123456789 nakijken",
        "leefgroep 3-4 jaar bekijken",
        "dit is de 3de keer",
        "de 0de of de 32ste",
    ],
)
def test_wat_geen_dag_is_blijft_staan(tekst: str) -> None:
    assert lees(tekst, DONDERDAG) == Gelezen(tekst, None, None)


def test_gelezen_woorden_worden_teruggegeven() -> None:
    assert lees("bel volgende dinsdag om 14u30 Ann", DONDERDAG).woorden == "volgende dinsdag om 14u30"


def test_werkdagen_slaan_sluitingsdagen_over() -> None:
    paasmaandag = date(2026, 4, 6)
    gelezen = lees(
        "antwoord binnen 2 werkdagen", date(2026, 4, 3), is_werkdag=lambda dag: dag.weekday() < 5 and dag != paasmaandag
    )
    assert gelezen.dag == date(2026, 4, 8)


@given(vandaag=dagen, ver=st.integers(min_value=0, max_value=364))
def test_elke_dag_van_het_jaar_komt_terug_zoals_hij_geschreven_wordt(vandaag: date, ver: int) -> None:
    dag = vandaag + timedelta(days=ver)
    zonder_jaar = [f"bel {dag.day}/{dag.month}", f"bel {dag.day} {MAANDNAMEN[dag.month - 1]} terug", f"tegen {dag:%d/%m} bellen"]
    met_jaar = [f"bel {dag:%d/%m/%Y}", f"bel {dag:%d-%m-%Y}", f"bel {dag.isoformat()}"]
    schrijfwijzen = met_jaar if (dag.month, dag.day) == (2, 29) else zonder_jaar + met_jaar
    if (dag.day, dag.month) == (24, 7):  # "24/7" is a way of saying always
        schrijfwijzen = met_jaar
    assert {lees(tekst, vandaag).dag for tekst in schrijfwijzen} == {dag}


@given(vandaag=dagen, weekdag=st.sampled_from(WEEKDAGEN))
def test_weekdag_ligt_binnen_de_week_en_volgende_in_de_volgende(vandaag: date, weekdag: str) -> None:
    dag = lees(f"bel {weekdag}", vandaag).dag
    volgende = lees(f"bel volgende {weekdag}", vandaag).dag
    assert dag is not None
    assert volgende is not None
    assert WEEKDAGEN[dag.weekday()] == WEEKDAGEN[volgende.weekday()] == weekdag
    assert timedelta(days=1) <= dag - vandaag <= timedelta(days=7)
    assert volgende.isocalendar()[:2] == (vandaag + timedelta(days=7)).isocalendar()[:2]


WOORDEN = st.sampled_from(
    (
        *WEEKDAGEN,
        *("bel", "over", "2", "weken", "12/3", "om", "14u30", "volgende", "tegen", "de", "31ste", "eind", "maand", "van", "vóór"),
        *("29/2", "9999-12-31", "999", "jaar", "binnen", "werkdagen", "maart", "\u202e", "(", ")", ",", "é", "İ", "🎈"),
    )
)


@given(tekst=st.one_of(st.text(max_size=80), st.lists(WOORDEN, max_size=12).map(" ".join)), vandaag=st.dates())
@example(tekst="bel over 999 jaar", vandaag=date(9999, 12, 31))
@example(tekst="bel volgende maandag", vandaag=date(9999, 12, 31))
def test_geen_enkele_zin_valt_om_of_verliest_woorden(tekst: str, vandaag: date) -> None:
    gelezen = lees(tekst, vandaag)
    if gelezen.dag is None:
        assert gelezen == Gelezen(tekst, None, None)
        return
    # What was not read as a day is still there, in the same order.
    over = iter(tekst)
    assert all(teken in over for teken in gelezen.tekst_zonder_dag if not teken.isspace())


def test_een_lange_zin_leest_even_vlug() -> None:
    begin = perf_counter()
    lees("volgende " * 4000 + "bel", DONDERDAG)
    lees("tegen " * 4000 + "1 2 3 4 5 6 " * 2000, DONDERDAG)
    assert perf_counter() - begin < 5
