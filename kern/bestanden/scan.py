"""The virus scanner: ClamAV's clamd, over a socket, when `CLAMD_URL` says where it is."""

import socket
from dataclasses import dataclass
from typing import IO
from urllib.parse import urlsplit

import clamd
from django.conf import settings


class ScannerOnbereikbaar(Exception):
    """clamd is away, hangs, or cannot look at this content; to be tried again."""


@dataclass(frozen=True)
class Uitslag:
    """What the scanner said; `virus` is its name for what it found, "" for nothing."""

    virus: str

    @property
    def veilig(self) -> bool:
        """Whether nothing was found."""
        return not self.virus


class _Socket(socket.socket):
    """clamd's client calls `send`, which may send half of a piece and so garble the conversation."""

    def send(self, data: bytes, flags: int = 0) -> int:  # type: ignore[override]
        """Send all of it."""
        self.sendall(data, flags)
        return len(data)


class _Verbinding(clamd.ClamdNetworkSocket):
    """The client of the package with a time-out on connecting too: a scanner that hangs must not hang a worker."""

    def __init__(self, adres: str) -> None:
        delen = urlsplit(adres)
        self.unix = delen.path if delen.scheme == "unix" else ""
        super().__init__(delen.hostname or "127.0.0.1", delen.port or 3310, settings.CLAMD_TIMEOUT)

    def _init_socket(self) -> None:
        self.clamd_socket = _Socket(socket.AF_UNIX if self.unix else socket.AF_INET, socket.SOCK_STREAM)
        self.clamd_socket.settimeout(self.timeout)
        try:
            self.clamd_socket.connect(self.unix or (self.host, self.port))
        except OSError as fout:
            raise clamd.ConnectionError(type(fout).__name__) from fout


def scan(stroom: IO[bytes]) -> Uitslag:
    """Let clamd look at a content, in pieces.

    Raises:
        ScannerOnbereikbaar: no answer, or one that says nothing about the content (too large for it, out of memory).
    """
    try:
        antwoord = _Verbinding(settings.CLAMD_URL).instream(stroom)
    except (clamd.ClamdError, OSError, ValueError) as fout:
        raise ScannerOnbereikbaar(_kort(fout)) from fout
    if not antwoord or "stream" not in antwoord:
        raise ScannerOnbereikbaar("geen antwoord")
    stand, wat = antwoord["stream"]
    if stand == "OK":
        return Uitslag("")
    if stand == "FOUND":
        return Uitslag(str(wat)[:200])
    raise ScannerOnbereikbaar(f"weigerde: {wat}"[:200])


def _kort(fout: Exception) -> str:
    if isinstance(fout, clamd.BufferTooLongError):
        return "te groot voor de scanner (StreamMaxLength)"
    return f"{type(fout).__name__}: {fout}"[:200]
