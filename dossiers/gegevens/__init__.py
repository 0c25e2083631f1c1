"""The reference data shipped with the program, as it stands in its files: no database, no network (credit: LEESMIJ.md).

The files are read once per process. They change only with a release, together with the migration that copies them into the
tables `Gemeente` and `Postcode`; so what is asked a hundred thousand times in an import costs no query.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MAP = Path(__file__).parent

# The region of klantenbeheer of each province (code of `kern.Team`); Brussels has no province. Wallonia has no team.
TEAMS = {
    "Antwerpen": "antwerpen",
    "Limburg": "limburg",
    "Oost-Vlaanderen": "oost-vlaanderen",
    "Vlaams-Brabant": "vlaams-brabant",
    "West-Vlaanderen": "west-vlaanderen",
}
BRUSSEL = "Brussels Hoofdstedelijk Gewest"


@dataclass(frozen=True)
class Gemeentegegeven:
    """One municipality. `team` is empty in Wallonia; `lat` and `lon` (WGS 84 degrees) are known in Flanders and Brussels."""

    refnis: str
    naam: str
    naam_fr: str
    provincie: str
    gewest: str
    team: str
    lat: float | None
    lon: float | None


def _rijen(bestand: str) -> Iterator[dict[str, str]]:
    with (MAP / bestand).open(encoding="utf-8", newline="") as tekst:
        yield from csv.DictReader(tekst, strict=True)


@cache
def gemeenten() -> dict[str, Gemeentegegeven]:
    """Return every municipality by REFNIS code, in the order of the file."""
    punten = {rij["refnis"]: (float(rij["lat"]), float(rij["lon"])) for rij in _rijen("gemeenten_centrum.csv")}
    uit = {}
    for rij in _rijen("gemeenten.csv"):
        lat, lon = punten.get(rij["refnis"], (None, None))
        uit[rij["refnis"]] = Gemeentegegeven(
            refnis=rij["refnis"],
            naam=rij["naam_nl"],
            naam_fr=rij["naam_fr"],
            provincie=rij["provincie_nl"],
            gewest=rij["gewest_nl"],
            team="brussel" if rij["gewest_nl"] == BRUSSEL else TEAMS.get(rij["provincie_nl"], ""),
            lat=lat,
            lon=lon,
        )
    return uit


@cache
def postcodes() -> dict[str, tuple[Gemeentegegeven, ...]]:
    """Return the municipalities in which each postcode lies: one, and for three postcodes two."""
    uit: dict[str, tuple[Gemeentegegeven, ...]] = {}
    for rij in _rijen("postcodes.csv"):
        uit[rij["postcode"]] = (*uit.get(rij["postcode"], ()), gemeenten()[rij["refnis"]])
    return uit


def postcodeparen() -> Iterator[tuple[str, str]]:
    """Yield every postcode with the REFNIS code of each municipality it lies in."""
    for postcode, delen in postcodes().items():
        for gemeente in delen:
            yield postcode, gemeente.refnis
