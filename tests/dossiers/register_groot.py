"""A large register in the own format, for measuring: always the same rows, two locations per organisator on average."""

from pathlib import Path

from stdnum.be import vat

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


def schrijf(pad: Path, rijen: int) -> None:
    """Write *rijen* locations to *pad*."""
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
