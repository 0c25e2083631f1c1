"""The history of the old system: who organises and how to reach them, and what a location holds beside its register."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.utils import timezone

from dossiers.actions import organisatoren
from dossiers.historiek.formaat import BESTANDEN, LATER
from dossiers.models import Dossier, DossierEvent, Importmelding, Organisator, OrganisatorEvent
from kern.models import Logregel, Medewerker
from tests.dossiers.test_historiek import importeer, uitvoer
from tests.wereld import maak_dossier, maak_organisator

O1 = (
    "o1;987654321;Zonnebloem vzw;0413.895.634;vzw;0470 00 00 02;an;"
    "Kerkstraat;3;2000;Antwerpen;0470 00 00 03;info@voorbeeld.be;nl|fr"
)
O2 = "o2;987654322;Nog zonder locatie bv;;bv;;;;;;;;;"
D1 = (
    "d1;123456789;De Zonnebloem;groep;Statielei;1;2640;Mortsel;11029;0470 00 00 01;18;vergund;antwerpen;o1;"
    "zon@voorbeeld.be;12;ikt;T2;2015-09-01;;bart;Kent de buurt"
)


def heel(tmp_path: Path, **tabellen: list[str]) -> Path:
    """Write a package in which every table has all its columns; names without `.csv`."""
    pad = tmp_path / "historiek.zip"
    with zipfile.ZipFile(pad, "w") as zip_:
        for naam, rijen in tabellen.items():
            kop = (*BESTANDEN[f"{naam}.csv"], *LATER.get(f"{naam}.csv", ()))
            zip_.writestr(f"{naam}.csv", "\n".join([";".join(kop), *rijen]) + "\n")
    return pad


def fouten_van(pad: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Import what is refused; return every fault."""
    with pytest.raises(CommandError, match="er is niets overgenomen"):
        importeer(pad)
    return capsys.readouterr().err


def tabel_van(naam: str) -> list[str]:
    """Export everything; return the lines of one table without its head."""
    return zipfile.ZipFile(io.BytesIO(uitvoer())).read(f"{naam}.csv").decode().splitlines()[1:]


def test_een_organisator_komt_mee_met_hoe_men_hem_bereikt_ook_zonder_locatie(an: Medewerker, tmp_path: Path) -> None:
    contact = "c1;o2;;2021-02-01T14:00;;mail;uit;;Jan Vorige;Over de hele organisatie"
    assert "1 dossiers (met 2 organisatoren)" in importeer(
        heel(tmp_path, organisatoren=[O1, O2], dossiers=[D1], contactmomenten=[contact])
    )
    zon, zonder = Organisator.objects.order_by("nummer")
    assert (zon.straat, zon.huisnummer, zon.postcode, zon.gemeente) == ("Kerkstraat", "3", "2000", "Antwerpen")
    assert (zon.telefoon_buiten_uren, zon.email, zon.talen) == ("0470 00 00 03", "info@voorbeeld.be", ["nl", "fr"])
    assert (zon.bronnummer, zon.klantenbeheerder, zon.sorteersleutel) == ("o1", an, "zonnebloem vzw")
    assert (zonder.bronnummer, zonder.dossiers.count(), zonder.contactmomenten.count()) == ("o2", 0, 1)
    gemaakt = Logregel.objects.filter(gebeurtenis="dossiers.organisator_gemaakt").values_list("onderwerp_id", flat=True)
    assert sorted(gemaakt) == sorted([str(zon.pk), str(zonder.pk)])


def test_een_dossier_komt_mee_met_tarief_subsidie_en_wie_afwijkt(an: Medewerker, bart: Medewerker, tmp_path: Path) -> None:
    importeer(heel(tmp_path, organisatoren=[O1], dossiers=[D1]))
    dossier = Dossier.objects.get()
    assert (dossier.plaatsen_gesubsidieerd, dossier.tarief, dossier.subsidietrap) == (12, "ikt", "T2")
    assert (dossier.email, dossier.gestart_op, dossier.gestopt_op) == ("zon@voorbeeld.be", date(2015, 9, 1), None)
    assert (dossier.klantenbeheerder, dossier.afwijking_reden) == (bart, "Kent de buurt")
    laatste = DossierEvent.objects.filter(pgh_obj=dossier).latest("pgh_id")
    assert (laatste.email, laatste.klantenbeheerder_id) == ("zon@voorbeeld.be", bart.pk)


