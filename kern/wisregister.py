"""The register of erasures: a file outside the database, so that what was erased stays erased after an older copy is put back.

One JSON object per line, without names: the kind and key of the thing, when, which accounts asked and confirmed, rows per
table. Each line carries a keyed seal, because whoever could add a line could have things erased. A line is on disk (fsync)
before the database commits: nothing is ever erased without being registered.
"""

import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.encoding import force_bytes

_ZOUT = b"kern.wisregister.v1"


@dataclass(frozen=True)
class Wisregel:
    """One erasure. `kenmerk` is the keyed hash of the person's address or name."""

    verzoek: str
    soort: str
    sleutel: str
    kenmerk: str
    rechtsgrond: str
    aangevraagd_door: int
    aangevraagd_op: datetime
    bevestigd_door: int
    op: datetime
    bewijs: dict[str, int]


class RegisterBeschadigd(Exception):
    """A line is not ours, or not whole: it says which, so that somebody can look before anything is erased."""


def _zegel(tekst: str, geheim: str | bytes) -> str:
    sleutel = hashlib.sha256(_ZOUT + force_bytes(geheim)).digest()
    return hmac.new(sleutel, tekst.encode(), hashlib.sha256).hexdigest()


def kenmerk_van(tekst: str) -> str:
    """Return the keyed hash of an address or name: proves nothing to whoever lacks the key, and cannot be turned back."""
    return _zegel("kenmerk:" + tekst.strip().casefold(), settings.SECRET_KEY)


def pad() -> Path:
    """Return where the register lies."""
    return Path(settings.WISREGISTER)


def schrijf(regel: Wisregel) -> None:
    """Add one line and wait until it is on disk; two writers take turns."""
    tekst = json.dumps(asdict(regel), default=_als_tekst, sort_keys=True, ensure_ascii=True)
    lijn = json.dumps({"regel": json.loads(tekst), "zegel": _zegel(tekst, settings.SECRET_KEY)}, sort_keys=True)
    bestand = pad()
    bestand.parent.mkdir(parents=True, exist_ok=True)
    handvat = os.open(bestand, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handvat, fcntl.LOCK_EX)
        # A line torn by a crash ends here, so that it cannot swallow this one.
        os.write(handvat, (("" if _eindigt_netjes(bestand) else "\n") + lijn + "\n").encode())
        os.fsync(handvat)
    finally:
        os.close(handvat)
    _fsync_map(bestand.parent)


def lees() -> Iterator[Wisregel]:
    """Yield every line, oldest first. A torn line (no seal, not JSON) is an erasure that never committed: it is left out.

    Raises:
        RegisterBeschadigd: a whole line does not carry our seal.
    """
    bestand = pad()
    if not bestand.exists():
        return
    geheimen = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    for nummer, lijn in enumerate(bestand.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            ruw = json.loads(lijn)
        except ValueError:
            continue
        tekst = json.dumps(ruw.get("regel"), sort_keys=True, ensure_ascii=True)
        if not any(hmac.compare_digest(_zegel(tekst, geheim), str(ruw.get("zegel"))) for geheim in geheimen):
            raise RegisterBeschadigd(f"regel {nummer} van {bestand} draagt ons zegel niet; kijk na wie ze schreef")
        velden = ruw["regel"]
        yield Wisregel(**velden | {naam: datetime.fromisoformat(velden[naam]) for naam in ("op", "aangevraagd_op")})


def _als_tekst(waarde: object) -> str:
    if isinstance(waarde, datetime):
        return waarde.isoformat()
    raise TypeError(type(waarde).__name__)


def _eindigt_netjes(bestand: Path) -> bool:
    with bestand.open("rb") as lezer:
        if lezer.seek(0, os.SEEK_END) == 0:
            return True
        lezer.seek(-1, os.SEEK_END)
        return lezer.read(1) == b"\n"


def _fsync_map(map_: Path) -> None:
    handvat = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(handvat)
    finally:
        os.close(handvat)
