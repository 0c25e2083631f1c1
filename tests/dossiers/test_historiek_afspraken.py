"""Promises and appointments of the old system: at their own date, and what is open waiting as if it came about here."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from dossiers.models import Afspraak, Belofte, Deelnemer, Tijdlijnregel
from kern.models import Medewerker, OutboxRegel, Werkregel
from kern.tijd import BRUSSEL
from tests.dossiers.test_historiek import importeer, uitvoer
from tests.dossiers.test_historiek_inhoud import pakket
from tests.dossiers.test_historiek_plaatsen import fouten_van

STRAKS = f"{timezone.now().astimezone(BRUSSEL) + timedelta(days=20):%Y-%m-%d}"
B1 = f"b1;;d1;wij;Terugbellen over het hek;{STRAKS};an;;open;2023-05-01T10:00;an;;;"
B2 = "b2;;d1;organisator;Plan opsturen;2023-06-01;an;v1;gebroken;2023-05-01T10:00;an;2023-07-01T10:00;an;Vergeten"
C1 = "c1;;d1;2023-03-01T10:00;;bezoek;;Rita;An Vroeger;Jaarlijks bezoek"
VOLGT = (
    f"f1;;d1;gesprek;ja;an;Over het hek;Kantoor;{STRAKS}T10:00;{STRAKS}T11:00;ja;Tot dan;;vast;2;2023-05-01T10:00;an;"
    "2023-05-02T10:00;;;;;"
)
GEHEIM = (
    f"f2;;d1;bezoek;nee;bart;;Statielei 1, 2640 Mortsel;{STRAKS}T09:00;{STRAKS}T10:00;nee;;;vast;0;2023-05-01T10:00;bart;"
    "2023-05-01T10:00;;;;;"
)
GEDAAN = (
    "f3;;d1;bezoek;ja;an;Jaarlijks;;2023-03-01T10:00;2023-03-01T11:00;ja;;;gedaan;0;2023-02-01T10:00;an;2023-03-01T12:00;"
    "2023-03-01T12:00;an;;c1;v1"
)
D1, D2 = "e1;f1;organisator;;Rita;rita@zon.example", "e2;f2;collega;an;;"


def afspraken(tmp_path: Path, **anders: Any) -> Path:
    heel = {"contactmomenten": [C1], "beloften": [B1, B2], "afspraken": [VOLGT, GEHEIM, GEDAAN], "deelnemers": [D1, D2]}
    return pakket(tmp_path, **heel | anders)


def test_een_belofte_die_openstaat_wacht_en_een_andere_zegt_wat_ervan_kwam(
    an: Medewerker, bart: Medewerker, tmp_path: Path
) -> None:
    assert "2 beloften, 3 afspraken, 2 deelnemers aan afspraken" in importeer(afspraken(tmp_path))
    open_, gebroken = Belofte.objects.order_by("-tegen")
    assert (open_.wat, open_.voor, gebroken.uitleg) == ("Terugbellen over het hek", an, "Vergeten")
    verslag = gebroken.dossier.verslagen.get() if gebroken.dossier else None
    assert verslag is not None
    assert (gebroken.waar_id, gebroken.waar_url) == (str(verslag.pk), verslag.get_absolute_url())
    assert list(Werkregel.objects.filter(soort="dossiers.belofte", klaar_op=None).values_list("verwijzing", "voor")) == [
        (str(open_.pk), an.pk)
    ]
    lijnen = Tijdlijnregel.objects.filter(soort__startswith="dossiers.belofte").order_by("op", "titel")
    assert list(lijnen.values_list("titel", "overgenomen")) == [
        ("De organisator beloofde iets tegen 01/06/2023", True),
        (f"Wij beloofden iets tegen {open_.tegen:%d/%m/%Y}", True),
        ("Belofte niet gehouden", True),
    ]


def test_een_afspraak_staat_bij_wie_gaat_en_niemand_krijgt_er_een_mail_over(
    an: Medewerker, bart: Medewerker, tmp_path: Path
) -> None:
    importeer(afspraken(tmp_path))
    gedaan, geheim, volgt = Afspraak.objects.order_by("begin")
    assert gedaan.contactmoment is not None
    assert (gedaan.contactmoment.bronnummer, gedaan.verslag, volgt.volgnummer) == ("c1", gedaan.dossiers.get().verslagen.get(), 2)
    assert (geheim.refnis, geheim.aangekondigd, volgt.boodschap) == ("11029", False, "Tot dan")
    wachtend = Werkregel.objects.filter(soort="dossiers.afspraak", klaar_op=None).order_by("begint_op", "voor__username")
    assert list(wachtend.values_list("verwijzing", "voor__username")) == [
        (str(geheim.pk), "an"), (str(geheim.pk), "bart"), (str(volgt.pk), "an"),
    ]  # fmt: skip
    lijnen = Tijdlijnregel.objects.filter(soort="dossiers.afspraak").order_by("op")
    assert list(lijnen.values_list("titel", "op")) == [
        ("Bezoek van 01/03/2023 ging door", datetime(2023, 2, 1, 10, tzinfo=BRUSSEL)),
        (f"Gesprek afgesproken op {volgt.begin:%d/%m/%Y}, 10.00 uur", datetime(2023, 5, 1, 10, tzinfo=BRUSSEL)),
    ]
    assert Deelnemer.objects.count() == 2
    assert not OutboxRegel.objects.filter(kanaal="mail").exists()
    eerste = uitvoer()
    assert "0 beloften, 0 afspraken, 0 deelnemers" in importeer(afspraken(tmp_path))
    assert uitvoer() == eerste


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"beloften": [B1.replace(";an;;open", ";weg;;open")]}, "beloften.csv, regel 2, voor: er is geen collega “weg”"),
        ({"beloften": [B2.replace(";v1;", ";v9;")]}, "regel 2, verslag: er is geen verslag “v9”"),
        ({"beloften": [B2.replace(";Vergeten", ";")]}, "regel 2, uitleg: er staat niet hoe het komt"),
        ({"beloften": [B2.replace("gebroken", "open")]}, "regel 2, afgesloten_op: wat niet meer openstaat"),
        ({"beloften": [B2.replace("gebroken", "ingetrokken")]}, "regel 2, status: verwacht werd"),
        ({"afspraken": [VOLGT.replace("T11:00", "T09:00"), GEHEIM]}, "regel 2, einde: de afspraak eindigt voor ze begint"),
        ({"afspraken": [VOLGT.replace(";;d1;", ";o1;d1;"), GEHEIM]}, "dossiers: vul 1 tot 100 dossiers in, of de organisator"),
        ({"afspraken": [VOLGT.replace(";;d1;", ";;d1|d9;"), GEHEIM]}, "regel 2, dossiers: er is geen dossier “d9”"),
        ({"afspraken": [VOLGT.replace(";ja;an;", ";nee;an;"), GEHEIM]}, "aangekondigd: alleen een bezoek kan onaangekondigd"),
        ({"afspraken": [VOLGT, GEHEIM.replace(";nee;bart", ";ja;bart")]}, "uur_vast: wat met iemand is afgesproken"),
        ({"afspraken": [VOLGT, GEHEIM, GEDAAN.replace(";c1;", ";;")]}, "contactmoment: wat doorging heeft een contactmoment"),
        ({"deelnemers": ["e1;f2;organisator;;Rita;rita@zon.example"]}, "van een onaangekondigd bezoek mag niemand van buiten"),
        ({"deelnemers": ["e1;f1;collega;an;An;"]}, "medewerker: een collega staat er met de gebruikersnaam alleen"),
        ({"deelnemers": [D1, D1.replace("e1", "e3")]}, "deze deelnemer staat al op een eerdere regel"),
        ({"deelnemers": [D1.replace("f1", "f9")]}, "deelnemers.csv, regel 2, afspraak: er is geen afspraak “f9”"),
    ],
)
def test_wat_niet_kan_wordt_geweigerd(
    an: Medewerker, bart: Medewerker, tmp_path: Path, capsys: pytest.CaptureFixture[str], anders: dict[str, Any], zin: str
) -> None:
    assert zin in fouten_van(afspraken(tmp_path, **anders), capsys)
    assert not Afspraak.objects.exists()
    assert not Belofte.objects.exists()
