"""Rows of `taken.csv` and `taakpunten.csv`: what is to be done about a location or an organisator, and what was done."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from dossiers.historiek.velden import bron_id, collega, moet_moment, moment, plaats
from dossiers.register import formaat
from dossiers.register.formaat import Waarde
from kern.choices import Belang, Herhaaleenheid, Herinnermoment, Taakstatus

TAKEN = (
    "bron_id", "organisator", "dossier", "titel", "voor", "gegeven_door", "gegeven_op", "volgt_onderwerp", "tegen", "uur",
    "belang", "herinner", "herhaal_elke", "herhaal_eenheid", "wacht_op", "volg_na", "beantwoord_op", "rust_tot", "status",
    "klaar_op", "klaar_door", "nota",
)  # fmt: skip
TAAKPUNTEN = ("taak", "plaats", "tekst", "klaar_op", "klaar_door")
_BELANGEN = {str(belang.label): str(belang.value) for belang in Belang}
_HERINNER, _EENHEDEN = formaat.woorden(Herinnermoment), formaat.woorden(Herhaaleenheid)
_STATUSSEN = {str(code): str(code) for code in (Taakstatus.OPEN, Taakstatus.KLAAR)}


class Taakrij(NamedTuple):
    """One task about a location, or about an organisator; people are colleagues, by user name."""

    bron_id: str
    organisator: str
    dossier: str
    titel: str
    voor: str
    gegeven_door: str
    gegeven_op: datetime
    volgt_onderwerp: bool
    tegen: date | None
    uur: time | None
    belang: int
    herinner: str
    herhaal_elke: int | None
    herhaal_eenheid: str
    wacht_op: str
    volg_na: int | None
    beantwoord_op: datetime | None
    rust_tot: date | None
    status: str
    klaar_op: datetime | None
    klaar_door: str
    nota: str


class Puntrij(NamedTuple):
    """One line of the list of a task."""

    taak: str
    plaats: int
    tekst: str
    klaar_op: datetime | None
    klaar_door: str


def taak(rij: Mapping[str, str], op: datetime) -> Taakrij:
    """Return one row of `taken.csv`, written before *op*."""
    dossier_id, organisator_id = plaats(rij)
    gegeven = moet_moment(rij, "gegeven_op", op, "er staat niet wanneer de taak gegeven werd")
    gelezen = Taakrij(
        bron_id=bron_id(rij),
        organisator=organisator_id,
        dossier=dossier_id,
        titel=formaat.tekst(rij, "titel", minstens=1, hoogstens=200),
        voor=collega(rij, "voor"),
        gegeven_door=collega(rij, "gegeven_door"),
        gegeven_op=gegeven,
        volgt_onderwerp=formaat.keuze(rij, "volgt_onderwerp", {"ja": "ja", "nee": "nee"}) == "ja",
        tegen=formaat.datum(rij, "tegen"),
        uur=_uur(rij),
        belang=int(formaat.keuze(rij, "belang", _BELANGEN)),
        herinner=formaat.keuze(rij, "herinner", _HERINNER),
        herhaal_elke=formaat.geheel(rij, "herhaal_elke", hoogstens=1000),
        herhaal_eenheid=formaat.keuze(rij, "herhaal_eenheid", _EENHEDEN, mag_leeg=True),
        wacht_op=formaat.tekst(rij, "wacht_op", hoogstens=200),
        volg_na=formaat.geheel(rij, "volg_na", hoogstens=250),
        beantwoord_op=moment(rij, "beantwoord_op", op),
        rust_tot=formaat.datum(rij, "rust_tot"),
        status=formaat.keuze(rij, "status", _STATUSSEN),
        klaar_op=moment(rij, "klaar_op", op),
        klaar_door=collega(rij, "klaar_door", mag_leeg=True),
        nota=formaat.tekst(rij, "nota", hoogstens=500),
    )
    _check(gelezen)
    return gelezen


def punt(rij: Mapping[str, str], op: datetime) -> Puntrij:
    """Return one row of `taakpunten.csv`."""
    gelezen = Puntrij(
        taak=bron_id(rij, "taak"),
        plaats=formaat.geheel(rij, "plaats", hoogstens=1000) or 0,
        tekst=formaat.tekst(rij, "tekst", minstens=1, hoogstens=200),
        klaar_op=moment(rij, "klaar_op", op),
        klaar_door=collega(rij, "klaar_door", mag_leeg=True),
    )
    if bool(gelezen.klaar_op) != bool(gelezen.klaar_door):
        raise Waarde("klaar_door", "wie het deed staat er met wanneer")
    return gelezen


def _check(rij: Taakrij) -> None:
    """Say what does not go together."""
    klaar = rij.status == Taakstatus.KLAAR
    if not klaar == bool(rij.klaar_op) == bool(rij.klaar_door):
        raise Waarde("klaar_op", "wat gedaan is zegt wanneer en door wie, en een ander niet")
    if rij.uur and not rij.tegen:
        raise Waarde("uur", "bij het uur hoort een dag")
    if bool(rij.herhaal_elke) != bool(rij.herhaal_eenheid) or (rij.herhaal_elke and (klaar or not rij.tegen)):
        raise Waarde("herhaal_elke", "wat terugkomt staat open, heeft een dag en zegt om de hoeveel tijd")
    if rij.volg_na is not None and not (rij.volg_na and rij.wacht_op):
        raise Waarde("volg_na", "wat opgevolgd wordt zegt waarop gewacht wordt, en na hoeveel werkdagen")


def _uur(rij: Mapping[str, str]) -> time | None:
    waarde = rij.get("uur", "")
    try:
        return time.fromisoformat(waarde).replace(tzinfo=None) if waarde else None
    except ValueError:
        raise Waarde("uur", f"“{waarde[:20]}” is geen uur; schrijf bijvoorbeeld 14:05") from None
