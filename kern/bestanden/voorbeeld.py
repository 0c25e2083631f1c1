"""A small image of a file: the first page of a PDF, or the photo itself."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kern.bestanden import opslag, soorten
from kern.bestanden.soorten import Familie

_PROGRAMMA = Path(__file__).with_name("voorbeeldproces.py")
_SECONDEN = 30  # by the clock; its own limit is of processor time
_HOOGSTENS = 2_000_000  # bytes of the drawing
_BLOK = 256 * 1024
# Kinds of which there is a drawing.
MET_VOORBEELD = tuple(s for s in soorten.ALLE if s.familie in {Familie.PDF, Familie.BEELD} and s is not soorten.HEIC)


def teken(sleutel: str, mime: str) -> bytes | None:
    """Draw what lies under *sleutel*; None when it has no drawing or could not be drawn."""
    soort = soorten.soort_van(mime)
    if soort not in MET_VOORBEELD:
        return None
    with tempfile.NamedTemporaryFile(prefix="voorbeeld-") as kopie, opslag.open_inhoud(sleutel) as stroom:
        shutil.copyfileobj(stroom, kopie, _BLOK)
        kopie.flush()
        opdracht = [sys.executable, "-I", str(_PROGRAMMA), "pdf" if soort is soorten.PDF else "beeld", kopie.name]
        try:
            klaar = subprocess.run(
                opdracht, capture_output=True, timeout=_SECONDEN, env={}, stdin=subprocess.DEVNULL, check=False
            )
        except subprocess.TimeoutExpired:
            return None
    if klaar.returncode != 0 or not 0 < len(klaar.stdout) <= _HOOGSTENS:
        return None
    return klaar.stdout


def mime_van(beeld: bytes) -> str:
    """Return what `teken` made."""
    return soorten.PNG.mime if beeld.startswith(b"\x89PNG") else soorten.JPEG.mime
