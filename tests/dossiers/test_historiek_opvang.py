"""How the care ran at a location by the old system: hours, numbers, leefgroepen and closings, as they were last told."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
from django.utils import timezone

from dossiers.actions.opvang import Gemeld, leg_opvang_vast
from dossiers.models import Dossier, ImportRun, Leefgroep, Opvang, OpvangEvent, Sluiting, Tijdlijnregel
from kern.models import Logregel, Medewerker
from kern.tijd import BRUSSEL
from tests.dossiers.test_historiek import importeer
from tests.dossiers.test_historiek_plaatsen import D1, O1, fouten_van, heel, tabel_van
from tests.wereld import maak_dossier, maak_organisator

D = D1.replace(";bart;Kent de buurt", ";;")
HOE = "d1;2024-03-02;07:00-18:30|07:00-18:30|07:00-12:00|07:00-18:30:15|07:00-18:30||;12|12|6||12|12|12|12|10|0;15;2"
G1 = "d1;Bijtjes;baby;9;2020-01-01;"
G2 = "d1;Beertjes;peuter;18;2019-01-01;2020-12-31"
S1 = "d1;2026-07-13;2026-07-31;Zomersluiting"
S2 = "d1;2026-12-24;2026-12-31;"


def met(tmp_path: Path, hoe: str | None = HOE, groepen: tuple[str, ...] = (), dicht: tuple[str, ...] = ()) -> Path:
    return heel(
        tmp_path, organisatoren=[O1], dossiers=[D], opvang=[hoe] if hoe else [], leefgroepen=list(groepen), sluitingen=list(dicht)
    )


def test_de_opvang_komt_mee_op_de_dag_waarop_ze_gemeld_is(an: Medewerker, tmp_path: Path) -> None:
    assert importeer(met(tmp_path, groepen=(G1, G2), dicht=(S1, S2))).endswith(
        "1 opvanggegevens, 2 leefgroepen, 2 sluitingen overgenomen."
    )
    assert ImportRun.objects.get().historiek == {"opvang": 1, "leefgroepen": 2, "sluitingen": 2}
    dossier = Dossier.objects.get()
    opvang = dossier.opvang
    assert (opvang.gemeld_op, opvang.ingeschreven, opvang.vrije_plaatsen, opvang.versie) == (date(2024, 3, 2), 15, 2, 1)
    assert opvang.uren[2:6] == [
        ("woensdag", time(7), time(12)),
        ("donderdag", time(7), time(18, 30, 15)),
        ("vrijdag", time(7), time(18, 30)),
        ("zaterdag", None, None),
    ]
    assert opvang.bezetting == [12, 12, 6, None, 12, 12, 12, 12, 10, 0]
    opvang.full_clean()
    assert list(dossier.leefgroepen.values_list("naam", "leeftijd", "kinderen", "tot")) == [
        ("Beertjes", "peuter", 18, date(2020, 12, 31)),
        ("Bijtjes", "baby", 9, None),
    ]
    assert list(dossier.sluitingen.values_list("vanaf", "reden")) == [
        (date(2026, 7, 13), "Zomersluiting"),
        (date(2026, 12, 24), ""),
    ]
    lijn = Tijdlijnregel.objects.get(soort="dossiers.opvang")
    assert (lijn.titel, lijn.op, lijn.overgenomen, lijn.verwijzing) == (
        "Opvang gemeld, 15 ingeschreven, 2 vrije plaatsen",
        datetime(2024, 3, 2, tzinfo=BRUSSEL),
        True,
        f"{dossier.pk}:1",
    )
    assert Logregel.objects.filter(gebeurtenis="dossiers.opvang_gemeld", onderwerp_id=str(dossier.pk)).count() == 1
    assert tabel_van("opvang") == [HOE]
    assert tabel_van("leefgroepen") == [G2, G1]
    assert tabel_van("sluitingen") == [S1, S2]


def test_daarna_meldt_de_organisator_hier_en_een_tweede_keer_verandert_er_niets(an: Medewerker, tmp_path: Path) -> None:
    pad = met(tmp_path, groepen=(G1, G2), dicht=(S1, S2))
    importeer(pad)
    nu = Gemeld([None] * 7, [None] * 7, [None] * 10, 9, None, date(2026, 1, 5))
    leg_opvang_vast(dossier=Dossier.objects.get(), versie=1, gemeld=nu, groepen=[], sluitingen=[], door=an, op=timezone.now())
    modellen = (Opvang, OpvangEvent, Leefgroep, Sluiting, Tijdlijnregel)
    voor = [m._default_manager.count() for m in modellen]
    assert importeer(pad).endswith("0 opvanggegevens, 0 leefgroepen, 0 sluitingen overgenomen.")
    assert [m._default_manager.count() for m in modellen] == voor
    assert Opvang.objects.get().ingeschreven == 9


def test_wat_hier_al_gemeld_is_blijft(an: Medewerker, tmp_path: Path) -> None:
    hier = maak_dossier("De Zonnebloem", maak_organisator("Zon", an, nummer="987654321"), dossiernummer="123456789")
    gemeld = Gemeld([None] * 7, [None] * 7, [None] * 10, 4, 1, date(2026, 1, 5))
    leg_opvang_vast(dossier=hier, versie=0, gemeld=gemeld, groepen=[], sluitingen=[], door=an, op=timezone.now())
    assert importeer(met(tmp_path, groepen=(G1,), dicht=(S1,))).endswith(
        "0 opvanggegevens, 0 leefgroepen, 0 sluitingen overgenomen."
    )
    assert Opvang.objects.get().ingeschreven == 4


@pytest.mark.parametrize(
    ("hoe", "groepen", "dicht", "zin"),
    [
        (HOE.replace("2024-03-02", "2999-03-02"), (), (), "regel 2, gemeld_op: “2999-03-02” is geen dag"),
        (HOE.replace("2024-03-02", "2099-03-02"), (), (), "regel 2, gemeld_op: deze dag moet nog komen"),
        (
            HOE.replace("07:00-12:00", "12:00-07:00"),
            (),
            (),
            "op woensdag ligt het sluitingsuur voor het openingsuur",
        ),
        (HOE.replace("07:00-12:00", "7u-12u"), (), (), "openingsuren: “7u-12u” op woensdag zijn geen uren"),
        (HOE.replace("07:00-12:00", "07:00-25:00"), (), (), "openingsuren: “07:00-25:00” op woensdag zijn geen uren"),
        (HOE.replace("||;12|", "|;12|"), (), (), "openingsuren: verwacht werd een waarde voor elk van de 7 dagen van de week"),
        (HOE.replace("|10|0", "|10"), (), (), "bezetting: verwacht werd een waarde voor elk van de 10 halve dagen"),
        (HOE.replace("|10|0", "|veel|0"), (), (), "bezetting: verwacht werd een geheel getal van 0 tot 2000"),
        (
            HOE,
            (G1.replace(";9;", ";19;"),),
            (),
            "regel 2, kinderen: verwacht werd een geheel getal van 0 tot 18",
        ),
        (HOE, (G1, G1.replace(";9;", ";8;")), (), "regel 3, naam: er is al een leefgroep “Bijtjes” die nog bestaat"),
        (HOE, (G2.replace("2020-12-31", "2018-12-31"),), (), "regel 2, tot: de laatste dag ligt voor de eerste"),
        (HOE, (), (S1, S1.replace("13", "20")), "sluitingen.csv, regel 3, vanaf: deze dagen overlappen de sluiting op regel 2"),
        (HOE, (), (S1.replace("2026-07-31", ""),), "sluitingen.csv, regel 2, tot: er staat geen dag"),
        (None, (G1,), (), "regel 2, dossier: over dossier “d1” staat er geen rij in opvang.csv"),
        (HOE.replace("d1;", "d9;"), (), (), "opvang.csv, regel 2, dossier: er is geen dossier “d9”"),
    ],
)
def test_wat_niet_kan_wordt_geweigerd(
    an: Medewerker,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    hoe: str | None,
    groepen: tuple[str, ...],
    dicht: tuple[str, ...],
    zin: str,
) -> None:
    assert zin in fouten_van(met(tmp_path, hoe, groepen, dicht), capsys)
    assert not Opvang.objects.exists()
