"""The point-of-interest file of childcare locations: `poi_id,naam,adres,lon,lat`, UTF-8, comma separated.

The address is one text, "Antwerpsesteenweg 62, 2550 Kontich". Longitude and latitude are checked and left out: distances are
between centres of gemeenten.
"""

import csv
import io
import re
from dataclasses import dataclass, field

from dossiers.fouten import GeenRegister
from dossiers.gemeenten import team_van

KOLOMMEN = ["poi_id", "naam", "adres", "lon", "lat"]
LANGSTE_NAAM = 300
_ADRES = re.compile(
    r"(?P<straat>\D.*?)\s+(?P<huisnummer>\d[^\s,]*(?:\s+bus\s+\S+)?),\s*(?P<postcode>[1-9]\d{3})\s+(?P<gemeente>\D.*)"
)


@dataclass(frozen=True)
class Locatie:
    """One good row. `regel` is the line in the file, the head being line 1; `team` is the code of the region."""

    regel: int
    bronnummer: str
    naam: str
    straat: str
    huisnummer: str
    postcode: str
    gemeente: str
    team: str


@dataclass(frozen=True)
class Rijfout:
    """One bad row, with what is wrong in words."""

    regel: int
    kolom: str
    zin: str

    def __str__(self) -> str:
        return f"regel {self.regel}, {self.kolom}: {self.zin}"


@dataclass
class Inlezing:
    """What stood in the file."""

    locaties: list[Locatie] = field(default_factory=list)
    fouten: list[Rijfout] = field(default_factory=list)


class _Fout(Exception):
    def __init__(self, kolom: str, zin: str) -> None:
        super().__init__(zin)
        self.kolom, self.zin = kolom, zin


def lees(inhoud: bytes) -> Inlezing:
    """Read the file; bad rows are reported and do not stop the good ones.

    Raises:
        GeenRegister: the file as a whole is not this register (empty, not UTF-8, other columns).
    """
    if not inhoud.strip():
        raise GeenRegister("Het bestand is leeg. Kies een CSV-bestand met de kolommen " + ", ".join(KOLOMMEN) + ".")
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise GeenRegister("Dit bestand is geen CSV in UTF-8. Bewaar het opnieuw als “CSV UTF-8” en probeer nog eens.") from None
    lezer = csv.reader(io.StringIO(tekst, newline=""), strict=True)
    inlezing = Inlezing()
    gezien: dict[str, int] = {}
    try:
        if next(lezer, []) != KOLOMMEN:
            raise GeenRegister(
                "Dit is niet het verwachte bestand: de eerste regel moet de kolommen " + ", ".join(KOLOMMEN) + " noemen."
            )
        for rij in lezer:
            if not rij:
                continue
            try:
                locatie = _locatie(lezer.line_num, rij)
                if locatie.bronnummer in gezien:
                    raise _Fout("poi_id", f"nummer {locatie.bronnummer} staat al op regel {gezien[locatie.bronnummer]}")
            except _Fout as fout:
                inlezing.fouten.append(Rijfout(lezer.line_num, fout.kolom, fout.zin))
                continue
            gezien[locatie.bronnummer] = locatie.regel
            inlezing.locaties.append(locatie)
    except csv.Error as fout:
        raise GeenRegister(f"Dit bestand is geen goede CSV: het loopt fout op regel {lezer.line_num}. ({fout})") from None
    return inlezing


def _locatie(regel: int, rij: list[str]) -> Locatie:
    if len(rij) != len(KOLOMMEN):
        raise _Fout("rij", f"{len(rij)} kolommen in plaats van {len(KOLOMMEN)}")
    bronnummer, naam, adres, lon, lat = (" ".join(waarde.split()) for waarde in rij)
    if not re.fullmatch(r"[0-9]{1,20}", bronnummer):
        raise _Fout("poi_id", "verwacht werd een nummer van hoogstens 20 cijfers")
    if not naam or len(naam) > LANGSTE_NAAM:
        raise _Fout("naam", f"een naam heeft 1 tot {LANGSTE_NAAM} tekens")
    if any(not teken.isprintable() for teken in naam + adres):
        raise _Fout("naam of adres", "er staat een onzichtbaar teken in")
    gevonden = _ADRES.fullmatch(adres)
    if gevonden is None:
        raise _Fout("adres", "verwacht werd “straat nummer, postcode gemeente”")
    team = team_van(gevonden["postcode"])
    if team is None:
        raise _Fout("adres", f"postcode {gevonden['postcode']} ligt niet in Vlaanderen of Brussel")
    for kolom, waarde in (("lon", lon), ("lat", lat)):
        if not re.fullmatch(r"-?\d{1,3}(\.\d+)?", waarde):
            raise _Fout(kolom, "verwacht werd een getal in graden")
    return Locatie(regel=regel, bronnummer=bronnummer, naam=naam, team=team, **gevonden.groupdict())
