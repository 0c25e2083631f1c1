"""The kinds of lines that a dossier shows, registered by the app that writes them: dossiers knows no app above it.

A *regelsoort* is a kind of line on the timeline ("contactmoment"), an *aandachtsoort* a kind of open matter ("open tekort").
An app registers its kinds in its `inrichting.py`; the codes are stored and never change.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dossiers.choices import Ernst
from kern.choices import Toon


@dataclass(frozen=True)
class Regelsoort:
    """One kind of thing that happens.

    Attributes:
        code: stored with each line; unique over all apps.
        label: the kind in a filter and under the line ("Contactmoment").
        enkelvoud, meervoud: how it is counted ("1 bezoek", "3 bezoeken").
        is_bezoek: somebody of the agency or the inspection stood there; the last one is the "laatste bezoek", and it meets the
            norm of one visit a year.
        in_zin: counted in the one sentence about a dossier: so many in twelve months against the twelve before.
        onderwerp: how the log names the thing behind `verwijzing` ("dossiers.contactmoment"); erasing it empties
            its lines.
    """

    code: str
    label: str
    enkelvoud: str
    meervoud: str
    icoon: str = "cirkel"
    toon: Toon = Toon.RUSTIG
    is_bezoek: bool = False
    in_zin: bool = False
    onderwerp: str = ""


@dataclass(frozen=True)
class Aandachtsoort:
    """One kind of open matter.

    Attributes:
        ernst: how heavy one weighs, when the action does not say otherwise.
        blokkeert_uitbreiding: while one is open, places do not rise without a reason and the coordinator.
        in_zin: counted in the one sentence ("1 open tekort").
        hoogstens_een: a location has at most one, so that the sentence names it without a number ("jaarlijks bezoek te laat").
    """

    code: str
    label: str
    enkelvoud: str
    meervoud: str
    ernst: Ernst = Ernst.LET_OP
    blokkeert_uitbreiding: bool = False
    in_zin: bool = True
    hoogstens_een: bool = False


_REGELSOORTEN: dict[str, Regelsoort] = {}
_AANDACHTSOORTEN: dict[str, Aandachtsoort] = {}


def registreer(*soorten: Regelsoort | Aandachtsoort) -> None:
    """Add kinds; done once, when the application starts.

    Raises:
        ValueError: the code is taken.
    """
    for soort in soorten:
        waar: dict[str, Regelsoort] | dict[str, Aandachtsoort]
        waar = _REGELSOORTEN if isinstance(soort, Regelsoort) else _AANDACHTSOORTEN
        if soort.code in waar:
            raise ValueError(f"soort {soort.code} bestaat al")
        waar[soort.code] = soort  # type: ignore[assignment]  # the register follows from the class, one line up


def regelsoort(code: str) -> Regelsoort:
    """Return the kind of a line; one that no app registers any more keeps its code as its name."""
    return _REGELSOORTEN.get(code) or Regelsoort(code, code, code, code)


def regelsoorten() -> list[Regelsoort]:
    """Return every kind of line, in order of registration."""
    return list(_REGELSOORTEN.values())


def aandachtsoort(code: str) -> Aandachtsoort:
    """Return the kind of an open matter; one that no app registers any more keeps its code as its name."""
    return _AANDACHTSOORTEN.get(code) or Aandachtsoort(code, code, code, code)


def aandachtsoorten() -> list[Aandachtsoort]:
    """Return every kind of open matter, in order of registration."""
    return list(_AANDACHTSOORTEN.values())


def bezoeksoorten() -> list[str]:
    """Return the codes of the lines that are a visit."""
    return [soort.code for soort in _REGELSOORTEN.values() if soort.is_bezoek]


def codes_over(onderwerpen: Iterable[str]) -> list[str]:
    """Return the codes of the lines about things of these kinds, as the log names them."""
    gezocht = set(onderwerpen)
    return [soort.code for soort in _REGELSOORTEN.values() if soort.onderwerp in gezocht]
