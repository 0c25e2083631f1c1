"""What somebody can call up while writing a report: "::belofte vrijdag terugbellen", "::slaapruimte-ok", "@An Peeters". Pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from dossiers.choices import Belover
from dossiers.models.belofte import LANGSTE_BELOFTE
from dossiers.models.tekstblok import NAAM
from kern import datumtekst
from kern.fouten import DomeinFout

BELOVER = {"belofte": Belover.WIJ, "toezegging": Belover.ORGANISATOR}
# A line of its own: what follows is said up to the end of the line.
_BELOFTE = re.compile(rf"^\s*::({'|'.join(BELOVER)})\b[ \t]*(.*)$", re.IGNORECASE)
_BLOK = re.compile(rf"^\s*::({NAAM})\s*$", re.IGNORECASE)
_NOG = re.compile(rf"(?:^|\s)::(?:{'|'.join(BELOVER)})\b[^\n]*", re.IGNORECASE)


class BelofteOnleesbaar(DomeinFout):
    """What stands after the word cannot be kept as a promise; the sentence says what to add."""

    veld = "tekst"


@dataclass(frozen=True, slots=True)
class Voorstel:
    """A promise as it is understood, before anybody kept it."""

    van: Belover
    wat: str
    tegen: date

    @property
    def zin(self) -> str:
        """How it stands in the report."""
        wie = "Wij beloven" if self.van is Belover.WIJ else "De organisator belooft"
        return f"{wie} tegen {date_format(self.tegen, 'l j F Y')}: {self.wat}."


def lees_belofte(woord: str, tekst: str, vandaag: date) -> Voorstel:
    """Understand what stands after `::belofte` or `::toezegging`.

    Raises:
        BelofteOnleesbaar: there is no day in it, nothing beside the day, or it is too long.
    """
    gelezen = datumtekst.lees(tekst, vandaag)
    wat = gelezen.tekst_zonder_dag.strip(" .")
    if gelezen.dag is None:
        raise BelofteOnleesbaar("Zeg erbij tegen wanneer: “vrijdag”, “12/3” of “binnen twee weken”.")
    if not wat:
        raise BelofteOnleesbaar("Schrijf ook wat er beloofd is, zoals “vrijdag terugbellen”.")
    if gelezen.uur is not None:
        wat = f"{wat} om {gelezen.uur:%H:%M}"
    if len(wat) > LANGSTE_BELOFTE:
        raise BelofteOnleesbaar(f"Dat is te lang voor een belofte: hoogstens {LANGSTE_BELOFTE} tekens.")
    return Voorstel(BELOVER[woord.lower()], wat, gelezen.dag)


def belofte_in(regel: str) -> tuple[str, str] | None:
    """Return the word and what follows it when a line calls for a promise."""
    gevonden = _BELOFTE.match(regel)
    return (gevonden[1].lower(), gevonden[2]) if gevonden else None


def blok_in(regel: str) -> str | None:
    """Return the name when a line is nothing but the call of a text block."""
    gevonden = _BLOK.match(regel)
    return gevonden[1].lower() if gevonden else None


def nog_te_noteren(tekst: str) -> list[str]:
    """Return what in a text without markup still asks to become a promise."""
    return [gevonden.strip() for gevonden in _NOG.findall(tekst)]


def genoemden(tekst: str, namen: Collection[str]) -> Iterator[str]:
    """Yield the names that stand after an @ in a text without markup, each once and the longest that fits."""
    lang_eerst = sorted(namen, key=len, reverse=True)
    gezien: set[str] = set()
    for plaats in (gevonden.end() for gevonden in re.finditer(r"(?<!\w)@", tekst)):
        rest = tekst[plaats : plaats + 210].replace("\xa0", " ").casefold()
        naam = next((n for n in lang_eerst if rest.startswith(n.casefold()) and not rest[len(n) : len(n) + 1].isalnum()), None)
        if naam is not None and naam not in gezien:
            gezien.add(naam)
            yield naam
