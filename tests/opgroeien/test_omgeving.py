"""The example of the environment says everything, and nothing that is not so."""

import ast
import re
from pathlib import Path

# Read outside Python, or without `opgroeien.omgeving` because it is needed before the settings exist.
_ELDERS = (
    "docker-compose.yml",
    "Makefile",
    "opgroeien/gunicorn_conf.py",
    "opgroeien/demo/__main__.py",
    "scripts/docker-db-begin.sh",
)
_LEZERS = {"tekst", "lijst", "ja_nee", "geheel_getal"}


def _gelezen(checkout: Path) -> set[str]:
    """Return the names that the program reads through `opgroeien.omgeving`."""
    namen = {"OMGEVING"}
    for pad in checkout.glob("*/**/*.py"):
        if pad.relative_to(checkout).parts[0] in {"tests", ".venv", ".uv"}:
            continue
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
            if (
                isinstance(knoop, ast.Call)
                and isinstance(knoop.func, ast.Attribute)
                and knoop.func.attr in _LEZERS
                and isinstance(knoop.func.value, ast.Name)
                and knoop.func.value.id == "env"
                and isinstance(knoop.args[0], ast.Constant)
            ):
                namen.add(str(knoop.args[0].value))
    return namen


def _beschreven(checkout: Path) -> list[str]:
    return re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=", (checkout / ".env.voorbeeld").read_text(encoding="utf-8"), re.MULTILINE)


def test_elke_variabele_die_het_programma_leest_staat_in_het_voorbeeld(checkout: Path) -> None:
    gelezen = _gelezen(checkout)
    assert {"SECRET_KEY", "OIDC_ISSUER", "SESSIE_MINUTEN", "OUTBOX_LEASE"} <= gelezen
    assert gelezen - set(_beschreven(checkout)) == set()


def test_het_voorbeeld_noemt_geen_variabele_die_niemand_leest(checkout: Path) -> None:
    elders = "\n".join((checkout / naam).read_text(encoding="utf-8") for naam in _ELDERS)
    niemand = {naam for naam in _beschreven(checkout) if not re.search(rf"\b{naam}\b", elders)} - _gelezen(checkout)
    assert niemand == set()


def test_geen_variabele_staat_er_dubbel_in(checkout: Path) -> None:
    namen = _beschreven(checkout)
    assert sorted(set(namen)) == sorted(namen)
