"""A template and a context become a tagged, sealed, repeatable PDF."""

import hashlib
import io
import logging
import resource
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest
from django.template import engines

from kern import pdfmotor
from kern.pdf import BronGeweigerd, Pdf, maak
from kern.pdfmotor import bestand_van

OP = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
UITTREKSEL = "pdf/logboek_uittreksel.html"


def _regels(aantal: int) -> list[dict[str, Any]]:
    return [
        {"nummer": n, "wanneer": "12/03/2026 10:00:00", "wie": "Ann Testers", "wat": "bekeek het dossier", "waarom": f"reden {n}"}
        for n in range(aantal)
    ]


def _uittreksel(regels: list[dict[str, Any]], *, over: str = "dossier 12", titel: str = "Uittreksel") -> Pdf:
    return maak(UITTREKSEL, {"regels": regels, "over": over, "ingekort": False, "kop": "ab12"}, titel=titel, op=OP)


def _lees(pdf: Pdf) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.inhoud))


def _rollen(pdf: Pdf) -> list[str]:
    """Return the roles of the structure tree in reading order: "/H1", "/P", "/TH", …"""
    with _lees(pdf) as lezer:
        return list(_loop(lezer.Root.StructTreeRoot.K))


def _loop(knoop: Any) -> Iterator[str]:
    if isinstance(knoop, pikepdf.Array):
        for kind in knoop:
            yield from _loop(kind)
    elif isinstance(knoop, pikepdf.Dictionary):
        if "/S" in knoop:
            yield str(knoop["/S"])
        if "/K" in knoop:
            yield from _loop(knoop["/K"])


def _tekst(pdf: Pdf, tmp_path: Path) -> str:
    """Return the text as a reader program finds it."""
    import subprocess
    from shutil import which

    from tests.hulp.overslaan import sla_over

    if which("pdftotext") is None:
        sla_over("pdftotext (apt: poppler-utils)")
    bestand = tmp_path / "lees.pdf"
    bestand.write_bytes(pdf.inhoud)
    klaar = subprocess.run(["pdftotext", "-layout", str(bestand), "-"], capture_output=True, text=True, check=True)
    return klaar.stdout


@pytest.fixture
def sjabloon(tmp_path: Path) -> Iterator[Any]:
    """Give a function that turns a piece of HTML into the name of a template."""
    motor = engines["django"].engine  # type: ignore[attr-defined]
    mappen = list(motor.dirs)
    motor.dirs.append(tmp_path)

    def schrijf(html: str) -> str:
        naam = f"proef_{hashlib.sha256(html.encode()).hexdigest()[:12]}.html"
        (tmp_path / naam).write_text(
            f'{{% extends "pdf/basis.html" %}}{{% block inhoud %}}{html}{{% endblock %}}', encoding="utf-8"
        )
        return naam

    yield schrijf
    motor.dirs[:] = mappen


def test_checker_vindt_geen_fout(tmp_path: Path) -> None:
    bestand = tmp_path / "uittreksel.pdf"
    bestand.write_bytes(_uittreksel(_regels(60)).inhoud)
    rapport = pdfua.validate(str(bestand))
    fouten = [b for b in rapport.findings if b.severity is pdfua.Severity.ERROR]
    assert fouten == []


def test_document_zegt_taal_titel_en_dat_het_getagd_is() -> None:
    lezer = _lees(_uittreksel(_regels(3), titel="Uittreksel over 't Bengeltje"))
    assert str(lezer.Root.Lang) == "nl-BE"
    assert str(lezer.docinfo.Title) == "Uittreksel over 't Bengeltje"
    assert bool(lezer.Root.ViewerPreferences.DisplayDocTitle) is True
    assert bool(lezer.Root.MarkInfo.Marked) is True
    assert "/StructTreeRoot" in lezer.Root
    assert 'pdfuaid:part="1"' in str(lezer.open_metadata())


def test_koppen_slaan_geen_niveau_over_en_beginnen_bij_de_titel() -> None:
    namen = _rollen(_uittreksel(_regels(3)))
    niveaus = [int(naam[2:]) for naam in namen if naam in {"/H1", "/H2", "/H3", "/H4"}]
    assert niveaus == [1, 2, 2]


def test_tabelkop_is_een_kop_voor_wie_niet_ziet() -> None:
    namen = _rollen(_uittreksel(_regels(3)))
    assert namen.count("/TH") == 5
    assert namen.count("/TD") == 15


def test_alleen_ons_eigen_lettertype_zit_erin_en_het_zit_erin() -> None:
    lezer = _lees(_uittreksel(_regels(60), over="Łódź, Ștefan en de crèche “’t Bengeltje” – 12 €"))
    namen = set()
    for pagina in lezer.pages:
        for lettertype in pagina.Resources.Font.values():
            namen.add(str(lettertype.BaseFont))
            (kind,) = lettertype.DescendantFonts
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(kind.FontDescriptor.keys()), "niet ingesloten"
    assert namen
    assert all("+Source-Sans-3" in naam for naam in namen), namen


def test_zelfde_vraag_geeft_zelfde_bytes_en_ander_moment_andere() -> None:
    eerste, tweede = _uittreksel(_regels(3)), _uittreksel(_regels(3))
    assert eerste.inhoud == tweede.inhoud
    assert eerste.sha256 == hashlib.sha256(eerste.inhoud).hexdigest()
    later = maak(
        UITTREKSEL,
        {"regels": _regels(3), "over": "dossier 12", "ingekort": False, "kop": "ab12"},
        titel="Uittreksel",
        op=OP.replace(hour=10),
    )
    assert later.sha256 != eerste.sha256


