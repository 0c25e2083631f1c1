"""Rows about documents and their versions; the files lie in the package under their sha256."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from dossiers.documentsoorten import Documentsoort
from dossiers.historiek.velden import bron_id, collega, moet_moment, plaats, som
from dossiers.register import formaat
from dossiers.register.formaat import Waarde

DOCUMENTEN = ("bron_id", "organisator", "dossier", "soort", "titel", "toegevoegd_op", "toegevoegd_door")
DOCUMENTVERSIES = ("bron_id", "document", "nummer", "naam", "toelichting", "op", "door", "sha256")
_SOORTEN = formaat.woorden(Documentsoort)
MEESTE_VERSIES = 1000


class Documentrij(NamedTuple):
    """One document; who added it is a colleague, by user name, or nobody."""

    bron_id: str
    organisator: str
    dossier: str
    soort: str
    titel: str
    toegevoegd_op: datetime
    toegevoegd_door: str


class Versierij(NamedTuple):
    """One version of a document: a file under the name it came with."""

    bron_id: str
    document: str
    nummer: int
    naam: str
    toelichting: str
    op: datetime
    door: str
    sha256: str


def document(rij: Mapping[str, str], op: datetime) -> Documentrij:
    """Return one row of `documenten.csv`, written before *op*."""
    dossier_id, organisator_id = plaats(rij)
    toen = moet_moment(rij, "toegevoegd_op", op, "er staat niet wanneer het erbij kwam")
    return Documentrij(
        bron_id=bron_id(rij),
        organisator=organisator_id,
        dossier=dossier_id,
        soort=formaat.keuze(rij, "soort", _SOORTEN),
        titel=formaat.tekst(rij, "titel", minstens=1, hoogstens=150),
        toegevoegd_op=toen,
        toegevoegd_door=collega(rij, "toegevoegd_door", mag_leeg=True),
    )


def versie(rij: Mapping[str, str], op: datetime) -> Versierij:
    """Return one row of `documentversies.csv`."""
    nummer = formaat.geheel(rij, "nummer", hoogstens=MEESTE_VERSIES)
    if not nummer:
        raise Waarde("nummer", "versies zijn genummerd van 1 af")
    toen = moet_moment(rij, "op", op, "er staat niet wanneer deze versie erbij kwam")
    return Versierij(
        bron_id=bron_id(rij),
        document=bron_id(rij, "document"),
        nummer=nummer,
        naam=formaat.tekst(rij, "naam", minstens=1, hoogstens=150),
        toelichting=formaat.tekst(rij, "toelichting", hoogstens=300),
        op=toen,
        door=collega(rij, "door", mag_leeg=True),
        sha256=som(rij),
    )
