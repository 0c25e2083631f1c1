"""What somebody gives is looked at before it is kept: by its content, and every refusal says what to do."""

import gzip
import io
import struct
import zlib
from typing import Any

import pytest

from kern.bestanden import soorten
from kern.bestanden.fouten import BestandGeweigerd
from kern.bestanden.keuring import Gekeurd, keur
from kern.bestanden.naam import schone_naam
from tests.hulp import bestanden as b

pytestmark = pytest.mark.usefixtures("gelogde_fouten")


def keuring(inhoud: bytes, naam: str, **opties: Any) -> Gekeurd:
    return keur(io.BytesIO(inhoud), naam, **opties)


def geweigerd(inhoud: bytes, naam: str, **opties: Any) -> BestandGeweigerd:
    with pytest.raises(BestandGeweigerd) as fout:
        keuring(inhoud, naam, **opties)
    zin = fout.value.zin
    assert zin.endswith("."), zin
    assert schone_naam(naam)[:20] in zin, "de zin zegt over welk bestand het gaat"
    assert len(zin) < 300, zin
    return fout.value


GOED = [
    ("plan.pdf", b.pdf(), soorten.PDF),
    ("foto.jpg", b.foto(), soorten.JPEG),
    ("foto.png", b.foto(vorm="PNG"), soorten.PNG),
    ("foto.webp", b.foto(vorm="WEBP"), soorten.WEBP),
    ("foto.gif", b.foto(vorm="GIF"), soorten.GIF),
    ("scan.tif", b.foto(vorm="TIFF"), soorten.TIFF),
    ("iphone.heic", struct.pack(">I", 24) + b"ftypheic\0\0\0\0mif1heic" + b"\0" * 200, soorten.HEIC),
    ("brief.docx", b.office(), soorten.DOCX),
    ("rooster.xlsx", b.office(b.EXCEL), soorten.XLSX),
    ("brief.odt", b.odf(), soorten.ODT),
    ("rooster.ods", b.odf(soorten.ODS.mime), soorten.ODS),
    ("oud.doc", b.ole({"WordDocument": b"\xec\xa5"}), soorten.DOC),
    ("oud.xls", b.ole({"Workbook": b"\x09\x08\x10\0" + b"\0" * 16 + b"\x0a\0\0\0"}), soorten.XLS),
    ("nota.txt", "Het kind sliep goed. Ça va? 🙂\n".encode(), soorten.TXT),
    ("nota.txt", "Één regel in Windows\r\n".encode("cp1252"), soorten.TXT),
    ("lijst.csv", b"naam;plaatsen\nDe Krekel;14\n", soorten.CSV),
]


@pytest.mark.parametrize(("naam", "inhoud", "soort"), GOED, ids=[f"{g[0]}-{nr}" for nr, g in enumerate(GOED)])
def test_wat_in_een_dossier_hoort_wordt_herkend_aan_zijn_inhoud(naam: str, inhoud: bytes, soort: soorten.Bestandssoort) -> None:
    uit = keuring(inhoud, naam)
    assert (uit.soort, uit.naam, uit.grootte) == (soort, naam, len(inhoud))


def test_de_som_is_die_van_de_bytes_en_het_bestand_staat_weer_vooraan() -> None:
    import hashlib

    stroom = io.BytesIO(b.pdf())
    assert keur(stroom, "plan.pdf").sha256 == hashlib.sha256(stroom.getvalue()).hexdigest()
    assert stroom.tell() == 0


