"""How large a register may be: a hundred thousand rows in half a gigabyte. The time is printed (docs/register.md)."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dossiers.models import Dossier, Organisator
from tests.dossiers.register_groot import schrijf
from tests.hulp import servers
from tests.hulp.databank import Databank

_METER = (
    "import resource, sys\n"
    "sys.argv = ['manage.py', *sys.argv[1:]]\n"
    "from django.core.management import execute_from_command_line\n"
    "execute_from_command_line(sys.argv)\n"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
)


@pytest.mark.traag
def test_honderdduizend_rijen_gaan_in_een_half_gigabyte(eigen_database: Databank, tmp_path: Path) -> None:
    bestand = tmp_path / "groot.csv"
    schrijf(bestand, 100_000)
    begin = time.monotonic()
    opdracht = [sys.executable, "-c", _METER, "importeer_register", str(bestand), "--formaat=opgroeien"]
    uit = subprocess.run(opdracht, cwd=servers.CHECKOUT, env=os.environ.copy(), capture_output=True, text=True, check=True)
    duur = time.monotonic() - begin
    tekst, piek_kb = uit.stdout.strip().splitlines()
    print(f"{duur:.1f} s, {int(piek_kb) / 1024:.0f} MB: {tekst}")
    assert tekst.startswith("100000 nieuw (met 50000 organisatoren)")
    assert (Dossier.objects.count(), Organisator.objects.count()) == (100_000, 50_000)
    assert int(piek_kb) <= 500 * 1024
