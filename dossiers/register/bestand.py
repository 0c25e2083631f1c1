"""From bytes to rows: encoding, separator and head of a CSV file are found out, what is no CSV is refused in one sentence.

Nothing is held whole: the bytes are walked once to find out what they are and once to read the rows, a piece at a time.
"""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dossiers.fouten import GeenRegister

Stukken = Callable[[], Iterator[bytes]]
"""Gives the bytes of a file from the beginning, in pieces; may be asked again."""

GROOTSTE_BESTAND = 50_000_000  # bytes
LANGSTE_REGEL = 1_000_000  # characters; a page of text in every column is a tenth of it
_SCHEIDINGEN = (";", ",", "\t")
# How files begin that people take for a CSV; the rest is recognised by a NUL byte.
_ANDERS = (
    (b"PK\x03\x04", "een Excel- of ZIP-bestand"),
    (b"\xd0\xcf\x11\xe0", "een oud Excel-bestand"),
    (b"%PDF", "een PDF"),
    (b"\xff\xfe", "Unicode-tekst van Excel (UTF-16)"),
    (b"\xfe\xff", "Unicode-tekst van Excel (UTF-16)"),
)
_RAAD = "Bewaar het in Excel als “CSV UTF-8” en probeer nog eens."


class Rij(NamedTuple):
    """One row: `regel` is the line on which it begins (the head is line 1)."""

    regel: int
    waarden: list[str]


@dataclass(frozen=True)
class Tabel:
    """A file that can be read: its encoding ("utf-8-sig" or "cp1252"), separator and columns."""

    stukken: Stukken
    codering: str
    scheiding: str
    koppen: tuple[str, ...]

    def rijen(self) -> Iterator[Rij]:
        """Walk over the rows; empty lines are left out, and a row may have another number of values than there are columns.

        Raises:
            GeenRegister: it goes wrong half-way (an open quote, a field without end).
        """
        with _tekst(self.stukken(), self.codering) as tekst:
            lezer = csv.reader(_regels(tekst), delimiter=self.scheiding, strict=True)
            try:
                next(lezer)
                begin = lezer.line_num + 1
                for waarden in lezer:
                    if any(waarden):
                        yield Rij(begin, waarden)
                    begin = lezer.line_num + 1
            except csv.Error as fout:
                raise GeenRegister(f"Dit bestand is geen goede CSV: het loopt fout op regel {lezer.line_num}. ({fout})") from None


def open_csv(stukken: Stukken, *, verplicht: Collection[str], mag: Collection[str] = (), zonder_rijen: bool = False) -> Tabel:
    """Find out how the file is written, and whether it has the columns *verplicht* and no others than those and *mag*.

    With *zonder_rijen* a head alone is a table too: one of several in which there happened to be nothing.

    Raises:
        GeenRegister: it is empty, no text, or has other columns; with what to do.
    """
    codering = _codering(stukken)
    bekend = {*verplicht, *mag}
    koppen, scheiding = max(
        ((_kop(stukken, codering, teken), teken) for teken in _SCHEIDINGEN),
        key=lambda lezing: (len(bekend.intersection(lezing[0])), len(lezing[0])),
    )
    onbekend = [kop for kop in koppen if kop not in bekend]
    ontbreekt = [kop for kop in verplicht if kop not in koppen]
    if len(onbekend) == len(koppen):
        raise GeenRegister(
            "Dit is niet het verwachte bestand: de eerste regel moet de kolommen " + ", ".join(verplicht) + " noemen."
        )
    if onbekend or ontbreekt or len(set(koppen)) != len(koppen):
        wat = []
        if onbekend:
            wat.append("onbekend: " + ", ".join(kop[:40] or "(zonder naam)" for kop in onbekend[:10]))
        if ontbreekt:
            wat.append("ontbreekt: " + ", ".join(ontbreekt))
        if len(set(koppen)) != len(koppen):
            wat.append("dubbel: " + ", ".join(sorted(kop[:40] for kop, keren in Counter(koppen).items() if keren > 1)[:10]))
        raise GeenRegister(
            f"De kolommen kloppen niet ({'; '.join(wat)}). Kijk na of u het juiste formaat koos, of pas de eerste regel aan."
        )
    tabel = Tabel(stukken, codering, scheiding, tuple(koppen))
    if not zonder_rijen and next(tabel.rijen(), None) is None:
        raise GeenRegister("Het bestand heeft een kopregel en geen enkele rij. Kijk na of u het juiste bestand koos.")
    return tabel


def _codering(stukken: Stukken) -> str:
    utf8 = codecs.getincrementaldecoder("utf-8-sig")()
    cp1252 = codecs.getincrementaldecoder("cp1252")()
    kan_utf8, begin, leeg = True, b"", True
    for stuk in stukken():
        if len(begin) < 4:
            begin += stuk[:4]
        leeg = leeg and not stuk.strip()
        if b"\0" in stuk:
            raise GeenRegister(f"Dit bestand is geen CSV maar {_wat(begin)}. {_RAAD}")
        try:
            if kan_utf8:
                utf8.decode(stuk)
        except UnicodeDecodeError:
            kan_utf8 = False
        try:
            cp1252.decode(stuk)
        except UnicodeDecodeError:
            if not kan_utf8:
                raise GeenRegister(f"Dit bestand is geen CSV maar {_wat(begin)}. {_RAAD}") from None
    if leeg or begin == codecs.BOM_UTF8:
        raise GeenRegister("Het bestand is leeg. Kies een CSV-bestand met een kopregel en rijen.")
    if begin.startswith(tuple(teken for teken, _ in _ANDERS)):
        raise GeenRegister(f"Dit bestand is geen CSV maar {_wat(begin)}. {_RAAD}")
    try:
        utf8.decode(b"", final=True)
    except UnicodeDecodeError:
        kan_utf8 = False
    return "utf-8-sig" if kan_utf8 else "cp1252"


def _wat(begin: bytes) -> str:
    return next((wat for teken, wat in _ANDERS if begin.startswith(teken)), "iets anders dan tekst")


def _kop(stukken: Stukken, codering: str, scheiding: str) -> list[str]:
    with _tekst(stukken(), codering) as tekst:
        try:
            kop = next((rij for rij in csv.reader(_regels(tekst), delimiter=scheiding, strict=True)), [])
        except csv.Error as fout:
            raise GeenRegister(f"Dit bestand is geen goede CSV: het loopt fout op regel 1. ({fout})") from None
    return [naam.strip() for naam in kop]


def _regels(tekst: io.TextIOWrapper) -> Iterator[str]:
    """Give the lines; one of millions of separators would become as many values before anybody counts them."""
    for nr, regel in enumerate(tekst, 1):
        if len(regel) > LANGSTE_REGEL:
            raise GeenRegister(f"Regel {nr} is langer dan een miljoen tekens. Kijk na of dit het juiste bestand is.")
        yield regel


class _Stroom(io.RawIOBase):
    """Pieces of bytes as a file, so that `io` finds the ends of lines."""

    def __init__(self, stukken: Iterator[bytes]) -> None:
        self._stukken = stukken
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, doel: memoryview) -> int:  # type: ignore[override]  # the buffer io hands us is a memoryview
        while not self._rest:
            stuk = next(self._stukken, None)
            if stuk is None:
                return 0
            self._rest = stuk
        aantal = min(len(doel), len(self._rest))
        doel[:aantal], self._rest = self._rest[:aantal], self._rest[aantal:]
        return aantal


def _tekst(stukken: Iterator[bytes], codering: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedReader(_Stroom(stukken), 1 << 18), encoding=codering, errors="strict", newline="")
