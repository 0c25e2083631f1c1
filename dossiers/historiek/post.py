"""Rows about mail that stands in a file: the mail itself, its conversation, and its attachments."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from dossiers.choices import Richting
from dossiers.historiek.velden import bron_id, collega, moet_moment, moment, som
from dossiers.postkeuzes import Postbron
from dossiers.register import formaat
from dossiers.register.formaat import Waarde
from kern.rijketekst import OpmaakGeweigerd, schoon

POST = (
    "bron_id", "contactmoment", "richting", "bron", "antwoord_op", "draad", "message_id", "herkenning", "vingerafdruk",
    "van_naam", "van_adres", "afzender", "aan", "cc", "onderwerp", "tekst", "citaat", "opmaak", "op", "zonder_datum",
    "ontvangen_op", "opmerkingen", "automaat", "door", "behandeld_op", "behandeld_door", "vertrekt_op",
)  # fmt: skip
POSTBIJLAGEN = ("post", "naam", "grootte", "geweigerd", "sha256")
_RICHTINGEN, _BRONNEN = formaat.woorden(Richting), formaat.woorden(Postbron)
_LANGSTE_TEKST, _MEESTE, _GROOTSTE = 1_000_000, 400, 500_000_000


class Postrij(NamedTuple):
    """One mail, at the place of its contactmoment."""

    bron_id: str
    contactmoment: str
    richting: str
    bron: str
    antwoord_op: str
    draad: str
    message_id: str
    herkenning: str
    vingerafdruk: str
    van_naam: str
    van_adres: str
    afzender: str
    aan: list[str]
    cc: list[str]
    onderwerp: str
    tekst: str
    citaat: str
    opmaak: str
    op: datetime
    zonder_datum: bool
    ontvangen_op: datetime
    opmerkingen: list[str]
    automaat: str
    door: str
    behandeld_op: datetime | None
    behandeld_door: str
    vertrekt_op: datetime | None


class Bijlagerij(NamedTuple):
    """One attachment: a file of the package, or why it was refused."""

    post: str
    naam: str
    grootte: int
    geweigerd: str
    sha256: str


def bericht(rij: Mapping[str, str], op: datetime) -> Postrij:
    """Return one row of `post.csv`, written before *op*."""
    toen = moet_moment(rij, "op", op, "er staat niet wanneer de mail verstuurd werd")
    ontvangen = moment(rij, "ontvangen_op", op)
    gelezen = Postrij(
        bron_id=bron_id(rij),
        contactmoment=bron_id(rij, "contactmoment"),
        richting=formaat.keuze(rij, "richting", _RICHTINGEN, mag_leeg=True),
        bron=formaat.keuze(rij, "bron", _BRONNEN),
        antwoord_op=bron_id(rij, "antwoord_op", mag_leeg=True),
        draad=bron_id(rij, "draad"),
        message_id=formaat.tekst(rij, "message_id", hoogstens=500),
        herkenning=som(rij, "herkenning", mag_leeg=True),
        vingerafdruk=som(rij, "vingerafdruk", mag_leeg=True),
        van_naam=formaat.tekst(rij, "van_naam", hoogstens=200),
        van_adres=formaat.tekst(rij, "van_adres", hoogstens=254),
        afzender=formaat.tekst(rij, "afzender", hoogstens=254),
        aan=_teksten(rij, "aan", 254),
        cc=_teksten(rij, "cc", 254),
        onderwerp=formaat.tekst(rij, "onderwerp", hoogstens=500),
        tekst=formaat.tekst(rij, "tekst", hoogstens=_LANGSTE_TEKST),
        citaat=formaat.tekst(rij, "citaat", hoogstens=_LANGSTE_TEKST),
        opmaak=_opmaak(rij),
        op=toen,
        zonder_datum=formaat.keuze(rij, "zonder_datum", {"ja": "ja", "nee": "nee"}) == "ja",
        ontvangen_op=ontvangen or toen,
        opmerkingen=_teksten(rij, "opmerkingen", 300),
        automaat=formaat.tekst(rij, "automaat", hoogstens=100),
        door=collega(rij, "door", mag_leeg=True),
        behandeld_op=moment(rij, "behandeld_op", op),
        behandeld_door=collega(rij, "behandeld_door", mag_leeg=True),
        vertrekt_op=moment(rij, "vertrekt_op", op),
    )
    if gelezen.bron == Postbron.GESCHREVEN and not (gelezen.richting == Richting.UIT and gelezen.door):
        raise Waarde("door", "wat hier geschreven werd ging uit, en er staat wie het schreef")
    return gelezen


def bijlage(rij: Mapping[str, str]) -> Bijlagerij:
    """Return one row of `postbijlagen.csv`."""
    waarde = rij.get("grootte", "")
    if not (waarde.isascii() and waarde.isdecimal() and len(waarde) < 12 and int(waarde) <= _GROOTSTE):
        raise Waarde("grootte", f"verwacht werd een aantal bytes, hoogstens {_GROOTSTE}")
    geweigerd, inhoud = formaat.tekst(rij, "geweigerd", hoogstens=300), som(rij, mag_leeg=True)
    if geweigerd and inhoud:
        raise Waarde("geweigerd", "een bijlage is bewaard of geweigerd, niet beide")
    naam = formaat.tekst(rij, "naam", minstens=1, hoogstens=150)
    return Bijlagerij(bron_id(rij, "post"), naam, int(waarde), geweigerd, inhoud)


def schrijf_teksten(teksten: list[str]) -> str:
    """Return a list as one value; nothing for none. In an address or a remark any mark can stand, so it is JSON."""
    return json.dumps(teksten, ensure_ascii=False) if teksten else ""


def _teksten(rij: Mapping[str, str], kolom: str, langste: int) -> list[str]:
    waarde = rij.get(kolom, "")
    try:
        gelezen = json.loads(waarde) if waarde else []
    except (ValueError, RecursionError):
        gelezen = None
    if not isinstance(gelezen, list) or len(gelezen) > _MEESTE:
        raise Waarde(kolom, f'verwacht werd een lijst van hoogstens {_MEESTE} teksten, zoals ["een", "twee"]')
    if not all(isinstance(een, str) and len(een) <= langste and "\0" not in een for een in gelezen):
        raise Waarde(kolom, f"elke tekst in de lijst heeft hoogstens {langste} tekens")
    return gelezen


def _opmaak(rij: Mapping[str, str]) -> str:
    opmaak = formaat.tekst(rij, "opmaak", hoogstens=_LANGSTE_TEKST)
    try:
        zelfde = schoon(opmaak) == opmaak
    except OpmaakGeweigerd as fout:
        raise Waarde("opmaak", str(fout)) from None
    if not zelfde:
        raise Waarde("opmaak", "de tekst heeft opmaak die hier niet bewaard wordt, zoals een stijl of een script")
    return opmaak
