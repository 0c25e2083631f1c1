"""Which kinds of file are taken in: a list, by what a file *is*. What is not on it is refused.

A new kind is one row here, and a line in `kern.bestanden.keuring` when libmagic alone cannot tell it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Familie(StrEnum):
    """How a kind is built, and so how it is looked into."""

    PDF = "pdf"
    BEELD = "beeld"
    OFFICE = "office"  # a ZIP with XML: Office and OpenDocument
    OLE = "ole"  # the binary Office of before 2007, and Outlook
    TEKST = "tekst"
    MAIL = "mail"


@dataclass(frozen=True)
class Bestandssoort:
    """One kind. The first of `extensies` is the usual one; `magie` are the other names libmagic has for it."""

    mime: str
    label: str
    familie: Familie
    extensies: tuple[str, ...]
    icoon: str = "document"
    magie: tuple[str, ...] = ()
    in_venster: bool = False  # may a browser show it by itself


_MS, _ODF = "application/vnd.openxmlformats-officedocument", "application/vnd.oasis.opendocument"

PDF = Bestandssoort("application/pdf", "PDF", Familie.PDF, ("pdf",), in_venster=True)
JPEG = Bestandssoort("image/jpeg", "foto (JPEG)", Familie.BEELD, ("jpg", "jpeg", "jpe", "jfif"), "beeld", in_venster=True)
PNG = Bestandssoort("image/png", "afbeelding (PNG)", Familie.BEELD, ("png",), "beeld", in_venster=True)
WEBP = Bestandssoort("image/webp", "afbeelding (WebP)", Familie.BEELD, ("webp",), "beeld", in_venster=True)
GIF = Bestandssoort("image/gif", "afbeelding (GIF)", Familie.BEELD, ("gif",), "beeld", in_venster=True)
# What an iPhone makes and browsers cannot show.
HEIC = Bestandssoort("image/heic", "foto (HEIC)", Familie.BEELD, ("heic", "heif"), "beeld", ("image/heif", "image/heif-sequence"))
TIFF = Bestandssoort("image/tiff", "scan (TIFF)", Familie.BEELD, ("tif", "tiff"), "beeld")
DOCX = Bestandssoort(f"{_MS}.wordprocessingml.document", "Word-document", Familie.OFFICE, ("docx",))
XLSX = Bestandssoort(f"{_MS}.spreadsheetml.sheet", "Excel-werkmap", Familie.OFFICE, ("xlsx",), "tabel")
PPTX = Bestandssoort(f"{_MS}.presentationml.presentation", "PowerPoint-presentatie", Familie.OFFICE, ("pptx",))
ODT = Bestandssoort(f"{_ODF}.text", "OpenDocument-tekst", Familie.OFFICE, ("odt",))
ODS = Bestandssoort(f"{_ODF}.spreadsheet", "OpenDocument-rekenblad", Familie.OFFICE, ("ods",), "tabel")
ODP = Bestandssoort(f"{_ODF}.presentation", "OpenDocument-presentatie", Familie.OFFICE, ("odp",))
DOC = Bestandssoort("application/msword", "Word-document (oud)", Familie.OLE, ("doc",))
XLS = Bestandssoort("application/vnd.ms-excel", "Excel-werkmap (oud)", Familie.OLE, ("xls",), "tabel")
TXT = Bestandssoort("text/plain", "tekst", Familie.TEKST, ("txt", "text", "log"))
CSV = Bestandssoort("text/csv", "tabel (CSV)", Familie.TEKST, ("csv",), "tabel", ("application/csv",))
EML = Bestandssoort("message/rfc822", "e-mail", Familie.MAIL, ("eml",), "brief")
MSG = Bestandssoort("application/vnd.ms-outlook", "e-mail (Outlook)", Familie.OLE, ("msg",), "brief")

BEELDEN = (JPEG, PNG, WEBP, GIF, HEIC, TIFF)
# What belongs in a file of a location.
DOCUMENTEN = (PDF, *BEELDEN, DOCX, XLSX, PPTX, ODT, ODS, ODP, DOC, XLS, TXT, CSV)
MAILS = (EML, MSG)
ALLE = (*DOCUMENTEN, *MAILS)

_PER_MIME = {soort.mime: soort for soort in ALLE}


def soort_van(mime: str) -> Bestandssoort | None:
    """Return the kind kept as *mime*; None for one that is not on the list any more."""
    return _PER_MIME.get(mime)


def van_extensie(extensie: str, toegelaten: Iterable[Bestandssoort]) -> Bestandssoort | None:
    """Return the kind that a name ending in *extensie* (without dot, lower case) says it is."""
    return next((soort for soort in toegelaten if extensie in soort.extensies), None)


def accept(toegelaten: Collection[Bestandssoort] = DOCUMENTEN) -> str:
    """Return the `accept` of a file field."""
    return ",".join(f".{extensie}" for soort in toegelaten for extensie in soort.extensies)


def opsomming(toegelaten: Collection[Bestandssoort] = DOCUMENTEN) -> str:
    """Return the kinds in words, for a refusal: "PDF, foto, Word, Excel, …"."""
    woorden = []
    for soort in toegelaten:
        woord = {Familie.BEELD: "foto of afbeelding", Familie.MAIL: "e-mail", Familie.TEKST: "platte tekst"}.get(
            soort.familie, soort.label.partition(" (")[0]
        )
        if woord not in woorden:
            woorden.append(woord)
    return ", ".join(woorden)