_VBA = b"application/vnd.ms-office.vbaProject"
FOUT = [
    ("leeg", b"", "plan.pdf"),
    ("virus", b.eicar(), "nota.txt"),
    ("virus", b.pdf() + b.eicar(), "plan.pdf"),
    ("virus", b.office(meer={"word/media/x.txt": b.eicar()}), "brief.docx"),
    ("soort", b"MZ" + b"\0" * 500, "setup.exe"),
    ("soort", b"\x7fELF" + b"\0" * 500, "programma.pdf"),
    ("soort", b"MZ" + b"\0" * 500, "plan.pdf"),
    ("soort", b"<!DOCTYPE html><html><script>alert(1)</script></html>", "pagina.html"),
    ("soort", b"<!DOCTYPE html><html><script>alert(1)</script></html>", "nota.txt"),
    ("soort", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "tekening.svg"),
    ("soort", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>', "tekening.png"),
    ("soort", b"#!/bin/sh\nrm -rf /\n", "nota.txt"),
    ("soort", b"{\\rtf1 {\\object\\objdata 0105}}", "brief.rtf"),
    ("mail", b"From: lies@opvang.example\nSubject: Vraag\n\nDag\n", "vraag.eml"),
    ("mail", b.ole({"__properties_version1.0": b"x"}), "vraag.msg"),
    ("soort", gzip.compress(b"x" * 500), "reserve.gz"),
    ("soort", b"\x00\x01\x02\x03 zomaar bytes \xff\xfe\x00", "iets.dat"),
    ("zip", b.zip_({"a.txt": b"tekst"}), "alles.zip"),
    ("zip", b.zip_({"a.txt": b"tekst"}), "brief.docx"),
    ("zipbom", b.office(meer={"word/groot.xml": b"0" * 60_000_000}), "brief.docx"),
    ("zipbom", b.zip_({f"{i}.txt": b"" for i in range(5_001)}), "brief.docx"),
    ("macro", b.office(meer={"word/vbaProject.bin": b"x"}), "brief.docx"),
    ("macro", b.office(hoofd="application/vnd.ms-word.document.macroEnabled.main+xml"), "brief.docx"),
    ("macro", b.office(), "brief.docm"),
    ("macro", b.office(b.EXCEL), "rooster.xlsm"),
    ("macro", b.office(meer={"[Content_Types].xml": _VBA, "word/iets.bin": b"x"}), "brief.docx"),
    ("macro", b.office(b.EXCEL, meer={"xl/macrosheets/sheet1.xml": b"x"}), "rooster.xlsx"),
    ("macro", b.odf(meer={"Basic/Standard/Module1.xml": b"Sub Main"}), "brief.odt"),
    ("macro", b.odf(meer={"Scripts/python/x.py": b"import os"}), "brief.odt"),
    ("macro", b.ole({"WordDocument": b"\xec\xa5", "_VBA_PROJECT": b"x"}), "oud.doc"),
    ("macro", b.ole({"Workbook": b"\x85\0\x08\0" + b"\0\0\0\0\0\x01\x01\0" + b"\x0a\0\0\0"}), "oud.xls"),
    ("programma", b.office(meer={"word/embeddings/rekening.exe": b"MZ"}), "brief.docx"),
    ("wachtwoord", b.ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "brief.docx"),
    ("dubbele_extensie", b.pdf(), "factuur.exe.pdf"),
    ("dubbele_extensie", b.pdf(), "factuur.PDF.js .pdf"),
    ("valse_extensie", b.pdf(), "brief.docx"),
    ("valse_extensie", b.office(), "brief.pdf"),
    ("valse_extensie", b.foto(), "plan.pdf"),
    ("valse_extensie", b.pdf(), "plan.exe"),
    ("dubbel", b.pdf() + b.zip_({"a.class": b"x"}), "plan.pdf"),
    ("dubbel", b.foto() + b.zip_({"a.class": b"x"}), "foto.jpg"),
    ("dubbel", b"GIF89a\x01\0\x01\0\0\0\0<script>alert(1)</script>" + b.foto(vorm="GIF"), "foto.gif"),
    ("beschadigd", b.office()[:-30], "brief.docx"),
    ("beschadigd", b.ole({"WordDocument": b"x"})[:600], "oud.doc"),
    ("beschadigd", b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 4, "foto.png"),
]


@pytest.mark.parametrize(("code", "inhoud", "naam"), FOUT, ids=[f"{f[0]}-{f[2]}-{nr}" for nr, f in enumerate(FOUT)])
def test_wat_er_niet_hoort_wordt_geweigerd_met_een_zin_die_zegt_wat_te_doen(code: str, inhoud: bytes, naam: str) -> None:
    assert geweigerd(inhoud, naam).code == code


def test_te_groot_wordt_gezegd_met_de_grens(settings: Any) -> None:
    settings.BESTAND_HOOGSTENS = 2_000_000
    fout = geweigerd(b.pdf() + b" " * 2_000_001, "plan.pdf")
    assert (fout.code, "groter dan 2 MB" in fout.zin) == ("te_groot", True)


def test_een_reuzenafbeelding_wordt_geweigerd_zonder_ze_te_openen() -> None:
    kop = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    stuk = struct.pack(">I", len(kop)) + b"IHDR" + kop + struct.pack(">I", zlib.crc32(b"IHDR" + kop))
    einde = struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
    assert geweigerd(b"\x89PNG\r\n\x1a\n" + stuk + einde, "muur.png").code == "reuzenbeeld"


def test_een_zip_die_liegt_over_zijn_maat_wordt_niet_verder_gelezen_dan_hij_zegt() -> None:
    inhoud = b.office(meer={"word/groot.xml": b"0" * 40_000_000})
    # The table says 10 bytes; what is packed is 40 MB.
    plaats = inhoud.rfind(b"word/groot.xml") - 46
    liegt = inhoud[: plaats + 24] + struct.pack("<I", 10) + inhoud[plaats + 28 :]
    assert geweigerd(liegt, "brief.docx").code == "beschadigd"


def test_een_foto_die_anders_heet_dan_ze_is_krijgt_de_juiste_extensie() -> None:
    assert keuring(b.foto(vorm="WEBP"), "IMG-20261122-WA0001.jpg").naam == "IMG-20261122-WA0001.webp"
    assert keuring(b.pdf(), "scan zonder extensie").naam == "scan zonder extensie.pdf"


def test_alleen_wat_de_plek_toelaat_komt_binnen() -> None:
    fout = geweigerd(b.pdf(), "plan.pdf", toegelaten=soorten.BEELDEN)
    assert (fout.code, "foto of afbeelding" in fout.zin) == ("soort", True)
    mail = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nDag\r\n"
    assert keuring(mail, "bericht.eml", toegelaten=soorten.MAILS).soort == soorten.EML
    outlook = b.ole({"__properties_version1.0": b"x"})
    assert keuring(outlook, "bericht.msg", toegelaten=soorten.MAILS).soort == soorten.MSG
    assert geweigerd(outlook, "bericht.msg").code == "mail"


@pytest.mark.parametrize(
    ("gegeven", "bewaard"),
    [
        ("C:\\Users\\An\\plan.pdf", "plan.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("plan\r\nSet-Cookie: x.pdf", "planSet-Cookie- x.pdf"),
        ("fdp\u202e.exe", "fdp.exe"),
        ('a<b>"c"|?*.pdf', "a-b--c----.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("   .pdf", "bestand.pdf"),
        ("", "bestand"),
        ("cafe\u0301 👩\u200d👧.pdf", "café 👩\u200d👧.pdf"),
        (f"{'x' * 300}.pdf", f"{'x' * 146}.pdf"),
        ("verslag 12.03.2026", "verslag 12.03.2026"),
    ],
)
def test_de_naam_wordt_schoongemaakt(gegeven: str, bewaard: str) -> None:
    assert schone_naam(gegeven) == bewaard
    assert schone_naam(bewaard) == bewaard


def test_twintig_megabyte_nakijken_vult_het_geheugen_niet(tmp_path: Any) -> None:
    import tracemalloc

    pad = tmp_path / "groot.pdf"
    pad.write_bytes(b.pdf() + b"\n%" + b"x" * 20_000_000)
    with pad.open("rb") as stroom:
        keur(io.BytesIO(b.pdf()), "eerst.pdf")  # what is loaded once does not count
        tracemalloc.start()
        keur(stroom, "groot.pdf")
        piek = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert piek < 3_000_000
