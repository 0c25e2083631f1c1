"""The Dutch register with its visits: only among testgegevens, several lines per location, each visit on the timeline."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from dossiers.actions.testgegevens import is_testwereld, markeer
from dossiers.models import Contactmoment, Dossier, MerktekenTest, Organisator, Tijdlijnregel
from kern.tijd import BRUSSEL
from tests.hulp.echt import echt_bestand

VERZONNEN = Path(__file__).with_name("lrk_verzonnen.csv")


@pytest.fixture
def testwereld(db: None) -> None:
    markeer(waarom="een test", op=timezone.now())


def importeer(pad: Path, *meer: str) -> tuple[str, list[str]]:
    uit, fout = StringIO(), StringIO()
    call_command("importeer_register", str(pad), "--formaat=lrk", *meer, stdout=uit, stderr=fout)
    return uit.getvalue().strip(), fout.getvalue().splitlines()


def test_tussen_echte_plaatsen_wordt_het_geweigerd(db: None) -> None:
    assert not is_testwereld()
    with pytest.raises(CommandError, match="mag alleen in een databank met testgegevens"):
        importeer(VERZONNEN)
    assert not Dossier.objects.exists()


def test_het_merkteken_wordt_een_keer_gezet_en_niet_in_productie(db: None, settings: pytest.FixtureRequest) -> None:
    markeer(waarom="demowereld", op=timezone.now())
    markeer(waarom="nog eens", op=timezone.now())
    assert [t.waarom for t in MerktekenTest.objects.all()] == ["demowereld"]
    settings.IS_PRODUCTIE = True  # type: ignore[attr-defined]  # pytest-django's settings
    with pytest.raises(Exception, match="testgegevens"):
        markeer(waarom="echt", op=timezone.now())


def test_het_nieuwste_bezoek_zegt_wat_de_locatie_is_en_elk_bezoek_staat_op_de_tijdlijn(testwereld: None) -> None:
    uit, verslag = importeer(VERZONNEN, "--team=limburg")
    assert uit == ("2 nieuw (met 2 organisatoren), 0 bijgewerkt, 0 ongewijzigd, 4 nieuwe bezoeken, 0 na te kijken, 2 fout.")
    assert verslag == [
        "regel 7, lrknummer: er staat geen nummer; zonder nummer is de locatie niet terug te vinden",
        "regel 8, postcode: verwacht werd een Nederlandse postcode, bijvoorbeeld 1066JM",
    ]
    molen = Dossier.objects.get(bron="lrk", bronnummer="100000001")
    assert (molen.dossiernummer, molen.naam, molen.huisnummer, molen.postcode, molen.plaatsen, molen.team.code) == (
        "V-LRK-100000001", "De Nieuwe Molen", "3", "1066", 45, "limburg",
    )  # fmt: skip
    assert molen.refnis == ""
    assert Dossier.objects.get(bronnummer="100000002").status == "gestopt"
    bezoeken = Tijdlijnregel.objects.filter(dossier=molen, soort="dossiers.contact.bezoek_extern")
    assert [(r.op.astimezone(BRUSSEL).isoformat()[:16], r.kort) for r in bezoeken] == [
        ("2014-03-12T12:00", "Toezicht door de GGD, risicoprofiel groen"),
        ("2013-06-05T12:00", "Toezicht door de GGD, risicoprofiel geel"),
        ("2012-01-02T12:00", "Toezicht door de GGD, risicoprofiel oranje"),
    ]
    assert {(r.verwijzing, r.url) for r in bezoeken} == {
        (str(c.pk), c.get_absolute_url()) for c in Contactmoment.objects.filter(dossier=molen)
    }
    call_command("controleer_logboek", stdout=StringIO())


def test_een_tweede_keer_komt_er_alleen_bij_wat_nieuw_is(testwereld: None, tmp_path: Path) -> None:
    importeer(VERZONNEN)
    uit, _ = importeer(VERZONNEN)
    assert uit.startswith("0 nieuw (met 0 organisatoren), 0 bijgewerkt, 2 ongewijzigd, 0 na te kijken")
    meer = tmp_path / "meer.csv"
    extra = VERZONNEN.read_text().splitlines()[1].replace("2-01-12,2012", "30-09-16,2016")
    meer.write_text(VERZONNEN.read_text() + extra + "\n")
    uit, _ = importeer(meer)
    assert uit.startswith("0 nieuw (met 0 organisatoren), 1 bijgewerkt, 1 ongewijzigd, 1 nieuwe bezoeken")
    assert Dossier.objects.get(bronnummer="100000001").naam == "De Verzonnen Molen"
    assert Contactmoment.objects.count() == Tijdlijnregel.objects.filter(soort="dossiers.contact.bezoek_extern").count() == 5


def test_het_echte_bestand_van_amsterdam(testwereld: None) -> None:
    echt = echt_bestand("register/risicoprofielenkinderopvangamsterdam.csv")
    uit, verslag = importeer(echt)
    assert uit == (
        "1032 nieuw (met 510 organisatoren), 0 bijgewerkt, 0 ongewijzigd, 2864 nieuwe bezoeken, 82 na te kijken, 17 fout."
    )
    # Day care and care after school under one roof have a number each: the report asks to look.
    twee_keer = [regel for regel in verslag if "zelfde naam en adres als op regel" in regel]
    assert len(twee_keer) == 82
    assert {regel.partition(", ")[2] for regel in verslag if regel not in twee_keer} == {
        "lrknummer: er staat geen nummer; zonder nummer is de locatie niet terug te vinden"
    }
    assert (Dossier.objects.count(), Organisator.objects.count(), Contactmoment.objects.count()) == (1032, 510, 2864)
    uit, _ = importeer(echt)
    assert uit.startswith("0 nieuw (met 0 organisatoren), 0 bijgewerkt, 1032 ongewijzigd, 0 na te kijken, 17 fout.")
