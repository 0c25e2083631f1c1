"""Rows of `inspectieverzoeken.csv`: what was asked of Zorginspectie, and how it stands."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from dossiers.choices import Prioriteit, Verzoekstatus
from dossiers.historiek.velden import bron_id, collega, dag, moet_moment, moment
from dossiers.register import formaat
from dossiers.register.formaat import Waarde
from kern.tijd import BRUSSEL

INSPECTIEVERZOEKEN = (
    "bron_id", "dossier", "vraag", "aanleiding", "prioriteit", "tegen", "status", "gevraagd_door", "gevraagd_op", "bevestigd_op",
    "gepland_op", "bezocht_op", "verslagnummer", "afgesloten_op", "afgesloten_door", "intrekreden",
)  # fmt: skip
_PRIORITEITEN, _STATUSSEN = formaat.woorden(Prioriteit), formaat.woorden(Verzoekstatus)


class Verzoekrij(NamedTuple):
    """One request to Zorginspectie; who asked and who closed it are colleagues, by user name."""

    bron_id: str
    dossier: str
    vraag: str
    aanleiding: str
    prioriteit: str
    tegen: date
    status: str
    gevraagd_door: str
    gevraagd_op: datetime
    bevestigd_op: datetime | None
    gepland_op: date | None
    bezocht_op: date | None
    verslagnummer: str
    afgesloten_op: datetime | None
    afgesloten_door: str
    intrekreden: str

    @property
    def is_open(self) -> bool:
        """Whether the inspection is still to come."""
        return self.status in Verzoekstatus.open()


def verzoek(rij: Mapping[str, str], op: datetime) -> Verzoekrij:
    """Return one row of `inspectieverzoeken.csv`, written before *op*."""
    gevraagd_op = moet_moment(rij, "gevraagd_op", op, "er staat niet wanneer het gevraagd werd")
    gelezen = Verzoekrij(
        bron_id=bron_id(rij),
        dossier=bron_id(rij, "dossier"),
        vraag=formaat.tekst(rij, "vraag", minstens=1, hoogstens=10_000),
        aanleiding=formaat.tekst(rij, "aanleiding", hoogstens=500),
        prioriteit=formaat.keuze(rij, "prioriteit", _PRIORITEITEN),
        tegen=dag(rij, "tegen"),
        status=formaat.keuze(rij, "status", _STATUSSEN),
        gevraagd_door=collega(rij, "gevraagd_door"),
        gevraagd_op=gevraagd_op,
        bevestigd_op=moment(rij, "bevestigd_op", op),
        gepland_op=formaat.datum(rij, "gepland_op"),
        bezocht_op=formaat.datum(rij, "bezocht_op"),
        verslagnummer=formaat.tekst(rij, "verslagnummer", hoogstens=40),
        afgesloten_op=moment(rij, "afgesloten_op", op),
        afgesloten_door=collega(rij, "afgesloten_door", mag_leeg=True),
        intrekreden=formaat.tekst(rij, "intrekreden", hoogstens=500),
    )
    _check(gelezen, op)
    return gelezen


def _check(rij: Verzoekrij, op: datetime) -> None:
    """Say what does not go with the state."""
    uitgevoerd, ingetrokken = rij.status == Verzoekstatus.UITGEVOERD, rij.status == Verzoekstatus.INGETROKKEN
    if uitgevoerd != bool(rij.bezocht_op):
        raise Waarde("bezocht_op", "een verzoek dat uitgevoerd is heeft een dag waarop bezocht werd, en een ander niet")
    if rij.bezocht_op and rij.bezocht_op > op.astimezone(BRUSSEL).date():
        raise Waarde("bezocht_op", "deze dag moet nog komen")
    if rij.is_open == bool(rij.afgesloten_op):
        raise Waarde("afgesloten_op", "een verzoek dat niet meer loopt zegt wanneer het afgesloten werd, en een ander niet")
    if bool(rij.afgesloten_op) != bool(rij.afgesloten_door):
        raise Waarde("afgesloten_door", "wie het afsloot staat er met wanneer")
    if ingetrokken and not rij.intrekreden:
        raise Waarde("intrekreden", "er staat niet waarom het ingetrokken werd")
