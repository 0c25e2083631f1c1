"""The suite forgives nothing: proved by a run of tests that each let something pass."""

import os
import re
import subprocess
import sys
from pathlib import Path

from opgroeien.embedded import Rol
from tests.hulp import servers

_SLORDIGE_TESTS = """
import logging, socket, warnings
import pytest
from django.template import Context, Template

def test_logt_een_fout():
    logging.getLogger("iets").error("boem in het logboek")

def test_kijkt_de_gelogde_fout_na(gelogde_fouten):
    logging.getLogger("iets").error("verwacht")
    assert [regel.getMessage() for regel in gelogde_fouten] == ["verwacht"]
    gelogde_fouten.clear()

def test_gaat_naar_buiten():
    socket.create_connection(("192.0.2.1", 80), timeout=1)

def test_waarschuwt():
    warnings.warn("oud en versleten", stacklevel=1)

def test_vergeet_een_variabele():
    Template("{{ bestaat_niet }}").render(Context())

def test_leegt_tabellen(transactional_db):
    pass

@pytest.mark.django_db(transaction=True)
def test_leegt_tabellen_met_een_markering():
    pass

def test_start_een_andere_webserver(live_server):
    pass

def test_mist_een_server():
    from tests.hulp.overslaan import sla_over
    sla_over("server die niemand heeft")
"""


_GEZEGD = [
    "boem in het logboek",
    "SocketConnectBlockedError",
    "oud en versleten",
    "Undefined template variable 'bestaat_niet'",
    "transactional_db kan niet: de rol van het programma mag geen tabellen leegmaken",
    "django_db(transaction=True) kan niet",
    "EIS_ALLES=ja, maar er is geen server die niemand heeft",
]


def test_elke_slordigheid_faalt_en_wordt_bij_haar_naam_genoemd(tmp_path: Path) -> None:
    bestand = tmp_path / "test_slordig.py"
    bestand.write_text(_SLORDIGE_TESTS)
    (tmp_path / "conftest.py").write_text("from tests.conftest import *")
    # A clean start: pytest of a worker passes its own name on in these.
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("PYTEST_", "TEST_DATABASE_"))}
    omgeving |= {"DATABASE_URL": servers.url(Rol.BEHEER, "postgres"), "EIS_ALLES": "ja", "PYTHONPATH": str(servers.CHECKOUT)}
    opdracht = ["-m", "pytest", "-n0", "-rA", "-c", str(servers.CHECKOUT / "pyproject.toml"), str(bestand)]
    verslag = subprocess.run(
        [sys.executable, *opdracht], cwd=tmp_path, env=omgeving, capture_output=True, text=True, check=False
    ).stdout
    assert [zin for zin in _GEZEGD if zin not in verslag] == [], verslag
    fouten = re.findall(r"^(?:FAILED|ERROR) \S*::(\w+)", verslag, re.MULTILINE)
    alle = re.findall(r"^def (test_\w+)", _SLORDIGE_TESTS, re.MULTILINE)
    assert set(fouten) == set(alle) - {"test_kijkt_de_gelogde_fout_na"}, verslag
