"""Files to give: each kind as small as it can be, made here, and a storage folder of one test."""

import io
import struct
import time
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import pytest


@pytest.fixture
def opslagmap(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty storage folder for this test alone, also for the processes it starts."""
    map_ = tmp_path / "opslag"
    monkeypatch.setenv("BESTANDEN_MAP", str(map_))
    opslag = settings.STORAGES["bestanden"]
    settings.STORAGES = settings.STORAGES | {"bestanden": opslag | {"OPTIONS": opslag["OPTIONS"] | {"location": str(map_)}}}
    return map_


def pdf(tekst: str = "Plan van aanpak", paginas: int = 1) -> bytes:
    """Return a real PDF with *tekst* on its pages."""
    from PIL import Image, ImageDraw

    beelden = []
    for nummer in range(paginas):
        beeld = Image.new("RGB", (300, 424), "white")
        ImageDraw.Draw(beeld).text((20, 20), f"{tekst} {nummer + 1}", fill="black")
        beelden.append(beeld)
    uit = io.BytesIO()
    dag = time.gmtime(0)  # the same bytes whenever it is made
    beelden[0].save(uit, "PDF", save_all=True, append_images=beelden[1:], creationDate=dag, modDate=dag)
    return uit.getvalue()


def foto(kleur: str = "steelblue", maat: tuple[int, int] = (320, 240), vorm: str = "JPEG", **opties: Any) -> bytes:
    """Return an image."""
    from PIL import Image

    uit = io.BytesIO()
    Image.new("RGB", maat, kleur).save(uit, vorm, **opties)
    return uit.getvalue()


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def office(hoofd: str = _WORD, meer: Mapping[str, bytes] | None = None) -> bytes:
    """Return a Word document (or what *hoofd* says), with *meer* in it."""
    types = f'<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="{hoofd}"/></Types>'
    return zip_({"[Content_Types].xml": types.encode(), "word/document.xml": b"<w:document>tekst</w:document>", **(meer or {})})


def odf(mime: str = "application/vnd.oasis.opendocument.text", meer: Mapping[str, bytes] | None = None) -> bytes:
    """Return an OpenDocument text."""
    return zip_({"mimetype": mime.encode(), "content.xml": b"<office:document-content/>", **(meer or {})})


def zip_(delen: Mapping[str, bytes]) -> bytes:
    """Return a ZIP with these parts."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, inhoud)
    return uit.getvalue()


def ole(stromen: Mapping[str, bytes]) -> bytes:
    """Return an OLE container with these streams at its root ([MS-CFB], version 3, no mini stream: each stream is padded)."""
    einde, vrij, sector = 0xFFFFFFFE, 0xFFFFFFFF, 512
    fat: list[int] = []
    data, begin = b"", {}
    for naam, inhoud in stromen.items():
        inhoud = inhoud.ljust(4096, b"\0")  # below 4096 bytes it would stand in the mini stream
        stukken = -(-len(inhoud) // sector)
        begin[naam] = (len(fat), stukken * sector)
        fat += [*range(len(fat) + 1, len(fat) + stukken), einde]
        data += inhoud.ljust(stukken * sector, b"\0")
    ingangen = [("Root Entry", 5, einde, 0)] + [(naam, 2, *begin[naam]) for naam in stromen]
    map_ = b""
    for plaats, (naam, soort, start, grootte) in enumerate(ingangen):
        kind = 1 if soort == 5 and len(ingangen) > 1 else vrij
        rechts = plaats + 1 if soort == 2 and plaats + 1 < len(ingangen) else vrij
        teken = naam.encode("utf-16-le")
        map_ += teken.ljust(64, b"\0") + struct.pack("<HBB", len(teken) + 2, soort, 1) + struct.pack("<III", vrij, rechts, kind)
        map_ += b"\0" * 36 + struct.pack("<IQ", start, grootte)
    mapsectoren = -(-len(map_) // sector)
    mapbegin = len(fat)
    fat += [*range(mapbegin + 1, mapbegin + mapsectoren), einde]
    data += map_.ljust(mapsectoren * sector, b"\0")
    fatplaats = len(fat)
    fat.append(0xFFFFFFFD)
    assert len(fat) <= 128, "te groot voor één FAT-sector"
    kop = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    kop += struct.pack("<IIIIIIIII", 0, 1, mapbegin, 0, 4096, einde, 0, einde, 0) + struct.pack("<I", fatplaats)
    kop = kop.ljust(sector, b"\xff")
    return kop + data + b"".join(struct.pack("<I", f) for f in fat).ljust(sector, b"\xff")


def eicar() -> bytes:
    """Return the test file of virus scanners, put together here so that no scanner takes this source for it."""
    return b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


def gegeven(antwoord: Any) -> bytes:
    """Return what the browser gets of a file, and close it; `close()` would end the connection of the test too."""
    inhoud = b"".join(cast("Iterable[bytes]", antwoord.streaming_content))
    if antwoord.file_to_stream is not None:
        antwoord.file_to_stream.close()
    return inhoud
