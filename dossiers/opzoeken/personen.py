"""Looking up people at a location. A name is content: only who may read it there finds it, others learn nothing.

Searched in the keys of the people themselves (`Betrokkene.naamsleutel`), so that what is erased is found no more.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from dossiers.choices import Betrokkenerol
from dossiers.models import Betrokkene
from dossiers.opzoeken.kandidaten import KANDIDATEN, KORT
from dossiers.opzoeken.sleutel import gelijkheid
from dossiers.opzoeken.vraag import LANGSTE, MEESTE_WOORDEN
from kern.models import Medewerker
from kern.tekst import persoonssleutel

_KORTSTE_MET_FOUT = 5  # letters; in a shorter name an error makes another name


@dataclass(frozen=True)
class Persoonsvondst:
    """A person found, at the place where they stand."""

    betrokkene: Betrokkene
    lijkt_op: bool = False

    @property
    def label(self) -> str:
        """Who, and where: a location never without number and gemeente."""
        return f"{self.betrokkene}: {self.betrokkene.dossier or self.betrokkene.organisator}"

    @property
    def waarom(self) -> str:
        """The reason in words."""
        return "lijkt op; op persoon" if self.lijkt_op else "op persoon"


def zoek_personen(medewerker: Medewerker, q: str, *, hoogstens: int, ook_lijkend: bool = True) -> list[Persoonsvondst]:
    """Return the people whose name has every word of *q*, first and last name in any order, where *medewerker* reads the content.

    With *ook_lijkend*, when there are none: those with a name nearly like its longest word.
    """
    sleutel = persoonssleutel(q[:LANGSTE])
    woorden = sleutel.split()[:MEESTE_WOORDEN]
    langste = max(woorden, key=len, default="")
    if len(langste) < KORT or any(teken.isdigit() for teken in sleutel):
        return []
    # Who lives in a house where children are cared for did not ask to be in a file: found on its page, not by name.
    leesbaar = Betrokkene.objects.met_inhoud_voor(medewerker).exclude(rol=Betrokkenerol.HUISGENOOT)
    leesbaar = leesbaar.select_related("dossier", "organisator")
    waar = Q()
    for woord in woorden:
        waar &= Q(naamsleutel__contains=woord) if len(woord) > KORT else _begint(woord)
    gevonden = _beste(leesbaar.filter(waar), sleutel, hoogstens)
    if gevonden or not ook_lijkend or len(langste) < _KORTSTE_MET_FOUT:
        return [Persoonsvondst(betrokkene) for betrokkene in gevonden]
    lijkend = leesbaar.filter(naamsleutel__trigram_word_similar=langste)
    return [Persoonsvondst(betrokkene, lijkt_op=True) for betrokkene in _beste(lijkend, sleutel, hoogstens)]


def _begint(woord: str) -> Q:
    return Q(naamsleutel__startswith=woord) | Q(naamsleutel__contains=f" {woord}")


def _beste(rijen: QuerySet[Betrokkene], sleutel: str, hoogstens: int) -> list[Betrokkene]:
    # Bounded before it is sorted: a first name that thousands have costs no more than a rare one.
    kandidaten = rijen.order_by()[:KANDIDATEN]
    gelijkst = sorted(kandidaten, key=lambda b: (-gelijkheid(b.naamsleutel, sleutel), b.sorteersleutel, str(b.pk)))
    return gelijkst[:hoogstens]
