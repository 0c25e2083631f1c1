"""What belonged together in the old system: groepen and koepels from one day to another, voorgangers and opvolgers."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from dossiers.actions import groepen as groepsacties
from dossiers.actions.opvolging import koppel, ontkoppel
from dossiers.choices import Opvolgingsoort
from dossiers.models import Dossier, Groep, Groepslidmaatschap, ImportRun, Opvolging, Tijdlijnregel
from dossiers.queries.opvolgingen import in_een_kring
from kern.models import Logregel, Medewerker
from kern.tijd import BRUSSEL
from tests.dossiers.test_historiek import importeer
from tests.dossiers.test_historiek_plaatsen import D1, O1, O2, fouten_van, heel, tabel_van
from tests.wereld import maak_dossier

D = D1.replace(";bart;Kent de buurt", ";;")
D2 = D.replace("d1;123456789;De Zonnebloem", "d2;123456780;De Nieuwe Bloem")
D3 = D.replace("d1;123456789;De Zonnebloem", "d3;123456781;De Derde")
K = "Koepel van de Zon;koepel"
L1 = "Koepel van de Zon;o1;2015-01-01;2018-12-31"
L2 = "Koepel van de Zon;o1;2020-01-01;"
L3 = "Koepel van de Zon;o2;2019-01-01;"


def met(tmp_path: Path, **tabellen: list[str]) -> Path:
    return heel(tmp_path, organisatoren=[O1, O2], dossiers=[D, D2, D3], **tabellen)


def test_een_koepel_komt_mee_met_wie_erbij_hoorde_van_wanneer_tot_wanneer(an: Medewerker, tmp_path: Path) -> None:
    pad = met(tmp_path, groepen=[K], groepsleden=[L1, L2, L3])
    assert importeer(pad).endswith("1 groepen, 3 leden van groepen overgenomen.")
    koepel = Groep.objects.get()
    assert (koepel.naam, koepel.soort, koepel.sorteersleutel) == ("Koepel van de Zon", "koepel", "koepel van de zon")
    leden = koepel.lidmaatschappen.order_by("vanaf").values_list("organisator__bronnummer", "vanaf", "tot")
    assert list(leden) == [
        ("o1", date(2015, 1, 1), date(2018, 12, 31)),
        ("o2", date(2019, 1, 1), None),
        ("o1", date(2020, 1, 1), None),
    ]
    logregels = Logregel.objects.filter(onderwerp_soort="dossiers.groep", onderwerp_id=str(koepel.pk)).order_by("pk")
    assert list(logregels.values_list("gebeurtenis", flat=True)) == ["dossiers.groep_gemaakt", *["dossiers.lid_toegevoegd"] * 3]
    assert tabel_van("groepen") == [K]
    assert tabel_van("groepsleden") == [L1, L2, L3]
    # Ended by hand since, it is known all the same; and so is a groep whose name is written otherwise.
    lid = koepel.lidmaatschappen.get(organisator__bronnummer="o2")
    groepsacties.beeindig_lidmaatschap(lid=lid, tot=date(2021, 1, 1), door=an, op=timezone.now())
    weer = met(tmp_path, groepen=[K.upper().replace("KOEPEL;", ";")[:-6] + "koepel"], groepsleden=[L1, L2, L3])
    assert importeer(weer).endswith("0 groepen, 0 leden van groepen overgenomen.")
    assert Groepslidmaatschap.objects.count() == 3


@pytest.mark.parametrize(
    ("leden", "zin"),
    [
        ([L1, L2.replace("2020-01-01", "2018-06-01")], "regel 3, vanaf: deze organisator hoort dan al bij deze groep: regel 2"),
        ([L1.replace("2018-12-31", "2014-12-31")], "regel 2, tot: de laatste dag ligt voor de eerste"),
        ([L1.replace(";o1;", ";o9;")], "groepsleden.csv, regel 2, organisator: er is geen organisator “o9”"),
        ([L1.replace("Koepel van de Zon", "Andere")], "groepsleden.csv, regel 2, groep: er is geen groep “Andere”"),
        ([L1.replace("2015-01-01", "")], "regel 2, vanaf: er staat geen dag"),
    ],
)
def test_een_lidmaatschap_dat_niet_kan_wordt_geweigerd(
    an: Medewerker, tmp_path: Path, capsys: pytest.CaptureFixture[str], leden: list[str], zin: str
) -> None:
    assert zin in fouten_van(met(tmp_path, groepen=[K], groepsleden=leden), capsys)
    assert not Groep.objects.exists()


def test_wie_wie_opvolgt_staat_bij_beide_op_zijn_dag(an: Medewerker, tmp_path: Path) -> None:
    pad = met(tmp_path, opvolgingen=["d1;d2;overname;2021-09-01", "d2;d3;verhuis;2023-01-01"])
    assert importeer(pad).endswith("2 opvolgingen overgenomen.")
    oud, nieuw, _derde = Dossier.objects.order_by("bronnummer")
    lijnen = Tijdlijnregel.objects.filter(soort="dossiers.opvolging", op=datetime(2021, 9, 1, tzinfo=BRUSSEL))
    assert list(lijnen.order_by("pk").values_list("dossier", "titel", "kort", "overgenomen", "url")) == [
        (oud.pk, f"Opgevolgd door {nieuw}", "Overname, vanaf 01/09/2021", True, nieuw.get_absolute_url()),
        (nieuw.pk, f"Volgt {oud} op", "Overname, vanaf 01/09/2021", True, oud.get_absolute_url()),
    ]
    assert Logregel.objects.filter(gebeurtenis="dossiers.opvolging_gekoppeld", onderwerp_id=str(nieuw.pk)).count() == 2
    assert tabel_van("opvolgingen") == ["d2;d3;verhuis;2023-01-01", "d1;d2;overname;2021-09-01"]
    # A link that turned out wrong and was ended here stays ended.
    ontkoppel(opvolging=Opvolging.objects.get(opvolger=nieuw), reden="Vergissing", door=an, op=timezone.now())
    assert importeer(pad).endswith("0 opvolgingen overgenomen.")
    assert ImportRun.objects.latest("pk").historiek == {"opvolgingen": 0}
    assert Opvolging.objects.filter(vervallen_op=None).count() == 1
    assert tabel_van("opvolgingen") == ["d2;d3;verhuis;2023-01-01"]


@pytest.mark.parametrize(
    ("rijen", "zin"),
    [
        (["d1;d1;overname;2021-09-01"], "regel 2, opvolger: Zo zou de opvolging in een kring lopen: De Zonnebloem"),
        (
            ["d1;d2;overname;2021-09-01", "d2;d3;verhuis;2022-01-01", "d3;d1;overname;2023-01-01"],
            "in een kring lopen: De Zonnebloem (123456789, Mortsel) wordt opgevolgd door De Nieuwe Bloem",
        ),
        (
            ["d1;d2;overname;2021-09-01", "d1;d2;verhuis;2022-09-01"],
            "regel 3, opvolger: deze twee dossiers staan al",
        ),
        (["d9;d2;overname;2021-09-01"], "regel 2, voorganger: er is geen dossier “d9”"),
        (["d1;d9;overname;2021-09-01"], "regel 2, opvolger: er is geen dossier “d9”"),
        (["d1;d2;erfenis;2021-09-01"], "regel 2, soort: verwacht werd"),
        (["d1;d2;overname;"], "regel 2, vanaf: er staat geen dag"),
    ],
)
def test_een_opvolging_die_niet_kan_wordt_geweigerd(
    an: Medewerker, tmp_path: Path, capsys: pytest.CaptureFixture[str], rijen: list[str], zin: str
) -> None:
    assert zin in fouten_van(met(tmp_path, opvolgingen=rijen), capsys)
    assert not Opvolging.objects.exists()


def test_een_kring_met_wat_hier_al_gekoppeld_is_wordt_geweigerd(
    an: Medewerker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    importeer(met(tmp_path))
    een, twee, _drie = Dossier.objects.order_by("bronnummer")
    hier = maak_dossier("Alleen hier", een.organisator)
    for van, naar in ((twee, hier), (hier, een)):
        koppel(voorganger=van, opvolger=naar, soort=Opvolgingsoort.OVERNAME, vanaf=date(2024, 1, 1), door=an, op=timezone.now())
    assert "Alleen hier" in fouten_van(met(tmp_path, opvolgingen=["d1;d2;overname;2021-09-01"]), capsys)
    assert in_een_kring() == 0
