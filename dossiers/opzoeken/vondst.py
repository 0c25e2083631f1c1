"""One thing found, with the words why."""

from collections.abc import Sequence
from dataclasses import dataclass

from dossiers.models import Dossier, Organisator
from dossiers.opzoeken.kandidaten import KORT, Trap
from dossiers.opzoeken.sleutel import nummersleutel, sleutel, telefoonsleutel
from dossiers.opzoeken.vraag import Vraag

# The provisional number that it had before its real one.
_VROEGER = "vroeger nummer"
# What the line itself shows, or what was typed, so that the reason need not repeat it.
_IN_BEELD = ("naam", "gemeente", "nummer", _VROEGER)


@dataclass(frozen=True)
class Vondst:
    """A dossier or organisator that answers a question.

    Attributes:
        velden: where each word was found, as (field, what stands there); the same field once.
        lijkt_op: it was found by words that are only nearly what was typed.
    """

    ding: Dossier | Organisator
    velden: tuple[tuple[str, str], ...] = ()
    lijkt_op: bool = False

    @property
    def waarom(self) -> str:
        """The reason in words: "op naam", "op straat: Statielei 1", "lijkt op; op naam en organisator: Klaverkind vzw"."""
        delen = [veld if veld in _IN_BEELD else f"{veld}: {waarde}" for veld, waarde in self.velden]
        op = f"op {' en '.join(delen)}" if delen else ""
        return "; ".join(deel for deel in ("lijkt op" if self.lijkt_op else "", op) if deel)


def _velden_van(ding: Dossier | Organisator) -> list[tuple[str, str, str]]:
    """Return (field, shown, key) of what a row is found by, in the order in which a word is looked up in them."""
    straat = f"{ding.straat} {ding.huisnummer}".strip()
    velden = [("naam", ding.naam, sleutel(ding.naam)), ("gemeente", ding.gemeente, sleutel(ding.gemeente))]
    if isinstance(ding, Dossier):
        wie = ding.organisator
        velden += [
            ("straat", straat, sleutel(straat)),
            ("organisator", wie.naam, sleutel(wie.naam)),
            ("nummer", ding.dossiernummer, nummersleutel(ding.dossiernummer)),
        ]
        kbo, kbo_getoond = wie.kbo, wie.kbo_getoond
    else:
        velden += [("straat", straat, sleutel(straat)), ("nummer", ding.nummer, nummersleutel(ding.nummer))]
        kbo, kbo_getoond = ding.kbo, ding.kbo_getoond
    return [
        *velden,
        ("postcode", ding.postcode, ding.postcode),
        ("ondernemingsnummer", kbo_getoond, kbo),
        ("nummer in de bron", ding.bronnummer, nummersleutel(ding.bronnummer)),
        ("telefoon", ding.telefoon, telefoonsleutel(ding.telefoon)),
    ]


def _staat_in(woord: str, sleutel_: str) -> bool:
    return woord in sleutel_ if len(woord) > KORT else f" {woord}" in f" {sleutel_}"


def leg_uit(ding: Dossier | Organisator, vraag: Vraag, woorden: Sequence[Sequence[str]], trap: Trap) -> Vondst:
    """Say where each of *woorden* (with what may stand for it) was found in *ding*.

    A word found nowhere in the fields is that of the gemeente of today, of which the dossier keeps the old name; a number is the
    provisional one of before.
    """
    velden = _velden_van(ding)
    gevonden: dict[str, str] = {}
    als_nummer = vraag.alleen_nummer or trap <= Trap.IN_NUMMER
    for varianten in [[vraag.nummer]] if als_nummer else woorden:
        for veld, getoond, sleutel_ in velden:
            if any(variant and _staat_in(variant, sleutel_) for variant in varianten):
                gevonden[veld] = getoond
                break
        else:
            gevonden[_VROEGER if als_nummer else "gemeente"] = "" if als_nummer else ding.gemeente
    return Vondst(ding, tuple(gevonden.items()), lijkt_op=trap.lijkt)
