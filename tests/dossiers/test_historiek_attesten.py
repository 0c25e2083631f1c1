"""What the people of the old system showed: with its end in sight, once, and never of somebody who was erased."""

import io
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from dossiers.actions import attesten
from dossiers.models import Aandacht, Attest, AttestEvent, Betrokkene, ImportRun, Tijdlijnregel
from kern.models import Logregel, Medewerker, Werkregel
from kern.tijd import BRUSSEL
from tests.dossiers.test_historiek import importeer, uitvoer
from tests.dossiers.test_historiek_plaatsen import D1, O1, fouten_van, heel

D = D1.replace(";bart;Kent de buurt", ";;")
B1 = "b1;;d1;verantwoordelijke;Rita Verzonnen;1980-02-03;;;2019-01-01;"
WEG = "b2;;d1;begeleider;Piet Vertrokken;;;;2019-01-01;2020-06-30"
VAN_ORGANISATIE = "b3;o1;;bestuurder;Els Verzonnen;;;;;"


def over(dagen: int) -> str:
    return f"{timezone.now().astimezone(BRUSSEL).date() + timedelta(days=dagen):%Y-%m-%d}"


def met(tmp_path: Path, *rijen: str) -> Path:
    mensen = [B1, WEG, VAN_ORGANISATIE]
    return heel(tmp_path, organisatoren=[O1], dossiers=[D], betrokkenen=mensen, attesten=list(rijen))


def test_een_attest_staat_op_zijn_dag_en_vraagt_aandacht_als_met_de_hand(an: Medewerker, tmp_path: Path) -> None:
    rijen = (
        f"a1;b1;levensreddend;2023-05-06;{over(10)};Origineel gezien;",
        f"a2;b1;medisch;2022-01-01;{over(400)};;",
        f"a3;b2;levensreddend;2019-02-01;{over(-300)};;",
        f"a4;b3;strafregister;;{over(-1)};;",
        f"a5;b1;kwalificatie;2015-06-30;{over(-5)};;2021-03-04T10:00",
    )
    assert importeer(met(tmp_path, *rijen)).endswith("5 attesten overgenomen.")
    assert ImportRun.objects.get().historiek == {"attesten": 5}
    rita = Betrokkene.objects.get(naam="Rita Verzonnen")
    een = rita.attesten.get(soort="levensreddend")
    assert (een.afgegeven_op, een.opmerking, een.vervallen_op) == (date(2023, 5, 6), "Origineel gezien", None)
    assert rita.attesten.get(soort="kwalificatie").vervallen_op == datetime(2021, 3, 4, 10, tzinfo=BRUSSEL)
    lijn = Tijdlijnregel.objects.get(soort="dossiers.attest", verwijzing=str(een.pk))
    assert (lijn.titel, lijn.op, lijn.overgenomen) == (
        "Levensreddend handelen bij kinderen van een verantwoordelijke",
        datetime(2023, 5, 6, tzinfo=BRUSSEL),
        True,
    )
    assert (lijn.dossier, lijn.url) == (rita.dossier, rita.get_absolute_url())
    # Only what ends soon, holds, and is of somebody who is there; of the organisator itself it only waits.
    assert set(Aandacht.objects.values_list("verwijzing", flat=True)) == {str(een.pk)}
    bestuurder = Attest.objects.get(betrokkene__naam="Els Verzonnen")
    werk = Werkregel.objects.filter(soort="dossiers.attest", klaar_op=None)
    assert set(werk.values_list("verwijzing", "voor")) == {(str(een.pk), an.pk), (str(bestuurder.pk), an.pk)}
    assert Logregel.objects.filter(gebeurtenis="dossiers.attest_toegevoegd", onderwerp_id=str(rita.pk)).count() == 3
    assert Logregel.objects.filter(gebeurtenis="dossiers.historiek_overgenomen", onderwerp_id=str(rita.pk)).count() == 1
    assert attesten.kijk_na(op=timezone.now()) == 0


def test_een_tweede_keer_of_na_een_vernieuwing_verandert_er_niets(an: Medewerker, tmp_path: Path) -> None:
    pad = met(tmp_path, f"a1;b1;levensreddend;2023-05-06;{over(10)};;")
    importeer(pad)
    attesten.vernieuw(
        attest=Attest.objects.get(), afgegeven_op=date(2026, 1, 1), verloopt_op=date(2029, 1, 1), door=an, op=timezone.now()
    )
    voor = Attest.objects.count(), AttestEvent.objects.count(), Tijdlijnregel.objects.count()
    assert importeer(pad).endswith("0 attesten overgenomen.")
    assert (Attest.objects.count(), AttestEvent.objects.count(), Tijdlijnregel.objects.count()) == voor


def test_wat_wie_gewist_is_ooit_toonde_komt_niet_terug(an: Medewerker, tmp_path: Path) -> None:
    importeer(met(tmp_path))
    Betrokkene.objects.filter(bronnummer="b1").update(naam="(gewist)", sorteersleutel="", naamsleutel="", geboortedatum=None)
    assert importeer(met(tmp_path, "a1;b1;medisch;2022-01-01;;;")).endswith("0 attesten overgenomen.")


@pytest.mark.parametrize(
    ("rijen", "zin"),
    [
        (["a1;b9;medisch;2022-01-01;;;"], "regel 2, betrokkene: er is geen betrokkene “b9”"),
        (["a1;b1;rijbewijs;2022-01-01;;;"], "regel 2, soort: verwacht werd"),
        (["a1;b1;medisch;2022-01-01;2021-01-01;;"], "regel 2, verloopt_op: het attest vervalt voor het werd afgegeven"),
        (["a1;b1;medisch;;;;2999-01-01"], "regel 2, vervallen_op: dit moment ligt in de toekomst"),
        (["a1;b1;medisch;;;;", "a1;b2;medisch;;;;"], "regel 3, bron_id: deze sleutel staat al op regel 2"),
        (["a1;b1;medisch;;;;", "a2;b1;medisch;;;;"], "regel 3, soort: deze betrokkene heeft al een geldig attest van die soort"),
    ],
)
def test_wat_niet_kan_wordt_geweigerd(
    an: Medewerker, tmp_path: Path, capsys: pytest.CaptureFixture[str], rijen: list[str], zin: str
) -> None:
    assert zin in fouten_van(met(tmp_path, *rijen), capsys)
    assert not Attest.objects.exists()
    assert not Betrokkene.objects.exists()


def test_ingetrokken_attesten_gaan_niet_mee_en_vernieuwde_wel(an: Medewerker, tmp_path: Path) -> None:
    importeer(met(tmp_path, "a1;b1;medisch;2022-01-01;2030-01-01;;", "a2;b1;strafregister;2022-01-01;;Fout;"))
    medisch, straf = Attest.objects.order_by("soort")
    attesten.vernieuw(attest=medisch, afgegeven_op=date(2026, 1, 1), verloopt_op=None, door=an, op=timezone.now())
    attesten.trek_in(attest=straf, reden="Van iemand anders", door=an, op=timezone.now())
    tabel = zipfile.ZipFile(io.BytesIO(uitvoer())).read("attesten.csv").decode()
    assert (tabel.count(";medisch;"), tabel.count(";strafregister;")) == (2, 0)
