"""The vocabulary of the table of rights: who gets what, as a function of role and relation.

An outcome is one of the words in `Uitkomst`. A class (`Klasse`) gives the outcome for each role and relation; the ready-made
ones below cover almost every page, a `matrix(...)` is written out where the relation to a dossier matters.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias

from kern.choices import Rol
from tests.meta.wereld import ANONIEM, GEEN_ROL, Relatie


class Uitkomst(StrEnum):
    """What somebody gets to see."""

    MAG = "mag"  # the page, or the answer of the action (its status stands in the table)
    INHOUD = "inhoud"  # the page of a dossier with its content
    KAART = "kaart"  # the page of a dossier as a card only
    VERBODEN = "403"  # visible, but not allowed
    ONBEKEND = "404"  # does not exist for them
    AANMELDEN = "aanmelden"  # sent to the login page (GET) or told that the session is over (POST)


Klasse: TypeAlias = Callable[[str, Relatie], Uitkomst]

INTERN_NIET = {str(Rol.BELLER), str(Rol.COMITE)}


def _zonder_rol(rol: str) -> Uitkomst | None:
    """Without login to the login page; logged in without a role nothing at all."""
    return {ANONIEM: Uitkomst.AANMELDEN, GEEN_ROL: Uitkomst.VERBODEN}.get(rol)


def openbaar(rol: str, relatie: Relatie) -> Uitkomst:
    """Everybody, also without login."""
    return Uitkomst.MAG


def aangemeld(rol: str, relatie: Relatie) -> Uitkomst:
    """Whoever is logged in, also without a role: the own login and the way out."""
    return Uitkomst.AANMELDEN if rol == ANONIEM else Uitkomst.MAG


def met_rol(rol: str, relatie: Relatie) -> Uitkomst:
    """Every role, also the external ones."""
    return _zonder_rol(rol) or Uitkomst.MAG


def intern(rol: str, relatie: Relatie) -> Uitkomst:
    """Every internal medewerker; for external roles it does not exist."""
    return _zonder_rol(rol) or (Uitkomst.ONBEKEND if rol in INTERN_NIET else Uitkomst.MAG)


def van_een_ander(rol: str, relatie: Relatie) -> Uitkomst:
    """Something personal of somebody who does not stand in the table: nobody else finds it."""
    return _zonder_rol(rol) or Uitkomst.ONBEKEND


def niemand(rol: str, relatie: Relatie) -> Uitkomst:
    """Something that needs more than an address (a proof in the form): refused to everybody."""
    return _zonder_rol(rol) or Uitkomst.VERBODEN


def niemand_van_hier(rol: str, relatie: Relatie) -> Uitkomst:
    """The same of something that does not exist for external roles."""
    return _zonder_rol(rol) or (Uitkomst.ONBEKEND if rol in INTERN_NIET else Uitkomst.VERBODEN)


def alleen(*rollen: Rol, anders: Uitkomst = Uitkomst.VERBODEN) -> Klasse:
    """Only these roles; *anders* for the other internal ones, and for external roles it does not exist."""

    def klasse(rol: str, relatie: Relatie) -> Uitkomst:
        if rol in INTERN_NIET and rol not in rollen:
            return Uitkomst.ONBEKEND
        return _zonder_rol(rol) or (Uitkomst.MAG if rol in rollen else anders)

    return klasse


def matrix(tekst: str) -> Klasse:
    """Read a written table: per line the roles, a colon, and the six outcomes in the order of `Relatie`.

    Raises:
        ValueError: a role is missing or named twice, or a line does not have six outcomes.
    """
    uitkomsten: dict[str, tuple[Uitkomst, ...]] = {}
    for regel in filter(str.strip, tekst.splitlines()):
        rollen, _, waarden = regel.partition(":")
        rij = tuple(Uitkomst(woord) for woord in waarden.split())
        if len(rij) != len(Relatie):
            raise ValueError(f"geen zes uitkomsten: {regel}")
        for rol in rollen.split():
            if rol in uitkomsten:
                raise ValueError(f"{rol} staat er twee keer")
            uitkomsten[rol] = rij
    rest = uitkomsten.pop("anderen", None)
    for rol in Rol.values:
        if rest is not None:
            uitkomsten.setdefault(rol, rest)
    if set(uitkomsten) != set(Rol.values):
        raise ValueError(f"niet elke rol staat erin: {set(Rol.values) ^ set(uitkomsten)}")
    plaats = {relatie: i for i, relatie in enumerate(Relatie)}

    def klasse(rol: str, relatie: Relatie) -> Uitkomst:
        return _zonder_rol(rol) or uitkomsten[rol][plaats[relatie]]

    klasse.hangt_af_van_relatie = True  # type: ignore[attr-defined]  # read by the test: try all six relations
    return klasse
