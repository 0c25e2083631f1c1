"""A photo as it is kept in a text: upright, small enough for a page, without what the camera wrote into it (place, device)."""

import io
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PIL import Image

from kern.bestanden import soorten
from kern.bestanden.fouten import BestandGeweigerd
from kern.bestanden.keuring import keur

FOTOS = (soorten.JPEG, soorten.PNG, soorten.WEBP)
_PROGRAMMA = Path(__file__).with_name("voorbeeldproces.py")
_SECONDEN = 30  # by the clock; its own limit is of processor time
_BLOK = 256 * 1024


@dataclass(frozen=True)
class Foto:
    """A JPEG of at most 1,600 pixels; `breed` and `hoog` in pixels."""

    inhoud: bytes
    naam: str
    breed: int
    hoog: int


def maak(inhoud: IO[bytes], naam: str) -> Foto:
    """Look at what came in and return it as it is kept. What came in is kept nowhere.

    Raises:
        BestandGeweigerd: it is no photo, or one that cannot be read; with the sentence for the person.
    """
    gekeurd = keur(inhoud, naam, FOTOS)
    with tempfile.NamedTemporaryFile(prefix="foto-") as kopie:
        shutil.copyfileobj(inhoud, kopie, _BLOK)
        kopie.flush()
        # Files of strangers are read by large libraries in C: in a process of its own, as for the small images.
        opdracht = [sys.executable, "-I", str(_PROGRAMMA), "foto", kopie.name]
        try:
            klaar = subprocess.run(
                opdracht, capture_output=True, timeout=_SECONDEN, env={}, stdin=subprocess.DEVNULL, check=False
            )
        except subprocess.TimeoutExpired:
            raise _onleesbaar(gekeurd.naam) from None
    if klaar.returncode != 0 or not klaar.stdout:
        raise _onleesbaar(gekeurd.naam)
    with Image.open(io.BytesIO(klaar.stdout)) as beeld:
        breed, hoog = beeld.size
    return Foto(klaar.stdout, f"{Path(gekeurd.naam).stem}.jpg", breed, hoog)


def _onleesbaar(naam: str) -> BestandGeweigerd:
    return BestandGeweigerd("foto", f"De foto “{naam}” kan niet gelezen worden. Maak ze opnieuw, of sla ze op als JPEG.")
