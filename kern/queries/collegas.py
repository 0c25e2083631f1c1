"""Finding a colleague by name, team or role, however it is typed.

Everybody who may be chosen is read, by key and name, and compared here: an agency has a few hundred people, not a register of
them, and one statement that mends typing errors in names would cost more than it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from django.db.models import QuerySet

from kern.choices import Rol
from kern.models import Medewerker
from kern.tekst import afstand_tot_begin, sorteersleutel

MEESTE_WOORDEN = 6
_KORT = 3  # letters: a word this short counts from its beginning only, and is never mended
_WEINIG = 3  # fewer exact answers than this: also look for words nearly like those typed


@dataclass(frozen=True)
class _Mens:
    pk: int
    naam: Sequence[str]
    aaneen: str  # the name as one word: "vandenberghe" is "van den Berghe"
    erbij: Sequence[str]  # the words of team and roles

    @property
    def delen(self) -> Sequence[str]:
        """Everything a word with a typing error may stand for."""
        return (*self.naam, self.aaneen, *self.erbij)


# Per word typed what is nearly it, with how many errors lie between.
_Bijna = Mapping[str, Mapping[str, int]]


def zoek_collegas(mensen: QuerySet[Medewerker], q: str, *, hoogstens: int) -> list[tuple[int, bool]]:
    """Return the keys of those of *mensen* who answer *q* best, each with whether that is only nearly; one query.

    Every word must be in the name, the team or a role; the beginning of a name counts most. A typing error is forgiven when
    few have the words themselves: one in four or five letters, two in more when the first letter is right.
    """
    woorden = sorteersleutel(q).split()[:MEESTE_WOORDEN]
    if not woorden:
        return []
    rijen = mensen.order_by("sorteersleutel", "pk").values_list("pk", "sorteersleutel", "team__naam", "rollen")
    alle = [_Mens(pk, naam.split(), naam.replace(" ", ""), _woorden(team or "", *rollen)) for pk, naam, team, rollen in rijen]
    goed = _gewogen(alle, woorden, {})
    lijkend = [] if len(goed) >= _WEINIG else [pk for pk in _gewogen(alle, woorden, _bijna(alle, woorden)) if pk not in goed]
    return ([(pk, False) for pk in goed] + [(pk, True) for pk in lijkend])[:hoogstens]


@cache
def _woorden(team: str, *rollen: str) -> Sequence[str]:
    labels = [f"{rol} {Rol(rol).label}" for rol in rollen]
    return sorteersleutel(" ".join([team, *labels])).split()


def _gewogen(mensen: Sequence[_Mens], woorden: Sequence[str], bijna: _Bijna) -> list[int]:
    """Return the keys of who has every word, or what is nearly it, the lightest first and then by name."""
    uit = []
    for mens in mensen:
        gewichten = [_gewicht(mens, woord, bijna) for woord in woorden]
        if None not in gewichten:
            uit.append((sum(gewicht or 0 for gewicht in gewichten), mens.pk))
    return [pk for _, pk in sorted(uit, key=itemgetter(0))]


def _gewicht(mens: _Mens, woord: str, bijna: _Bijna) -> int | None:
    if any(deel.startswith(woord) for deel in mens.naam):
        return 0
    if any(deel.startswith(woord) for deel in mens.erbij) or (len(woord) > _KORT and woord in mens.aaneen):
        return 1
    fouten = bijna.get(woord)
    return min((2 + fouten[deel] for deel in mens.delen if deel in fouten), default=None) if fouten else None


def _bijna(mensen: Sequence[_Mens], woorden: Sequence[str]) -> _Bijna:
    """Compare each word once with each word there is: names and teams come back, and comparing is what costs."""
    delen = {deel for mens in mensen for deel in mens.delen}
    uit: dict[str, dict[str, int]] = {}
    for woord in woorden:
        if len(woord) > _KORT:
            gemeten = {deel: _fouten(woord, deel) for deel in delen}
            uit[woord] = {deel: aantal for deel, aantal in gemeten.items() if aantal is not None}
    return uit


def _fouten(woord: str, deel: str) -> int | None:
    """Return how many errors lie between *woord* and the beginning of *deel*; None when that is too many to be the same."""
    geduld = 2 if len(woord) > 5 and woord[0] == deel[0] else 1
    # Letters that do not occur at all are errors: most words need not be compared further.
    if len(deel) < len(woord) - geduld or len(set(woord).difference(deel)) > geduld:
        return None
    aantal = afstand_tot_begin(woord, deel[: len(woord) + geduld])
    return aantal if aantal <= geduld else None
