"""The permits of the old system: their periods, the dossier that follows them, and what asks for a human."""

import io
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from dossiers import soorten
from dossiers.actions import vergunning
from dossiers.actions.aandacht import open_aandacht
from dossiers.models import Dossier, Importmelding, ImportRun, Tijdlijnregel, Vergunning, VergunningEvent
from kern.models import Logregel, Medewerker, Werkregel
from kern.tijd import BRUSSEL
from tests.dossiers.soorten import AANDACHTSOORTEN
from tests.dossiers.test_historiek import importeer, uitvoer
from tests.dossiers.test_historiek_plaatsen import D1, O1, fouten_van, heel
from tests.wereld import maak_dossier, maak_organisator, vergun

D = D1.replace(";bart;Kent de buurt", ";;")
V1 = "d1;2015-09-01;2019-12-31;vergund;groep;14;;B-1;"
V2 = "d1;2020-01-01;2020-03-31;geschorst;groep;14;;;"
V3 = 'd1;2020-04-01;;vergund;groep;18;"Hoogstens\n9 baby\'s";B-2;'


def met(tmp_path: Path, *vergunningen: str, dossier: str = D) -> Path:
    return heel(tmp_path, organisatoren=[O1], dossiers=[dossier], vergunningen=list(vergunningen))


def lijnen() -> list[tuple[str, str, datetime]]:
    regels = Tijdlijnregel.objects.filter(soort__startswith="dossiers.vergunning", vervallen_op=None, overgenomen=True)
    return list(regels.order_by("op", "soort").values_list("titel", "kort", "op"))


def test_de_periodes_staan_op_hun_dag_op_de_tijdlijn_en_in_het_logboek(an: Medewerker, tmp_path: Path) -> None:
    # The order of the rows does not matter.
    assert importeer(met(tmp_path, V3, V1, V2)).endswith("0 bestanden, 3 vergunningen overgenomen.")
    dossier = Dossier.objects.get()
    periodes = dossier.vergunningen.order_by("vanaf").values_list("vanaf", "tot", "stand", "plaatsen", "besluitnummer")
    assert list(periodes) == [
        (date(2015, 9, 1), date(2019, 12, 31), "vergund", 14, "B-1"),
        (date(2020, 1, 1), date(2020, 3, 31), "geschorst", 14, ""),
        (date(2020, 4, 1), None, "vergund", 18, "B-2"),
    ]
    assert dossier.vergunningen.get(tot=None).voorwaarden == "Hoogstens\n9 baby's"
    assert lijnen() == [
        ("Vergunning: 14 plaatsen groepsopvang", "Vanaf 01/09/2015. Besluit B-1.", datetime(2015, 9, 1, tzinfo=BRUSSEL)),
        ("Vergunning geschorst", "Van 01/01/2020 tot en met 31/03/2020.", datetime(2020, 1, 1, tzinfo=BRUSSEL)),
        (
            "Schorsing voorbij: 18 plaatsen groepsopvang",
            "Vanaf 01/04/2020. Besluit B-2. Hoogstens 9 baby's",
            datetime(2020, 4, 1, tzinfo=BRUSSEL),
        ),
    ]
    assert Logregel.objects.filter(gebeurtenis="dossiers.vergunning_vastgelegd", onderwerp_id=str(dossier.pk)).count() == 3
    assert VergunningEvent.objects.filter(pgh_label="insert").count() == 3
    assert ImportRun.objects.get().historiek == {"vergunningen": 3}
    # The same words and days as by hand: the nightly job finds nothing to do, and the checks hold.
    assert vergunning.werk_bij(op=timezone.now()) == 0
    call_command("controleer")


def test_een_tweede_keer_of_na_een_wijziging_met_de_hand_verandert_er_niets(an: Medewerker, tmp_path: Path) -> None:
    pad = met(tmp_path, V1, V2, V3)
    importeer(pad)
    dossier = Dossier.objects.get()
    laatste = dossier.vergunningen.get(tot=None)
    nieuw = vergunning.Periode(date(2020, 5, 1), None, "vergund", "groep", 16)
    vergunning.wijzig_periode(vergunning=laatste, versie=laatste.versie, periode=nieuw, door=an, op=timezone.now())
    voor = Vergunning.objects.count(), VergunningEvent.objects.count(), Tijdlijnregel.objects.count()
    assert importeer(pad).endswith("0 vergunningen overgenomen.")
    assert (Vergunning.objects.count(), VergunningEvent.objects.count(), Tijdlijnregel.objects.count()) == voor


