"""Looking at a file before it is kept. What it *is* decides, not what its name says; one sentence tells why it is refused.

Streams: a file of 20 MB costs some hundreds of kB of memory. Nothing is kept by looking.
"""

import hashlib
import io
import re
import struct
import warnings
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import IO

import magic
from django.conf import settings
from django.utils.formats import number_format
from PIL import Image

from kern.bestanden import binnenkant, soorten
from kern.bestanden.fouten import BestandGeweigerd
from kern.bestanden.naam import GEVAARLIJK, MACRO, schone_naam, splits, verborgen_extensie
from kern.bestanden.soorten import DOCUMENTEN, Bestandssoort, Familie

_BLOK = 256 * 1024
_KOP = 64 * 1024
HOOGSTENS_PUNTEN = 120_000_000  # of an image; a phone makes 50 million, a drawing on A0 at 300 dpi 140 million
# The test file of virus scanners, in two pieces so that no scanner takes this source for it.
_EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-" + b"TEST-FILE!$H+H*"
_OPMAAK = re.compile(rb"<\s*(!doctype|html|head|body|script|iframe|svg|\?php)", re.IGNORECASE)
_GEEN_TEKST = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TEKST_DIE_LOOPT = ("html", "xml", "shellscript", "php", "batch", "perl", "script", "ruby", "python", "lisp", "awk")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Gekeurd:
    """A file that may be kept: its clean name, what it is, its size in bytes and its sha256 (hexadecimal)."""

    naam: str
    soort: Bestandssoort
    grootte: int
    sha256: str


def keur(inhoud: IO[bytes], naam: str, toegelaten: Collection[Bestandssoort] = DOCUMENTEN) -> Gekeurd:
    """Look at a file and say what it is. *inhoud* can be read and sought; it stands at its begin again afterwards.

    Raises:
        BestandGeweigerd: it is not to be kept; the sentence says what to do.
    """
    naam = schone_naam(naam)
    inhoud.seek(0)
    kop, grootte, sha256 = _lees(inhoud, naam)
    extensie = splits(naam)[1]
    _weiger_naam(naam, extensie)
    soort = _bepaal(inhoud, kop, naam, extensie, toegelaten)
    if soorten.van_extensie(extensie, soorten.MAILS) and not set(soorten.MAILS) & set(toegelaten):
        raise BestandGeweigerd(
            "mail", f"“{naam}” is een mail. Voeg ze toe bij de post van het dossier: dan staat ze op de tijdlijn."
        )
    if soort is None or soort not in toegelaten:
        raise _niet_op_de_lijst(naam, toegelaten)
    _kijk_na(soort, inhoud, kop, naam)
    if extensie not in soort.extensies:
        naam = _hernoem(naam, extensie, soort, toegelaten)
    inhoud.seek(0)
    return Gekeurd(naam, soort, grootte, sha256)


def _lees(inhoud: IO[bytes], naam: str) -> tuple[bytes, int, str]:
    """One pass: the first bytes, the size and the sum; too large, empty and the test virus are seen on the way."""
    hoogstens = settings.BESTAND_HOOGSTENS
    som, grootte, kop = hashlib.sha256(), 0, b""

    def blokken() -> Iterable[bytes]:
        nonlocal grootte, kop
        while blok := inhoud.read(_BLOK):
            grootte += len(blok)
            if grootte > hoogstens:
                raise BestandGeweigerd(
                    "te_groot",
                    f"“{naam}” is groter dan {number_format(hoogstens // 1_000_000)} MB. Maak het kleiner (een foto op lagere "
                    "kwaliteit, een PDF in delen) en kies het opnieuw.",
                )
            kop = kop or blok[:_KOP]
            som.update(blok)
            yield blok

    besmet = _zoek_eicar(blokken())
    if besmet:
        raise _virus(naam)
    if not grootte:
        raise BestandGeweigerd("leeg", f"“{naam}” is leeg. Kijk na of u het juiste bestand koos en of het volledig binnen is.")
    return kop, grootte, som.hexdigest()


def _zoek_eicar(blokken: Iterable[bytes]) -> bool:
    """Read everything; whether the test virus stands in it, also across two blocks."""
    rest, gezien = b"", False
    for blok in blokken:
        gezien = gezien or _EICAR in rest + blok
        rest = (rest + blok)[-len(_EICAR) :]
    return gezien


def _virus(naam: str) -> BestandGeweigerd:
    return BestandGeweigerd("virus", f"In “{naam}” zit een virus. Het is niet bewaard. Verwijder het en verwittig de ICT-dienst.")


def _weiger_naam(naam: str, extensie: str) -> None:
    if extensie in MACRO:
        raise binnenkant.macro(naam)
    if verborgen := verborgen_extensie(naam):
        raise BestandGeweigerd(
            "dubbele_extensie",
            f"“{naam}” doet zich voor als iets anders: in de naam staat ook .{verborgen}. Vertrouwt u het bestand, hernoem het "
            "dan zonder dat stuk en kies het opnieuw.",
        )


