"""Rows of `afspraken.csv` and `deelnemers.csv`: visits, talks and calls, past and to come."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from dossiers.choices import Afspraaksoort, Afspraakstatus, Deelnemersoort
from dossiers.historiek.velden import bron_id, collega, email, lijst, moet_moment, moment
from dossiers.register import formaat
from dossiers.register.formaat import Waarde

AFSPRAKEN = (
    "bron_id", "organisator", "dossiers", "soort", "aangekondigd", "eigenaar", "onderwerp", "plaats", "begin", "einde",
    "uur_vast", "boodschap", "nota", "status", "volgnummer", "gemaakt_op", "gemaakt_door", "gewijzigd_op", "afgesloten_op",
    "afgesloten_door", "reden", "contactmoment", "verslag",
)  # fmt: skip
DEELNEMERS = ("bron_id", "afspraak", "soort", "medewerker", "naam", "email")
_SOORTEN, _STATUSSEN, _DEELNEMERS = (formaat.woorden(keuzes) for keuzes in (Afspraaksoort, Afspraakstatus, Deelnemersoort))
_JA_NEE = {"ja": "ja", "nee": "nee"}
_VERSTE = timedelta(days=10 * 366)  # an appointment lies ahead, but not behind a slip of the finger in the year
_MEESTE_LOCATIES = 100


class Afspraakrij(NamedTuple):
    """One appointment: about these dossiers, or else about the organisator. People are colleagues, by user name."""

    bron_id: str
    organisator: str
    dossiers: tuple[str, ...]
    soort: str
    aangekondigd: bool
    eigenaar: str
    onderwerp: str
    plaats: str
    begin: datetime
    einde: datetime
    uur_vast: bool
    boodschap: str
    nota: str
    status: str
    volgnummer: int
    gemaakt_op: datetime
    gemaakt_door: str
    gewijzigd_op: datetime
    afgesloten_op: datetime | None
    afgesloten_door: str
    reden: str
    contactmoment: str
    verslag: str

    @property
    def is_open(self) -> bool:
        """Whether it still has to come, or to be told about."""
        return self.status in Afspraakstatus.open()


class Deelnemerrij(NamedTuple):
    """Somebody who takes part beside the owner: a colleague by user name, or somebody else by name and address."""

    bron_id: str
    afspraak: str
    soort: str
    medewerker: str
    naam: str
    email: str


def afspraak(rij: Mapping[str, str], op: datetime) -> Afspraakrij:
    """Return one row of `afspraken.csv`, written before *op*."""
    over, dossiers = bron_id(rij, "organisator", mag_leeg=True), tuple(dict.fromkeys(lijst(rij, "dossiers")))
    if bool(over) == bool(dossiers) or len(dossiers) > _MEESTE_LOCATIES:
        raise Waarde("dossiers", f"vul 1 tot {_MEESTE_LOCATIES} dossiers in, of de organisator als het over geen locatie gaat")
    begin, einde = (moet_moment(rij, kolom, op + _VERSTE) for kolom in ("begin", "einde"))
    gelezen = Afspraakrij(
        bron_id=bron_id(rij),
        organisator=over,
        dossiers=dossiers,
        soort=formaat.keuze(rij, "soort", _SOORTEN),
        aangekondigd=_ja(rij, "aangekondigd"),
        eigenaar=collega(rij, "eigenaar"),
        onderwerp=formaat.tekst(rij, "onderwerp", hoogstens=150),
        plaats=formaat.tekst(rij, "plaats", hoogstens=200),
        begin=begin,
        einde=einde,
        uur_vast=_ja(rij, "uur_vast"),
        boodschap=formaat.tekst(rij, "boodschap", hoogstens=2000),
        nota=formaat.tekst(rij, "nota", hoogstens=5000),
        status=formaat.keuze(rij, "status", _STATUSSEN),
        volgnummer=formaat.geheel(rij, "volgnummer", hoogstens=100_000) or 0,
        gemaakt_op=moet_moment(rij, "gemaakt_op", op),
        gemaakt_door=collega(rij, "gemaakt_door"),
        gewijzigd_op=moet_moment(rij, "gewijzigd_op", op),
        afgesloten_op=moment(rij, "afgesloten_op", op),
        afgesloten_door=collega(rij, "afgesloten_door", mag_leeg=True),
        reden=formaat.tekst(rij, "reden", hoogstens=500),
        contactmoment=bron_id(rij, "contactmoment", mag_leeg=True),
        verslag=bron_id(rij, "verslag", mag_leeg=True),
    )
    _check(gelezen)
    return gelezen


def deelnemer(rij: Mapping[str, str]) -> Deelnemerrij:
    """Return one row of `deelnemers.csv`."""
    gelezen = Deelnemerrij(
        bron_id=bron_id(rij),
        afspraak=bron_id(rij, "afspraak"),
        soort=formaat.keuze(rij, "soort", _DEELNEMERS),
        medewerker=collega(rij, "medewerker", mag_leeg=True),
        naam=formaat.tekst(rij, "naam", hoogstens=200),
        email=email(rij),
    )
    is_collega = gelezen.soort == Deelnemersoort.COLLEGA
    if is_collega != bool(gelezen.medewerker) or is_collega == bool(gelezen.naam or gelezen.email):
        raise Waarde("medewerker", "een collega staat er met de gebruikersnaam alleen, een ander met naam of e-mailadres")
    return gelezen


def _check(rij: Afspraakrij) -> None:
    """Say what does not go together."""
    if rij.einde <= rij.begin:
        raise Waarde("einde", "de afspraak eindigt voor ze begint")
    if rij.soort == Afspraaksoort.BEZOEK and not rij.dossiers:
        raise Waarde("dossiers", "een bezoek gaat naar een locatie")
    if not rij.aangekondigd and rij.soort != Afspraaksoort.BEZOEK:
        raise Waarde("aangekondigd", "alleen een bezoek kan onaangekondigd zijn")
    if not rij.uur_vast and rij.aangekondigd and rij.status == Afspraakstatus.VAST:
        raise Waarde("uur_vast", "wat met iemand is afgesproken, heeft een vast uur")
    if rij.is_open == bool(rij.afgesloten_op) or bool(rij.afgesloten_op) != bool(rij.afgesloten_door):
        raise Waarde("afgesloten_op", "wat niet meer komt zegt wanneer en door wie het afgesloten werd, en een ander niet")
    if (rij.status == Afspraakstatus.GEDAAN) != bool(rij.contactmoment):
        raise Waarde("contactmoment", "wat doorging heeft een contactmoment, en een ander niet")


def _ja(rij: Mapping[str, str], kolom: str) -> bool:
    return formaat.keuze(rij, kolom, _JA_NEE) == "ja"
