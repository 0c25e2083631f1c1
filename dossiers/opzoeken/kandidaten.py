"""The statements of the lookup: from a question to the few rows that answer it best.

Bounded on purpose. Each way of looking yields at most a fixed number of candidates, and only those are compared and sorted; so
the commonest word costs what a rare one costs. What a bound leaves out is found by typing one word more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from django.db import connection

from dossiers.opzoeken.vraag import Vraag
from kern.tekst import afstand_tot_begin

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


# What was found of each kind that was asked, the best first.
Gevonden = dict[Soort, list[Kandidaat]]

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
    """One statement, put together from ways of looking, for locations and organisatoren at once."""

    def __init__(self, soorten: Iterable[Soort], binnen: Sequence[int] | None) -> None:
        self.soorten = tuple(soorten)
        self.binnen = binnen
        self.armen: list[str] = []
        self.waarden: list[Any] = []

    def arm(self, trap: Trap, waar: str, waarden: Sequence[str], *, bron: str = "", volgorde: str = "") -> None:
        """Add a way of looking, for each kind that is asked."""
        for soort in self.soorten:
            ander = Soort.ORGANISATOR if soort is Soort.DOSSIER else Soort.DOSSIER
            # The other key must be empty: that is the condition of the indexes.
            basis = f"z.{ander}_id IS NULL"
            if self.binnen is not None:
                basis += f" AND z.{soort}_id = ANY (%s)"
                self.waarden.append(list(self.binnen))
            self.armen.append(
                f"(SELECT '{soort}' AS soort, z.{soort}_id AS pk, z.naam, {int(trap)} AS trap"  # noqa: S608 own words
                f" FROM dossiers_zoekregel z {bron} WHERE {basis} AND {waar} {volgorde} LIMIT {KANDIDATEN})"
            )
            self.waarden += waarden

    def voer_uit(self, lijkend_op: str, hoogstens: int) -> Gevonden:
        """Return the best *hoogstens* of each kind: by way of looking, then with *lijkend_op* as whole words in the name, then
        by how alike the name is, then by name.
        """
        gevonden: Gevonden = {soort: [] for soort in self.soorten}
        with connection.cursor() as cursor:
            cursor.execute(
                _BESTE.format(armen=" UNION ALL ".join(self.armen)), [f" {lijkend_op} ", lijkend_op, *self.waarden, hoogstens]
            )
            for soort, pk, trap in cursor.fetchall():
                gevonden[Soort(soort)].append(Kandidaat(pk, Trap(trap)))
        return gevonden


_BESTE = """
SELECT soort, pk, trap
FROM (
    SELECT soort, pk, trap, row_number() OVER (PARTITION BY soort ORDER BY trap, niet_heel, gelijk DESC, naam, pk) AS plaats
    FROM (
        SELECT soort, pk, naam, min(trap) AS trap, strpos(' ' || naam || ' ', %s) = 0 AS niet_heel, similarity(naam, %s) AS gelijk
        FROM ({armen}) k
        GROUP BY soort, pk, naam
    ) g
) r
WHERE plaats <= %s
ORDER BY soort, plaats
"""


def op_begin(vraag: Vraag, soorten: Iterable[Soort], hoogstens: int, binnen: Sequence[int] | None = None) -> Gevonden:
    """Return what has this number (the whole of it first, then what begins with it), and the names that begin so.

    All by an index in order, however many there are; a postcode stands among the words.
    """
    opdracht = _Opdracht(soorten, binnen)
    if vraag.nummer:
        bron = "JOIN dossiers_zoeknummer n ON n.regel_id = z.id"
        opdracht.arm(Trap.NUMMER, "n.nummer = %s", [vraag.nummer], bron=bron)
        opdracht.arm(Trap.IN_NUMMER, "n.nummer LIKE %s", [f"{vraag.nummer}%"], bron=bron, volgorde="ORDER BY n.nummer")
        if len(vraag.nummer) == len("2640"):
            opdracht.arm(Trap.ELDERS, "z.tekst LIKE %s", [f"% {vraag.nummer} %"])
    if not vraag.alleen_nummer:
        opdracht.arm(Trap.NAAM_BEGINT, "z.naam LIKE %s", [f"{vraag.naam}%"], volgorde="ORDER BY z.naam")
    return opdracht.voer_uit(vraag.naam, hoogstens)


def op_woorden(
    vraag: Vraag,
    woorden: Woorden,
    soorten: Iterable[Soort],
    hoogstens: int,
    binnen: Sequence[int] | None = None,
    *,
    lijkend: bool = False,
) -> Gevonden:
    """Return what has every word, or with *lijkend* one nearly like it: in the name, then in street, gemeente or organisator."""
    opdracht = _Opdracht(soorten, binnen)
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
