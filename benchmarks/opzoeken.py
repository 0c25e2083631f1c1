"""The slowest question to the lookup: a median over many kinds hides the word that everybody types."""

from urllib.parse import quote

from benchmarks.meting import Meting, meet
from benchmarks.paginas import STUK, Lezer

# The commonest words, the beginning of everything, errors in what many have, nothing at all; and common names, of which each word
# may be that of a place too.
VAST = ["de", "kinderopvang", "k", "ki", "kinderopvng", "kinderdagverblif de", "bv", "antwrepen", "2000", "xyzzyq"]
VAST += [
    "desmet",
    "lotte van den broeck",
    "lies ben salah",
    "lotte antwerpen",
    "desmet kinderopvang",
    "els antwerpen",
    "desmet a",
]
KEER = 9


def traagste(lezer: Lezer, vragen: list[str], schaal: float, grens_ms: float) -> Meting:
    """Measure every question by itself and return the one with the highest median."""
    adressen = [f"{STUK}/palet/?q={quote(vraag)}" for vraag in [*VAST, *vragen]]
    apart = {adres: meet(lambda adres=adres: lezer.vraag(adres), rondes=1, n=KEER)[0] for adres in adressen}  # type: ignore[misc]  # mypy does not see the default
    adres = max(apart, key=lambda een: apart[een].p50)
    return Meting(
        f"opzoeken, traagste van {len(adressen)} ×{schaal:g}",
        apart[adres],
        grens=f"p50 ≤ {grens_ms:g} ms",
        gehaald=apart[adres].p50 <= grens_ms,
        uitleg=adres,
    )
