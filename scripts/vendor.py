"""Copy third-party browser files out of `node_modules`, with their licences, and prove later that nobody touched them.

`python scripts/vendor.py` runs `npm ci` (the versions of `package-lock.json`), copies the files named in `KOPIE` and writes
`static/vendor/vendor.lock.json` with the version and sha256 of each. `--controleer` needs no Node and no network: it compares the
files in the repository with that lock, and the versions in the lock with `package-lock.json`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
LOCK = WORTEL / "static/vendor/vendor.lock.json"


@dataclass(frozen=True)
class Kopie:
    """One file to copy: npm package, path inside it, path in this repository."""

    pakket: str
    van: str
    naar: str


def _lettertype(gewicht: int, stijl: str) -> list[Kopie]:
    """Source Sans 3 in Latin and Latin-extended: names of people come from everywhere in Europe."""
    return [
        Kopie(
            "@fontsource/source-sans-3",
            f"files/source-sans-3-{reeks}-{gewicht}-{stijl}.woff2",
            f"static/vendor/source-sans-3/{reeks}-{gewicht}-{stijl}.woff2",
        )
        for reeks in ("latin", "latin-ext")
    ]


def _terugval(pakket: str, reeksen: tuple[str, ...], gewichten: tuple[int, ...] = (400, 700)) -> list[Kopie]:
    """Letters that Source Sans 3 does not have, for the PDFs: names and quotes come in every script that parents read.

    As WOFF: what is packed as WOFF2 takes Python fifty times as long to unpack, in each process that renders.
    """
    bestanden = [f"{pakket}-{reeks}-{gewicht}-normal.woff" for reeks in reeksen for gewicht in gewichten]
    kopie = [Kopie(f"@fontsource/{pakket}", f"files/{naam}", f"static/vendor/noto/{naam}") for naam in bestanden]
    return [*kopie, Kopie(f"@fontsource/{pakket}", "LICENSE", f"static/vendor/noto/{pakket}.LICENSE")]


KOPIE: list[Kopie] = [
    Kopie("bootstrap", "dist/css/bootstrap.min.css", "static/vendor/bootstrap/bootstrap.min.css"),
    Kopie("bootstrap", "LICENSE", "static/vendor/bootstrap/LICENSE"),
    *_lettertype(400, "normal"),
    *_lettertype(400, "italic"),
    *_lettertype(600, "normal"),
    *_lettertype(700, "normal"),
    Kopie("@fontsource/source-sans-3", "LICENSE", "static/vendor/source-sans-3/LICENSE"),
    *_terugval("noto-sans", ("latin-ext", "cyrillic", "cyrillic-ext", "greek", "greek-ext", "vietnamese")),
    *_terugval("noto-sans-arabic", ("arabic",)),
    *_terugval("noto-sans-hebrew", ("hebrew",)),
    *_terugval("noto-emoji", ("emoji",), (400,)),
    Kopie("axe-core", "axe.min.js", "tests/vendor/axe.min.js"),
    Kopie("axe-core", "LICENSE", "tests/vendor/axe.LICENSE"),
]


def _sha256(pad: Path) -> str:
    return hashlib.sha256(pad.read_bytes()).hexdigest()


def _versies() -> dict[str, str]:
    """Version per npm package, from `package-lock.json`."""
    slot = json.loads((WORTEL / "package-lock.json").read_text())["packages"]
    return {naam: slot[f"node_modules/{naam}"]["version"] for naam in {kopie.pakket for kopie in KOPIE}}


def haal() -> int:
    """Install with npm, copy, write the lock. Returns the exit status."""
    if shutil.which("npm") is None:
        print("npm ontbreekt. Installeer Node 20 of nieuwer; alleen `make vendor` heeft het nodig.", file=sys.stderr)
        return 1
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=WORTEL, check=True)
    versies = _versies()
    bestanden = {}
    for kopie in KOPIE:
        doel = WORTEL / kopie.naar
        doel.parent.mkdir(parents=True, exist_ok=True)
        inhoud = (WORTEL / "node_modules" / kopie.pakket / kopie.van).read_bytes()
        if doel.suffix in {".css", ".js"}:
            # The maps are not shipped; a reference to them breaks hashed static files and gives a 404 in the browser.
            inhoud = re.sub(rb"/[*/]# sourceMappingURL=[^\n]*\n?", b"", inhoud)
        doel.write_bytes(inhoud)
        bestanden[kopie.naar] = {"pakket": kopie.pakket, "versie": versies[kopie.pakket], "sha256": _sha256(doel)}
    LOCK.write_text(json.dumps(bestanden, indent=2, sort_keys=True) + "\n")
    print(f"{len(bestanden)} bestanden gekopieerd; versies en sommen in {LOCK.relative_to(WORTEL)}.")
    return 0


def afwijkingen() -> list[str]:
    """Say, one sentence each, where the repository and its locks differ. Empty when all is as locked."""
    slot: dict[str, dict[str, str]] = json.loads(LOCK.read_text())
    versies = _versies()
    fouten = []
    for kopie in KOPIE:
        regel = slot.get(kopie.naar)
        pad = WORTEL / kopie.naar
        if regel is None:
            fouten.append(f"{kopie.naar} staat niet in {LOCK.name}.")
        elif not pad.is_file():
            fouten.append(f"{kopie.naar} ontbreekt.")
        elif _sha256(pad) != regel["sha256"]:
            fouten.append(f"{kopie.naar} is gewijzigd (sha256 verschilt van {LOCK.name}).")
        elif regel["versie"] != versies[kopie.pakket]:
            fouten.append(f"{kopie.naar} is versie {regel['versie']}, package-lock.json zegt {versies[kopie.pakket]}.")
    bekend = {kopie.naar for kopie in KOPIE} | {str(LOCK.relative_to(WORTEL))}
    for pad in sorted((WORTEL / "static/vendor").rglob("*")):
        naam = str(pad.relative_to(WORTEL))
        if pad.is_file() and naam not in bekend:
            fouten.append(f"{naam} hoort niet in static/vendor: niemand heeft het gekopieerd.")
    return fouten


def main() -> int:
    """Entry point of `make vendor` and of the vendor part of `make check`."""
    parser = argparse.ArgumentParser(description="Kopieer of controleer de bestanden van derden.")
    parser.add_argument("--controleer", action="store_true", help="vergelijk alleen met het slot; geen Node nodig")
    if not parser.parse_args().controleer:
        return haal()
    fouten = afwijkingen()
    for fout in fouten:
        print(fout, file=sys.stderr)
    if fouten:
        print("Herstel met `make vendor`.", file=sys.stderr)
    return 1 if fouten else 0


if __name__ == "__main__":
    sys.exit(main())
