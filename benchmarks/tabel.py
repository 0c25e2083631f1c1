"""The table for the reader and the JSON for the machine."""

import json
import platform
from pathlib import Path
from typing import Any

from benchmarks.meting import Cijfers, Meting

KOPPEN = ("wat", "p50 ms", "p95 ms", "vloer p50", "× vloer", "queries", "kB", "piek kB", "grens", "")


def als_tabel(metingen: list[Meting], machine: Cijfers) -> str:
    """Return the measurements as a text table."""
    rijen = [KOPPEN, *(_rij(meting) for meting in metingen)]
    breedtes = [max(len(rij[kolom]) for rij in rijen) for kolom in range(len(KOPPEN))]
    regels = [
        "  ".join(
            cel.ljust(breedte) if kolom in {0, 8, 9} else cel.rjust(breedte)
            for kolom, (cel, breedte) in enumerate(zip(rij, breedtes, strict=True))
        ).rstrip()
        for rij in rijen
    ]
    regels.insert(1, "-" * max(map(len, regels)))
    uitleg = [f"  {meting.naam}: {meting.uitleg}" for meting in metingen if meting.uitleg]
    onrust = f"Vaste lus op deze machine: p50 {machine.p50} ms, p95 {machine.p95} ms (onrust ×{machine.p95 / machine.p50:.1f})."
    return "\n".join([*regels, "", onrust, *uitleg])


def _rij(meting: Meting) -> tuple[str, ...]:
    def getal(waarde: float | None, vorm: str = ".2f") -> str:
        return "" if waarde is None else format(waarde, vorm)

    return (
        meting.naam,
        getal(meting.cijfers.p50),
        getal(meting.cijfers.p95),
        getal(meting.vloer.p50 if meting.vloer else None),
        getal(meting.ratio, ".1f"),
        getal(meting.queries, "d"),
        getal(meting.bytes / 1024 if meting.bytes else None, ".0f"),
        getal(meting.geheugen_kb, ".0f"),
        meting.grens,
        {True: "gehaald", False: "NIET GEHAALD", None: ""}[meting.gehaald],
    )


def schrijf_json(pad: Path, metingen: list[Meting], machine: Cijfers, extra: dict[str, Any]) -> None:
    """Write everything to *pad*, for comparing runs."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    inhoud = {
        "machine": {"python": platform.python_version(), "lus_p50_ms": machine.p50, "lus_p95_ms": machine.p95},
        "metingen": [meting.als_json() for meting in metingen],
        **extra,
    }
    pad.write_text(json.dumps(inhoud, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
