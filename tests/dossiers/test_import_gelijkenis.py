"""The report of an import says which new locations could be one that is here already, before anybody decides."""

from pathlib import Path

import pytest
from django.utils import timezone

from dossiers.actions import importeren, importgelijkenis
from dossiers.choices import Dossierstatus, Meldingsoort
from dossiers.models import Dossier, Importmelding, ImportRun
from dossiers.register.opgroeien import OPGROEIEN
from kern.choices import Rol
from kern.models import Medewerker
from tests.dossiers.test_gelijkenis import MAG_NIET, MOET
from tests.dossiers.test_register_opgroeien import schrijf_bestand
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator

HOVE = {"postcode": "2540", "gemeente": "Hove", "straat": "Dorpsplein", "huisnummer": "7"}


def nagekeken(tmp_path: Path, *rijen: dict[str, str]) -> ImportRun:
    """Return the import of *rijen* after its trial; what it says of look-alikes stands in `gelijkenissen`."""
    bo = Medewerker.objects.filter(username="bo").first() or maak("bo", "Bo Mertens", Rol.BACKOFFICE)
    importeren.zet_klaar(
        formaat=OPGROEIEN,
        bestandsnaam="register.csv",
        inhoud=[schrijf_bestand(tmp_path, *rijen).read_bytes()],
        door=bo,
        op=timezone.now(),
    )
    importeren.verwerk(klok=timezone.now)
    return ImportRun.objects.latest("pk")


def gelijkenissen(run: ImportRun) -> list[tuple[int, str, str]]:
    lijken = Importmelding.objects.filter(run=run, soort=Meldingsoort.LIJKT)
    return list(lijken.order_by("regel", "pk").values_list("regel", "kolom", "zin"))


def test_de_proef_waarschuwt_voor_een_bijna_gelijke_naam_in_een_buurgemeente(db: None, tmp_path: Path) -> None:
    hier = maak_dossier("’t Bengeltje", maak_organisator("Rita bv"), status=Dossierstatus.OPGEHEVEN)
    maak_dossier("’t Bengeltje", maak_organisator("Ver bv"), team="oost-vlaanderen", postcode="9000", gemeente="Gent")
    run = nagekeken(tmp_path, HOVE | {"naam": "De Bengeltjes"})
    assert gelijkenissen(run) == [
        (2, "naam", f"bijna dezelfde naam als “’t Bengeltje” ({hier.dossiernummer}) in Mortsel, opgeheven")
    ]
    assert run.meldingen.get(soort=Meldingsoort.LIJKT).dossier == hier
    assert (run.status, run.opmerkingen) == ("nagekeken", 1)
    assert Dossier.objects.count() == 2


def test_hetzelfde_adres_en_dezelfde_organisator_worden_erbij_gezegd(db: None, tmp_path: Path) -> None:
    zelfde, waar = maak_organisator("Zonnebloem vzw", nummer="987654321"), "in Hove, vergund, zelfde organisator"
    hier = maak_dossier("De Zonnebloem", zelfde, **HOVE)
    ander = maak_dossier("Iets heel anders", maak_organisator("Ander bv"), **HOVE)
    run = nagekeken(tmp_path, HOVE | {"naam": "Zonnebloempje", "straat": "DORPSPLEIN"})
    assert gelijkenissen(run) == [
        (2, "adres", f"zelfde adres en bijna dezelfde naam als “De Zonnebloem” ({hier.dossiernummer}) {waar}")
    ]
    run = nagekeken(tmp_path, HOVE | {"naam": "Kwetternest"})
    assert [zin for _, _, zin in gelijkenissen(run)] == [f"zelfde adres als “De Zonnebloem” ({hier.dossiernummer}) {waar}"], (
        f"één per adres, het oudste en niet {ander}"
    )


def test_wat_een_organisator_al_verloor_staat_bij_zijn_nieuwe_locatie(db: None, tmp_path: Path) -> None:
    zelfde = maak_organisator("Zonnebloem vzw", nummer="987654321")
    dicht = maak_dossier("Oude Wolk", zelfde, postcode="8000", gemeente="Brugge", status=Dossierstatus.GESCHORST)
    maak_dossier("Oude Ster", zelfde, postcode="8000", gemeente="Brugge", status=Dossierstatus.OPGEHEVEN)
    run = nagekeken(tmp_path, HOVE | {"naam": "Kwetternest"})
    assert gelijkenissen(run) == [
        (2, "organisator", f"van deze organisator is “Oude Wolk” ({dicht.dossiernummer}) geschorst, en nog 1")
    ]


def test_twee_rijen_met_dezelfde_naam_en_hetzelfde_adres_wijzen_naar_elkaar(db: None, tmp_path: Path) -> None:
    run = nagekeken(tmp_path, HOVE | {"naam": "De Merel"}, HOVE | {"naam": "Merel", "dossiernummer": "123456780"})
    assert gelijkenissen(run) == [(3, "naam", "zelfde naam en adres als op regel 2")]


def test_een_bekende_locatie_lijkt_niet_op_zichzelf(db: None, tmp_path: Path) -> None:
    run = nagekeken(tmp_path, HOVE | {"naam": "De Merel"})
    importeren.bevestig(run=run, door=run.door, op=timezone.now())  # type: ignore[arg-type]  # put ready by somebody
    importeren.verwerk(klok=timezone.now)
    assert gelijkenissen(nagekeken(tmp_path, HOVE | {"naam": "De Merel"})) == []


def test_dezelfde_namen_als_bij_het_invoeren_met_de_hand(db: None, tmp_path: Path) -> None:
    """Every pair that the form warns about, and none that it does not, all in one file."""
    wie = maak_organisator("Iemand bv")
    rijen = []
    for nummer, (een, ander) in enumerate([*MOET, *MAG_NIET]):
        maak_dossier(een, wie, straat="Elders", huisnummer=str(nummer), dossiernummer=f"{500_000_000 + nummer}")
        rijen.append(HOVE | {"naam": ander, "huisnummer": str(nummer), "dossiernummer": f"{600_000_000 + nummer}"})
    gevonden = {(regel - 2, zin.split("(")[1][:9]) for regel, _, zin in gelijkenissen(nagekeken(tmp_path, *rijen))}
    # Of locations with the same name in one gemeente the oldest is named.
    assert {rij for rij, _ in gevonden} >= set(range(len(MOET)))
    assert not [rij for rij, dossier in gevonden if rij >= len(MOET) and dossier == f"{500_000_000 + rij}"]


def test_een_verslag_met_te_veel_gelijkenissen_stopt_en_zegt_het(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importgelijkenis, "MEESTE", 2)
    rijen = [HOVE | {"naam": "De Merel", "dossiernummer": f"{600_000_000 + nummer}"} for nummer in range(5)]
    run = nagekeken(tmp_path, *rijen)
    assert len(gelijkenissen(run)) == 2
    assert run.meldingen.get(soort=Meldingsoort.LET_OP).zin.startswith("er zijn meer gelijkenissen dan de 2 die hier staan")
