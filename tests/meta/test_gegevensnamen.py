"""Every fact that the log keeps beside an event has a name in Dutch."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kern import gebeurtenissen, gegevensnamen
from kern.models import Termijnregel
from tests.hulp.servers import CHECKOUT

SCHRIJFT = {"schrijf", "_schrijf", "_log", "log"}


def _sleutels(pad: Path) -> Iterator[str]:
    """Return the keys of dictionaries that a call hands to the log as `gegevens=`, at once or by a name of the same function."""
    boom = ast.parse(pad.read_text(encoding="utf-8"))
    for functie in (knoop for knoop in ast.walk(boom) if isinstance(knoop, ast.FunctionDef)):
        oproepen = [k for k in ast.walk(functie) if isinstance(k, ast.Call) and _naam(k.func) in SCHRIJFT]
        delen = [d for oproep in oproepen for woord in oproep.keywords if woord.arg == "gegevens" for d in _delen(woord.value)]
        namen = {deel.id for deel in delen if isinstance(deel, ast.Name)}
        for knoop in ast.walk(functie):
            if isinstance(knoop, ast.Assign | ast.AnnAssign) and knoop.value is not None:
                doelen = knoop.targets if isinstance(knoop, ast.Assign) else [knoop.target]
                if any(isinstance(doel, ast.Name) and doel.id in namen for doel in doelen):
                    delen += _delen(knoop.value)
        for deel in delen:
            if isinstance(deel, ast.Dict):
                yield from (s.value for s in deel.keys if isinstance(s, ast.Constant) and isinstance(s.value, str))


def _delen(waarde: ast.expr) -> list[ast.expr]:
    """Return the parts of `een | ander`, or the expression itself."""
    return [*_delen(waarde.left), *_delen(waarde.right)] if isinstance(waarde, ast.BinOp) else [waarde]


def _naam(functie: ast.expr) -> str:
    return functie.attr if isinstance(functie, ast.Attribute) else functie.id if isinstance(functie, ast.Name) else ""


def test_elk_gegeven_dat_een_actie_in_het_logboek_zet_heeft_een_naam() -> None:
    paden = [pad for app in ("kern", "dossiers", "meldingen", "handhaving") for pad in (CHECKOUT / app).glob("actions/**/*.py")]
    geschreven = {sleutel: pad.name for pad in paden for sleutel in _sleutels(pad)}
    assert len(geschreven) > 40  # else this reads nothing
    zonder = {sleutel: waar for sleutel, waar in geschreven.items() if sleutel not in gegevensnamen.alle()}
    assert zonder == {}, "geef ze een naam met kern.gegevensnamen.noem, bij de gebeurtenissen van de app"


def test_ook_de_kolommen_van_een_termijnregel_hebben_een_naam() -> None:
    kolommen = {veld.name for veld in Termijnregel._meta.concrete_fields} - {"id"}
    assert kolommen - gegevensnamen.alle() == set()


def test_een_gegeven_heet_overal_hetzelfde() -> None:
    assert gebeurtenissen.alle()  # the apps have declared theirs
    with pytest.raises(ValueError, match="team heet al team"):
        gegevensnamen.noem(team="ploeg")


@pytest.mark.parametrize(
    ("waarde", "woorden"),
    [(True, "ja"), (False, "nee"), (0, "0"), (["naam", "straat"], "naam, straat"), ("2026-03-02", "2026-03-02")],
)
def test_waarden_staan_er_in_woorden(waarde: object, woorden: str) -> None:
    assert gegevensnamen.in_woorden(waarde) == woorden
