"""The statements of the lookup: from a question to the few rows that answer it best.

Bounded on purpose. Each way of looking yields at most a fixed number of candidates, and only those are compared and sorted; so
the commonest word costs what a rare one costs. What a bound leaves out is found by typing one word more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from django.db import connection

from dossiers.opzoeken.sleutel import afstand_tot_begin
from dossiers.opzoeken.vraag import Vraag

KANDIDATEN = 80  # per way of looking; at 80 rows sorting costs less than finding
KORT = 3  # letters: a word this short counts from its beginning only, one longer anywhere ("nest" in "wolkjesnest")
VERBETERINGEN = 3  # words that may stand for one with a typing error
_VOORSTELLEN = 16


class Soort(StrEnum):
    """What is looked for."""

    DOSSIER = "dossier"
    ORGANISATOR = "organisator"


class Trap(IntEnum):
    """How well a row answers, the best first."""

    NUMMER = 1
    IN_NUMMER = 2
    NAAM_BEGINT = 3
    IN_NAAM = 4
    ELDERS = 5
    LIJKT_IN_NAAM = 6
    LIJKT_ELDERS = 7

    @property
    def lijkt(self) -> bool:
        """Whether it answers only nearly."""
        return self >= Trap.LIJKT_IN_NAAM


@dataclass(frozen=True)
class Kandidaat:
    """A row found: the key of the dossier or organisator, and how it answers."""

    pk: int
    trap: Trap


# Per word what may stand for it: the word itself, or words of the register that are nearly it.
Woorden = Sequence[Sequence[str]]


def deel(woord: str) -> str:
    """Return *woord* as the part of a text that counts as a hit; the words stand between spaces there."""
    return woord if len(woord) > KORT else f" {woord}"


def _waar(kolom: str, woorden: Woorden) -> tuple[str, list[str]]:
    """Every word somewhere in *kolom*: letters and digits only, so nothing in a pattern needs an escape."""
    delen, waarden = [], []
    for varianten in woorden:
        of = []
        for woord in varianten:
            patronen = [f"%{deel(woord)}%"]
            if len(woord) <= KORT and kolom == "naam":  # the name has no space in front of its first word
                patronen.append(f"{woord}%")
            of += [f"z.{kolom} LIKE %s"] * len(patronen)
            waarden += patronen
        delen.append(f"({' OR '.join(of)})")
    return " AND ".join(delen), waarden


class _Opdracht:
    """One statement, put together from ways of looking."""

    def __init__(self, soort: Soort, binnen: Sequence[int] | None) -> None:
        self.sleutel = f"{soort}_id"
        ander = Soort.ORGANISATOR if soort is Soort.DOSSIER else Soort.DOSSIER
        # The other key must be empty: that is the condition of the index on names.
        self.basis = f"z.{ander}_id IS NULL"
        self.basiswaarden: list[list[int]] = []
        if binnen is not None:
            self.basis += f" AND z.{self.sleutel} = ANY (%s)"
            self.basiswaarden = [list(binnen)]
        self.armen: list[str] = []
        self.waarden: list[Any] = []

    def arm(self, trap: Trap, waar: str, waarden: Sequence[str], *, bron: str = "", volgorde: str = "") -> None:
        """Add a way of looking."""
        self.armen.append(
            f"(SELECT z.{self.sleutel} AS pk, z.naam, {int(trap)} AS trap FROM dossiers_zoekregel z {bron}"  # noqa: S608 own words
            f" WHERE {self.basis} AND {waar} {volgorde} LIMIT {KANDIDATEN})"
        )
        self.waarden += [*self.basiswaarden, *waarden]

    def voer_uit(self, lijkend_op: str, hoogstens: int) -> list[Kandidaat]:
        """Return the best *hoogstens*: by way of looking, then with *lijkend_op* as whole words in the name, then by how alike
        the name is, then by name.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT k.pk, min(k.trap) FROM ({' UNION ALL '.join(self.armen)}) k GROUP BY k.pk, k.naam"  # noqa: S608 own words
                " ORDER BY 2, strpos(' ' || k.naam || ' ', %s) = 0, similarity(k.naam, %s) DESC, k.naam, k.pk LIMIT %s",
                [*self.waarden, f" {lijkend_op} ", lijkend_op, hoogstens],
            )
            return [Kandidaat(pk, Trap(trap)) for pk, trap in cursor.fetchall()]