def test_lange_tabel_herhaalt_haar_kop_op_elke_bladzijde(tmp_path: Path) -> None:
    pdf = _uittreksel(_regels(60))
    assert pdf.paginas >= 2
    bladzijden = _tekst(pdf, tmp_path).split("\f")[: pdf.paginas]
    assert all("Wanneer" in bladzijde for bladzijde in bladzijden[:2])
    assert f"pagina 1 van {pdf.paginas}" in bladzijden[0]


def test_html_van_een_melder_blijft_tekst(tmp_path: Path) -> None:
    kwaad = '<img src="file:///etc/passwd"><h1>kop</h1><script>x</script>'
    pdf = _uittreksel([{"nummer": 1, "wanneer": "", "wie": kwaad, "wat": "", "waarom": ""}])
    namen = _rollen(pdf)
    assert namen.count("/H1") == 1
    assert "/Figure" not in namen
    assert "etc/passwd" in _tekst(pdf, tmp_path).replace("\n", "").replace(" ", "")


@pytest.mark.parametrize(
    "naam",
    [
        "👩‍👧 Crèche 🦄",
        "حضانة الأطفال",
        "מעון",
        "托儿所",
        "x" * 300,
        "een heel lange naam " * 15,
        "e\u0301\u0302\u0303",
        "\u202eomgekeerd",
        "",
    ],
    ids=["emoji", "arabisch", "hebreeuws", "chinees", "300-tekens", "lang", "stapel", "richting", "leeg"],
)
def test_vreemde_en_lange_namen_breken_niets(naam: str) -> None:
    pdf = _uittreksel([{"nummer": 1, "wanneer": "nu", "wie": naam, "wat": naam, "waarom": naam}], titel=f"Over {naam}")
    lezer = _lees(pdf)
    assert str(lezer.docinfo.Title).strip() == f"Over {naam}".strip()
    assert pdf.paginas <= 2


@pytest.mark.parametrize(
    "adres",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.com/x.png",
        "https://pdf.invalid.example.com/pdf/x.png",
        "file:///etc/passwd",
        "ftp://example.com/x.png",
        "//example.com/x.png",
        "/css/tokens.css",
        "/pdf/../css/tokens.css",
        "/pdf/%2e%2e/css/tokens.css",
        "/pdf/..%2f..%2fmanage.py",
        "/pdf/bestaat-niet.png",
        "data:text/html,<p>x</p>",
    ],
)
def test_afbeelding_van_elders_stopt_het_maken(sjabloon: Any, adres: str) -> None:
    naam = sjabloon(f'<img src="{adres}" alt="x">')
    with pytest.raises(BronGeweigerd, match="buiten de toegelaten mappen"):
        maak(naam, {}, titel="Proef", op=OP)


@pytest.mark.parametrize(
    "html",
    [
        '<p style="background: url(http://127.0.0.1:9/x.png)">x</p>',
        '<style>@import url("https://example.com/x.css");</style>',
        '<style>@font-face { font-family: z; src: url("https://example.com/x.woff2"); } p { font-family: z }</style><p>x</p>',
        '<link rel="stylesheet" href="https://example.com/x.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<object data="https://example.com/x.svg"></object>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="https://x.example/x.png"/></svg>',
    ],
    ids=["achtergrond", "import", "lettertype", "stijlblad", "bijlage", "object", "svg"],
)
def test_ook_stijl_lettertype_en_bijlage_van_elders_worden_geweigerd(
    sjabloon: Any, html: str, gelogde_fouten: list[logging.LogRecord]
) -> None:
    with pytest.raises(BronGeweigerd):
        maak(sjabloon(html), {}, titel="Proef", op=OP)
    gelogde_fouten.clear()  # WeasyPrint also logs that it could not draw an SVG


def test_kleine_ingesloten_afbeelding_mag_en_een_grote_niet(sjabloon: Any) -> None:
    klein = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='5' height='5'/%3E"
    assert maak(sjabloon(f'<img src="{klein}" alt="punt">'), {}, titel="Proef", op=OP).paginas == 1
    groot = "data:image/png;base64," + "A" * pdfmotor.DATA_GRENS
    with pytest.raises(BronGeweigerd):
        maak(sjabloon(f'<img src="{groot}" alt="x">'), {}, titel="Proef", op=OP)


def test_koppeling_naar_buiten_de_map_wordt_niet_gevolgd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pdf").mkdir()
    (tmp_path / "geheim.css").write_text("x")
    (tmp_path / "pdf" / "slim.css").symlink_to(tmp_path / "geheim.css")
    monkeypatch.setattr(pdfmotor, "STATISCH", tmp_path)
    with pytest.raises(pdfmotor._Geweigerd):
        bestand_van("/pdf/slim.css")


@pytest.mark.traag
def test_veel_documenten_kosten_geen_geheugen() -> None:
    for _ in range(10):
        _uittreksel(_regels(5))
    voor = _rss()
    for _ in range(60):
        _uittreksel(_regels(5))
    assert _rss() - voor < 10 * 1024, "RSS groeit mee met het aantal documenten"


def _rss() -> int:
    """Return the resident memory in KiB now (not its peak)."""
    bladen = int(Path("/proc/self/statm").read_text().split()[1])
    return bladen * resource.getpagesize() // 1024
