"""Tasks of the old system: what is open waits with whom it is for, what was done is told on the timeline."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from dossiers.models import Dossier, Tijdlijnregel
from kern.models import Logregel, Medewerker, Notificatie, Taak, Werkregel
from kern.tijd import BRUSSEL
from tests.dossiers.test_historiek import importeer, uitvoer
from tests.dossiers.test_historiek_afspraken import C1 as BEZOEK
from tests.dossiers.test_historiek_afspraken import afspraken
from tests.dossiers.test_historiek_inhoud import pakket
from tests.dossiers.test_historiek_plaatsen import fouten_van
from tests.dossiers.test_historiek_post import BIJLAGE, IN
from tests.dossiers.test_historiek_post import C1 as MAIL

STRAKS = timezone.now().astimezone(BRUSSEL).date() + timedelta(days=20)
OPEN = f"t1;;d1;Kijk de maaltijden na;bart;an;2023-05-01T10:00;ja;{STRAKS};14:00;hoog;dan;2;weken;het plan;5;;;open;;;"
KLAAR = "t2;;d1;Bel terug;an;an;2023-05-01T10:00;nee;2023-05-03;;gewoon;dan;;;;;;;klaar;2023-05-02T10:00;an;Ze belde zelf"
VAN_O = "t3;o1;;Vraag de statuten;an;an;2023-05-01T10:00;nee;2023-05-03;;laag;geen;;;;;;;open;;;"
P1, P2 = "t1;1;Menu;;", "t1;2;Allergenen;2023-05-02T10:00;an"
LEEG: dict[str, Any] = {"verslagen": [], "addenda": [], "steun": [], "documenten": [], "documentversies": [], "inhoud": ()}


def taken(tmp_path: Path, **anders: Any) -> Path:
    heel = {"taken": [OPEN, KLAAR, VAN_O], "taakpunten": [P1, P2]}
    return pakket(tmp_path, **LEEG | heel | anders)


def test_een_taak_wacht_bij_wie_ze_heeft_en_wat_gedaan_is_staat_op_de_tijdlijn(
    an: Medewerker, bart: Medewerker, tmp_path: Path
) -> None:
    assert importeer(taken(tmp_path)).endswith("3 taken overgenomen.")
    van_o, klaar, open_ = Taak.objects.order_by("belang")
    assert (open_.voor, open_.belang, open_.reeks_begin, open_.wacht_op, open_.volgt_onderwerp) == (
        bart,
        2,
        STRAKS,
        "het plan",
        True,
    )
    assert open_.herinner_op is not None
    assert open_.volg_op is not None
    assert open_.volg_op > timezone.localdate()
    assert [(p.tekst, p.klaar_door) for p in open_.punten.all()] == [("Menu", None), ("Allergenen", an)]
    assert (klaar.nota, klaar.herinner_op, van_o.onderwerp_soort) == ("Ze belde zelf", None, "dossiers.organisator")
    wachtend = Werkregel.objects.filter(soort="kern.taak", klaar_op=None).values_list("verwijzing", "voor__username")
    assert set(wachtend) == {(str(open_.pk), "bart"), (str(van_o.pk), "an")}
    lijn = Tijdlijnregel.objects.get(soort="dossiers.taak")
    assert (lijn.titel, lijn.kort, lijn.op, lijn.dossier) == (
        "Taak afgewerkt: Bel terug", "Ze belde zelf", klaar.klaar_op, Dossier.objects.get(),
    )  # fmt: skip
    assert not Notificatie.objects.exists()
    assert Logregel.objects.filter(gebeurtenis="kern.taak_gegeven").count() == 3
    eerste = uitvoer()
    assert importeer(taken(tmp_path)).endswith("0 taken overgenomen.")
    assert uitvoer() == eerste


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"taken": [OPEN.replace(";bart;", ";weg;")]}, "taken.csv, regel 2, voor: er is geen collega “weg”"),
        ({"taken": [OPEN.replace(";14:00;", ";26:00;")]}, "regel 2, uur: “26:00” is geen uur"),
        ({"taken": [OPEN.replace(f";{STRAKS};", ";;")]}, "regel 2, uur: bij het uur hoort een dag"),
        ({"taken": [OPEN.replace(";2;weken;", ";2;;")]}, "regel 2, herhaal_elke: wat terugkomt staat open"),
        ({"taken": [OPEN.replace(";het plan;", ";;")]}, "regel 2, volg_na: wat opgevolgd wordt zegt waarop"),
        ({"taken": [OPEN.replace(";hoog;", ";zeer hoog;")]}, "regel 2, belang: verwacht werd"),
        ({"taken": [OPEN, KLAAR.replace(";2023-05-02T10:00;an;", ";;;")]}, "regel 3, klaar_op: wat gedaan is zegt wanneer"),
        ({"taakpunten": [P1.replace("t1", "t9")]}, "taakpunten.csv, regel 2, taak: er is geen taak “t9”"),
    ],
)
def test_wat_niet_kan_wordt_geweigerd(
    an: Medewerker, bart: Medewerker, tmp_path: Path, capsys: pytest.CaptureFixture[str], anders: dict[str, Any], zin: str
) -> None:
    assert zin in fouten_van(taken(tmp_path, **anders), capsys)
    assert not Taak.objects.exists()


def test_de_dag_van_een_taak_van_vroeger_blijft_zoals_ze_was(an: Medewerker, bart: Medewerker, tmp_path: Path) -> None:
    importeer(taken(tmp_path))
    assert Taak.objects.get(titel="Vraag de statuten").tegen == date(2023, 5, 3)


def test_alles_samen_klopt_zoals_wat_hier_ontstond(an: Medewerker, bart: Medewerker, tmp_path: Path) -> None:
    """Every check of the house, after one package with everything in it; and out of it the same comes again."""
    contacten = [BEZOEK, MAIL.replace("c1;", "c8;")]
    mail = {"post": [IN.replace(";c1;", ";c8;")], "postbijlagen": [BIJLAGE]}
    importeer(afspraken(tmp_path, taken=[OPEN, KLAAR, VAN_O], taakpunten=[P1, P2], contactmomenten=contacten, **mail))
    call_command("controleer", stdout=StringIO())
    eerste = uitvoer()
    assert uitvoer() == eerste
