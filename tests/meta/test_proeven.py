"""What a test may not lean on: that a page is there already, or which way the planner of the database chose."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hulp.servers import CHECKOUT

# Each of these looks once, and a page that is still coming loses. `expect(...)` waits until it is so.
KIJKT_EEN_KEER = re.compile(
    r"^\s*assert\b.*("
    r"\.(is_visible|is_hidden|is_checked|is_enabled|is_disabled|inner_text|all_inner_texts|text_content|input_value|get_attribute)\("
    r"|\b(locator|get_by_\w+)\(.*\.count\(\)"
    r"|\bpagina\.url\b(?!}))"
)
NOEMT_EEN_PLAN = re.compile(r"\bSeq Scan\b|\.explain\(")
MET_EEN_GEDWONGEN_PLAN = {"tests/hulp/gelezen.py", "tests/kern/logboek/test_pagina.py"}


def regels_met(patroon: re.Pattern[str]) -> Iterator[str]:
    for pad in sorted((CHECKOUT / "tests").rglob("*.py")):
        if pad == Path(__file__):
            continue
        for nummer, regel in enumerate(pad.read_text(encoding="utf-8").splitlines(), 1):
            if patroon.search(regel):
                yield f"{pad.relative_to(CHECKOUT)}:{nummer}: {regel.strip()}"


def test_een_browserproef_wacht_op_wat_ze_verwacht() -> None:
    fout = list(regels_met(KIJKT_EEN_KEER))
    assert fout == [], "schrijf dit met expect(...) uit tests.hulp.browser"


def test_geen_proef_hangt_af_van_de_keuze_van_de_planner() -> None:
    fout = [regel for regel in regels_met(NOEMT_EEN_PLAN) if regel.partition(":")[0] not in MET_EEN_GEDWONGEN_PLAN]
    assert fout == [], "tel wat gelezen wordt (tests.hulp.gelezen), of dwing het plan af en zet het bestand hierboven"


@pytest.mark.parametrize(
    "regel",
    [
        '    assert pagina.get_by_role("row").is_visible()',
        '        assert pagina.locator("h1").count() == 1, pad',
        '    assert "Ja" in pagina.inner_text("main")',
        '    assert "?soort=x" in pagina.url',
    ],
)
def test_wat_een_keer_kijkt_wordt_herkend(regel: str) -> None:
    assert KIJKT_EEN_KEER.search(regel)


@pytest.mark.parametrize(
    "regel", ["    assert Dossier.objects.count() == 1", '    expect(pagina.locator("h1")).to_have_count(1)']
)
def test_wat_de_databank_telt_of_wacht_mag(regel: str) -> None:
    assert not KIJKT_EEN_KEER.search(regel)