def _bepaal(
    inhoud: IO[bytes], kop: bytes, naam: str, extensie: str, toegelaten: Collection[Bestandssoort]
) -> Bestandssoort | None:
    """Say what it is by its content; the name only decides between kinds of plain text."""
    if kop.startswith(b"%PDF-"):
        return soorten.PDF
    if kop.startswith(b"PK\x03\x04"):
        soort, delen = binnenkant.kijk_in_zip(inhoud, naam)
        if _zoek_eicar(delen):
            raise _virus(naam)
        if soort is None:
            raise BestandGeweigerd("zip", f"“{naam}” is een ingepakt bestand. Pak het uit en kies de bestanden die erin zitten.")
        return soort
    if kop.startswith(_OLE):
        return binnenkant.kijk_in_ole(inhoud, naam)
    gevonden = magic.from_buffer(kop, mime=True)
    if beeld := next((soort for soort in soorten.BEELDEN if gevonden in {soort.mime, *soort.magie}), None):
        return beeld
    if extensie in soorten.EML.extensies and soorten.EML in toegelaten and gevonden.startswith(("message/", "text/")):
        return soorten.EML
    if gevonden.startswith("text/") or gevonden in soorten.CSV.magie:
        if extensie in GEVAARLIJK or any(woord in gevonden for woord in _TEKST_DIE_LOOPT) or not _is_platte_tekst(kop):
            return None
        return soorten.CSV if extensie in soorten.CSV.extensies else soorten.TXT
    return None


def _is_platte_tekst(kop: bytes) -> bool:
    if _OPMAAK.search(kop[:4096]) or kop.startswith((b"#!", b"{\\rtf")):
        return False
    try:
        tekst = kop.decode("utf-16" if kop.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", errors="ignore")
    except UnicodeDecodeError:
        return False
    return not _GEEN_TEKST.search(tekst)


def _kijk_na(soort: Bestandssoort, inhoud: IO[bytes], kop: bytes, naam: str) -> None:
    """What a file of this kind must not be besides."""
    # A browser that guesses, or somebody who renames it, would find a second document in the same bytes.
    if soort.familie in {Familie.PDF, Familie.BEELD} and (_OPMAAK.search(kop[:1024]) or _eindigt_als_zip(inhoud)):
        raise BestandGeweigerd(
            "dubbel",
            f"“{naam}” is twee soorten bestanden in één, wat alleen met opzet gebeurt. Maak er een nieuwe PDF of foto van.",
        )
    if soort.familie is Familie.BEELD and soort is not soorten.HEIC:
        _weiger_reuzenbeeld(inhoud, naam)


def _eindigt_als_zip(inhoud: IO[bytes]) -> bool:
    """Whether a ZIP reader would open it: the closing record of a ZIP reaches exactly to the last byte."""
    inhoud.seek(0, io.SEEK_END)
    inhoud.seek(-min(inhoud.tell(), 65_557), io.SEEK_END)
    staart = inhoud.read()
    plaats = staart.rfind(b"PK\x05\x06")
    if plaats < 0 or len(staart) - plaats < 22:
        return False
    opmerking: int = struct.unpack_from("<H", staart, plaats + 20)[0]
    return plaats + 22 + opmerking == len(staart)


def _weiger_reuzenbeeld(inhoud: IO[bytes], naam: str) -> None:
    inhoud.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own bound is below, and odd metadata is not worth a line in the log
            with Image.open(inhoud) as beeld:  # reads the head only
                breed, hoog = beeld.size
    except Image.DecompressionBombError:
        breed = hoog = HOOGSTENS_PUNTEN
    except (OSError, ValueError, SyntaxError, TypeError, struct.error) as fout:
        raise binnenkant.beschadigd(naam) from fout
    if breed * hoog > HOOGSTENS_PUNTEN:
        raise BestandGeweigerd("reuzenbeeld", f"“{naam}” heeft te veel beeldpunten om te openen. Bewaar de afbeelding kleiner.")


def _hernoem(naam: str, extensie: str, soort: Bestandssoort, toegelaten: Collection[Bestandssoort]) -> str:
    """Give the file the extension of what it is; only where the difference is an accident.

    Phones and chat programs call every image "jpg", and a name without extension says nothing. Anything else that pretends is
    refused.
    """
    zegt = soorten.van_extensie(extensie, toegelaten)
    stam = splits(naam)[0]
    if not extensie or (zegt is not None and zegt.familie is soort.familie is Familie.BEELD):
        return schone_naam(f"{stam}.{soort.extensies[0]}")
    if soort.familie is Familie.TEKST and zegt is None and extensie not in GEVAARLIJK:
        return schone_naam(f"{naam}.{soort.extensies[0]}")  # "lijst v1.2": no extension at all
    wat = f"een {zegt.label}" if zegt else f".{extensie}"
    raise BestandGeweigerd(
        "valse_extensie",
        f"“{naam}” is volgens de naam {wat}, maar volgens de inhoud een {soort.label}. Open het, bewaar het opnieuw als "
        f".{soort.extensies[0]} en kies dat.",
    )


def _niet_op_de_lijst(naam: str, toegelaten: Collection[Bestandssoort]) -> BestandGeweigerd:
    return BestandGeweigerd(
        "soort",
        f"“{naam}” is geen soort bestand die hier bewaard wordt ("
        f"{soorten.opsomming(toegelaten)}). Maak er een PDF van en kies die.",
    )
