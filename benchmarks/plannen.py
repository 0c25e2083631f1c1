"""What a plan of PostgreSQL looked at: counts that do not wobble with the machine."""

from collections.abc import Iterator, Mapping
from typing import Any

_GEZIEN = ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")


def knopen(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield *plan* and everything below it."""
    yield plan
    for kind in plan.get("Plans", ()):
        yield from knopen(kind)


def rijen(knoop: Mapping[str, Any]) -> float:
    """Return how many rows one node looked at, wanted or not."""
    return float(sum(knoop.get(veld, 0) for veld in _GEZIEN) * knoop["Actual Loops"])


def blokken(knoop: Mapping[str, Any]) -> int:
    """Return how many blocks (8 kB) one node touched, with all below it.

    An index-only scan of a large table counts the page that says what is visible each time that it changes: many more blocks on
    ten times as much, and no work.
    """
    return int(knoop["Shared Hit Blocks"] + knoop["Shared Read Blocks"])


def gelezen(plan: Mapping[str, Any]) -> float:
    """Return how many rows of tables and indexes a whole plan looked at."""
    return sum(rijen(knoop) for knoop in knopen(plan) if "Relation Name" in knoop or "Index Name" in knoop)
