"""Measuring: interleaved rounds, medians, and the noise of the machine beside every figure."""

import gc
import math
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

Werk = Callable[[], Any]


@dataclass
class Cijfers:
    """Times of one piece of work, in milliseconds: the median over the rounds of each round's p50 and p95."""

    p50: float
    p95: float
    n: int


@dataclass
class Meting:
    """One row of the table.

    `vloer` is the least the same work could cost, measured in the same rounds; `ratio` is p50 over the floor's p50, taken per
    round and then the median, so that a slow second of the machine weighs on both sides.
    """

    naam: str
    cijfers: Cijfers
    vloer: Cijfers | None = None
    ratio: float | None = None
    queries: int | None = None
    bytes: int | None = None
    geheugen_kb: float | None = None
    grens: str = ""
    gehaald: bool | None = None
    uitleg: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    def als_json(self) -> dict[str, Any]:
        """Return the row as plain values."""
        return asdict(self)


def percentiel(waarden: list[float], deel: float) -> float:
    """Return the value below which *deel* (0-1) of *waarden* lies: the nearest-rank definition."""
    gesorteerd = sorted(waarden)
    return gesorteerd[max(0, math.ceil(deel * len(gesorteerd)) - 1)]


def ronde(werk: Werk, n: int) -> list[float]:
    """Return how long each of *n* times took, in milliseconds."""
    tijden = []
    for _ in range(n):
        begin = time.perf_counter()
        werk()
        tijden.append((time.perf_counter() - begin) * 1000)
    return tijden


def _samen(rondes: list[list[float]]) -> Cijfers:
    return Cijfers(
        p50=round(statistics.median(percentiel(r, 0.5) for r in rondes), 3),
        p95=round(statistics.median(percentiel(r, 0.95) for r in rondes), 3),
        n=sum(len(r) for r in rondes),
    )


def meet(werk: Werk, *, vloer: Werk | None = None, rondes: int = 5, n: int = 200) -> tuple[Cijfers, Cijfers | None, float | None]:
    """Time *werk* and its *vloer* in turns: *rondes* rounds of *n*, after a warm-up of a tenth.

    Returns:
        the figures of the work, those of the floor, and the ratio of their medians (floor and ratio None without a floor).
    """
    ronde(werk, max(3, n // 10))
    if vloer:
        ronde(vloer, max(3, n // 10))
    van_werk, van_vloer = [], []
    for _ in range(rondes):
        gc.collect()
        van_werk.append(ronde(werk, n))
        if vloer:
            van_vloer.append(ronde(vloer, n))
    if not vloer:
        return _samen(van_werk), None, None
    verhoudingen = [percentiel(w, 0.5) / percentiel(v, 0.5) for w, v in zip(van_werk, van_vloer, strict=True)]
    return _samen(van_werk), _samen(van_vloer), round(statistics.median(verhoudingen), 2)


def piek_kb(werk: Werk) -> float:
    """Return the most memory Python holds at once during one call, in kB above what it held before."""
    werk()
    gc.collect()
    tracemalloc.start()
    try:
        voor = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        werk()
        return round((tracemalloc.get_traced_memory()[1] - voor) / 1024, 1)
    finally:
        tracemalloc.stop()


def machine() -> Cijfers:
    """Time a fixed loop of pure Python: how noisy this machine is right now."""

    def lus() -> None:
        som = 0
        for getal in range(200_000):
            som += getal * getal % 7

    return _samen([ronde(lus, 40) for _ in range(3)])
