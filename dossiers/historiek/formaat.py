"""The files of a package: their columns, and what one row of each says."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils.dateparse import parse_datetime

from dossiers.choices import Betrokkenerol, Contactsoort, Dossierstatus, Opvangtype, Rechtsvorm, Richting, Stuksoort
from dossiers.nummers import DOSSIERNUMMER
from dossiers.register import formaat
from dossiers.register.formaat import Registerrij, Waarde
from kern.tijd import BRUSSEL

ORGANISATOREN = ("bron_id", "nummer", "naam", "kbo", "rechtsvorm", "telefoon", "klantenbeheerder")
DOSSIERS = (
    "bron_id", "dossiernummer", "naam", "type", "straat", "huisnummer", "postcode", "gemeente", "refnis", "telefoon", "plaatsen",
    "status", "team", "organisator",
)  # fmt: skip
BETROKKENEN = ("bron_id", "organisator", "dossier", "rol", "naam", "geboortedatum", "telefoon", "email", "vanaf", "tot")
CONTACTMOMENTEN = (
    "bron_id", "organisator", "dossier", "op", "vastgelegd_op", "soort", "richting", "met", "auteur", "tekst",
)  # fmt: skip
STUKKEN = (
    "bron_id", "organisator", "dossier", "op", "vastgelegd_op", "soort", "titel", "auteur", "tekst", "bestanden",
)  # fmt: skip
BESTANDEN = {
    "organisatoren.csv": ORGANISATOREN,
    "dossiers.csv": DOSSIERS,
    "betrokkenen.csv": BETROKKENEN,
    "contactmomenten.csv": CONTACTMOMENTEN,
    "stukken.csv": STUKKEN,
}

_ID = re.compile(r"[A-Za-z0-9._:-]{1,40}")
_NUMMER = re.compile(DOSSIERNUMMER)
_POSTCODE = re.compile(r"[1-9][0-9]{3}")
_REFNIS = re.compile(r"[0-9]{5}")
_OUDSTE_JAAR = 1900
_VERSTE_ZONE = timedelta(hours=14)  # of any place on earth
_CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,149}")
_TYPES, _STATUSSEN = formaat.woorden(Opvangtype), formaat.woorden(Dossierstatus)
_SOORTEN, _RICHTINGEN = formaat.woorden(Contactsoort), formaat.woorden(Richting)
_ROLLEN, _STUKSOORTEN = formaat.woorden(Betrokkenerol), formaat.woorden(Stuksoort)
_VORMEN = formaat.woorden(Rechtsvorm)


class Organisatorrij(NamedTuple):
    """Who organises; not written by itself but with its first location."""

    bron_id: str
    nummer: str
    naam: str
    kbo: str
    rechtsvorm: str
    telefoon: str
    klantenbeheerder: str


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


class Gebeurd(NamedTuple):
    """A contactmoment or a stuk: about which place, when, by whom, and its words."""

    regel: int
    bron_id: str
    organisator: str
    dossier: str
    op: datetime
    vastgelegd_op: datetime
    soort: str
    auteur: str
    tekst: str
    richting: str = ""
    met: str = ""
    titel: str = ""
    bestanden: tuple[str, ...] = ()


def bron_id(rij: Mapping[str, str], kolom: str = "bron_id", *, mag_leeg: bool = False) -> str:
    """Return a key of the old system."""
    return formaat.patroon(
        rij, kolom, _ID, "verwacht werd een sleutel van 1 tot 40 letters, cijfers en . _ : -", mag_leeg=mag_leeg
    )


def moment(rij: Mapping[str, str], kolom: str, tot: datetime) -> datetime | None:
    """Return a moment ("2024-03-12T14:05", in Brussels unless it says otherwise), from 1900 to *tot*; None when it is empty."""
    waarde = rij.get(kolom, "")
    if not waarde:
        return None
    try:
        gelezen = parse_datetime(waarde) or parse_datetime(f"{waarde}T00:00")
    except ValueError:
        gelezen = None
    if gelezen is None:
        raise Waarde(kolom, f"“{waarde[:30]}” is geen moment; schrijf bijvoorbeeld 2024-03-12T14:05")
    gelezen = gelezen if gelezen.tzinfo else gelezen.replace(tzinfo=BRUSSEL)
    if gelezen.year < _OUDSTE_JAAR or abs(gelezen.utcoffset() or timedelta()) > _VERSTE_ZONE:
        raise Waarde(kolom, f"“{waarde[:30]}” kan niet; kijk het jaartal en de tijdzone na")
    if gelezen > tot:
        raise Waarde(kolom, "dit moment ligt in de toekomst")
    return gelezen


def organisator(rij: Mapping[str, str]) -> Organisatorrij:
    """Return one row of `organisatoren.csv`."""
    return Organisatorrij(
        bron_id(rij),
        formaat.patroon(rij, "nummer", _NUMMER, "verwacht werd een nummer van 9 of 10 cijfers, of een voorlopig nummer"),
        formaat.naam(rij, "naam"),
        formaat.kbo(rij, "kbo"),
        formaat.keuze(rij, "rechtsvorm", _VORMEN, mag_leeg=True),
        formaat.tekst(rij, "telefoon", hoogstens=30),
        formaat.patroon(rij, "klantenbeheerder", _CODE, "verwacht werd de gebruikersnaam van een collega", mag_leeg=True),
    )


def dossier(regel: int, rij: Mapping[str, str], organisatoren: Mapping[str, Organisatorrij]) -> Registerrij:
    """Return one row of `dossiers.csv`, with its organisator from the other file."""
    van = organisatoren.get(bron_id(rij, "organisator"))
    if van is None:
        raise Waarde("organisator", f"er is geen organisator “{rij['organisator']}” in organisatoren.csv")
    return Registerrij(
        regel=regel,
        bronnummer=bron_id(rij),
        dossiernummer=formaat.patroon(rij, "dossiernummer", _NUMMER, "een dossiernummer heeft 9 of 10 cijfers, of is voorlopig"),
        naam=formaat.naam(rij, "naam"),
        type=formaat.keuze(rij, "type", _TYPES),
        straat=formaat.tekst(rij, "straat", hoogstens=120),
        huisnummer=formaat.tekst(rij, "huisnummer", hoogstens=20),
        postcode=formaat.patroon(rij, "postcode", _POSTCODE, "een postcode heeft 4 cijfers"),
        gemeente=formaat.tekst(rij, "gemeente", minstens=1, hoogstens=80),
        refnis=formaat.patroon(rij, "refnis", _REFNIS, "een REFNIS-code heeft 5 cijfers", mag_leeg=True),
        telefoon=formaat.tekst(rij, "telefoon", hoogstens=30),
        plaatsen=formaat.geheel(rij, "plaatsen", hoogstens=2000),
        status=formaat.keuze(rij, "status", _STATUSSEN),
        team=formaat.patroon(rij, "team", _CODE, "verwacht werd de code van een team"),
        organisatornummer=van.nummer,
        organisator=van.naam,
        kbo=van.kbo,
        rechtsvorm=van.rechtsvorm,
        organisator_telefoon=van.telefoon,
        klantenbeheerder=van.klantenbeheerder,
    )


def contactmoment(regel: int, rij: Mapping[str, str], tot: datetime) -> Gebeurd:
    """Return one row of `contactmomenten.csv`."""
    soort = formaat.keuze(rij, "soort", _SOORTEN)
    richting = formaat.keuze(rij, "richting", _RICHTINGEN, mag_leeg=True)
    if richting and soort not in Contactsoort.met_richting():
        raise Waarde("richting", "bij deze soort contact hoort geen richting")
    return _gebeurd(regel, rij, tot, soort)._replace(richting=richting, met=formaat.tekst(rij, "met", hoogstens=200))


def stuk(regel: int, rij: Mapping[str, str], tot: datetime) -> Gebeurd:
    """Return one row of `stukken.csv`; its files stand in the package, several names apart by `|`."""
    namen = tuple(naam for naam in rij.get("bestanden", "").split("|") if naam)
    return _gebeurd(regel, rij, tot, formaat.keuze(rij, "soort", _STUKSOORTEN))._replace(
        titel=formaat.tekst(rij, "titel", minstens=1, hoogstens=200), bestanden=namen
    )


def _gebeurd(regel: int, rij: Mapping[str, str], tot: datetime, soort: str) -> Gebeurd:
    op = moment(rij, "op", tot)
    if op is None:
        raise Waarde("op", "er staat niet wanneer het gebeurde")
    dossier_id, organisator_id = _plaats(rij)
    return Gebeurd(
        regel=regel,
        bron_id=bron_id(rij),
        organisator=organisator_id,
        dossier=dossier_id,
        op=op,
        vastgelegd_op=moment(rij, "vastgelegd_op", tot) or op,
        soort=soort,
        auteur=formaat.tekst(rij, "auteur", hoogstens=201),
        tekst=formaat.tekst(rij, "tekst", hoogstens=50_000),
    )


def betrokkene(rij: Mapping[str, str]) -> Mens:
    """Return one row of `betrokkenen.csv`."""
    vanaf, tot = formaat.datum(rij, "vanaf"), formaat.datum(rij, "tot")
    if vanaf and tot and tot < vanaf:
        raise Waarde("tot", "de laatste dag ligt voor de eerste")
    dossier_id, organisator_id = _plaats(rij)
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


def _plaats(rij: Mapping[str, str]) -> tuple[str, str]:
    """Return the keys of dossier and organisator, of which exactly one is filled in."""
    dossier_id, organisator_id = bron_id(rij, "dossier", mag_leeg=True), bron_id(rij, "organisator", mag_leeg=True)
    if bool(dossier_id) == bool(organisator_id):
        raise Waarde("dossier", "vul het dossier in, of de organisator als het over geen enkele locatie gaat")
    return dossier_id, organisator_id
