"""Rows of `beloften.csv`: what was promised, by whom, by which day, and what became of it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from dossiers.choices import Beloftestatus, Belover
from dossiers.historiek.velden import bron_id, collega, dag, moet_moment, moment, plaats
from dossiers.register import formaat
from dossiers.register.formaat import Waarde

BELOFTEN = (
    "bron_id", "organisator", "dossier", "van", "wat", "tegen", "voor", "verslag", "status", "gemaakt_op", "gemaakt_door",
    "afgesloten_op", "afgesloten_door", "uitleg",
)  # fmt: skip
_BELOVERS = formaat.woorden(Belover)
_STATUSSEN = {code: code for code in Beloftestatus.values if code != Beloftestatus.INGETROKKEN}


class Belofterij(NamedTuple):
    """One promise; `verslag` is the report it was made in, if any. People are colleagues, by user name."""

    bron_id: str
    organisator: str
    dossier: str
    van: str
    wat: str
    tegen: date
    voor: str
    verslag: str
    status: str
    gemaakt_op: datetime
    gemaakt_door: str
    afgesloten_op: datetime | None
    afgesloten_door: str
    uitleg: str


def belofte(rij: Mapping[str, str], op: datetime) -> Belofterij:
    """Return one row of `beloften.csv`, written before *op*."""
    dossier_id, organisator_id = plaats(rij)
    gemaakt = moet_moment(rij, "gemaakt_op", op, "er staat niet wanneer het beloofd werd")
    gelezen = Belofterij(
        bron_id=bron_id(rij),
        organisator=organisator_id,
        dossier=dossier_id,
        van=formaat.keuze(rij, "van", _BELOVERS),
        wat=formaat.tekst(rij, "wat", minstens=1, hoogstens=300),
        tegen=dag(rij, "tegen"),
        voor=collega(rij, "voor"),
        verslag=bron_id(rij, "verslag", mag_leeg=True),
        status=formaat.keuze(rij, "status", _STATUSSEN),
        gemaakt_op=gemaakt,
        gemaakt_door=collega(rij, "gemaakt_door"),
        afgesloten_op=moment(rij, "afgesloten_op", op),
        afgesloten_door=collega(rij, "afgesloten_door", mag_leeg=True),
        uitleg=formaat.tekst(rij, "uitleg", hoogstens=500),
    )
    dicht = gelezen.status != Beloftestatus.OPEN
    if not dicht == bool(gelezen.afgesloten_op) == bool(gelezen.afgesloten_door):
        raise Waarde("afgesloten_op", "wat niet meer openstaat zegt wanneer en door wie het afgesloten werd, en een ander niet")
    if gelezen.uitleg and not dicht:
        raise Waarde("uitleg", "wat nog openstaat heeft nog geen uitleg")
    if gelezen.status == Beloftestatus.GEBROKEN and not gelezen.uitleg:
        raise Waarde("uitleg", "er staat niet hoe het komt dat het niet gehouden werd")
    return gelezen