def test_een_vergunning_die_voorbij_is_heeft_een_lijn_voor_het_einde(an: Medewerker, tmp_path: Path) -> None:
    gestopt = D.replace(";vergund;antwerpen", ";gestopt;antwerpen").replace("2015-09-01;;", "2015-09-01;2019-12-31;")
    importeer(met(tmp_path, V1 + "opgeheven", dossier=gestopt.replace(";gestopt;", ";opgeheven;").replace(";18;", ";14;")))
    assert lijnen()[1:] == [("Vergunning opgeheven", "Laatste dag: 31/12/2019.", datetime(2020, 1, 1, tzinfo=BRUSSEL))]
    assert (Dossier.objects.get().status, Dossier.objects.get().gestopt_op) == ("opgeheven", date(2019, 12, 31))
    assert not Importmelding.objects.exists()


def test_het_dossier_volgt_zijn_vergunning_van_vandaag(an: Medewerker, tmp_path: Path) -> None:
    importeer(met(tmp_path, V1, V2, V3.replace(";18;", ";20;")))
    dossier = Dossier.objects.get()
    assert (dossier.plaatsen, dossier.status) == (20, "vergund")
    melding = Importmelding.objects.get()
    assert (melding.regel, melding.dossier, "volgt zijn vergunning van vandaag" in melding.zin) == (2, dossier, True)
    assert ImportRun.objects.get().opmerkingen == 1


@pytest.mark.parametrize(
    ("rijen", "zin"),
    [
        (
            [V1, V2.replace("2020-01-01", "2019-12-31")],
            "regel 3, vanaf: deze dagen overlappen de vergunning op regel 2 (van 01/09",
        ),
        ([V1, V3, V3], "regel 5, vanaf: deze dagen overlappen de vergunning op regel 3"),
        ([V1.replace("2019-12-31", "2014-12-31")], "regel 2, tot: de laatste dag ligt voor de eerste"),
        ([V1.replace("2015-09-01", "")], "regel 2, vanaf: er staat geen dag"),
        ([V1.replace("d1;", "d9;")], "regel 2, dossier: er is geen dossier “d9”"),
        ([V1.replace(";14;", ";0;")], "regel 2, plaatsen: een vergunning is voor 1 tot 2000 plaatsen"),
        ([V1.replace(";groep;", ";gezin;")], "regel 2, plaatsen: gezinsopvang heeft hoogstens 8 plaatsen"),
        ([V1.replace(";vergund;", ";beloofd;")], "regel 2, stand: verwacht werd"),
        (["d1;2020-04-01;;vergund;groep;18;;;gestopt"], "regel 2, einde: een vergunning die eindigt heeft ook een laatste dag"),
        (
            ["d1;2020-04-01;;vergund;groep;9;;;"],
            "regel 2, plaatsen: het dossier kan niet zijn wat zijn vergunning van vandaag zegt",
        ),
    ],
)
def test_wat_niet_kan_wordt_geweigerd(
    an: Medewerker, tmp_path: Path, capsys: pytest.CaptureFixture[str], rijen: list[str], zin: str
) -> None:
    assert zin in fouten_van(met(tmp_path, *rijen), capsys)
    assert not Vergunning.objects.exists()


def test_wat_hier_al_vastligt_wordt_niet_overlapt(an: Medewerker, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hier = maak_dossier("De Zonnebloem", maak_organisator("Zon", an, nummer="987654321"), dossiernummer="123456789")
    vergun(hier, an, "2020-04-01")
    assert importeer(met(tmp_path, V1, V3)).endswith("1 vergunningen overgenomen.")
    assert "een vergunning die hier al vastligt (vanaf 01/04/2020)" in fouten_van(
        met(tmp_path, V2.replace("03-31", "04-30")), capsys
    )


def test_waar_iets_ernstigs_openstaat_kijkt_wie_de_locatie_volgt_de_vergunning_na(
    an: Medewerker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(soorten._AANDACHTSOORTEN, "test.traject", AANDACHTSOORTEN[1])
    hier = maak_dossier(
        "De Zonnebloem", maak_organisator("Zon", an, nummer="987654321"), dossiernummer="123456789", plaatsen=None
    )
    open_aandacht(dossier=hier, soort="test.traject", verwijzing="1", reden="Loopt", op=timezone.now() - timedelta(days=1))
    importeer(met(tmp_path, V1, V2, V3))
    werk = Werkregel.objects.get(soort="dossiers.plaatsen_nakijken", titel__startswith="De historiek bracht")
    assert (werk.voor, werk.titel) == (an, "De historiek bracht een vergunning mee bij De Zonnebloem")
    assert Importmelding.objects.filter(zin__contains="kijkt na of deze vergunning klopt").count() == 1


def test_de_vergunningen_komen_er_weer_uit_zoals_ze_erin_gingen(an: Medewerker, tmp_path: Path) -> None:
    importeer(met(tmp_path, V1, V2, V3))
    tabel = zipfile.ZipFile(io.BytesIO(uitvoer())).read("vergunningen.csv").decode()
    assert tabel.split("\n", 1)[1] == f"{V1}\n{V2}\n{V3}\n"