def op_nummer(vraag: Vraag, soort: Soort, hoogstens: int, binnen: Sequence[int] | None = None) -> list[Kandidaat]:
    """Return what has this number: the whole of it first, then what begins with it; a postcode stands among the words."""
    opdracht = _Opdracht(soort, binnen)
    bron = "JOIN dossiers_zoeknummer n ON n.regel_id = z.id"
    opdracht.arm(Trap.NUMMER, "n.nummer = %s", [vraag.nummer], bron=bron)
    opdracht.arm(Trap.IN_NUMMER, "n.nummer LIKE %s", [f"{vraag.nummer}%"], bron=bron, volgorde="ORDER BY n.nummer")
    if len(vraag.nummer) == len("2640"):
        opdracht.arm(Trap.ELDERS, "z.tekst LIKE %s", [f"% {vraag.nummer} %"])
    return opdracht.voer_uit(vraag.naam, hoogstens)


def op_naam(vraag: Vraag, soort: Soort, hoogstens: int, binnen: Sequence[int] | None = None) -> list[Kandidaat]:
    """Return the names that begin so: by an index in order, however many there are."""
    opdracht = _Opdracht(soort, binnen)
    opdracht.arm(Trap.NAAM_BEGINT, "z.naam LIKE %s", [f"{vraag.naam}%"], volgorde="ORDER BY z.naam")
    return opdracht.voer_uit(vraag.naam, hoogstens)


def op_woorden(
    vraag: Vraag,
    woorden: Woorden,
    soort: Soort,
    hoogstens: int,
    binnen: Sequence[int] | None = None,
    *,
    lijkend: bool = False,
) -> list[Kandidaat]:
    """Return what has every word, or with *lijkend* one nearly like it: in the name, then in street, gemeente or organisator."""
    opdracht = _Opdracht(soort, binnen)
    trappen = (Trap.LIJKT_IN_NAAM, Trap.LIJKT_ELDERS) if lijkend else (Trap.IN_NAAM, Trap.ELDERS)
    for trap, kolom in zip(trappen, ("naam", "tekst"), strict=True):
        opdracht.arm(trap, *_waar(kolom, woorden))
    return opdracht.voer_uit(vraag.naam, hoogstens)


def _geduld(getypt: str, woord: str) -> int:
    return 2 if len(getypt) > 5 and getypt[0] == woord[0] else 1


def verbeter(vraag: Vraag) -> list[list[str]] | None:
    """Return for each word itself and the words of the register that are nearly it; None when there are none.

    Nearly: one error in four or five letters, two in more when the first letter is right. Numbers and shorter words are never
    mended.
    """
    te_mijden = [woord for woord in vraag.woorden if len(woord) > KORT and not any(teken.isdigit() for teken in woord)]
    if not te_mijden:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT getypt, woord FROM dossiers_verwante_woorden(%s, %s)", [te_mijden, _VOORSTELLEN])
        paren = cursor.fetchall()
    uit, verbeterd = [], False
    for woord in vraag.woorden:
        gewogen = sorted((afstand_tot_begin(woord, ander), len(ander), ander) for getypt, ander in paren if getypt == woord)
        goed: list[str] = []
        for fouten, _, ander in gewogen:
            # "klavertjes" adds nothing to "klavertje": what has the one has the other.
            if 0 < fouten <= _geduld(woord, ander) and not any(kort in ander for kort in goed):
                goed.append(ander)
        goed = goed[:VERBETERINGEN]
        verbeterd = verbeterd or bool(goed)
        uit.append([woord, *goed])
    return uit if verbeterd else None
