"""Rows about reports that were fixed: their exact words, what was added to them, and what rests on them."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.dateparse import parse_datetime

from dossiers.choices import Verslagsoort
from dossiers.historiek.velden import bron_id, collega, moet_moment, moment, plaats, som
from dossiers.register import formaat
from dossiers.register.formaat import Waarde
from dossiers.verslagtekst import Vastetekst, hash_van
from kern.rijketekst import OpmaakGeweigerd, is_leeg, schoon

VERSLAGEN = (
    "bron_id", "organisator", "dossier", "soort", "auteur", "begonnen_op", "lezer", "aangeboden_op", "vastgesteld_door",
    "contactmoment", "sha256",
)  # fmt: skip
ADDENDA = ("bron_id", "verslag", "nummer", "tekst", "reden", "door", "op")
STEUN = ("verslag", "sha256", "tot_addendum", "soort", "verwijzing", "titel", "url", "door", "op")
_SOORTEN = formaat.woorden(Verslagsoort)
_LANGSTE_TITEL, _LANGSTE_MET, _LANGSTE_ALT, _LANGSTE_NAAM = 200, 300, 300, 201
_LANGSTE_ADDENDUM, _MEESTE_DELEN, _MEESTE_FOTOS = 900_000, 100, 100
_VELDEN = {
    "soort": 100, "titel": _LANGSTE_TITEL, "over": 1000, "organisator": 1000, "op": 40, "met": _LANGSTE_MET,
    "auteur": _LANGSTE_NAAM, "lezer": _LANGSTE_NAAM, "nagelezen_op": 40, "vastgesteld_op": 40,
}  # fmt: skip


class Verslagrij(NamedTuple):
    """One report that counts; its words lie in the package under their `sha256`. People are colleagues, by user name."""

    bron_id: str
    organisator: str
    dossier: str
    soort: str
    auteur: str
    begonnen_op: datetime
    lezer: str
    aangeboden_op: datetime | None
    vastgesteld_door: str
    contactmoment: str
    sha256: str


class Addendumrij(NamedTuple):
    """What was added to a report later."""

    bron_id: str
    verslag: str
    nummer: int
    tekst: str
    reden: str
    door: str
    op: datetime

    @property
    def sha256(self) -> str:
        """The sum of its words."""
        return hash_van(self.tekst)


class Steunrij(NamedTuple):
    """What rests on a report: a decision of another app, as plain values."""

    verslag: str
    sha256: str
    tot_addendum: int
    soort: str
    verwijzing: str
    titel: str
    url: str
    door: str
    op: datetime


def verslag(rij: Mapping[str, str], op: datetime) -> Verslagrij:
    """Return one row of `verslagen.csv`, written before *op*."""
    dossier_id, organisator_id = plaats(rij)
    begonnen = moet_moment(rij, "begonnen_op", op, "er staat niet wanneer het begonnen werd")
    aangeboden = moment(rij, "aangeboden_op", op)
    auteur, lezer = (collega(rij, k, mag_leeg=k == "lezer") for k in ("auteur", "lezer"))
    if bool(lezer) != bool(aangeboden):
        raise Waarde("aangeboden_op", "wie naleest staat er met wanneer het gevraagd werd, en anders geen van beide")
    if lezer == auteur:
        raise Waarde("lezer", "wie een verslag schrijft, leest het niet zelf na")
    return Verslagrij(
        bron_id=bron_id(rij),
        organisator=organisator_id,
        dossier=dossier_id,
        soort=formaat.keuze(rij, "soort", _SOORTEN),
        auteur=auteur,
        begonnen_op=begonnen,
        lezer=lezer,
        aangeboden_op=aangeboden,
        vastgesteld_door=collega(rij, "vastgesteld_door", mag_leeg=True),
        contactmoment=bron_id(rij, "contactmoment", mag_leeg=True),
        sha256=som(rij),
    )


def addendum(rij: Mapping[str, str], op: datetime) -> Addendumrij:
    """Return one row of `addenda.csv`."""
    nummer = formaat.geheel(rij, "nummer", hoogstens=1000)
    toen = moet_moment(rij, "op", op, "er staat niet wanneer het erbij kwam")
    tekst = formaat.tekst(rij, "tekst", minstens=1, hoogstens=_LANGSTE_ADDENDUM)
    _check_schoon("tekst", tekst)
    if not nummer:
        raise Waarde("nummer", "addenda zijn genummerd van 1 af")
    if is_leeg(tekst):
        raise Waarde("tekst", "er staat niet wat erbij kwam")
    return Addendumrij(
        bron_id=bron_id(rij),
        verslag=bron_id(rij, "verslag"),
        nummer=nummer,
        tekst=tekst,
        reden=formaat.tekst(rij, "reden", minstens=1, hoogstens=500),
        door=collega(rij, "door"),
        op=toen,
    )


def steun(rij: Mapping[str, str], op: datetime) -> Steunrij:
    """Return one row of `steun.csv`."""
    toen = moet_moment(rij, "op", op, "er staat niet sinds wanneer")
    url = formaat.tekst(rij, "url", hoogstens=200)
    if url and (not url.startswith("/") or url.startswith("//") or "\\" in url):
        raise Waarde("url", "verwacht werd een adres van hier, dat met / begint")
    return Steunrij(
        verslag=bron_id(rij, "verslag"),
        sha256=som(rij),
        tot_addendum=formaat.geheel(rij, "tot_addendum", hoogstens=1000) or 0,
        soort=formaat.tekst(rij, "soort", minstens=1, hoogstens=60),
        verwijzing=formaat.tekst(rij, "verwijzing", minstens=1, hoogstens=60),
        titel=formaat.tekst(rij, "titel", minstens=1, hoogstens=200),
        url=url,
        door=collega(rij, "door"),
        op=toen,
    )


def lees_vast(inhoud: bytes, op: datetime) -> tuple[str, Vastetekst]:
    """Return the fixed words of a report as they are hashed, and what they say; anything else than we write ourselves is refused.

    Raises:
        Waarde: it is not the text of a report that was fixed before *op*.
    """
    try:
        tekst = inhoud.decode()
        velden = json.loads(tekst)
    except (ValueError, RecursionError):
        raise _verkeerd("dit is geen JSON in UTF-8") from None
    if not isinstance(velden, dict) or velden.keys() != {*_VELDEN, "delen"}:
        raise _verkeerd(f"verwacht werden precies de velden {', '.join((*_VELDEN, 'delen'))}")
    for naam, hoogstens in _VELDEN.items():
        _check_tekst(naam, velden[naam], hoogstens)
    if not velden["titel"] or not velden["auteur"]:
        raise _verkeerd("een verslag heeft een titel en een auteur")
    if bool(velden["lezer"]) != bool(velden["nagelezen_op"]):
        raise _verkeerd("wie nalas staat er met wanneer")
    for naam in ("op", "vastgesteld_op", "nagelezen_op"):
        if velden[naam] or naam != "nagelezen_op":
            _check_moment(naam, velden[naam], op if naam != "op" else None)
    if not isinstance(velden["delen"], list) or len(velden["delen"]) > _MEESTE_DELEN:
        raise _verkeerd(f"verwacht werden hoogstens {_MEESTE_DELEN} delen")
    for deel in velden["delen"]:
        _check_deel(deel)
    return tekst, Vastetekst.uit_json(tekst)


def _check_deel(deel: Any) -> None:
    if not isinstance(deel, dict) or not {"kop", "tekst"} <= deel.keys() <= {"kop", "tekst", "fotos"}:
        raise _verkeerd("een deel heeft een kop, een tekst en hoogstens fotos")
    _check_tekst("kop", deel["kop"], _LANGSTE_TITEL)
    _check_tekst("tekst", deel["tekst"], None)
    _check_schoon("sha256", deel["tekst"])
    fotos = deel.get("fotos", [])
    if not isinstance(fotos, list) or len(fotos) > _MEESTE_FOTOS:
        raise _verkeerd(f"een deel heeft hoogstens {_MEESTE_FOTOS} foto’s")
    for foto in fotos:
        if not isinstance(foto, dict) or foto.keys() != {"sha256", "alt"}:
            raise _verkeerd("een foto heeft een sha256 en een alt")
        _check_tekst("alt", foto["alt"], _LANGSTE_ALT)
        _check_tekst("sha256", foto["sha256"], 64)
        som(foto)
        if not foto["alt"]:
            raise _verkeerd("bij een foto staat wat er te zien is")


def _check_tekst(naam: str, waarde: Any, hoogstens: int | None) -> None:
    if not isinstance(waarde, str) or "\0" in waarde or (hoogstens is not None and len(waarde) > hoogstens):
        raise _verkeerd(f"{naam} is geen tekst" + (f" van hoogstens {hoogstens} tekens" if hoogstens is not None else ""))


def _check_moment(naam: str, waarde: str, tot: datetime | None) -> None:
    try:
        gelezen = parse_datetime(waarde)
    except ValueError:
        gelezen = None
    if gelezen is None or gelezen.tzinfo is None or gelezen.year < 1900 or gelezen.year > 2200:
        raise _verkeerd(f"{naam} is geen moment met zijn tijdzone")
    if tot is not None and gelezen > tot:
        raise _verkeerd(f"{naam} ligt in de toekomst")


def _check_schoon(kolom: str, tekst: str) -> None:
    try:
        zelfde = schoon(tekst) == tekst
    except OpmaakGeweigerd as fout:
        raise Waarde(kolom, str(fout)) from None
    if not zelfde:
        raise Waarde(kolom, "de tekst heeft opmaak die hier niet bewaard wordt, zoals een stijl of een script")


def _verkeerd(wat: str) -> Waarde:
    return Waarde("sha256", f"dit is niet de tekst van een vastgesteld verslag: {wat}")
