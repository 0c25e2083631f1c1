"""Taking over locations from the point-of-interest register."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from dossiers import gebeurtenissen
from dossiers.models import Dossier, DossierEvent, Organisator
from kern.logboek import regels_over
from tests.hulp.echt import echt_bestand

VERZONNEN = Path(__file__).with_name("poi_verzonnen.csv")


def importeer(pad: Path, *meer: str) -> tuple[str, str]:
    uit, fout = StringIO(), StringIO()
    call_command("importeer_register", str(pad), "--formaat=poi", *meer, stdout=uit, stderr=fout)
    return uit.getvalue().strip(), fout.getvalue()


@pytest.mark.django_db
def test_de_goede_rijen_komen_erin_en_elke_slechte_krijgt_regel_en_reden() -> None:
    uit, fout = importeer(VERZONNEN)
    assert uit == "4 nieuw (met 3 organisatoren), 0 bijgewerkt, 0 ongewijzigd, 0 na te kijken, 5 fout."
    assert fout.splitlines() == [
        "regel 6, adres: verwacht werd “straat nummer, postcode gemeente”",
        "regel 7, poi_id: nummer 9001 staat al op regel 2",
        "regel 8, adres: postcode 4000 ligt niet in Vlaanderen of Brussel",
        "regel 9, poi_id: verwacht werd een nummer van hoogstens 20 cijfers",
        "regel 10, rij: 2 kolommen in plaats van 5",
    ]
    brug = Dossier.objects.get(bron="poi", bronnummer="9002")
    assert (brug.dossiernummer, brug.straat, brug.huisnummer, brug.postcode, brug.gemeente, brug.team.code) == (
        "V-POI-9002", "Fantasieplein", "62 bus 4", "9000", "Gent", "oost-vlaanderen",
    )  # fmt: skip
    assert brug.sorteersleutel == "bruggetje"
    assert brug.is_voorlopig


@pytest.mark.django_db
def test_dezelfde_naam_geeft_een_organisator_met_twee_locaties() -> None:
    importeer(VERZONNEN)
    (organisator,) = Organisator.objects.filter(naam="'t Lachgezichtje BV")
    assert [d.huisnummer for d in organisator.dossiers.order_by("bronnummer")] == ["94", "102A"]


@pytest.mark.django_db
def test_een_tweede_keer_verandert_er_niets() -> None:
    importeer(VERZONNEN)
    events = DossierEvent.objects.count()
    uit, _ = importeer(VERZONNEN)
    assert uit == "0 nieuw (met 0 organisatoren), 0 bijgewerkt, 4 ongewijzigd, 0 na te kijken, 5 fout."
    assert (Dossier.objects.count(), Organisator.objects.count(), DossierEvent.objects.count()) == (4, 3, events)


@pytest.mark.django_db
def test_een_proef_zegt_hetzelfde_en_bewaart_niets() -> None:
    uit, _ = importeer(VERZONNEN, "--proef")
    assert uit == "Proef, niets bewaard: 4 nieuw (met 3 organisatoren), 0 bijgewerkt, 0 ongewijzigd, 0 na te kijken, 5 fout."
    assert not Dossier.objects.exists()
    assert not Organisator.objects.exists()


@pytest.mark.django_db
def test_een_verhuisd_nummer_volgt_het_register_en_de_oude_waarde_blijft_bekend(tmp_path: Path) -> None:
    importeer(VERZONNEN)
    anders = tmp_path / "anders.csv"
    anders.write_text(VERZONNEN.read_text().replace("Verzonnenlaan 353", "Nieuwstraat 8"))
    uit, _ = importeer(anders)
    assert uit.startswith("0 nieuw (met 0 organisatoren), 1 bijgewerkt, 3 ongewijzigd")
    dossier = Dossier.objects.get(bronnummer="9001")
    assert dossier.adres == "Nieuwstraat 8, 2550 Kontich"
    assert [e.straat for e in DossierEvent.objects.filter(pgh_obj=dossier).order_by("pgh_id")] == ["Verzonnenlaan", "Nieuwstraat"]
    (regel,) = regels_over(dossier).filter(gebeurtenis=gebeurtenissen.DOSSIER_BIJGEWERKT.code)
    assert regel.gegevens["velden"] == ["straat", "huisnummer"]


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "Het bestand is leeg."),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "Dit bestand is geen CSV maar een PDF."),
        (b"nom;nummer\nA;1\n", "Dit is niet het verwachte bestand"),
        (b'poi_id,naam,adres,lon,lat\n1,"open,"A 1, 2550 Kontich",4,51\n', "Dit bestand is geen goede CSV"),
    ],
)
@pytest.mark.django_db
def test_wat_het_register_niet_is_wordt_in_een_zin_geweigerd(tmp_path: Path, inhoud: bytes, zin: str) -> None:
    pad = tmp_path / "bestand.csv"
    pad.write_bytes(inhoud)
    with pytest.raises(CommandError, match=zin):
        importeer(pad)
    assert not Dossier.objects.exists()


def test_een_bestand_dat_er_niet_is_geeft_een_zin(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="bestaat niet"):
        importeer(tmp_path / "weg.csv")


@pytest.mark.django_db
def test_namen_met_emoji_en_rechts_naar_links_mogen_een_te_lange_niet(tmp_path: Path) -> None:
    pad = tmp_path / "namen.csv"
    rijen = ["😀 De Smiley", "روضة الأطفال", "x" * 301]
    adressen = "".join(f'{i},{naam},"Laan {i}, 2550 Kontich",4.4,51.1\n' for i, naam in enumerate(rijen, start=1))
    pad.write_text(f"poi_id,naam,adres,lon,lat\n{adressen}")
    uit, fout = importeer(pad)
    assert uit.startswith("2 nieuw")
    assert fout.strip() == "regel 4, naam: een naam heeft 1 tot 300 tekens"


@pytest.mark.django_db
def test_het_echte_bestand_van_kontich() -> None:
    uit, fout = importeer(echt_bestand("poi_kontich_groepsopvang.csv"))
    assert (uit, fout) == ("7 nieuw (met 6 organisatoren), 0 bijgewerkt, 0 ongewijzigd, 0 na te kijken, 0 fout.", "")
    twee = [o for o in Organisator.objects.all() if o.dossiers.count() == 2]
    assert len(twee) == 1
