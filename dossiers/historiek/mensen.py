"""Rows about people: who is at a place, and what they showed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from dossiers.choices import Attestsoort, Betrokkenerol
from dossiers.historiek.velden import bron_id, dagen, moment, plaats
from dossiers.register import formaat

BETROKKENEN = ("bron_id", "organisator", "dossier", "rol", "naam", "geboortedatum", "telefoon", "email", "vanaf", "tot")
ATTESTEN = ("bron_id", "betrokkene", "soort", "afgegeven_op", "verloopt_op", "opmerking", "vervallen_op")
_ROLLEN, _SOORTEN = formaat.woorden(Betrokkenerol), formaat.woorden(Attestsoort)


class Mens(NamedTuple):
    """A betrokkene: at which place, in which role, and what is known."""

    bron_id: str
    organisator: str
    dossier: str
    rol: str
    naam: str
    geboortedatum: date | None
    telefoon: str
    email: str
    vanaf: date | None
    tot: date | None


class Attestrij(NamedTuple):
    """What a betrokkene showed; `vervallen_op` is when a newer one took its place."""

    bron_id: str
    betrokkene: str
    soort: str
    afgegeven_op: date | None
    verloopt_op: date | None
    opmerking: str
    vervallen_op: datetime | None


def betrokkene(rij: Mapping[str, str]) -> Mens:
    """Return one row of `betrokkenen.csv`."""
    vanaf, tot = dagen(rij, "vanaf", "tot", "de laatste dag ligt voor de eerste")
    dossier_id, organisator_id = plaats(rij)
    return Mens(
        bron_id=bron_id(rij),
        organisator=organisator_id,
        dossier=dossier_id,
        rol=formaat.keuze(rij, "rol", _ROLLEN),
        naam=formaat.tekst(rij, "naam", minstens=1, hoogstens=200),
        geboortedatum=formaat.datum(rij, "geboortedatum"),
        telefoon=formaat.tekst(rij, "telefoon", hoogstens=30),
        email=formaat.tekst(rij, "email", hoogstens=254),
        vanaf=vanaf,
        tot=tot,
    )


def attest(rij: Mapping[str, str], tot: datetime) -> Attestrij:
    """Return one row of `attesten.csv`."""
    afgegeven, verloopt = dagen(rij, "afgegeven_op", "verloopt_op", "het attest vervalt voor het werd afgegeven")
    return Attestrij(
        bron_id=bron_id(rij),
        betrokkene=bron_id(rij, "betrokkene"),
        soort=formaat.keuze(rij, "soort", _SOORTEN),
        afgegeven_op=afgegeven,
        verloopt_op=verloopt,
        opmerking=formaat.tekst(rij, "opmerking", hoogstens=300),
        vervallen_op=moment(rij, "vervallen_op", tot),
    )
