"""Rows about what belongs together: groepen and koepels with their members, and which location goes on from which."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dossiers.choices import Groepsoort, Opvolgingsoort
from dossiers.historiek.velden import bron_id, dag, dagen
from dossiers.register import formaat
from dossiers.register.formaat import Waarde
from kern.tekst import sorteersleutel

GROEPEN = ("naam", "soort")
GROEPSLEDEN = ("groep", "organisator", "vanaf", "tot")
OPVOLGINGEN = ("voorganger", "opvolger", "soort", "vanaf")
_GROEPSOORTEN, _SOORTEN = formaat.woorden(Groepsoort), formaat.woorden(Opvolgingsoort)


class Groeprij(NamedTuple):
    """A groep or koepel; known by its name."""

    naam: str
    soort: str

    @property
    def sleutel(self) -> str:
        """How names of groepen are compared."""
        return sorteersleutel(self.naam)[:300]


class Lidrij(NamedTuple):
    """One organisator in a groep that is named, both days included."""

    groep: str
    organisator: str
    vanaf: date
    tot: date | None

    @property
    def sleutel(self) -> str:
        """How names of groepen are compared."""
        return sorteersleutel(self.groep)[:300]


class Opvolgingrij(NamedTuple):
    """Which location goes on from which, why, and since when."""

    voorganger: str
    opvolger: str
    soort: str
    vanaf: date


def groep(rij: Mapping[str, str]) -> Groeprij:
    """Return one row of `groepen.csv`."""
    gelezen = Groeprij(formaat.naam(rij, "naam"), formaat.keuze(rij, "soort", _GROEPSOORTEN))
    if not gelezen.sleutel:
        raise Waarde("naam", "een naam heeft minstens een letter of cijfer")
    return gelezen


def lid(rij: Mapping[str, str]) -> Lidrij:
    """Return one row of `groepsleden.csv`."""
    vanaf = dag(rij, "vanaf")
    _, tot = dagen(rij, "vanaf", "tot", "de laatste dag ligt voor de eerste")
    return Lidrij(formaat.naam(rij, "groep"), bron_id(rij, "organisator"), vanaf, tot)


def opvolging(rij: Mapping[str, str]) -> Opvolgingrij:
    """Return one row of `opvolgingen.csv`."""
    voorganger, opvolger = bron_id(rij, "voorganger"), bron_id(rij, "opvolger")
    return Opvolgingrij(voorganger, opvolger, formaat.keuze(rij, "soort", _SOORTEN), dag(rij, "vanaf"))
