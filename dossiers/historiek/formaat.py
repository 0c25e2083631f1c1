"""The files of a package: their columns, and what one row of each says."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from dossiers.choices import (
    Contactsoort,
    Dossierstatus,
    Opvangtype,
    Rechtsvorm,
    Richting,
    Stuksoort,
    Subsidietrap,
    Taal,
    Tarief,
)
from dossiers.historiek.afspraken import AFSPRAKEN, DEELNEMERS
from dossiers.historiek.banden import GROEPEN, GROEPSLEDEN, OPVOLGINGEN
from dossiers.historiek.beloften import BELOFTEN
from dossiers.historiek.documenten import DOCUMENTEN, DOCUMENTVERSIES
from dossiers.historiek.inspecties import INSPECTIEVERZOEKEN
from dossiers.historiek.mensen import ATTESTEN, BETROKKENEN
from dossiers.historiek.opvang import LEEFGROEPEN, OPVANG, SLUITINGEN
from dossiers.historiek.post import POST, POSTBIJLAGEN
from dossiers.historiek.taken import TAAKPUNTEN, TAKEN
from dossiers.historiek.velden import (
    CODE,
    GROOTSTE_GEZIN,
    MEESTE_PLAATSEN,
    NUMMER,
    POSTCODE,
    bron_id,
    collega,
    dagen,
    email,
    lijst,
    moet_moment,
    moment,
    plaats,
)
from dossiers.historiek.vergunningen import VERGUNNINGEN
from dossiers.historiek.verslagen import ADDENDA, STEUN, VERSLAGEN
from dossiers.register import formaat
from dossiers.register.formaat import Registerrij, Waarde

ORGANISATOREN = ("bron_id", "nummer", "naam", "kbo", "rechtsvorm", "telefoon", "klantenbeheerder")
DOSSIERS = (
    "bron_id", "dossiernummer", "naam", "type", "straat", "huisnummer", "postcode", "gemeente", "refnis", "telefoon", "plaatsen",
    "status", "team", "organisator",
)  # fmt: skip
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
    "vergunningen.csv": VERGUNNINGEN,
    "attesten.csv": ATTESTEN,
    "opvang.csv": OPVANG,
    "leefgroepen.csv": LEEFGROEPEN,
    "sluitingen.csv": SLUITINGEN,
    "groepen.csv": GROEPEN,
    "groepsleden.csv": GROEPSLEDEN,
    "opvolgingen.csv": OPVOLGINGEN,
    "inspectieverzoeken.csv": INSPECTIEVERZOEKEN,
    "verslagen.csv": VERSLAGEN,
    "addenda.csv": ADDENDA,
    "steun.csv": STEUN,
    "documenten.csv": DOCUMENTEN,
    "documentversies.csv": DOCUMENTVERSIES,
    "post.csv": POST,
    "postbijlagen.csv": POSTBIJLAGEN,
    "beloften.csv": BELOFTEN,
    "afspraken.csv": AFSPRAKEN,
    "deelnemers.csv": DEELNEMERS,
    "taken.csv": TAKEN,
    "taakpunten.csv": TAAKPUNTEN,
}
# Columns that came later: an older package does not have them, and an export always does.
LATER: dict[str, tuple[str, ...]] = {
    "organisatoren.csv": ("straat", "huisnummer", "postcode", "gemeente", "telefoon_buiten_uren", "email", "talen"),
    "dossiers.csv": (
        "email", "plaatsen_gesubsidieerd", "tarief", "subsidietrap", "gestart_op", "gestopt_op", "klantenbeheerder",
        "afwijking_reden",
    ),
}  # fmt: skip
# Keep their lines; in other columns white space is one space.
EIGEN_REGELS = frozenset({"tekst", "voorwaarden", "vraag", "citaat", "opmaak", "boodschap", "nota"})

_REFNIS = re.compile(r"[0-9]{5}")
_TYPES, _STATUSSEN = formaat.woorden(Opvangtype), formaat.woorden(Dossierstatus)
_SOORTEN, _RICHTINGEN = formaat.woorden(Contactsoort), formaat.woorden(Richting)
_STUKSOORTEN = formaat.woorden(Stuksoort)
_VORMEN, _TALEN = formaat.woorden(Rechtsvorm), formaat.woorden(Taal)
_TARIEVEN, _TRAPPEN = formaat.woorden(Tarief), formaat.woorden(Subsidietrap)


def schoon(kolom: str, waarde: str) -> str:
    """Return a value as it is kept: the same going in and coming out."""
    return waarde if kolom in EIGEN_REGELS else " ".join(waarde.split())


class Organisatorrij(NamedTuple):
    """Who organises, with or without a location, and how to reach them."""

    bron_id: str
    nummer: str
    naam: str
    kbo: str
    rechtsvorm: str
    telefoon: str
    klantenbeheerder: str
    straat: str
    huisnummer: str
    postcode: str
    gemeente: str
    telefoon_buiten_uren: str
    email: str
    talen: tuple[str, ...]


class Erbij(NamedTuple):
    """What a dossier holds that no register says: who follows it in place of the fixed one, and its first and last day."""

    email: str
    gestart_op: date | None
    gestopt_op: date | None
    klantenbeheerder: str
    afwijking_reden: str


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


def organisator(rij: Mapping[str, str]) -> Organisatorrij:
    """Return one row of `organisatoren.csv`."""
    return Organisatorrij(
        bron_id(rij),
        formaat.patroon(rij, "nummer", NUMMER, "verwacht werd een nummer van 9 of 10 cijfers, of een voorlopig nummer"),
        formaat.naam(rij, "naam"),
        formaat.kbo(rij, "kbo"),
        formaat.keuze(rij, "rechtsvorm", _VORMEN, mag_leeg=True),
        formaat.tekst(rij, "telefoon", hoogstens=30),
        collega(rij, "klantenbeheerder", mag_leeg=True),
        formaat.tekst(rij, "straat", hoogstens=120),
        formaat.tekst(rij, "huisnummer", hoogstens=20),
        formaat.patroon(rij, "postcode", POSTCODE, "een postcode heeft 4 cijfers", mag_leeg=True),
        formaat.tekst(rij, "gemeente", hoogstens=80),
        formaat.tekst(rij, "telefoon_buiten_uren", hoogstens=30),
        email(rij),
        _talen(rij),
    )


def _talen(rij: Mapping[str, str]) -> tuple[str, ...]:
    gevraagd = lijst(rij, "talen")
    for taal in gevraagd:
        if taal.casefold() not in _TALEN:
            raise Waarde("talen", f"“{taal[:20]}” is geen taal die we kennen; schrijf bijvoorbeeld nl|fr")
    return tuple(dict.fromkeys(_TALEN[taal.casefold()] for taal in gevraagd))


def dossier(regel: int, rij: Mapping[str, str], organisatoren: Mapping[str, Organisatorrij]) -> Registerrij:
    """Return one row of `dossiers.csv`, with its organisator from the other file."""
    van = organisatoren.get(bron_id(rij, "organisator"))
    if van is None:
        raise Waarde("organisator", f"er is geen organisator “{rij['organisator']}” in organisatoren.csv")
    type_, aantal = formaat.keuze(rij, "type", _TYPES), formaat.geheel(rij, "plaatsen", hoogstens=MEESTE_PLAATSEN)
    gesubsidieerd = formaat.geheel(rij, "plaatsen_gesubsidieerd", hoogstens=MEESTE_PLAATSEN)
    if type_ == Opvangtype.GEZIN and (aantal or 0) > GROOTSTE_GEZIN:
        raise Waarde("plaatsen", f"gezinsopvang heeft hoogstens {GROOTSTE_GEZIN} plaatsen")
    if aantal is not None and (gesubsidieerd or 0) > aantal:
        raise Waarde("plaatsen_gesubsidieerd", "er kunnen niet meer gesubsidieerde dan vergunde plaatsen zijn")
    return Registerrij(
        regel=regel,
        bronnummer=bron_id(rij),
        dossiernummer=formaat.patroon(rij, "dossiernummer", NUMMER, "een dossiernummer heeft 9 of 10 cijfers, of is voorlopig"),
        naam=formaat.naam(rij, "naam"),
        type=type_,
        straat=formaat.tekst(rij, "straat", hoogstens=120),
        huisnummer=formaat.tekst(rij, "huisnummer", hoogstens=20),
        postcode=formaat.patroon(rij, "postcode", POSTCODE, "een postcode heeft 4 cijfers"),
        gemeente=formaat.tekst(rij, "gemeente", minstens=1, hoogstens=80),
        refnis=formaat.patroon(rij, "refnis", _REFNIS, "een REFNIS-code heeft 5 cijfers", mag_leeg=True),
        telefoon=formaat.tekst(rij, "telefoon", hoogstens=30),
        plaatsen=aantal,
        plaatsen_gesubsidieerd=gesubsidieerd,
        tarief=formaat.keuze(rij, "tarief", _TARIEVEN, mag_leeg=True),
        subsidietrap=formaat.keuze(rij, "subsidietrap", _TRAPPEN, mag_leeg=True),
        status=formaat.keuze(rij, "status", _STATUSSEN),
        team=formaat.patroon(rij, "team", CODE, "verwacht werd de code van een team"),
        organisatornummer=van.nummer,
        organisator=van.naam,
        kbo=van.kbo,
        rechtsvorm=van.rechtsvorm,
        organisator_telefoon=van.telefoon,
        klantenbeheerder=van.klantenbeheerder,
    )


def erbij(rij: Mapping[str, str]) -> Erbij:
    """Return what else one row of `dossiers.csv` says."""
    gestart, gestopt = dagen(rij, "gestart_op", "gestopt_op", "de laatste dag ligt voor de eerste")
    wie = collega(rij, "klantenbeheerder", mag_leeg=True)
    reden = formaat.tekst(rij, "afwijking_reden", hoogstens=300)
    if bool(wie) != bool(reden):
        raise Waarde("afwijking_reden", "wie afwijkt van de organisator staat er met de reden, en anders geen van beide")
    return Erbij(email(rij), gestart, gestopt, wie, reden)


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
    op = moet_moment(rij, "op", tot, "er staat niet wanneer het gebeurde")
    dossier_id, organisator_id = plaats(rij)
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
