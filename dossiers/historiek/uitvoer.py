"""Writing a package: the same rows always give the same bytes."""

import csv
import io
import zipfile
from collections.abc import Iterable
from typing import IO

from dossiers.historiek.formaat import BESTANDEN, LATER, schoon
from dossiers.historiek.pakket import BESTANDEN as MAP
from dossiers.historiek.pakket import INHOUD

_DAG = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can write: a moment of making would change the bytes


class Schrijver:
    """A package being written; use it in a `with` block."""

    def __init__(self, doel: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED)

    def __enter__(self) -> "Schrijver":
        return self

    def __exit__(self, *_fout: object) -> None:
        self._zip.close()

    def tabel(self, naam: str, rijen: Iterable[Iterable[object]]) -> None:
        """Add one of the tables, with its head; None becomes empty."""
        kolommen = (*BESTANDEN[naam], *LATER.get(naam, ()))
        with self._zip.open(_info(naam), "w") as ruw, io.TextIOWrapper(ruw, encoding="utf-8", newline="") as tekst:
            schrijver = csv.writer(tekst, delimiter=";", lineterminator="\n")
            schrijver.writerow(kolommen)
            schrijver.writerows(
                ["" if waarde is None else schoon(kolom, str(waarde)) for kolom, waarde in zip(kolommen, rij, strict=True)]
                for rij in rijen
            )

    def bestand(self, naam: str, inhoud: bytes) -> None:
        """Add a file that a row of `stukken.csv` names."""
        self._zip.writestr(_info(f"{MAP}{naam}"), inhoud)

    def inhoud(self, sha256: str, inhoud: bytes) -> None:
        """Add a content that rows name by its sum, as it is: most of it is packed already, and no reader takes it for a bomb."""
        info = _info(f"{INHOUD}{sha256}")
        info.compress_type = zipfile.ZIP_STORED
        self._zip.writestr(info, inhoud)


def _info(naam: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(naam, _DAG)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info
