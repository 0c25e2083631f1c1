"""Large files for measuring what comes in: always the same rows, two locations per organisator on average."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

from stdnum.be import vat

from dossiers.historiek.formaat import BESTANDEN
from dossiers.register.opgroeien import MAG, VERPLICHT

_PLAATSEN = [
    ("2550", "Kontich"),
    ("2640", "Mortsel"),
    ("9000", "Gent"),
    ("3000", "Leuven"),
    ("8000", "Brugge"),
    ("3500", "Hasselt"),
]


def kbo(volgnummer: int) -> str:
    """Return a company number with right check digits."""
    kop = 10_000_000 + volgnummer
    nummer = f"{kop:08d}{97 - kop % 97:02d}"
    assert vat.is_valid(nummer)
    return nummer


def schrijf_register(pad: Path, rijen: int) -> None:
    """Write a register of *rijen* locations to *pad*, in the own format."""
    kolommen = [*VERPLICHT, *MAG]
    with pad.open("w", encoding="utf-8") as bestand:
        bestand.write(";".join(kolommen) + "\n")
        for i in range(rijen):
            postcode, gemeente = _PLAATSEN[i % len(_PLAATSEN)]
            organisator = i // 2
            waarden = {
                "dossiernummer": f"{1_000_000_000 + i}",
                "naam": f"'t Verzonnen Nestje {i}",
                "type": "groepsopvang",
                "straat": "Verzonnenlaan",
                "huisnummer": str(i % 400 + 1),
                "postcode": postcode,
                "gemeente": gemeente,
                "status": "vergund",
                "organisatornummer": f"{2_000_000_000 + organisator}",
                "organisator": f"Verzonnen Organisator {organisator} vzw",
                "telefoon": "0470 00 00 00",
                "plaatsen": str(9 + i % 40),
                "plaatsen_gesubsidieerd": str(i % 9),
                "tarief": "ikt",
                "subsidietrap": "T2",
                "vergund_vanaf": "01/03/2019",
                "kbo": kbo(organisator),
                "rechtsvorm": "vzw",
            }
            bestand.write(";".join(waarden.get(kolom, "") for kolom in kolommen) + "\n")


_TEKST = (
    "Gesproken over de begeleiding, de groepsindeling en de veiligheid van de slaapruimte. Opgevolgd bij het volgende bezoek. "
)


def schrijf_historiek(pad: Path, regels: int) -> None:
    """Write a package of the old system of *regels* lines to *pad*; one stuk in sixteen has a file of 20 kB.

    Per hundred lines: 2 organisatoren, 3 dossiers, 6 betrokkenen, 65 contactmomenten, 24 stukken. Beside them: of each dossier
    two periods of its permit and one report of how the care runs with two leefgroepen, of each betrokkene one attest (one in
    twenty has ended, so that it asks attention), of each organisator a place in a groep.
    """
    wie, waar = regels * 2 // 100, regels * 3 // 100
    mensen, contacten = regels * 6 // 100, regels * 65 // 100
    stukken = regels - wie - waar - mensen - contacten
    soorten = ("verslag", "melding", "inspectie", "traject", "taak", "document")

    def dag(i: int) -> str:
        return f"{2012 + i % 13}-{i % 12 + 1:02d}-{i % 28 + 1:02d}T{8 + i % 9:02d}:{i % 60:02d}"

    tabellen: dict[str, Iterable[str]] = {
        "organisatoren.csv": (
            f"o{i};{2_000_000_000 + i};Verzonnen Organisator {i} vzw;{kbo(i)};vzw;0470 00 00 00;" for i in range(wie)
        ),
        "dossiers.csv": (
            f"d{i};{1_000_000_000 + i};'t Verzonnen Nestje {i};groep;Verzonnenlaan;{i % 400 + 1};{_PLAATSEN[i % 6][0]};"
            f"{_PLAATSEN[i % 6][1]};;0470 00 00 00;{9 + i % 40};vergund;antwerpen;o{i % wie}"
            for i in range(waar)
        ),
        "betrokkenen.csv": (
            f"b{i};;d{i % waar};kinderbegeleider;Rita Verzonnen {i};1980-{i % 12 + 1:02d}-{i % 28 + 1:02d};;;2015-01-01;"
            f"{'2020-06-30' if i % 3 == 0 else ''}"
            for i in range(mensen)
        ),
        "contactmomenten.csv": (
            f"c{i};;d{i % waar};{dag(i)};;{'telefoon;in' if i % 2 else 'bezoek;'};Rita Verzonnen;Jan;{_TEKST * (1 + i % 4)}"
            for i in range(contacten)
        ),
        "stukken.csv": (
            f"s{i};;d{i % waar};{dag(i)};;{soorten[i % 6]};Verzonnen stuk {i};Jan Vorige;{_TEKST * (1 + i % 8)};"
            f"{f'{i}.bin' if i % 16 == 0 else ''}"
            for i in range(stukken)
        ),
        "vergunningen.csv": (
            f"d{i};{dagen};vergund;groep;{plaatsen};;;"
            for i in range(waar)
            for dagen, plaatsen in (("2015-03-01;2019-12-31", 9), ("2020-01-01;", 9 + i % 40))
        ),
        "attesten.csv": (
            f"a{i};b{i};levensreddend;2024-01-01;{'2024-12-31' if i % 20 == 0 else '2099-01-01'};;" for i in range(mensen)
        ),
        "opvang.csv": (
            f"d{i};2026-01-05;{'|'.join(['07:00-18:30'] * 5)}||;{'|'.join(['9'] * 10)};{9 + i % 40};{i % 3}" for i in range(waar)
        ),
        "leefgroepen.csv": (f"d{i};{naam};gemengd;9;2020-01-01;" for i in range(waar) for naam in ("Bijtjes", "Beertjes")),
        "groepen.csv": (f"Verzonnen Koepel {i};koepel" for i in range(30)),
        "groepsleden.csv": (f"Verzonnen Koepel {i % 30};o{i};2015-01-01;" for i in range(wie)),
    }
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, rijen in tabellen.items():
            with zip_.open(naam, "w") as doel:
                doel.write((";".join(BESTANDEN[naam]) + "\n").encode())
                doel.writelines(f"{rij}\n".encode() for rij in rijen)
        for i in range(0, stukken, 16):
            zip_.writestr(f"bestanden/{i}.bin", f"{i:05d}".encode() * 4000, compress_type=zipfile.ZIP_STORED)
