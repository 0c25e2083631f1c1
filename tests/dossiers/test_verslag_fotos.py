"""Photos under the headings of a report: small, without place and device, fixed with the words, gone when it is erased."""

import io
import json
import logging
from pathlib import Path
from typing import Any
from uuid import uuid4

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from dossiers.actions import verslag_fotos, verslag_nalezen, verslag_pdf, verslag_vast
from dossiers.models import Dossier, Verslag, Verslagdeel, Verslagfoto
from kern import wissen
from kern.bestanden import opslag
from kern.bestanden.fouten import BestandGeweigerd
from kern.fouten import AlGewijzigd
from kern.models import Bestand, Bestandinhoud, Medewerker
from tests.hulp.bestanden import foto as maak_foto
from tests.hulp.bestanden import gegeven
from tests.wereld import begin_verslag, schrijf_verslag

GEHEIM = "Geheime plaats 51.2"


def van_een_telefoon(maat: tuple[int, int] = (2400, 1800)) -> bytes:
    """Return a photo lying on its side, with what a phone writes into it."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = GEHEIM
    exif.get_ifd(0x8825)[1] = "N"
    return maak_foto(maat=maat, exif=exif)


@pytest.fixture
def bezoek(zonnebloem: Dossier, an: Medewerker, opslagmap: Path) -> Verslag:
    return begin_verslag(zonnebloem, an)


def zet(verslag: Verslag, door: Medewerker, inhoud: bytes | None = None, **anders: Any) -> Verslagfoto:
    deel = verslag.delen.get(sleutel="gezien")
    vast: dict[str, Any] = {
        "sleutel": uuid4(),
        "naam": "IMG_1.jpg",
        "alt": "De slaapruimte, het venster staat open",
        "op": timezone.now(),
    }
    return verslag_fotos.zet_erbij(deel=deel, inhoud=io.BytesIO(inhoud or van_een_telefoon()), door=door, **vast | anders)


def test_een_foto_van_de_telefoon_wordt_klein_en_recht_en_verliest_plaats_en_toestel(bezoek: Verslag, an: Medewerker) -> None:
    foto = zet(bezoek, an)
    assert (foto.breed, foto.hoog) == (1200, 1600)
    assert foto.bestand is not None
    with opslag.open_inhoud(foto.bestand.opslagsleutel) as stroom:
        bytes_ = stroom.read()
    assert GEHEIM.encode() not in bytes_
    assert not Image.open(io.BytesIO(bytes_)).getexif()
    assert Bestandinhoud.objects.count() == 1  # what came in was kept nowhere


def test_wat_geen_foto_is_wordt_in_een_zin_geweigerd_en_er_blijft_niets(bezoek: Verslag, an: Medewerker) -> None:
    for inhoud, naam in ((b"%PDF-1.7 geen foto", "foto.jpg"), (van_een_telefoon()[:400], "half.jpg")):
        with pytest.raises(BestandGeweigerd):
            zet(bezoek, an, inhoud, naam=naam)
    with pytest.raises(ValidationError, match="wat er op de foto te zien is"):
        zet(bezoek, an, alt=" ")
    assert not Verslagfoto.objects.exists()
    assert not Bestand.objects.exists()


def test_twee_keer_verstuurd_is_een_foto(bezoek: Verslag, an: Medewerker) -> None:
    sleutel = uuid4()
    assert zet(bezoek, an, sleutel=sleutel) == zet(bezoek, an, sleutel=sleutel)
    assert Bestand.objects.count() == 1


def test_meer_dan_twaalf_onder_een_kop_is_te_veel(bezoek: Verslag, an: Medewerker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verslag_fotos, "HOOGSTENS", 1)
    zet(bezoek, an)
    with pytest.raises(ValidationError, match="hoogstens"):
        zet(bezoek, an)


def test_weggehaald_gaat_de_foto_ook_uit_de_opslag(bezoek: Verslag, an: Medewerker) -> None:
    foto = zet(bezoek, an)
    verslag_fotos.haal_weg(foto=foto, door=an, op=timezone.now())
    assert not Verslagfoto.objects.exists()
    assert not Bestand.objects.exists()
    with pytest.raises(AlGewijzigd):
        verslag_fotos.haal_weg(foto=foto, door=an, op=timezone.now())


@pytest.fixture
def vast(bezoek: Verslag, an: Medewerker, carla: Medewerker) -> Verslag:
    zet(bezoek, an)
    schrijf_verslag(bezoek, an)
    verslag_nalezen.bied_aan(verslag=bezoek, lezer=carla, door=an, op=timezone.now())
    verslag_nalezen.lees_na(verslag=bezoek, door=carla, op=timezone.now())
    return verslag_vast.stel_vast(verslag=bezoek, door=an, op=timezone.now())


def test_wat_vastligt_noemt_elke_foto_met_haar_som(vast: Verslag, an: Medewerker) -> None:
    foto = Verslagfoto.objects.get()
    assert foto.bestand is not None
    deel = next(deel for deel in json.loads(vast.vast)["delen"] if deel["kop"] == "Wat ik zag")
    assert deel["fotos"] == [{"sha256": foto.bestand.sha256, "alt": foto.alt}]
    with pytest.raises(AlGewijzigd):
        zet(vast, an)
    with pytest.raises(AlGewijzigd):
        verslag_fotos.haal_weg(foto=foto, door=an, op=timezone.now())


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE dossiers_verslagfoto SET alt = 'iets anders'",
        "UPDATE dossiers_verslagfoto SET alt = '', bestand_id = NULL",
        "DELETE FROM dossiers_verslagfoto",
    ],
)
def test_de_databank_weigert_elke_wijziging_aan_een_foto_die_vastligt(vast: Verslag, sql: str) -> None:
    with pytest.raises(Error, match="kan niet meer wijzigen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_de_pdf_toont_de_foto_met_haar_woorden_voor_wie_niet_ziet(vast: Verslag) -> None:
    assert verslag_pdf.maak(verslag=vast, op=timezone.now())
    vast.refresh_from_db()
    assert vast.pdf is not None
    pdf = pikepdf.open(io.BytesIO(bytes(vast.pdf.inhoud)))
    beelden = {naam for blad in pdf.pages for naam in blad.get_images()}
    assert len(beelden) == 1
    alts = [str(o["/Alt"]) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
    assert alts == ["De slaapruimte, het venster staat open"]


def test_een_foto_die_beschadigd_raakte_komt_niet_in_de_pdf_en_houdt_de_andere_niet_op(vast: Verslag, opslagmap: Path) -> None:
    som = Bestandinhoud.objects.get().sha256
    pad = next(p for p in opslagmap.rglob("*") if p.is_file() and som in p.name)
    pad.chmod(0o600)
    pad.write_bytes(maak_foto())
    with pytest.raises(verslag_pdf.FotoOntbreekt):
        verslag_pdf.maak(verslag=vast, op=timezone.now())


def test_gewist_is_de_foto_overal_weg_en_dat_er_een_was_blijft(vast: Verslag, opslagmap: Path) -> None:
    wissen.wis(wissen.Onderwerp("dossiers.verslag", str(vast.pk)), timezone.now())
    foto = Verslagfoto.objects.get()
    assert (foto.alt, foto.bestand) == ("", None)
    assert not Bestand.objects.exists()


def test_wie_op_een_naam_zoekt_om_te_wissen_vindt_ook_wat_bij_een_foto_staat(bezoek: Verslag, an: Medewerker) -> None:
    zet(bezoek, an, alt="Rita Verzonnen bij het venster")
    assert [sleutel for sleutel, _ in wissen.wisbaar_van("dossiers.verslag").zoek("rita verz")] == [str(bezoek.pk)]


# --- Pages -------------------------------------------------------------------------------------------------------------------


def velden(naam: str = "foto.jpg", inhoud: bytes | None = None, alt: str = "De deur staat open") -> dict[str, Any]:
    bestand = SimpleUploadedFile(naam, inhoud or van_een_telefoon((300, 200)), content_type="image/jpeg")
    return {"foto-gezien-sleutel": str(uuid4()), "foto-gezien-foto": bestand, "foto-gezien-alt": alt}


def test_an_zet_er_een_foto_bij_met_en_zonder_javascript(client_an: Client, bezoek: Verslag) -> None:
    adres = f"{bezoek.get_absolute_url()}delen/gezien/foto/"
    assert client_an.post(adres, velden()).status_code == 302
    antwoord = client_an.post(adres, velden(alt="Het bad"), headers={"Accept": "application/json"}).json()
    assert 'alt="Het bad"' in antwoord["html"]
    blad = client_an.get(bezoek.get_absolute_url()).content.decode()
    assert blad.count("<figure>") == 2
    fout = client_an.post(adres, velden(inhoud=b"geen foto"))
    assert (fout.status_code, "De deur staat open" in fout.content.decode()) == (422, True)
    fout_json = client_an.post(adres, velden(alt=""), headers={"Accept": "application/json"})
    assert (fout_json.status_code, fout_json.json()["fout"]) == (422, "Schrijf in een zin wat er te zien is.")


def test_de_foto_zelf_ziet_alleen_wie_het_verslag_leest(
    client_an: Client, client_bart: Client, bezoek: Verslag, an: Medewerker
) -> None:
    foto = zet(bezoek, an)
    antwoord = client_an.get(foto.get_absolute_url())
    assert gegeven(antwoord).startswith(b"\xff\xd8")
    assert (antwoord.status_code, antwoord["Content-Type"], antwoord["X-Content-Type-Options"]) == (200, "image/jpeg", "nosniff")
    assert client_bart.get(foto.get_absolute_url()).status_code == 404
    assert client_bart.post(f"{foto.get_absolute_url()}weg/").status_code == 404


def test_een_foto_die_uit_de_opslag_verdween_is_een_zin_en_geen_fout_van_de_server(
    client_an: Client, bezoek: Verslag, an: Medewerker, opslagmap: Path, gelogde_fouten: list[logging.LogRecord]
) -> None:
    foto = zet(bezoek, an)
    assert foto.bestand
    (opslagmap / foto.bestand.opslagsleutel).unlink()
    antwoord = client_an.get(foto.get_absolute_url())
    assert antwoord.status_code == 409
    assert "niet te vinden in de opslag" in antwoord.content.decode()
    assert [regel.getMessage() for regel in gelogde_fouten] == ["inhoud ontbreekt in de opslag"]
    gelogde_fouten.clear()


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_bladzijde_kost_evenveel_vragen_hoeveel_fotos_er_ook_staan(
    client_an: Client, bezoek: Verslag, an: Medewerker, aantal: int
) -> None:
    for _ in range(aantal):
        zet(bezoek, an, van_een_telefoon((300, 200)))
    with CaptureQueriesContext(connection) as vragen:
        client_an.get(bezoek.get_absolute_url())
    fotovragen = [vraag for vraag in vragen.captured_queries if "dossiers_verslagfoto" in vraag["sql"]]
    assert len(fotovragen) == 1


def test_een_kop_met_alleen_een_foto_ligt_mee_vast(bezoek: Verslag, an: Medewerker, carla: Medewerker) -> None:
    deel: Verslagdeel = bezoek.delen.get(sleutel="aanwezig")
    verslag_fotos.zet_erbij(
        sleutel=uuid4(), deel=deel, inhoud=io.BytesIO(maak_foto()), naam="x.jpg", alt="De bel", door=an, op=timezone.now()
    )
    schrijf_verslag(bezoek, an)
    tekst = verslag_vast.vaste_tekst(bezoek, timezone.now())
    assert [d.kop for d in tekst.delen] == ["Aanleiding", "Wie was er", "Wat ik zag", "Besluit"]
