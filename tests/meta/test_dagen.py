"""Every field for a day checks the year: a slip is said at the field, and no sum with days falls off the calendar."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django import forms

from kern.formulier import Dag

APPS = ("kern", "dossiers", "meldingen", "handhaving")


def formulieren(checkout: Path) -> Iterator[type[forms.BaseForm]]:
    """Yield every form class of our apps, fields from models included."""
    for app in APPS:
        for pad in sorted((checkout / app).rglob("*.py")):
            naam = ".".join(pad.relative_to(checkout).with_suffix("").parts)
            if ".forms" in naam or naam.endswith("voorbeelden"):
                for ding in vars(import_module(naam.removesuffix(".__init__"))).values():
                    if isinstance(ding, type) and issubclass(ding, forms.BaseForm) and ding.__module__.startswith(APPS):
                        yield ding


def test_elk_veld_voor_een_dag_in_een_formulier_kijkt_het_jaar_na(checkout: Path) -> None:
    gezien = {
        (form.__name__, naam): type(veld)
        for form in formulieren(checkout)
        for naam, veld in getattr(form, "base_fields", {}).items()
        if isinstance(veld, forms.DateField)
    }
    assert ("BetrokkeneForm", "geboortedatum") in gezien  # of a model
    assert ("VertrekForm", "tot") in gezien  # written out
    assert [waar for waar, soort in gezien.items() if not issubclass(soort, Dag)] == []


def test_nergens_wordt_een_kaal_datumveld_gemaakt(checkout: Path) -> None:
    """Also where a field is made on the way: in a filter, or one per row."""
    kaal = []
    for app in APPS:
        for pad in sorted((checkout / app).rglob("*.py")):
            oproepen = (k for k in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))) if isinstance(k, ast.Call))
            kaal += [f"{pad}:{k.lineno}" for k in oproepen if ast.unparse(k.func) == "forms.DateField"]
    assert kaal == []
