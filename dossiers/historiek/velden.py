"""What the tables of a package have in common: a key of the old system, a moment, an address, a place, two days."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.dateparse import parse_datetime

from dossiers.nummers import DOSSIERNUMMER
from dossiers.register import formaat
from dossiers.register.formaat import Waarde
from kern.tijd import BRUSSEL

NUMMER = re.compile(DOSSIERNUMMER)
POSTCODE = re.compile(r"[1-9][0-9]{3}")
CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,149}")
_SOM = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[A-Za-z0-9._:-]{1,60}")
MEESTE_PLAATSEN, GROOTSTE_GEZIN = 2000, 8  # as the tables hold it
_OUDSTE_JAAR = 1900
_VERSTE_ZONE = timedelta(hours=14)  # of any place on earth


def bron_id(rij: Mapping[str, str], kolom: str = "bron_id", *, mag_leeg: bool = False) -> str:
    """Return a key of the old system."""
    return formaat.patroon(
        rij, kolom, _ID, "verwacht werd een sleutel van 1 tot 60 letters, cijfers en . _ : -", mag_leeg=mag_leeg
    )


def collega(rij: Mapping[str, str], kolom: str, *, mag_leeg: bool = False) -> str:
    """Return the user name of a colleague."""
    return formaat.patroon(rij, kolom, CODE, "verwacht werd de gebruikersnaam van een collega", mag_leeg=mag_leeg)


def plaats(rij: Mapping[str, str]) -> tuple[str, str]:
    """Return the keys of dossier and organisator, of which exactly one is filled in."""
    dossier_id, organisator_id = bron_id(rij, "dossier", mag_leeg=True), bron_id(rij, "organisator", mag_leeg=True)
    if bool(dossier_id) == bool(organisator_id):
        raise Waarde("dossier", "vul het dossier in, of de organisator als het over geen enkele locatie gaat")
    return dossier_id, organisator_id


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


def moet_moment(rij: Mapping[str, str], kolom: str, tot: datetime, anders: str = "er staat geen moment") -> datetime:
    """Return a moment that must be there; *anders* says what is missing without it."""
    gelezen = moment(rij, kolom, tot)
    if gelezen is None:
        raise Waarde(kolom, anders)
    return gelezen


def dag(rij: Mapping[str, str], kolom: str) -> date:
    """Return a day that must be there."""
    gelezen = formaat.datum(rij, kolom)
    if gelezen is None:
        raise Waarde(kolom, "er staat geen dag")
    return gelezen


def dagen(rij: Mapping[str, str], van: str, tot: str, zin: str) -> tuple[date | None, date | None]:
    """Return two days of which the second never lies before the first; *zin* says so."""
    eerste, laatste = formaat.datum(rij, van), formaat.datum(rij, tot)
    if eerste and laatste and laatste < eerste:
        raise Waarde(tot, zin)
    return eerste, laatste


def email(rij: Mapping[str, str], kolom: str = "email") -> str:
    """Return one address to which can be written, or nothing."""
    waarde = formaat.tekst(rij, kolom, hoogstens=254)
    if waarde:
        try:
            validate_email(waarde)
        except ValidationError:
            raise Waarde(kolom, f"“{waarde[:60]}” is geen e-mailadres") from None
    return waarde


def lijst(rij: Mapping[str, str], kolom: str) -> list[str]:
    """Return the values of *kolom*, apart by `|`; none when it is empty."""
    waarde = rij.get(kolom, "")
    return [deel.strip() for deel in waarde.split("|")] if waarde else []


def som(rij: Mapping[str, str], kolom: str = "sha256", *, mag_leeg: bool = False) -> str:
    """Return the sha256 by which a content lies in the package."""
    return formaat.patroon(rij, kolom, _SOM, "verwacht werd een sha256: 64 cijfers en letters a-f", mag_leeg=mag_leeg)
