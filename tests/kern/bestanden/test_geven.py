"""A file comes to the browser so that it can do no harm there; a small image of it shows what it is."""

import io
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kern.actions import bestanden, bestandswerk
from kern.bestanden import opslag, voorbeeld
from kern.bestanden.fouten import NietTeOpenen
from kern.models import Bestand, Bestandinhoud, Medewerker
from kern.views.bestanden import bijlagekop, geef, geef_voorbeeld
from tests.hulp import bestanden as b
from tests.mensen import MAANDAG


def neem_op(inhoud: bytes, naam: str, door: Medewerker) -> Bestand:
    return bestanden.neem_op(inhoud=inhoud, naam=naam, door=door, op=MAANDAG)


def getekend(bestand: Bestand) -> Image.Image:
    bestandswerk.maak_voorbeelden(klok=lambda: MAANDAG)
    antwoord = geef_voorbeeld(Bestand.objects.select_related("inhoud").get(pk=bestand.pk))
    assert antwoord is not None
    return Image.open(io.BytesIO(b.gegeven(antwoord)))


def test_een_download_draait_nergens_en_staat_in_geen_cache(an: Medewerker, opslagmap: Path) -> None:
    antwoord = geef(neem_op(b.pdf(), "plan é.pdf", an))
    assert b.gegeven(antwoord) == b.pdf()
    assert antwoord["Content-Type"] == "application/octet-stream"
    assert antwoord["Content-Disposition"] == "attachment; filename*=utf-8''plan%20%C3%A9.pdf"
    assert antwoord["Content-Length"] == str(len(b.pdf()))
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Cache-Control"] == "private, no-store"
    assert antwoord["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


@pytest.mark.parametrize(
    ("naam", "inhoud", "soort"),
    [
        ("plan.pdf", b.pdf(), "application/pdf"),
        ("foto.jpg", b.foto(), "image/jpeg"),
        ("brief.docx", b.office(), "application/octet-stream"),
        ("nota.txt", b"tekst", "application/octet-stream"),
        ("scan.tif", b.foto(vorm="TIFF"), "application/octet-stream"),
    ],
)
def test_alleen_pdf_en_gewone_beelden_openen_in_het_venster(
    an: Medewerker, opslagmap: Path, naam: str, inhoud: bytes, soort: str
) -> None:
    antwoord = geef(neem_op(inhoud, naam, an), in_venster=True)
    inline = soort != "application/octet-stream"
    assert (antwoord["Content-Type"], antwoord["Content-Disposition"].startswith("inline")) == (soort, inline)
    assert "default-src 'none'" in antwoord["Content-Security-Policy"]
    assert b.gegeven(antwoord) == inhoud


@pytest.mark.parametrize("naam", ['a"; filename="b.exe', "a\r\nSet-Cookie: x=y", "rechts\u202elinks", "€ naam;b.pdf", "a\\b.pdf"])
def test_een_naam_kan_de_kop_niet_verlaten(naam: str) -> None:
    kop = bijlagekop(naam)
    assert "\r" not in kop
    assert "\n" not in kop
    assert kop.isascii()
    assert kop.startswith("attachment; filename")
    zonder_waarde = __import__("re").sub(r'filename="(?:[^"\\]|\\.)*"', "", kop)
    assert ".exe" not in zonder_waarde


def test_de_eerste_bladzijde_van_een_pdf_wordt_een_klein_beeld(an: Medewerker, opslagmap: Path) -> None:
    beeld = getekend(neem_op(b.pdf(paginas=3), "plan.pdf", an))
    assert (beeld.format, max(beeld.size)) == ("PNG", 640)


def test_een_foto_staat_recht_en_zegt_niet_waar_ze_genomen_is(an: Medewerker, opslagmap: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x8825] = {1: "N", 2: (51.0, 3.0, 0.0)}
    exif[0x010F] = "Merk van het toestel"
    bestand = neem_op(b.foto(maat=(1600, 800), exif=exif), "foto.jpg", an)
    beeld = getekend(bestand)
    assert (beeld.format, beeld.size) == ("JPEG", (320, 640))
    assert not beeld.getexif()
    with opslag.open_inhoud(bestand.opslagsleutel) as stroom:
        assert b"Merk van het toestel" in stroom.read(), "het bestand zelf blijft zoals het gegeven werd"


@pytest.mark.parametrize(("naam", "inhoud"), [("brief.docx", b.office()), ("nota.txt", b"tekst")])
def test_waarvan_geen_beeld_bestaat_krijgt_er_geen(an: Medewerker, opslagmap: Path, naam: str, inhoud: bytes) -> None:
    bestand = neem_op(inhoud, naam, an)
    assert bestandswerk.maak_voorbeelden(klok=lambda: MAANDAG) == 0
    assert Bestandinhoud.objects.get().voorbeeld_op == MAANDAG, "en wordt niet telkens opnieuw geprobeerd"
    assert geef_voorbeeld(Bestand.objects.select_related("inhoud").get(pk=bestand.pk)) is None


@pytest.mark.parametrize(("naam", "inhoud"), [("stuk.pdf", b"%PDF-1.7\nkapot"), ("half.jpg", b.foto(maat=(900, 900))[:1500])])
def test_wat_niet_te_tekenen_is_houdt_de_rest_niet_tegen(an: Medewerker, opslagmap: Path, naam: str, inhoud: bytes) -> None:
    neem_op(inhoud, naam, an)
    assert getekend(neem_op(b.foto("red"), "foto.jpg", an)).format == "JPEG"


def test_wie_te_lang_tekent_wordt_gestopt(
    an: Medewerker, opslagmap: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    traag = tmp_path / "traag.py"
    traag.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(voorbeeld, "_PROGRAMMA", traag)
    monkeypatch.setattr(voorbeeld, "_SECONDEN", 1)
    neem_op(b.foto(), "foto.jpg", an)
    assert bestandswerk.maak_voorbeelden(klok=lambda: MAANDAG) == 0


def test_het_tekenprogramma_heeft_geen_geheimen_en_weinig_geheugen() -> None:
    programma = Path(voorbeeld.__file__).with_name("voorbeeldproces.py")
    bron = f"import runpy, os; v = runpy.run_path({str(programma)!r}); v['begrens']()"
    bron += "; print(dict(os.environ)); bytearray(3_000_000_000)"
    klaar = subprocess.run([sys.executable, "-I", "-c", bron], capture_output=True, text=True, env={}, check=False)
    assert klaar.returncode != 0
    assert "MemoryError" in klaar.stderr
    assert "SECRET" not in klaar.stdout
    assert "DATABASE" not in klaar.stdout


def test_na_het_wissen_ligt_ook_het_voorbeeld_er_niet_meer(
    an: Medewerker, opslagmap: Path, django_capture_on_commit_callbacks: Any
) -> None:
    bestand = neem_op(b.pdf(), "plan.pdf", an)
    getekend(bestand)
    assert len([pad for pad in opslagmap.rglob("*") if pad.is_file()]) == 2
    with django_capture_on_commit_callbacks(execute=True):
        bestanden.neem_weg(bestanden=[bestand], op=MAANDAG)
    assert not [pad for pad in opslagmap.rglob("*") if pad.is_file()]


def test_een_inhoud_die_weg_is_geeft_een_zin_en_een_fout_in_het_technisch_logboek(
    an: Medewerker, opslagmap: Path, gelogde_fouten: list[logging.LogRecord]
) -> None:
    bestand = neem_op(b.foto(), "foto.jpg", an)
    getekend(bestand)
    for pad in [pad for pad in opslagmap.rglob("*") if pad.is_file()]:
        pad.unlink()
    bestand = Bestand.objects.select_related("inhoud").get(pk=bestand.pk)
    with pytest.raises(NietTeOpenen, match="is niet te vinden in de opslag. Verwittig de beheerder"):
        geef(bestand)
    assert geef_voorbeeld(bestand) is None
    assert len(gelogde_fouten) == 2
    gelogde_fouten.clear()
