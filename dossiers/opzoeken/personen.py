"""Looking up people at a location. A name is content: only who may read it there finds it, others learn nothing.

Searched in the keys of the people themselves (`Betrokkene.naamsleutel`), so that what is erased is found no more; and with the
words of the place where they are ("janssens gent"), which stand on its kaart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from dossiers.choices import Betrokkenerol
from dossiers.models import Betrokkene
from dossiers.opzoeken.kandidaten import KANDIDATEN, KORT
from dossiers.opzoeken.sleutel import gelijkheid
from dossiers.opzoeken.sleutel import sleutel as platte_sleutel
from dossiers.opzoeken.vraag import LANGSTE, MEESTE_WOORDEN
from kern.models import Medewerker
from kern.tekst import persoonssleutel
from kern.wie import Wie

# What a line and the order of the lines need: eighty whole dossiers with their organisator take longer to make than to find.
_GETOOND = (
    "naam", "rol", "sorteersleutel", "naamsleutel", "dossier__naam", "dossier__dossiernummer", "dossier__gemeente",
    "organisator__naam",
)  # fmt: skip
# A way of finding people: the condition on the table of people `b`, and what fills it.
Zoekweg = tuple[str, list[str]]
_KORTSTE_MET_FOUT = 5  # letters; in a shorter name an error makes another name


@dataclass(frozen=True)
class Persoonsvondst:
    """A person found, at the place where they stand."""

    betrokkene: Betrokkene
    lijkt_op: bool = False
    met_plaats: bool = False

    @property
    def label(self) -> str:
        """Who, and where: a location never without number and gemeente."""
        return f"{self.betrokkene}: {self.betrokkene.dossier or self.betrokkene.organisator}"

    @property
    def waarom(self) -> str:
        """The reason in words."""
        waarop = "op persoon en plaats" if self.met_plaats else "op persoon"
        return f"lijkt op; {waarop}" if self.lijkt_op else waarop


def zoek_personen(medewerker: Medewerker, q: str, *, hoogstens: int, ook_lijkend: bool = True) -> list[Persoonsvondst]:
    """Return the people whose name has every word of *q*, first and last name in any order, where *medewerker* reads the content.

    Then those of whom the first or last words of *q* are the name, and the others stand at their place: gemeente (of today and
    of before), name of the location, street, organisator. With *ook_lijkend*, when there are none: those with a name nearly like
    its longest word. One query; one more for who is nearly called so, or when there are very many at such a place.
    """
    sleutel = persoonssleutel(q[:LANGSTE])
    woorden = sleutel.split()[:MEESTE_WOORDEN]
    langste = max(woorden, key=len, default="")
    if len(langste) < KORT or any(teken.isdigit() for teken in sleutel):
        return []
    # Who lives in a house where children are cared for did not ask to be in a file: found on its page, not by name.
    leesbaar = Betrokkene.objects.filter(_leesbaar_voor(Wie.van(medewerker))).exclude(rol=Betrokkenerol.HUISGENOOT)
    leesbaar = leesbaar.select_related("dossier", "organisator").only(*_GETOOND)
    getypt = platte_sleutel(q[:LANGSTE]).split()[:MEESTE_WOORDEN]
    gevonden = [
        Persoonsvondst(betrokkene, met_plaats=not _is_naam(betrokkene.naamsleutel, woorden))
        for betrokkene in _beste(_wie_zo_heet(leesbaar, woorden, getypt), sleutel, hoogstens, woorden)
    ]
    if gevonden or not ook_lijkend or len(langste) < _KORTSTE_MET_FOUT:
        return gevonden
    lijkend = _eerste(leesbaar, [("WHERE %s <%% b.naamsleutel", [langste])])
    return [Persoonsvondst(betrokkene, lijkt_op=True) for betrokkene in _beste(lijkend, sleutel, hoogstens)]


@lru_cache(maxsize=512)
def _leesbaar_voor(wie: Wie) -> RawSQL:
    """The condition of `met_inhoud_voor`, written once per person: that costs several times what asking it costs.

    It names only the table of the people themselves, and holds for any query of them: whom grants and substitutions open it to,
    and who follows which location, is asked inside it each time.
    """
    vraag = Betrokkene.objects.met_inhoud_voor(wie.medewerker).query
    try:
        sql, waarden = vraag.get_compiler(connection=connection).compile(vraag.where) if vraag.where else ("TRUE", ())
    except EmptyResultSet:
        sql, waarden = "FALSE", ()
    # Asked of each of the few who are called so: without OFFSET PostgreSQL rather reads which of all locations are open first.
    sql = sql.replace(" LIMIT 1)", " LIMIT 1 OFFSET 0)")
    return RawSQL(sql, tuple(waarden), output_field=BooleanField())  # noqa: S611 the ORM wrote this; values travel apart


def _wie_zo_heet(leesbaar: QuerySet[Betrokkene], woorden: Sequence[str], getypt: Sequence[str]) -> list[Betrokkene]:
    heten = _heet(woorden)
    plaatsen = _heet_en_staat(getypt)
    if not plaatsen:
        return _eerste(leesbaar, [heten])
    rijen = _eerste(leesbaar, [heten, *plaatsen], 2 * KANDIDATEN)
    if len(rijen) < 2 * KANDIDATEN:
        return rijen
    # So many at such a place that whoever has the name itself may be among those left out, and they come first.
    return list({betrokkene.pk: betrokkene for betrokkene in (*_eerste(leesbaar, [heten]), *rijen)}.values())


def _eerste(leesbaar: QuerySet[Betrokkene], wegen: Sequence[Zoekweg], hoogstens: int = KANDIDATEN) -> list[Betrokkene]:
    """Return whom one of *wegen* finds, among those *leesbaar*.

    First the keys of all who are called so, by the indexes on words; then of those few who may be read, until there are enough.
    In one condition PostgreSQL reads all locations first, to know which are open: more than the names of a whole register.
    Bounded before it is sorted, and never before the right: what is closed must not crowd out what is open.
    """
    armen = " UNION ALL ".join(f"SELECT b.id FROM dossiers_betrokkene b {waar}" for waar, _ in wegen)  # noqa: S608 own words
    sql = f"dossiers_betrokkene.id = ANY (ARRAY({armen}))"
    getypt = [waarde for _, waarden in wegen for waarde in waarden]
    genoemd = RawSQL(sql, getypt, output_field=BooleanField())  # noqa: S611 own words; what was typed travels apart
    return list(leesbaar.filter(genoemd).order_by()[:hoogstens])


def _heet(woorden: Sequence[str]) -> Zoekweg:
    """Whose name has all *woorden*. They are letters and digits only: nothing in a pattern needs an escape."""
    delen: list[str] = []
    waarden: list[str] = []
    for woord in woorden:
        patronen = [f"%{woord}%"] if len(woord) > KORT else [f"{woord}%", f"% {woord}%"]
        delen.append(f"({' OR '.join(['b.naamsleutel LIKE %s'] * len(patronen))})")
        waarden += patronen
    return f"WHERE {' AND '.join(delen)}", waarden


def _is_naam(naamsleutel: str, woorden: Sequence[str]) -> bool:
    """Whether a row was found by `_heet`, and not by the place."""
    return all(woord in naamsleutel if len(woord) > KORT else f" {woord}" in f" {naamsleutel}" for woord in woorden)


def _heet_en_staat(getypt: Sequence[str]) -> list[Zoekweg]:
    """The name in front and the place behind, or the other way round.

    A name has a word of three letters; one that has no longer word, which thousands begin with, asks as much of the place.
    """
    wegen: list[Zoekweg] = []
    for knip in range(1, len(getypt)):
        for voor, plaats in ((getypt[:knip], getypt[knip:]), (getypt[knip:], getypt[:knip])):
            naam = persoonssleutel(" ".join(voor)).split()
            langste = max(map(len, naam), default=0)
            if langste > KORT or (langste == KORT and max(map(len, plaats)) >= KORT):
                wegen += _staat_bij(_heet(naam), plaats, naam_is_zeldzaam=langste > KORT)
    return wegen


def _staat_bij(heten: Zoekweg, woorden: Sequence[str], *, naam_is_zeldzaam: bool) -> list[Zoekweg]:
    """Keep who stands at a place with all *woorden*: at a location, or at the organisator as a whole.

    From the beginning of a word on: who types a place starts with its first letter. A name of more than three letters is rare
    enough to look up the place of each who has it (`OFFSET 0` keeps it in that order): a place need not be, and its text is
    long. Three letters are the beginning of thousands of names: there the database weighs which of the two to find first.
    """
    waar, waarden = heten
    staat = " AND ".join(["z.tekst LIKE %s"] * len(woorden))
    patronen = [f"% {woord}%" for woord in woorden]
    los = "FROM dossiers_zoekregel z WHERE z.dossier_id = b.dossier_id"
    heel = "FROM dossiers_zoekregel z WHERE z.organisator_id = b.organisator_id"
    if naam_is_zeldzaam:
        op_plaats = (
            f"(EXISTS (SELECT {los} AND {staat} OFFSET 0)"
            f" OR (b.dossier_id IS NULL AND EXISTS (SELECT {heel} AND {staat} OFFSET 0)))"
        )
        return [(f"{waar} AND {op_plaats}", [*waarden, *patronen, *patronen])]
    return [
        (f"{waar} AND EXISTS (SELECT {los} AND z.organisator_id IS NULL AND {staat})", [*waarden, *patronen]),
        (
            f"{waar} AND b.dossier_id IS NULL AND EXISTS (SELECT {heel} AND z.dossier_id IS NULL AND {staat})",
            [*waarden, *patronen],
        ),
    ]


def _beste(rijen: Iterable[Betrokkene], sleutel: str, hoogstens: int, woorden: Sequence[str] = ()) -> list[Betrokkene]:
    """Return the best: who has all *woorden* in the name first, then by how alike the name is."""

    def plaats(betrokkene: Betrokkene) -> tuple[bool, float, str, str]:
        op_plaats = not _is_naam(betrokkene.naamsleutel, woorden)
        return op_plaats, -gelijkheid(betrokkene.naamsleutel, sleutel), betrokkene.sorteersleutel, str(betrokkene.pk)

    return sorted(rijen, key=plaats)[:hoogstens]
