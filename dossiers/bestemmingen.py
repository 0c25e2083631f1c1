"""What a telefoonblad can become at hang-up. Each part and each later app registers its goals in its `inrichting.py`.

A goal is a form, filled in already from the blad, and the one action that carries it out. The page that hangs up knows none of
them: a melding or a question is one registration more.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django import forms

from dossiers.models import Telefoonblad
from kern.models import Medewerker


class Uitkomst(NamedTuple):
    """One thing that was made of a blad: its key, how it is called (never with the name of a caller), and its page."""

    verwijzing: str
    titel: str
    url: str = ""


def _iedereen(_user: Medewerker) -> bool:
    return True


@dataclass(frozen=True)
class Bestemming:
    """One goal.

    Attributes:
        code: stored with what was made ("contact", "meldingen.melding"); also the prefix of its fields.
        label: what it becomes, beside its tick box.
        formulier: the form class; called as `formulier(data, prefix=…, voor=wie, initial=…)`.
        begin: what the form starts with, from the blad and the words that are meant (the marked part, or all of them).
        voer_uit: carries it out, in the transaction of the hang-up; its keys come from `sleutel_voor`, so that it is made once.
            Last of all it hears what this hang-up made before it, in the order of `volgorde`.
        mag: whether this person may have it.
        meestal: whether it is ticked to begin with.
    """

    code: str
    label: str
    volgorde: int
    formulier: Callable[..., forms.Form]
    begin: Callable[[Telefoonblad, str], Mapping[str, Any]]
    voer_uit: Callable[[Telefoonblad, Mapping[str, Any], Medewerker, datetime, Sequence[Uitkomst]], Iterable[Uitkomst]]
    mag: Callable[[Medewerker], bool] = _iedereen
    meestal: bool = False


_ALLE: dict[str, Bestemming] = {}


def registreer_bestemming(*bestemmingen: Bestemming) -> None:
    """Make goals known; done once, when the application starts.

    Raises:
        ValueError: the code is registered already.
    """
    for een in bestemmingen:
        if een.code in _ALLE:
            raise ValueError(f"{een.code} is al iets wat een telefoonblad kan worden")
        _ALLE[een.code] = een


def bestemmingen_voor(user: Medewerker) -> list[Bestemming]:
    """Return what *user* can make of a blad, in order."""
    return sorted((een for een in _ALLE.values() if een.mag(user)), key=lambda een: een.volgorde)


def sleutel_voor(blad: Telefoonblad, code: str, waarover: object = "") -> UUID:
    """Return the key of what goal *code* makes of *blad*, about *waarover*: the same however often it is asked."""
    return uuid5(blad.pk, f"{code}:{waarover}")
