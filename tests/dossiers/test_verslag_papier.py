"""A report on paper: every script it may hold is drawn and read back, what cannot be drawn is refused before it is fixed."""

import io
import shutil
import subprocess
from pathlib import Path
from uuid import uuid4

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from dossiers.actions import verslag_nalezen, verslag_pdf, verslag_vast
from dossiers.choices import Verslagsoort
from dossiers.fouten import NietAfTeDrukken
from dossiers.models import Dossier, Verslag
from dossiers.templatetags.verslagen import op_papier
from kern.letters import niet_af_te_drukken
from kern.models import Medewerker
from tests.hulp.overslaan import sla_over
from tests.wereld import begin_verslag, schrijf_verslag

SCHRIFTEN = {
    "Arabisch": "العربية",
    "Hebreeuws": "שלום",
    "Cyrillisch": "Привет",
    "Grieks": "Ελληνικά",
    "Vietnamees": "Việt",
    "Turks": "şğıİ",
    "Roemeens": "ș ț",
    "emoji": "🙂",
    "gezin met verbinders": "👩‍👧",
    "vlag": "🇧🇪",
    "leestekens": "“citaat” – … € ½",
}


def lees(inhoud: bytes, tmp_path: Path) -> str:
    """Return the words of a PDF as a reader gets them."""
    if shutil.which("pdftotext") is None:
        sla_over("pdftotext")
    bestand = tmp_path / "verslag.pdf"
    bestand.write_bytes(inhoud)
    return subprocess.run(["pdftotext", bestand, "-"], capture_output=True, check=True).stdout.decode()


def lettertypes(inhoud: bytes) -> set[str]:
    """Return the fonts a PDF draws with."""
    bladen = pikepdf.open(io.BytesIO(inhoud)).pages
    return {str(font["/BaseFont"]).partition("+")[2] for blad in bladen for font in blad.resources["/Font"].values()}


def ontbreekt(tekst: str, gelezen: str) -> set[str]:
    """Return the characters of *tekst* that cannot be read back."""
    return {teken for teken in tekst if not teken.isspace() and teken != "\u200d"} - set(gelezen)


@pytest.fixture
def nota(zonnebloem: Dossier, an: Medewerker) -> Verslag:
    return begin_verslag(zonnebloem, an, Verslagsoort.TELEFOON)


def test_elk_schrift_staat_op_papier_en_is_terug_te_lezen(nota: Verslag, an: Medewerker, tmp_path: Path) -> None:
    schrijf_verslag(nota, an, gezegd=" | ".join(SCHRIFTEN.values()))
    nota = verslag_vast.stel_vast(verslag=nota, door=an, op=timezone.now())
    verslag_pdf.maak(verslag=nota, op=timezone.now())
    nota.refresh_from_db()
    assert nota.pdf is not None
    inhoud = bytes(nota.pdf.inhoud)
    # Each script by the font that came along for it, and none by a font that happens to be on this machine.
    gebruikt = lettertypes(inhoud)
    assert gebruikt >= {f"Noto-{naam}" for naam in ("arabic", "hebrew", "cyrillic", "greek", "vietnamese", "emoji")}
    assert {naam for naam in gebruikt if not naam.startswith(("Source-Sans-3", "Noto-"))} == set()
    assert ontbreekt("".join(SCHRIFTEN.values()), lees(inhoud, tmp_path)) == set()


@pytest.mark.parametrize("tekst", [*SCHRIFTEN.values(), "e\u0301 samengesteld", "nul\u200bbreed\u2060\ufeff", "rechts\u200fom"])
def test_wat_een_lettertype_heeft_of_geen_plaats_neemt_kan_op_papier(tekst: str) -> None:
    assert niet_af_te_drukken(tekst) == []


def test_wat_geen_lettertype_heeft_wordt_bij_naam_geweigerd_voor_het_vastligt(
    nota: Verslag, an: Medewerker, carla: Medewerker
) -> None:
    schrijf_verslag(nota, an, gezegd="De moeder schreef 漢字 op.")
    with pytest.raises(NietAfTeDrukken, match="“Wat er gezegd werd” staat iets dat niet op papier kan: 漢 字"):
        verslag_vast.stel_vast(verslag=nota, door=an, op=timezone.now())
    with pytest.raises(NietAfTeDrukken):
        verslag_nalezen.bied_aan(verslag=nota, lezer=carla, door=an, op=timezone.now())


def test_een_alinea_van_rechts_naar_links_begint_rechts(nota: Verslag) -> None:
    assert op_papier("<p>العربية 1</p><ul><li><p>twee</p></li></ul>") == (
        '<p dir="rtl">العربية 1</p><ul><li><p>twee</p></li></ul>'
    )


def test_een_addendum_heeft_een_pdf_van_zichzelf_en_die_van_het_verslag_verandert_niet(
    client_an: Client, nota: Verslag, an: Medewerker, tmp_path: Path
) -> None:
    schrijf_verslag(nota, an, gezegd="De poetshulp is ziek.")
    verslag_vast.stel_vast(verslag=nota, door=an, op=timezone.now())
    reden = {"reden": "Vergeten te zeggen", "tekst": "<p>Ze komt maandag terug.</p>"}
    verslag_vast.vul_aan(sleutel=uuid4(), verslag=nota, door=an, op=timezone.now(), **reden)
    een, twee = (client_an.get(f"{nota.get_absolute_url()}addenda/1/") for _ in range(2))
    assert (een.status_code, een["Content-Type"]) == (200, "application/pdf")
    assert een.content == twee.content
    gelezen = lees(een.content, tmp_path)
    assert "Ze komt maandag terug." in gelezen
    assert "Vergeten te zeggen" in gelezen
    assert client_an.get(f"{nota.get_absolute_url()}addenda/2/").status_code == 404
