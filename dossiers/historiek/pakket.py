"""A ZIP that may be trusted: what is dangerous, broken or too large is refused in one sentence before anything is unpacked."""

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO

from django.conf import settings

from dossiers.fouten import GeenRegister

MEESTE_BESTANDEN = 200_000
GROOTSTE_BESTAND = 50_000_000  # bytes, one file; more when the house takes in larger ones
GROOTSTE_GEHEEL = 5_000_000_000  # bytes, all files unpacked that were packed smaller; the others are in the package as they are
STERKSTE_KRIMP = 200  # unpacked against packed; text shrinks to about a tenth
_STUK = 1_000_000
# What every program makes. The others can ask for gigabytes of memory in a few bytes (LZMA), and break in ways of their own.
_SAMENDRUKKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile does at bytes that are not what they say: a place before the beginning is a ValueError, a format of later a
# NotImplementedError, which is a RuntimeError.
_BESCHADIGD = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError)
BESTANDEN = "bestanden/"
INHOUD = "inhoud/"  # each file under its own sha256


class Pakket:
    """An opened package; nothing of it is ever written to disk under a name of its own."""

    def __init__(self, bron: IO[bytes]) -> None:
        """Open and vet it.

        Raises:
            GeenRegister: it is no ZIP, locked, dangerous or too large; nothing was unpacked.
        """
        try:
            self._zip = zipfile.ZipFile(bron)
        except _BESCHADIGD:
            raise GeenRegister("Dit bestand is geen ZIP, of het is beschadigd. Maak het pakket opnieuw.") from None
        stukken = self._zip.infolist()
        if len(stukken) > MEESTE_BESTANDEN:
            raise GeenRegister(f"Het pakket heeft meer dan {MEESTE_BESTANDEN} bestanden. Splits het.")
        # Files that lie over each other are one small package and any number of large files.
        if sum(stuk.compress_size for stuk in stukken) > bron.seek(0, os.SEEK_END):
            raise GeenRegister("De bestanden in het pakket overlappen elkaar. Maak het opnieuw, als gewone ZIP.")
        if sum(stuk.file_size for stuk in stukken if stuk.compress_type != zipfile.ZIP_STORED) > GROOTSTE_GEHEEL:
            raise GeenRegister("Het pakket is uitgepakt groter dan 5 GB. Splits het.")
        self.namen: set[str] = set()
        for stuk in stukken:
            self._keur(stuk)
            if not stuk.is_dir():
                self.namen.add(stuk.filename)

    def _keur(self, stuk: zipfile.ZipInfo) -> None:
        naam, pad = stuk.filename, PurePosixPath(stuk.filename)
        if not naam or pad.is_absolute() or ".." in pad.parts or "\\" in naam or ":" in naam or not naam.isprintable():
            raise GeenRegister(f"Het pakket bevat een onveilige naam: “{naam[:80]}”. Maak het opnieuw, met gewone namen.")
        if stuk.flag_bits & 0x1:
            raise GeenRegister("Het pakket is met een wachtwoord beveiligd. Maak het zonder wachtwoord.")
        if stuk.compress_type not in _SAMENDRUKKING:
            raise GeenRegister(f"“{naam[:80]}” is op een ongewone manier samengedrukt. Maak het pakket opnieuw, als gewone ZIP.")
        if stat.S_ISLNK(stuk.external_attr >> 16):
            raise GeenRegister(f"Het pakket bevat een verwijzing in plaats van een bestand: “{naam[:80]}”.")
        if naam in self.namen:
            raise GeenRegister(f"Het pakket bevat “{naam[:80]}” twee keer.")
        krimp = stuk.file_size / max(1, stuk.compress_size)
        if stuk.file_size > max(GROOTSTE_BESTAND, settings.BESTAND_HOOGSTENS) or (
            stuk.file_size > _STUK and krimp > STERKSTE_KRIMP
        ):
            raise GeenRegister(f"“{naam[:80]}” is uitgepakt te groot voor een pakket. Kijk na wat het is.")

    def stukken(self, naam: str) -> Callable[[], Iterator[bytes]]:
        """Return the bytes of one file, a piece at a time.

        Raises:
            GeenRegister: (while reading) the file is damaged.
        """

        def geef() -> Iterator[bytes]:
            try:
                with self._zip.open(naam) as bestand:
                    while stuk := bestand.read(_STUK):
                        yield stuk
            except _BESCHADIGD:
                raise GeenRegister(f"“{naam}” in het pakket is beschadigd. Maak het pakket opnieuw.") from None

        return geef

    def aantal_regels(self, naam: str) -> int:
        """Return how many lines one file has, its head among them; a text of several lines counts for each."""
        return sum(stuk.count(b"\n") for stuk in self.stukken(naam)())

    def lees(self, naam: str) -> bytes:
        """Return the bytes of one file, at most 50 MB."""
        return b"".join(self.stukken(naam)())
