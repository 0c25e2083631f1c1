"""What must be right before anything starts: the port, the libraries of the system, the secret of this demo."""

import ctypes
import errno
import os
import secrets
import socket
from pathlib import Path

from opgroeien.embedded import OpstartFout

# What WeasyPrint loads to make PDFs, and what tells the kind of a file; the names Linux and macOS know them by.
_BIBLIOTHEKEN = {
    "libmagic": ("libmagic.so.1", "libmagic.dylib"),
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.dylib"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.dylib"),
}


def neem_poort(gevraagd: str) -> socket.socket:
    """Return a listening socket on 127.0.0.1 at port *gevraagd* ("0" takes any free one).

    The launcher keeps it: no other program can come in between, and while gunicorn is started again visitors wait instead of
    being refused.

    Raises:
        OpstartFout: no number, taken, or reserved for root.
    """
    if not gevraagd.isdecimal() or int(gevraagd) > 65_535:
        raise OpstartFout(f"POORT is '{gevraagd}': geef een getal van 1 tot 65535, bijvoorbeeld POORT=8001 make demo.")
    luisteraar = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    luisteraar.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        luisteraar.bind(("127.0.0.1", int(gevraagd)))
        luisteraar.listen(2048)
    except OSError as fout:
        luisteraar.close()
        if fout.errno == errno.EADDRINUSE:
            raise OpstartFout(
                f"Poort {gevraagd} is al in gebruik door een ander programma: "
                f"stop dat, of kies een andere poort met POORT={int(gevraagd) + 1} make demo."
            ) from None
        if fout.errno == errno.EACCES:
            raise OpstartFout(
                f"Poort {gevraagd} is voorbehouden aan root: kies er een vanaf 1024, met POORT=8000 make demo."
            ) from None
        raise
    return luisteraar


def controleer_bibliotheken() -> None:
    """Look for the libraries with which PDFs are made and files are looked at.

    Raises:
        OpstartFout: one is missing; with the command that installs it.
    """
    ontbreekt = [naam for naam, bestanden in _BIBLIOTHEKEN.items() if not any(_laadt(bestand) for bestand in bestanden)]
    if ontbreekt:
        raise OpstartFout(
            f"De bibliotheek {', '.join(ontbreekt)} ontbreekt (nodig voor brieven en bestanden): "
            "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libmagic1, en start opnieuw."
        )


def _laadt(bestand: str) -> bool:
    try:
        ctypes.CDLL(bestand)
    except OSError:
        return False
    return True


def geheim(pad: Path) -> str:
    """Return the secret key of this demo, made on the first run and kept: sessions and signed links outlive a restart."""
    if not pad.exists() or len(pad.read_text()) < 50:
        nieuw = pad.with_suffix(".nieuw")
        with os.fdopen(os.open(nieuw, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as bestand:
            bestand.write(secrets.token_urlsafe(64))
        nieuw.replace(pad)
    return pad.read_text()
