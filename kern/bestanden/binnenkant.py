"""Looking inside files that are a ZIP (Office, OpenDocument) or an OLE container (Office of before 2007, Outlook).

Nothing is unpacked to disk and nothing is believed: sizes come from the table of the ZIP, which Python holds the parts to while
reading them, and no more than `HOOGSTENS_UITGEPAKT` is ever read.
"""

import struct
import zipfile
from collections.abc import Iterator
from typing import IO

import olefile

from kern.bestanden import soorten
from kern.bestanden.fouten import BestandGeweigerd
from kern.bestanden.naam import GEVAARLIJK, splits
from kern.bestanden.soorten import Bestandssoort

HOOGSTENS_UITGEPAKT = 300_000_000  # bytes; the largest honest workbook we know of is a third of it
HOOGSTENS_DELEN = 5_000
HOOGSTE_VERHOUDING = 250  # unpacked to packed; text in a workbook reaches 40
_BLOK = 256 * 1024

_HOOFDDELEN = {
    b"wordprocessingml.document.main+xml": soorten.DOCX,
    b"spreadsheetml.sheet.main+xml": soorten.XLSX,
    b"presentationml.presentation.main+xml": soorten.PPTX,
}
_ODF = {soort.mime.encode(): soort for soort in (soorten.ODT, soorten.ODS, soorten.ODP)}
_LEGE_BASIC = ("script-lc.xml", "script-lb.xml", "dialog-lc.xml", "dialog-lb.xml")  # only lists of modules


def bom(naam: str) -> BestandGeweigerd:
    """The refusal of what unpacks to far more than it is."""
    return BestandGeweigerd(
        "zipbom",
        f"“{naam}” pakt uit tot veel meer dan het is en kan de toepassing doen vastlopen. Open het bestand zelf, bewaar het "
        "opnieuw en probeer het dan nog eens.",
    )


def macro(naam: str) -> BestandGeweigerd:
    """The refusal of a document that holds a program."""
    return BestandGeweigerd(
        "macro", f"“{naam}” bevat macro’s (een programma in het document). Bewaar het als PDF, of zonder macro’s, en kies dat."
    )


def beschadigd(naam: str) -> BestandGeweigerd:
    """The refusal of what cannot be read."""
    return BestandGeweigerd(
        "beschadigd", f"“{naam}” is beschadigd of onvolledig. Open het zelf, bewaar het opnieuw en kies het dan."
    )


def met_wachtwoord(naam: str) -> BestandGeweigerd:
    """The refusal of what nobody here could look into."""
    return BestandGeweigerd(
        "wachtwoord", f"“{naam}” is beveiligd met een wachtwoord en kan niet nagekeken worden. Bewaar het zonder wachtwoord."
    )


def kijk_in_zip(bestand: IO[bytes], naam: str) -> tuple[Bestandssoort | None, Iterator[bytes]]:
    """Return which document the ZIP is (None: an ordinary ZIP) and an iterator over what is in it, to be searched.

    Raises:
        BestandGeweigerd: a bomb, macros, a password, damaged, or with something in it that does not belong in a document.
    """
    bestand.seek(0)
    try:
        pakket = zipfile.ZipFile(bestand)
        delen = pakket.infolist()
        if len(delen) > HOOGSTENS_DELEN or sum(deel.file_size for deel in delen) > HOOGSTENS_UITGEPAKT:
            raise bom(naam)
        if any(deel.file_size > 1_000_000 and deel.file_size > HOOGSTE_VERHOUDING * deel.compress_size for deel in delen):
            raise bom(naam)
        if any(deel.flag_bits & 0x1 for deel in delen):
            raise met_wachtwoord(naam)
        namen = {deel.filename.lower(): deel.filename for deel in delen}
        soort = _document_van(pakket, namen, naam)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, struct.error) as fout:
        raise beschadigd(naam) from fout
    if soort is not None:
        _weiger_programmas(namen, naam)
    return soort, _inhoud(pakket, delen, naam)


