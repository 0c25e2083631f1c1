"""Where contents lie: in one folder or in one S3 bucket, each under its own sha256, so the same content lies there once.

A content is written before the row that names it and is never overwritten. What a killed process left without a row is found by
`manage.py controleer_bestanden`. Under a content's name stand its derivatives too (`<sha256>.voorbeeld`).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from kern.bestanden.fouten import OpslagFout

ALIAS = "bestanden"
_BLOK = 256 * 1024


class Schijfopslag(FileSystemStorage):
    """A folder. A content appears under its name whole and synced to disk, or not at all."""

    def _save(self, name: str, content: File[bytes]) -> str:
        doel = Path(self.path(name))
        doel.parent.mkdir(parents=True, exist_ok=True)
        greep, tijdelijk = tempfile.mkstemp(prefix=".nieuw-", dir=doel.parent)
        try:
            with os.fdopen(greep, "wb") as uit:
                content.seek(0)
                shutil.copyfileobj(content, uit, _BLOK)
                uit.flush()
                os.fsync(uit.fileno())
            Path(tijdelijk).chmod(0o640)
            Path(tijdelijk).replace(doel)  # somebody else with the same name had the same bytes
        finally:
            Path(tijdelijk).unlink(missing_ok=True)
        for map_ in (doel.parent, doel.parent.parent):
            _sync_map(map_)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Keep the name: it says what is in it."""
        return name


def _sync_map(map_: Path) -> None:
    greep = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(greep)
    finally:
        os.close(greep)


def opslag() -> Storage:
    """Return the storage of this installation."""
    return storages[ALIAS]


def sleutel_van(sha256: str, achtervoegsel: str = "") -> str:
    """Return under which name a content lies: spread over folders, for a folder of a million names is slow."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}{achtervoegsel}"


def bewaar(sleutel: str, inhoud: IO[bytes], grootte: int) -> None:
    """Write *inhoud* under *sleutel* unless it lies there already, whole."""
    if bestaat(sleutel, grootte):
        return
    inhoud.seek(0)
    naam = opslag().save(sleutel, File(inhoud, name=sleutel))
    if naam != sleutel:  # a storage that makes up names would leave the row pointing at nothing
        raise OpslagFout(f"de opslag gaf {naam} in plaats van {sleutel}")


def bestaat(sleutel: str, grootte: int) -> bool:
    """Whether a content of that size lies there; another size is what a broken upload left, to be written again."""
    try:
        return opslag().size(sleutel) == grootte
    except (FileNotFoundError, OSError):
        return False


def open_inhoud(sleutel: str) -> File[Any]:
    """Open a content for reading.

    Raises:
        OpslagFout: it is not there.
    """
    try:
        return opslag().open(sleutel, "rb")
    except FileNotFoundError as fout:
        raise OpslagFout(f"{sleutel} ligt niet in de opslag") from fout


def verwijder(sleutel: str) -> None:
    """Remove what lies under *sleutel*, if anything."""
    opslag().delete(sleutel)


def som_van(sleutel: str) -> str:
    """Return the sha256 of what lies there, read in pieces."""
    som = hashlib.sha256()
    with open_inhoud(sleutel) as stroom:
        while blok := stroom.read(_BLOK):
            som.update(blok)
    return som.hexdigest()


def alle() -> Iterator[tuple[str, int, datetime]]:
    """Return everything that lies there: name, size in bytes, when it was written. Half-written files of a killed process too."""
    bron = opslag()
    if hasattr(bron, "bucket"):
        # One question per thousand objects; Storage.listdir and size would ask three times per object.
        map_ = str(getattr(bron, "location", "")).strip("/")
        voorvoegsel = f"{map_}/" if map_ else ""
        for ding in bron.bucket.objects.filter(Prefix=voorvoegsel):
            yield ding.key.removeprefix(voorvoegsel), ding.size, ding.last_modified
        return
    yield from _in_map(bron, "")


def _in_map(bron: Storage, map_: str) -> Iterator[tuple[str, int, datetime]]:
    try:
        mappen, bestanden = bron.listdir(map_)
    except FileNotFoundError:
        return
    for naam in sorted(bestanden):
        pad = f"{map_}/{naam}" if map_ else naam
        try:
            yield pad, bron.size(pad), bron.get_modified_time(pad)
        except FileNotFoundError:
            continue  # removed since it was listed
    for naam in sorted(mappen):
        yield from _in_map(bron, f"{map_}/{naam}" if map_ else naam)
