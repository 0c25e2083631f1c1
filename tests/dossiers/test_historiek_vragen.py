"""Taking over a package costs as many questions for three of each thing as for one, and shows nothing before it was known."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dossiers.models import Attest, Dossier, Opvang, Vergunning
from kern.models import Medewerker
from kern.zoals_bekend import zoals_bekend
from tests.dossiers.test_historiek import importeer, uitvoer
from tests.dossiers.test_historiek_plaatsen import heel


def reeks(tmp_path: Path, aantal: int) -> Path:
    """Write a package with *aantal* of everything that asks nobody's attention."""
    nrs = range(1, aantal + 1)
    return heel(
        tmp_path,
        organisatoren=[f"o{i};98765432{i};Organisator {i};;vzw;;an;Kerkstraat;{i};2000;Antwerpen;;;nl" for i in nrs],
        dossiers=[
            f"d{i};12345678{i};Nest {i};groep;;;2640;Mortsel;11002;;18;vergund;antwerpen;o{i};;9;ikt;T2;2015-01-01;;;"
            for i in nrs
        ],
        betrokkenen=[f"b{i};;d{i};begeleider;Rita {i};;;;2019-01-01;" for i in nrs],
        vergunningen=[f"d{i};2015-01-01;;vergund;groep;18;;;" for i in nrs],
        attesten=[f"a{i};b{i};medisch;2024-01-01;2099-01-01;;" for i in nrs],
        opvang=[f"d{i};2024-03-02;;;15;2" for i in nrs],
        leefgroepen=[f"d{i};Bijtjes;baby;9;2020-01-01;" for i in nrs],
        sluitingen=[f"d{i};2026-07-13;2026-07-31;" for i in nrs],
        groepen=["De Koepel;koepel"],
        groepsleden=[f"De Koepel;o{i};2015-01-01;" for i in nrs],
        opvolgingen=[f"d{i};d{i % aantal + 1};overname;2021-01-01" for i in nrs[:-1]],
        inspectieverzoeken=[
            f"i{i};d{i};Kijk naar de tuin;;gewoon;2022-03-01;uitgevoerd;an;2022-01-06T09:00;;;2022-02-15;;2022-03-02T11:00;an;"
            for i in nrs
        ],
    )


@pytest.mark.parametrize("aantal", [2, 6])
def test_het_aantal_vragen_van_een_overname_groeit_niet(an: Medewerker, tmp_path: Path, aantal: int) -> None:
    pad = reeks(tmp_path, aantal)
    with CaptureQueriesContext(
        connection,
    ) as vragen:
        importeer(pad)
    assert Dossier.objects.count() == aantal
    with CaptureQueriesContext(connection) as uit:
        uitvoer()
    assert (len(vragen), len(uit)) == (135, 34)


def test_voor_de_overname_was_niets_ervan_bekend(an: Medewerker, tmp_path: Path) -> None:
    voor = timezone.now() - timedelta(seconds=1)
    importeer(reeks(tmp_path, 2))
    for model in (Dossier, Vergunning, Attest, Opvang):
        assert zoals_bekend(model, voor) == []
        assert len(zoals_bekend(model, timezone.now() + timedelta(seconds=1))) == 2
