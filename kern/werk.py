"""The werkvoorraad: which kinds of work there are and what they are about, told by the app whose work it is.

An action writes a row when there is something to do (`kern.actions.werk.meld`) and closes it when it is done (`sluit`), in its
own transaction. Nothing looks for work afterwards, and no job keeps the list right. How to add a kind: docs/werk.md.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import IntEnum

from django.db import models

from kern.choices import Rol
from kern.logboek import soort_van
from kern.models import Medewerker, Team


class Werkgroep(IntEnum):
    """The headings of the werkvoorraad, in order; a row stands under exactly one (`kern.queries.werk`)."""

    ORDE = 0  # put in today's order by hand
    LAAT = 1
    VANDAAG = 2
    NIEUW = 3  # came in since the end of the previous working day
    WEEK = 4
    AFSPRAKEN = 5
    MIJ = 6
    ANDEREN = 7

    @property
    def code(self) -> str:
        """Its name in an address."""
        return self.name.lower()

    @property
    def titel(self) -> str:
        """Its heading."""
        return _TITELS[self]


_TITELS = {
    Werkgroep.ORDE: "Vandaag eerst",
    Werkgroep.LAAT: "Te laat",
    Werkgroep.VANDAAG: "Tegen vandaag",
    Werkgroep.NIEUW: "Nieuw sinds de vorige werkdag",
    Werkgroep.WEEK: "Tegen het einde van de week",
    Werkgroep.AFSPRAKEN: "Afspraken",
    Werkgroep.MIJ: "Wacht op u",
    Werkgroep.ANDEREN: "Wacht op anderen",
}


@dataclass(frozen=True)
class Werksoort:
    """One kind of work.

    Attributes:
        code: stored for ever, "app.wat".
        label, meervoud: "adviesvraag", "adviesvragen".
        icoon: id of a symbol in `static/iconen.svg`.
        werkwoord: what one does, on the link: "Antwoord".
        verwijst_naar: what `verwijzing` is the key of ("kern.uitnodiging"): erasing that empties the row.
        afvinken: done by hand, with one key; otherwise it is done by doing it.
        persoonlijk: asked of one person; a substitute does not see it.
        rechten: one of these is needed to do it; who has none (a substitute, mostly) does not see it.
        alleen_kaart: the text says no more than every internal medewerker may know; what says more is hidden from who may not
            read the subject (any more).
    """

    code: str
    label: str
    meervoud: str
    icoon: str
    werkwoord: str = "Open"
    verwijst_naar: str = ""
    afvinken: bool = False
    persoonlijk: bool = False
    rechten: frozenset[str] = frozenset()
    alleen_kaart: bool = False


@dataclass(frozen=True)
class Kaartje:
    """What a row shows of its subject, to one person: never more than its card; `inhoud` whether that person may read it."""

    naam: str
    kenmerk: str  # number and gemeente, always together
    url: str
    inhoud: bool


@dataclass(frozen=True)
class Onderwerpsoort:
    """A kind of thing work can be about. `laad` returns, in one query, those of the keys that the person may know to exist."""

    soort: str  # "dossiers.dossier"
    laad: Callable[[Medewerker, Collection[str]], Mapping[str, Kaartje]]


@dataclass(frozen=True)
class Publiek:
    """For whom a row is: one person, everybody with a role (in one team, or everywhere), or both; never for `niet`."""

    voor: Medewerker | None = None
    rol: Rol | None = None
    team: Team | None = None
    niet: Medewerker | None = None


_SOORTEN: dict[str, Werksoort] = {}
_ONDERWERPEN: dict[str, Onderwerpsoort] = {}


def registreer(*soorten: Werksoort) -> None:
    """Make kinds of work known; done once, when the application starts.

    Raises:
        ValueError: the code is taken.
    """
    for soort in soorten:
        if soort.code in _SOORTEN:
            raise ValueError(f"werksoort {soort.code} bestaat al")
        _SOORTEN[soort.code] = soort


def registreer_onderwerp(*soorten: Onderwerpsoort) -> None:
    """Say what work can be about; done once, when the application starts.

    Raises:
        ValueError: the kind is registered already.
    """
    for onderwerp in soorten:
        if onderwerp.soort in _ONDERWERPEN:
            raise ValueError(f"over {onderwerp.soort} kon al gewerkt worden")
        _ONDERWERPEN[onderwerp.soort] = onderwerp


def soort_met(code: str) -> Werksoort:
    """Return the kind of this code.

    Raises:
        KeyError: no app registered it.
    """
    return _SOORTEN[code]


def soorten() -> list[Werksoort]:
    """Return every kind, by its plural."""
    return sorted(_SOORTEN.values(), key=lambda soort: soort.meervoud)


def onderwerpsoort(soort: str) -> Onderwerpsoort | None:
    """Return how things of *soort* are shown; None when work cannot be about them."""
    return _ONDERWERPEN.get(soort)


def onderwerp_van(ding: models.Model) -> tuple[str, str]:
    """Return the subject of a row as plain values."""
    return soort_van(ding), str(ding.pk)


def codes_zonder_recht(persoon: Medewerker) -> list[str]:
    """Return the kinds that *persoon* cannot do: by own rights, which nobody inherits."""
    return [soort.code for soort in _SOORTEN.values() if soort.rechten and not soort.rechten & persoon.rechten]


def persoonlijke_codes() -> list[str]:
    """Return the kinds that do not pass to a substitute."""
    return [soort.code for soort in _SOORTEN.values() if soort.persoonlijk]
