"""The exchange format of the history of the old system (docs/historiek.md): the package and its rows, without the database."""

from dataclasses import dataclass

BRON = "edison"


@dataclass(frozen=True)
class Pakketformaat:
    """A package that can be taken over, beside the registers of `dossiers.register`; *grootste* in bytes, as it is sent."""

    code: str
    label: str
    grootste: int
    alleen_test: bool = False


HISTORIEK = Pakketformaat(BRON, "historiek van het vorige systeem", 500_000_000)
