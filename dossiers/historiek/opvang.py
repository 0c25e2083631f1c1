"""Rows about how the care runs: hours and numbers as last told, leefgroepen, closings."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from dossiers.choices import Leeftijdsgroep
from dossiers.historiek.velden import bron_id, dag, dagen, lijst
from dossiers.models.opvang import GROOTSTE_LEEFGROEP, HALVE_DAGEN, MEESTE_KINDEREN, WEEK
from dossiers.register import formaat
from dossiers.register.formaat import Waarde
from kern.tijd import BRUSSEL

OPVANG = ("dossier", "gemeld_op", "openingsuren", "bezetting", "ingeschreven", "vrije_plaatsen")
LEEFGROEPEN = ("dossier", "naam", "leeftijd", "kinderen", "vanaf", "tot")
SLUITINGEN = ("dossier", "vanaf", "tot", "reden")
_LEEFTIJDEN = formaat.woorden(Leeftijdsgroep)
_UREN = re.compile(r"([0-9:.]{5,15})-([0-9:.]{5,15})")
_VERKEERD_OM = "de laatste dag ligt voor de eerste"

Uren = list[time | None]


class Opvangrij(NamedTuple):
    """What was last told about a location; a list for each day of the week and each half-day."""

    dossier: str
    gemeld_op: date
    open_van: Uren
    open_tot: Uren
    bezetting: list[int | None]
    ingeschreven: int | None
    vrije_plaatsen: int | None


class Leefgroeprij(NamedTuple):
    """One group of children."""

    dossier: str
    naam: str
    leeftijd: str
    kinderen: int
    vanaf: date
    tot: date | None


class Sluitingrij(NamedTuple):
    """Days on which it is closed, both included."""

    dossier: str
    vanaf: date
    tot: date
    reden: str


def opvang(rij: Mapping[str, str], op: datetime) -> Opvangrij:
    """Return one row of `opvang.csv`, told before *op*."""
    gemeld = dag(rij, "gemeld_op")
    if gemeld > op.astimezone(BRUSSEL).date():
        raise Waarde("gemeld_op", "deze dag moet nog komen")
    van, tot = _uren(rij)
    return Opvangrij(
        dossier=bron_id(rij, "dossier"),
        gemeld_op=gemeld,
        open_van=van,
        open_tot=tot,
        bezetting=_bezetting(rij),
        ingeschreven=formaat.geheel(rij, "ingeschreven", hoogstens=MEESTE_KINDEREN),
        vrije_plaatsen=formaat.geheel(rij, "vrije_plaatsen", hoogstens=MEESTE_KINDEREN),
    )


def leefgroep(rij: Mapping[str, str]) -> Leefgroeprij:
    """Return one row of `leefgroepen.csv`."""
    vanaf = dag(rij, "vanaf")
    _, tot = dagen(rij, "vanaf", "tot", _VERKEERD_OM)
    kinderen = formaat.geheel(rij, "kinderen", hoogstens=GROOTSTE_LEEFGROEP)
    if not kinderen:
        raise Waarde("kinderen", f"een leefgroep heeft 1 tot {GROOTSTE_LEEFGROEP} kinderen")
    return Leefgroeprij(
        dossier=bron_id(rij, "dossier"),
        naam=formaat.tekst(rij, "naam", minstens=1, hoogstens=80),
        leeftijd=formaat.keuze(rij, "leeftijd", _LEEFTIJDEN),
        kinderen=kinderen,
        vanaf=vanaf,
        tot=tot,
    )


def sluiting(rij: Mapping[str, str]) -> Sluitingrij:
    """Return one row of `sluitingen.csv`."""
    vanaf, tot = dag(rij, "vanaf"), dag(rij, "tot")
    dagen(rij, "vanaf", "tot", _VERKEERD_OM)
    return Sluitingrij(bron_id(rij, "dossier"), vanaf, tot, formaat.tekst(rij, "reden", hoogstens=100))


def schrijf_uren(van: Sequence[time | None], tot: Sequence[time | None]) -> str:
    """Return the hours of a week as one value: "07:00-18:00|…", a day without hours empty; nothing when none has any."""
    delen = [f"{_uur(a)}-{_uur(b)}" if a is not None and b is not None else "" for a, b in zip(van, tot, strict=True)]
    return "|".join(delen) if any(delen) else ""


def schrijf_bezetting(aantallen: Sequence[int | None]) -> str:
    """Return the number of children of each half-day as one value; nothing when none is known."""
    delen = ["" if aantal is None else str(aantal) for aantal in aantallen]
    return "|".join(delen) if any(delen) else ""


def _uur(uur: time) -> str:
    return uur.isoformat("auto" if uur.second or uur.microsecond else "minutes")


def _reeks(rij: Mapping[str, str], kolom: str, namen: Sequence[str], wat: str) -> list[str]:
    delen = lijst(rij, kolom) or [""] * len(namen)
    if len(delen) != len(namen):
        raise Waarde(kolom, f"verwacht werd een waarde voor elk van de {len(namen)} {wat}, met | ertussen")
    return delen


def _uren(rij: Mapping[str, str]) -> tuple[Uren, Uren]:
    van: Uren = []
    tot: Uren = []
    for naam, deel in zip(WEEK, _reeks(rij, "openingsuren", WEEK, "dagen van de week"), strict=True):
        try:
            gevonden = _UREN.fullmatch(deel)
            begin, einde = (time.fromisoformat(uur) for uur in gevonden.groups()) if gevonden else (None, None)
        except ValueError:
            gevonden = None
        if deel and not gevonden:
            raise Waarde("openingsuren", f"“{deel[:20]}” op {naam} zijn geen uren; schrijf bijvoorbeeld 07:00-18:00")
        if begin is not None and einde is not None and einde <= begin:
            raise Waarde("openingsuren", f"op {naam} ligt het sluitingsuur voor het openingsuur")
        van.append(begin)
        tot.append(einde)
    return van, tot


def _bezetting(rij: Mapping[str, str]) -> list[int | None]:
    delen = _reeks(rij, "bezetting", HALVE_DAGEN, "halve dagen")
    return [formaat.geheel({"bezetting": deel}, "bezetting", hoogstens=MEESTE_KINDEREN) for deel in delen]
