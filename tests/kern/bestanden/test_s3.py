"""The same files in an S3 bucket: a real S3 server (moto) in a process of its own."""

import io
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.management import CommandError, call_command

from kern.actions import bestanden, bestandswerk
from kern.bestanden import opslag
from kern.bestanden.fouten import OpslagFout
from kern.models import Bestand, Bestandinhoud, Medewerker
from kern.views.bestanden import geef, geef_voorbeeld
from opgroeien.bestandsopslag import bestandsopslag
from tests.hulp import bestanden as b
from tests.hulp.processen import Proces, wacht_tot
from tests.mensen import MAANDAG

EMMER = "dossiers-proef"


def _vrije_poort() -> int:
    with socket.socket() as luisteraar:
        luisteraar.bind(("127.0.0.1", 0))
        return int(luisteraar.getsockname()[1])


def _antwoordt(poort: int) -> bool:
    with socket.socket() as klant:
        return klant.connect_ex(("127.0.0.1", poort)) == 0


@pytest.fixture(scope="module")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    poort = _vrije_poort()
    opdracht = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(poort)]
    proces = Proces(opdracht, log=tmp_path_factory.mktemp("s3") / "moto.log", env={})
    wacht_tot(lambda: _antwoordt(poort) or not proces.leeft, wat="een S3-server")
    assert proces.leeft, proces.tekst
    yield f"http://127.0.0.1:{poort}"
    proces.dood()


@pytest.fixture
def emmer(s3_server: str, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """Give the bucket, empty, and let this installation keep its files there, as the environment says it."""
    omgeving = {
        "S3_EMMER": EMMER,
        "S3_ADRES": s3_server,
        "S3_REGIO": "eu-west-1",
        "S3_SLEUTEL": "proef",
        "S3_GEHEIM": "proef",
        "S3_MAP": "bestanden",
    }
    for naam, waarde in omgeving.items():
        monkeypatch.setenv(naam, waarde)
    klant = boto3.resource(
        "s3", endpoint_url=s3_server, region_name="eu-west-1", aws_access_key_id="proef", aws_secret_access_key="proef"
    )
    bucket = klant.Bucket(EMMER)
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    settings.STORAGES = settings.STORAGES | {"bestanden": bestandsopslag(True, tmp_path)}
    yield bucket
    bucket.objects.delete()
    bucket.delete()


def _neem_op(inhoud: bytes, naam: str, door: Medewerker) -> Bestand:
    return bestanden.neem_op(inhoud=io.BytesIO(inhoud), naam=naam, door=door, op=MAANDAG)


def _namen(emmer: Any) -> list[str]:
    return sorted(ding.key.rpartition("/")[2] for ding in emmer.objects.all())


def test_een_bestand_ligt_een_keer_in_de_emmer_en_komt_er_byte_voor_byte_uit(an: Medewerker, emmer: Any) -> None:
    een, twee = _neem_op(b.pdf(), "plan.pdf", an), _neem_op(b.pdf(), "kopie.pdf", an)
    assert [ding.key for ding in emmer.objects.all()] == [f"bestanden/{een.opslagsleutel}"]
    assert b.gegeven(geef(twee)) == b.pdf()
    assert opslag.som_van(een.opslagsleutel) == een.sha256


def test_wat_er_ligt_wordt_niet_overschreven(an: Medewerker, emmer: Any) -> None:
    bestand = _neem_op(b.pdf(), "plan.pdf", an)
    voor = emmer.Object(f"bestanden/{bestand.opslagsleutel}").last_modified
    _neem_op(b.pdf(), "plan.pdf", an)
    assert emmer.Object(f"bestanden/{bestand.opslagsleutel}").last_modified == voor


def test_voorbeeld_en_wissen_werken_ook_daar(an: Medewerker, emmer: Any, django_capture_on_commit_callbacks: Any) -> None:
    bestand = _neem_op(b.foto(), "foto.jpg", an)
    assert bestandswerk.maak_voorbeelden(klok=lambda: MAANDAG) == 1
    antwoord = geef_voorbeeld(Bestand.objects.select_related("inhoud").get(pk=bestand.pk))
    assert antwoord is not None
    assert b.gegeven(antwoord).startswith(b"\xff\xd8")
    assert _namen(emmer) == [bestand.sha256, f"{bestand.sha256}.voorbeeld"]
    with django_capture_on_commit_callbacks(execute=True):
        bestanden.neem_weg(bestanden=[bestand], op=MAANDAG)
    assert _namen(emmer) == []
    assert Bestandinhoud.objects.count() == 0
    with pytest.raises(OpslagFout):
        opslag.open_inhoud(bestand.opslagsleutel)


def test_de_controle_vergelijkt_de_emmer_met_de_rijen(an: Medewerker, emmer: Any, capsys: pytest.CaptureFixture[str]) -> None:
    bestand = _neem_op(b.pdf(), "plan.pdf", an)
    call_command("controleer_bestanden", "--inhoud")
    emmer.put_object(Key="bestanden/ab/cd/vreemd", Body=b"x")
    emmer.Object(f"bestanden/{bestand.opslagsleutel}").delete()
    with pytest.raises(CommandError):
        call_command("controleer_bestanden")
    uit = capsys.readouterr().out
    assert "zonder rij: ab/cd/vreemd" in uit
    assert f"zonder bestand: {bestand.opslagsleutel}" in uit


def test_een_groot_bestand_gaat_in_stukken_en_komt_heel_aan(an: Medewerker, emmer: Any) -> None:
    inhoud = b.pdf() + b"\n%" + b"x" * 12_000_000
    bestand = _neem_op(inhoud, "groot.pdf", an)
    assert emmer.Object(f"bestanden/{bestand.opslagsleutel}").content_length == len(inhoud)
    assert opslag.som_van(bestand.opslagsleutel) == bestand.sha256
