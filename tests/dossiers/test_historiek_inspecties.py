"""What the old system had asked of Zorginspectie: each step on its moment, and what is open waiting as if asked here."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from dossiers import werksoorten
from dossiers.actions import inspectieverzoeken
from dossiers.models import Aandacht, Dossier, Inspectieverzoek, Tijdlijnregel
from kern.models import Logregel, Medewerker, Werkregel
from kern.tijd import BRUSSEL
from tests.dossiers.test_historiek import importeer
from tests.dossiers.test_historiek_plaatsen import D1, O1, fouten_van, heel, tabel_van

D = D1.replace(";bart;Kent de buurt", ";;")
STRAKS = f"{timezone.now().astimezone(BRUSSEL).date() + timedelta(days=30):%Y-%m-%d}"
OPEN = (
    f'i1;d1;"Kijk naar\nde slaapruimte";Melding;dringend;{STRAKS};bevestigd;an;2024-01-05T09:00;2024-01-08T10:00;2024-02-01;;;;;'
)
LAAT = "i2;d1;Zijn er genoeg begeleiders?;;hoog;2024-03-01;gevraagd;an;2024-01-06T09:00;;;;;;;"
KLAAR = "i3;d1;Kijk naar de tuin;;gewoon;2022-03-01;uitgevoerd;an;2022-01-06T09:00;;;2022-02-15;ZI-77;2022-03-02T11:00;an;"
WEG = "i4;d1;Kijk naar het dak;;gewoon;2021-03-01;ingetrokken;an;2021-01-06T09:00;;;;;2021-01-09T11:00;an;Al hersteld"


def met(tmp_path: Path, *rijen: str) -> Path:
    return heel(tmp_path, organisatoren=[O1], dossiers=[D], inspectieverzoeken=list(rijen))


def test_elke_stap_staat_op_zijn_dag_en_wat_openstaat_wacht(an: Medewerker, tmp_path: Path) -> None:
    pad = met(tmp_path, OPEN, LAAT, KLAAR, WEG)
    assert importeer(pad).endswith("4 inspectieverzoeken overgenomen.")
    dossier = Dossier.objects.get()
    open_, laat, klaar, weg = (Inspectieverzoek.objects.get(vraag__contains=w) for w in ("slaap", "genoeg", "tuin", "dak"))
    assert (open_.vraag, open_.gepland_op, open_.gevraagd_door) == ("Kijk naar\nde slaapruimte", date(2024, 2, 1), an)
    assert (klaar.bezocht_op, klaar.verslagnummer, weg.intrekreden) == (date(2022, 2, 15), "ZI-77", "Al hersteld")
    lijnen = Tijdlijnregel.objects.filter(dossier=dossier, soort__startswith="dossiers.inspectie").order_by("op")
    assert list(lijnen.values_list("titel", "op", "door_naam", "overgenomen")) == [
        (titel, datetime.fromisoformat(moment).replace(tzinfo=BRUSSEL), "An Peeters", True)
        for titel, moment in (
            ("Inspectie gevraagd: gewoon, tegen 01/03/2021", "2021-01-06T09:00"),
            ("Inspectieverzoek ingetrokken", "2021-01-09T11:00"),
            ("Inspectie gevraagd: gewoon, tegen 01/03/2022", "2022-01-06T09:00"),
            ("Zorginspectie ging langs (verslag ZI-77)", "2022-02-15"),
            (f"Inspectie gevraagd: dringend, tegen {open_.tegen:%d/%m/%Y}", "2024-01-05T09:00"),
            ("Inspectie gevraagd: hoog, tegen 01/03/2024", "2024-01-06T09:00"),
            ("Zorginspectie bevestigde het verzoek voor 01/02/2024", "2024-01-08T10:00"),
        )
    ]
    werk = Werkregel.objects.filter(soort=werksoorten.INSPECTIE.code, klaar_op=None)
    assert set(werk.values_list("verwijzing", "voor")) == {(str(een.pk), an.pk) for een in (open_, laat)}
    te_laat = Aandacht.objects.filter(soort=inspectieverzoeken.TE_LAAT, tot=None)
    assert list(te_laat.values_list("verwijzing", flat=True)) == [str(laat.pk)]
    assert Logregel.objects.filter(gebeurtenis="dossiers.inspectie_gevraagd", onderwerp_id=str(dossier.pk)).count() == 4
    # Followed up here, and taken over once more: nothing changes.
    inspectieverzoeken.trek_in(verzoek=laat, reden="Niet meer nodig", door=an, op=timezone.now())
    voor = Inspectieverzoek.objects.count(), Tijdlijnregel.objects.count(), Werkregel.objects.count()
    assert importeer(pad).endswith("0 inspectieverzoeken overgenomen.")
    assert (Inspectieverzoek.objects.count(), Tijdlijnregel.objects.count(), Werkregel.objects.count()) == voor


def test_ze_komen_er_weer_uit_zoals_ze_erin_gingen(an: Medewerker, tmp_path: Path) -> None:
    importeer(met(tmp_path, LAAT, KLAAR))
    eerste = tabel_van("inspectieverzoeken")
    assert [rij.split(";", 1)[1].replace("+01:00", "").replace(":00;", ";") for rij in eerste] == [
        rij.split(";", 1)[1] for rij in (KLAAR, LAAT)
    ]


@pytest.mark.parametrize(
    ("rij", "zin"),
    [
        (LAAT.replace("d1;", "d9;"), "regel 2, dossier: er is geen dossier “d9”"),
        (LAAT.replace(";an;", ";weg;"), "regel 2, gevraagd_door: er is geen collega “weg”"),
        (LAAT.replace(";gevraagd;", ";beloofd;"), "regel 2, status: verwacht werd"),
        (LAAT.replace("2024-01-06T09:00", ""), "regel 2, gevraagd_op: er staat niet wanneer het gevraagd werd"),
        (LAAT.replace("Zijn er genoeg begeleiders?", ""), "regel 2, vraag: verwacht werden 1 tot 10000 tekens"),
        (KLAAR.replace("2022-02-15", ""), "regel 2, bezocht_op: een verzoek dat uitgevoerd is heeft een dag"),
        (KLAAR.replace("2022-02-15", "2099-02-15"), "regel 2, bezocht_op: deze dag moet nog komen"),
        (KLAAR.replace("2022-03-02T11:00", ""), "regel 2, afgesloten_op: een verzoek dat niet meer loopt zegt wanneer"),
        (KLAAR.replace(";an;", ";").replace("uitgevoerd;", "uitgevoerd;an;"), "regel 2, afgesloten_door: wie het afsloot"),
        (WEG.replace("Al hersteld", ""), "regel 2, intrekreden: er staat niet waarom het ingetrokken werd"),
    ],
)
def test_wat_niet_kan_wordt_geweigerd(
    an: Medewerker, tmp_path: Path, capsys: pytest.CaptureFixture[str], rij: str, zin: str
) -> None:
    rij = rij if rij.count(";") == OPEN.count(";") else f"{rij};"
    assert zin in fouten_van(met(tmp_path, rij), capsys)
    assert not Inspectieverzoek.objects.exists()
