"""The words of a report as they are fixed: one text that says everything, the same however often it is made."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from kern.tijd import BRUSSEL


@dataclass(frozen=True)
class Foto:
    """A photo under a heading: the sum of its bytes, and what is to be seen on it."""

    sha256: str
    alt: str


@dataclass(frozen=True)
class Deel:
    """One heading and what stands under it, in the form of `kern.rijketekst`, with its photos."""

    kop: str
    tekst: str
    fotos: Sequence[Foto] = ()

    @classmethod
    def uit(cls, velden: Mapping[str, Any]) -> "Deel":
        """Read back what was kept; what was fixed before there were photos has none."""
        return cls(velden["kop"], velden["tekst"], [Foto(**foto) for foto in velden.get("fotos", ())])


@dataclass(frozen=True)
class Vastetekst:
    """What is fixed: names as they were that day, moments on the clock of Brussels."""

    soort: str
    titel: str
    over: str  # "De Zandloper (900000008, Antwerpen)"
    organisator: str
    op: str
    met: str
    auteur: str
    lezer: str  # empty: nobody had to read it
    nagelezen_op: str
    vastgesteld_op: str
    delen: Sequence[Deel]

    def als_json(self) -> str:
        """Return the text that is hashed and kept."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def uit_json(cls, tekst: str) -> "Vastetekst":
        """Read back what was kept."""
        velden = json.loads(tekst)
        return cls(**velden | {"delen": [Deel.uit(deel) for deel in velden["delen"]]})


def hash_van(tekst: str) -> str:
    """Return the hexadecimal sha256 of a text."""
    return hashlib.sha256(tekst.encode()).hexdigest()


def moment(op: datetime | None) -> str:
    """Return a moment as it stands in the fixed text."""
    return op.astimezone(BRUSSEL).isoformat(timespec="seconds") if op else ""
