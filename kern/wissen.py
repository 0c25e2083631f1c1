"""Erasing everywhere: each app says what it keeps of a person, how that goes, and how to see that it went.

A *wisbare soort* is a kind of thing behind which a person stands ("a question to somebody of outside"). *Wissers* empty tables
for a set of things; *verwanten* widen that set first, until nothing is added: a question has a link, mails, a notification,
reasons in the log. Whoever keeps text about people registers a wisser, or says why not; a meta-test reads both lists.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q

from kern.fouten import DomeinFout


class Onderwerp(NamedTuple):
    """One thing, as the log names it: kind ("kern.uitnodiging") and key."""

    soort: str
    sleutel: str


Verzameling = Collection[Onderwerp]


@dataclass(frozen=True)
class Wisbaar:
    """A kind of thing that can be asked to be erased.

    The key must never come back for somebody else: a UUID, or a number that is given out once. A serial number does, after an
    older copy was put back; replaying the register would then erase a stranger.
    """

    soort: str
    label: str
    beschrijf: Callable[[str], str | None]  # what somebody reads before asking and confirming; None: there is nothing (left)
    kenmerk: Callable[[str], str]  # e-mail address or name, only to be hashed
    zoek: Callable[[str], Iterable[tuple[str, str]]]  # by e-mail address or name: key and description of what is found


@dataclass(frozen=True)
class Wisser:
    """How one table is emptied of a set of things. `wis` returns how many rows it changed or removed, `rest` how many remain."""

    model: type[Model]
    velden: tuple[str, ...]
    wis: Callable[[Verzameling, datetime], int]
    rest: Callable[[Verzameling], int]


Verwant = Callable[[Verzameling], Iterable[Onderwerp]]

_WISBAAR: dict[str, Wisbaar] = {}
_WISSERS: list[Wisser] = []
_VERWANT: list[Verwant] = []
_BLIJFT: dict[tuple[type[Model], str], str] = {}


class NietsTeWissen(DomeinFout):
    """The thing is not there, of a kind that cannot be erased, or empty already."""

    def __init__(self) -> None:
        super().__init__("Hierover is er niets (meer) te wissen.")


class WissenOnvolledig(Exception):
    """A table still speaks of the person after its wisser ran: a mistake of ours; nothing was erased."""

    def __init__(self, rest: dict[str, int]) -> None:
        self.rest = rest
        super().__init__(f"na het wissen bleef er iets staan: {rest}")


def registreer(*, soorten: Iterable[Wisbaar] = (), wissers: Iterable[Wisser] = (), verwanten: Iterable[Verwant] = ()) -> None:
    """Tell what an app keeps of people; done once, when the application starts. Wissers run in the order of registration.

    Raises:
        ValueError: the kind is registered already.
    """
    for soort in soorten:
        if soort.soort in _WISBAAR:
            raise ValueError(f"{soort.soort} is al wisbaar")
        _WISBAAR[soort.soort] = soort
    _WISSERS.extend(wissers)
    _VERWANT.extend(verwanten)


def blijft(model: type[Model], reden: str, *velden: str) -> None:
    """Say that erasing leaves *velden* of *model* alone, and why; without names: all its text."""
    for veld in velden or tuple(v.name for v in model._meta.concrete_fields):
        _BLIJFT[model, veld] = reden


def blijft_app(label: str, reden: str) -> None:
    """Say the same of all text in the tables of an app that is not ours."""
    for model in apps.get_app_config(label).get_models():
        blijft(model, reden)


def wisbaar_van(soort: str) -> Wisbaar:
    """Return how things of this kind are erased.

    Raises:
        NietsTeWissen: nobody registered this kind.
    """
    try:
        return _WISBAAR[soort]
    except KeyError:
        raise NietsTeWissen from None


def soorten() -> list[Wisbaar]:
    """Return every kind that can be asked to be erased."""
    return list(_WISBAAR.values())


def wissers() -> list[Wisser]:
    """Return every wisser, in order."""
    return list(_WISSERS)


def gedekt() -> set[tuple[type[Model], str]]:
    """Return each field that a wisser empties."""
    return {(wisser.model, veld) for wisser in _WISSERS for veld in wisser.velden}


def blijvers() -> dict[tuple[type[Model], str], str]:
    """Return each field that stays, with the reason."""
    return dict(_BLIJFT)


def alles_van(onderwerp: Onderwerp) -> Verzameling:
    """Return *onderwerp* with everything that belongs to it, found by asking the apps until nothing is added."""
    gevonden, nieuw = set[Onderwerp](), {onderwerp}
    while nieuw:
        gevonden |= nieuw
        nieuw = {ander for verwant in _VERWANT for ander in verwant(nieuw)} - gevonden
    return sorted(gevonden)


def wis(onderwerp: Onderwerp, op: datetime) -> dict[str, int]:
    """Empty every table of what belongs to *onderwerp*; return the rows per table. Runs in the caller's transaction.

    Raises:
        WissenOnvolledig: something is left; the caller's transaction must not commit.
    """
    alles = alles_van(onderwerp)
    bewijs: dict[str, int] = {}
    for wisser in _WISSERS:
        tabel = wisser.model._meta.db_table
        if aantal := wisser.wis(alles, op):
            bewijs[tabel] = bewijs.get(tabel, 0) + aantal
    rest = {wisser.model._meta.db_table: aantal for wisser in _WISSERS if (aantal := wisser.rest(alles))}
    if rest:
        raise WissenOnvolledig(rest)
    return bewijs


def sleutels(verzameling: Verzameling, soort: str) -> list[str]:
    """Return the keys of the things of one kind."""
    return [onderwerp.sleutel for onderwerp in verzameling if onderwerp.soort == soort]


def als_uuid(sleutel: str) -> UUID | None:
    """Return the key of a thing that has a UUID; None for what is none, as somebody may type."""
    try:
        return UUID(sleutel)
    except ValueError:
        return None


def uuids(verzameling: Verzameling, soort: str) -> list[UUID]:
    """Return the keys of one kind whose things have a UUID."""
    return [nummer for sleutel in sleutels(verzameling, soort) if (nummer := als_uuid(sleutel))]


def over(verzameling: Verzameling, voorvoegsel: str = "") -> Q:
    """Return the condition "about one of these things" for a table with plain `onderwerp_soort` and `onderwerp_id`."""
    waar = Q(pk__in=[])
    for soort in {onderwerp.soort for onderwerp in verzameling}:
        waar |= Q(
            **{
                f"{voorvoegsel}onderwerp_soort": soort,
                f"{voorvoegsel}onderwerp_id__in": sleutels(verzameling, soort),
            }
        )
    return waar
