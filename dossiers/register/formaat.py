"""What the formats of registers have in common: the plain row they all lead to, and what is wrong with one that does not."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models

from dossiers.nummers import zuiver_kbo
from dossiers.register.bestand import GROOTSTE_BESTAND, Rij, Stukken, open_csv

LANGSTE_NAAM = 300


class Rijfout(NamedTuple):
    """One bad row, with the column and what is wrong in words. `regel` is the line in the file, the head being line 1."""

    regel: int
    kolom: str
    zin: str

    def __str__(self) -> str:
        return f"regel {self.regel}, {self.kolom}: {self.zin}"


class Registerrij(NamedTuple):
    """One good row, whatever the format: a location, its organisator, and possibly a visit.

    Empty text and None mean that the source does not say. `dossiernummer` empty: a provisional one is made. `team` is a code.
    """

    regel: int
    bronnummer: str
    naam: str
    postcode: str
    gemeente: str
    type: str
    organisator: str
    dossiernummer: str = ""
    straat: str = ""
    huisnummer: str = ""
    refnis: str = ""
    telefoon: str = ""
    plaatsen: int | None = None
    plaatsen_gesubsidieerd: int | None = None
    tarief: str = ""
    subsidietrap: str = ""
    status: str = ""
    team: str = ""
    vergund_vanaf: date | None = None
    vergund_tot: date | None = None
    organisatornummer: str = ""
    kbo: str = ""
    rechtsvorm: str = ""
    organisator_telefoon: str = ""
    klantenbeheerder: str = ""
    bezoek_op: date | None = None
    bezoek_tekst: str = ""


class Waarde(Exception):
    """One value that cannot be: raised while a row is read, and turned into a `Rijfout` with its line."""

    def __init__(self, kolom: str, zin: str) -> None:
        super().__init__(zin)
        self.kolom, self.zin = kolom, zin


@dataclass(frozen=True)
class Formaat:
    """A register that can be taken over.

    Attributes:
        code: as on the command line, and as `bron` of what is taken over.
        lees: one row by the names of its columns to a plain row; raises `Waarde`.
        per_locatie: each location stands on one line (else the newest visit tells what a location is).
        alleen_test: foreign places; only into a database marked *testgegevens*.
    """

    code: str
    label: str
    verplicht: tuple[str, ...]
    lees: Callable[[int, Mapping[str, str]], Registerrij]
    mag: tuple[str, ...] = ()
    per_locatie: bool = True
    alleen_test: bool = False
    vraagt_team: bool = False
    grootste: int = GROOTSTE_BESTAND  # bytes

    def rijen(self, stukken: Stukken) -> Iterator[Registerrij | Rijfout]:
        """Walk over the file: a plain row, or what is wrong with it.

        Raises:
            GeenRegister: the file as a whole is not this register.
        """
        tabel = open_csv(stukken, verplicht=self.verplicht, mag=self.mag)
        gezien: dict[str, int] = {}
        for rij in tabel.rijen():
            gelezen = self._rij(tabel.koppen, rij)
            if self.per_locatie and isinstance(gelezen, Registerrij):
                eerste = gezien.setdefault(gelezen.bronnummer, rij.regel)
                if eerste != rij.regel:
                    gelezen = Rijfout(rij.regel, self.verplicht[0], f"nummer {gelezen.bronnummer} staat al op regel {eerste}")
            yield gelezen

    def _rij(self, koppen: tuple[str, ...], rij: Rij) -> Registerrij | Rijfout:
        if len(rij.waarden) != len(koppen):
            return Rijfout(rij.regel, "rij", f"{len(rij.waarden)} kolommen in plaats van {len(koppen)}")
        waarden = dict(zip(koppen, (" ".join(waarde.split()) for waarde in rij.waarden), strict=True))
        try:
            for kolom, waarde in waarden.items():
                if not waarde.isprintable():
                    raise Waarde(kolom, "er staat een onzichtbaar teken in")
            return self.lees(rij.regel, waarden)
        except Waarde as fout:
            return Rijfout(rij.regel, fout.kolom, fout.zin)


# --- Reading one value: the name of the column for the message, the value, and what must hold -------------------------------


def tekst(rij: Mapping[str, str], kolom: str, *, hoogstens: int, minstens: int = 0) -> str:
    """Return the text of *kolom*, from *minstens* to *hoogstens* signs long."""
    waarde = rij.get(kolom, "")
    if not minstens <= len(waarde) <= hoogstens:
        raise Waarde(kolom, f"verwacht werden {minstens} tot {hoogstens} tekens" if minstens else f"hoogstens {hoogstens} tekens")
    return waarde


def naam(rij: Mapping[str, str], kolom: str) -> str:
    """Return a name: never empty, never longer than the table can hold."""
    waarde = rij.get(kolom, "")
    if not 1 <= len(waarde) <= LANGSTE_NAAM:
        raise Waarde(kolom, f"een naam heeft 1 tot {LANGSTE_NAAM} tekens")
    return waarde


def patroon(rij: Mapping[str, str], kolom: str, vorm: re.Pattern[str], zin: str, *, mag_leeg: bool = False) -> str:
    """Return the value of *kolom*, which has the form *vorm*; *zin* says which."""
    waarde = rij.get(kolom, "")
    if not (mag_leeg and not waarde) and not vorm.fullmatch(waarde):
        raise Waarde(kolom, zin)
    return waarde


def keuze(rij: Mapping[str, str], kolom: str, keuzes: Mapping[str, str], *, mag_leeg: bool = False) -> str:
    """Return the code of a word of *keuzes*; capitals do not count."""
    waarde = rij.get(kolom, "").casefold()
    if mag_leeg and not waarde:
        return ""
    if waarde not in keuzes:
        raise Waarde(kolom, "verwacht werd " + " of ".join(f"“{code}”" for code in dict.fromkeys(keuzes.values())))
    return keuzes[waarde]


def woorden(keuzes: type[models.TextChoices]) -> dict[str, str]:
    """Return what may be written for each of *keuzes*, its code or its label, without capitals."""
    return {woord.casefold(): str(code) for code, label in keuzes.choices for woord in (str(code), str(label))}


def geheel(rij: Mapping[str, str], kolom: str, *, hoogstens: int) -> int | None:
    """Return a whole number, or None when it is empty."""
    waarde = rij.get(kolom, "")
    if not waarde:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", waarde) or int(waarde) > hoogstens:
        raise Waarde(kolom, f"verwacht werd een geheel getal van 0 tot {hoogstens}")
    return int(waarde)


_DATUM = re.compile(r"(?:(?P<j>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)|(?P<d2>\d{1,2})[-/](?P<m2>\d{1,2})[-/](?P<j2>\d{4}|\d\d))")


def datum(rij: Mapping[str, str], kolom: str) -> date | None:
    """Return a day written as 2026-03-12, 12/03/2026 or 12-03-26; None when it is empty. Two digits of a year mean 20xx."""
    waarde = rij.get(kolom, "")
    if not waarde:
        return None
    gevonden = _DATUM.fullmatch(waarde)
    try:
        if gevonden is None:
            raise ValueError(waarde)
        jaar, maand, dag = (int(gevonden[a] or gevonden[b]) for a, b in (("j", "j2"), ("m", "m2"), ("d", "d2")))
        uit = date(jaar + 2000 if jaar < 100 else jaar, maand, dag)
        if not 1900 <= uit.year <= 2100:
            raise ValueError(waarde)
    except ValueError:
        raise Waarde(kolom, f"“{waarde[:20]}” is geen dag; schrijf bijvoorbeeld 12/03/2026") from None
    return uit


def kbo(rij: Mapping[str, str], kolom: str) -> str:
    """Return a company number as ten digits, empty when there is none; its check digits are right."""
    waarde = rij.get(kolom, "")
    if not waarde:
        return ""
    try:
        return zuiver_kbo(waarde)
    except ValidationError as fout:
        raise Waarde(kolom, " ".join(fout.messages)) from None