def test_van_wat_hier_al_is_wordt_alleen_ingevuld_wat_leeg_is(an: Medewerker, bart: Medewerker, tmp_path: Path) -> None:
    hier = maak_organisator("Zon van nu", an, nummer="987654321", email="nu@voorbeeld.be", straat="Nieuwstraat", postcode="2640")
    dossier = maak_dossier("Onze naam", hier, dossiernummer="123456789", tarief="vrij", plaatsen=20)
    pad = heel(tmp_path, organisatoren=[O1], dossiers=[D1])
    importeer(pad)
    hier.refresh_from_db()
    dossier.refresh_from_db()
    assert (hier.naam, hier.email, hier.straat, hier.gemeente) == ("Zon van nu", "nu@voorbeeld.be", "Nieuwstraat", "")
    assert (hier.telefoon_buiten_uren, hier.talen) == ("0470 00 00 03", ["nl", "fr"])
    assert (dossier.naam, dossier.tarief, dossier.plaatsen, dossier.email) == ("Onze naam", "vrij", 20, "zon@voorbeeld.be")
    assert (dossier.subsidietrap, dossier.gestart_op) == ("T2", date(2015, 9, 1))
    assert (dossier.klantenbeheerder, dossier.afwijking_reden) == (an, "")
    # A second time there is nothing left to fill, and what was emptied or changed by hand meanwhile is ours.
    organisatoren.wijzig_organisator(
        organisator=hier,
        versie=hier.versie,
        door=an,
        op=timezone.now(),
        **{veld: getattr(hier, veld) for veld in organisatoren.VELDEN} | {"telefoon_buiten_uren": "0470 00 00 77"},
    )
    versies = OrganisatorEvent.objects.count(), DossierEvent.objects.count()
    importeer(pad)
    hier.refresh_from_db()
    assert hier.telefoon_buiten_uren == "0470 00 00 77"
    assert (OrganisatorEvent.objects.count(), DossierEvent.objects.count()) == versies


def test_een_collega_die_er_niet_is_staat_in_het_verslag(an: Medewerker, tmp_path: Path) -> None:
    zonder = O2.replace(";bv;;;", ";bv;;weg;")
    importeer(heel(tmp_path, organisatoren=[O1, zonder], dossiers=[D1.replace(";bart;", ";weg;")]))
    assert set(Importmelding.objects.values_list("kolom", "regel", "zin")) == {
        ("organisatoren.csv, klantenbeheerder", 3, "er is geen collega “weg”; niemand volgt deze organisator"),
        (
            "dossiers.csv, klantenbeheerder",
            2,
            "er is geen collega “weg”; de locatie heeft de klantenbeheerder van haar organisator",
        ),
    }
    assert Dossier.objects.get().klantenbeheerder == an


@pytest.mark.parametrize(
    ("organisator", "dossier", "zin"),
    [
        (
            O1.replace("info@voorbeeld.be", "jan en piet"),
            D1,
            "regel 2, email: “jan en piet” is geen e-mailadres",
        ),
        (O1.replace("nl|fr", "nl|klingon"), D1, "regel 2, talen: “klingon” is geen taal die we kennen"),
        (O1.replace(";2000;", ";20;"), D1, "regel 2, postcode: een postcode heeft 4 cijfers"),
        (
            O1,
            D1.replace(";12;ikt;", ";19;ikt;"),
            "gesubsidieerd: er kunnen niet meer gesubsidieerde dan",
        ),
        (O1, D1.replace(";groep;", ";gezin;"), "dossiers.csv, regel 2, plaatsen: gezinsopvang heeft hoogstens 8 plaatsen"),
        (O1, D1.replace(";T2;", ";T9;"), "regel 2, subsidietrap: verwacht werd"),
        (O1, D1.replace("2015-09-01;", "2015-09-01;2014-01-01"), "regel 2, gestopt_op: de laatste dag ligt voor de eerste"),
        (O1, D1.replace(";Kent de buurt", ";"), "regel 2, afwijking_reden: wie afwijkt van de organisator staat er met de reden"),
    ],
)
def test_wat_niet_kan_wordt_genoemd(
    an: Medewerker, tmp_path: Path, capsys: pytest.CaptureFixture[str], organisator: str, dossier: str, zin: str
) -> None:
    assert zin in fouten_van(heel(tmp_path, organisatoren=[organisator], dossiers=[dossier]), capsys)
    assert not Organisator.objects.exists()


def test_twee_organisatoren_met_een_nummer_of_ondernemingsnummer_worden_geweigerd(
    an: Medewerker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    maak_organisator("Hier", an, kbo="0413.895.634")
    zelfde_nummer = O2.replace("987654322", "987654321")
    fouten = fouten_van(heel(tmp_path, organisatoren=[O1, zelfde_nummer], dossiers=[D1]), capsys)
    assert "organisatoren.csv, regel 3, nummer: dit nummer heeft de organisator op regel 2 al" in fouten
    assert "organisatoren.csv, regel 2, kbo: dit ondernemingsnummer hoort al bij organisator" in fouten


def test_met_alle_kolommen_geeft_de_ronde_dezelfde_bytes(an: Medewerker, bart: Medewerker, tmp_path: Path) -> None:
    importeer(heel(tmp_path, organisatoren=[O1, O2], dossiers=[D1]))
    assert tabel_van("organisatoren") == [O1.replace("0413.895.634", "0413895634"), O2]
    assert tabel_van("dossiers") == [D1]