def _document_van(pakket: zipfile.ZipFile, namen: dict[str, str], naam: str) -> Bestandssoort | None:
    if types := namen.get("[content_types].xml"):
        inhoud = _begin_van(pakket, types)
        klein = inhoud.lower()
        if b"vbaproject" in klein or b"macroenabled" in klein or b"macrosheet" in klein:
            raise macro(naam)
        return next((soort for deel, soort in _HOOFDDELEN.items() if deel in inhoud), None)
    if "mimetype" in namen:
        return _ODF.get(_begin_van(pakket, namen["mimetype"]).strip())
    return None


def _begin_van(pakket: zipfile.ZipFile, deel: str) -> bytes:
    with pakket.open(deel) as stroom:
        return stroom.read(2_000_000)


def _weiger_programmas(namen: dict[str, str], naam: str) -> None:
    for pad in namen:
        map_, _, los = pad.rpartition("/")
        extensie = splits(los)[1]
        if los.startswith(("vbaproject", "vbadata")) or "macrosheets/" in pad:
            raise macro(naam)
        if (los and pad.startswith("scripts/")) or (map_.startswith("basic") and los and los not in _LEGE_BASIC):
            raise macro(naam)
        if extensie in GEVAARLIJK - {"xml", "html", "htm", "svg"}:
            raise BestandGeweigerd(
                "programma",
                f"“{naam}” bevat een ander bestand dat gevaarlijk kan zijn ({los}). Haal dat eruit en bewaar het opnieuw.",
            )


def _inhoud(pakket: zipfile.ZipFile, delen: list[zipfile.ZipInfo], naam: str) -> Iterator[bytes]:
    try:
        for deel in delen:
            with pakket.open(deel) as stroom:
                yield b"\0"  # parts are searched apart
                while blok := stroom.read(_BLOK):
                    yield blok
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as fout:
        raise beschadigd(naam) from fout
    except Exception as fout:
        # zlib, lzma and bz2 each have an error of their own; all say the same.
        if type(fout).__module__ in {"zlib", "_lzma", "lzma"}:
            raise beschadigd(naam) from fout
        raise


def kijk_in_ole(bestand: IO[bytes], naam: str) -> Bestandssoort | None:
    """Return which document the OLE container is; None: none we know.

    Raises:
        BestandGeweigerd: macros, a password, or damaged.
    """
    bestand.seek(0)
    try:
        # Its warnings about odd containers are not ours to log; what it cannot read it raises.
        with olefile.OleFileIO(bestand, raise_defects=olefile.DEFECT_FATAL) as ole:
            stromen = {"/".join(pad).lower() for pad in ole.listdir(streams=True, storages=True)}
            laatste = {pad.rpartition("/")[2] for pad in stromen}
            if "encryptedpackage" in laatste:
                raise met_wachtwoord(naam)
            if laatste & {"_vba_project", "_vba_project_cur", "vba", "macros", "projectwm"}:
                raise macro(naam)
            if "worddocument" in stromen:
                return soorten.DOC
            werkmap = next((s for s in ("workbook", "book") if s in stromen), "")
            if werkmap:
                if _heeft_macroblad(ole.openstream(werkmap).read(2_000_000)):
                    raise macro(naam)
                return soorten.XLS
            return soorten.MSG if "__properties_version1.0" in stromen else None
    except (OSError, ValueError, IndexError, struct.error, RecursionError, MemoryError) as fout:
        raise beschadigd(naam) from fout


def _heeft_macroblad(stroom: bytes) -> bool:
    """Whether a workbook of before 2007 has a sheet with Excel 4 macros, or a module. Source: [MS-XLS] 2.4.28 BoundSheet8."""
    plaats = 0
    while plaats + 4 <= len(stroom):
        soort, lengte = struct.unpack_from("<HH", stroom, plaats)
        if soort == 0x0085 and lengte >= 6 and stroom[plaats + 9 : plaats + 10] in {b"\x01", b"\x06"}:
            return True
        if soort == 0x000A:  # the end of what stands before the sheets
            return False
        plaats += 4 + lengte
    return False
