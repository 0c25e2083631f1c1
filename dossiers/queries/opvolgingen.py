"""Which location went on where another stopped: the whole chain of a dossier, and whether a new link would close a circle."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from dossiers.choices import Opvolgingsoort
from dossiers.models import Dossier, Opvolging

# Links are followed from the dossier in both directions; a link is visited once, so that even a circle that got in by other
# ways (a bulk writer) ends.
_KETEN = """
WITH RECURSIVE schakels AS (
    SELECT o.id, o.voorganger_id, o.opvolger_id FROM dossiers_opvolging o
    WHERE {geldig} AND %(dossier)s IN (o.voorganger_id, o.opvolger_id)
  UNION
    SELECT o.id, o.voorganger_id, o.opvolger_id FROM dossiers_opvolging o
    JOIN schakels s ON o.voorganger_id IN (s.voorganger_id, s.opvolger_id) OR o.opvolger_id IN (s.voorganger_id, s.opvolger_id)
    WHERE {geldig}
)
SELECT o.id, o.soort, o.vanaf, v.id, v.dossiernummer, v.naam, v.gemeente, n.id, n.dossiernummer, n.naam, n.gemeente
FROM schakels s
JOIN dossiers_opvolging o ON o.id = s.id
JOIN {plek} v ON v.id = o.voorganger_id
JOIN {plek} n ON n.id = o.opvolger_id
ORDER BY o.vanaf, o.id
"""
_NU = _KETEN.format(geldig="o.vervallen_op IS NULL", plek="dossiers_dossier")
# A link and its end are recorded when they are made. The names are those of that moment; of what the history does not know yet,
# those of today.
_TOEN = _KETEN.format(
    geldig="o.op <= %(op)s AND (o.vervallen_op IS NULL OR o.vervallen_op > %(op)s)",
    plek="""LATERAL (
    SELECT d.id, coalesce(e.dossiernummer, d.dossiernummer) AS dossiernummer, coalesce(e.naam, d.naam) AS naam,
           coalesce(e.gemeente, d.gemeente) AS gemeente
    FROM dossiers_dossier d
    LEFT JOIN LATERAL (
        SELECT x.dossiernummer, x.naam, x.gemeente FROM dossiers_dossierevent x
        WHERE x.pgh_obj_id = d.id AND x.pgh_created_at <= %(op)s ORDER BY x.pgh_id DESC LIMIT 1
    ) e ON TRUE
    WHERE d.id IN (o.voorganger_id, o.opvolger_id)
)""",
)
# From *van* forward to *naar*: the shortest way, as a list of ids.
_PAD = """
WITH RECURSIVE weg AS (
    SELECT opvolger_id AS hier, ARRAY[voorganger_id, opvolger_id] AS pad FROM dossiers_opvolging
    WHERE vervallen_op IS NULL AND voorganger_id = %(van)s
  UNION ALL
    SELECT o.opvolger_id, w.pad || o.opvolger_id FROM dossiers_opvolging o
    JOIN weg w ON o.voorganger_id = w.hier
    WHERE o.vervallen_op IS NULL AND o.opvolger_id <> ALL(w.pad)
)
SELECT pad FROM weg WHERE hier = %(naar)s ORDER BY array_length(pad, 1) LIMIT 1
"""
# Locations from which one comes back to themselves.
_KRINGEN = """
WITH RECURSIVE weg AS (
    SELECT voorganger_id AS begin, opvolger_id AS hier, ARRAY[voorganger_id, opvolger_id] AS pad
    FROM dossiers_opvolging WHERE vervallen_op IS NULL
  UNION ALL
    SELECT w.begin, o.opvolger_id, w.pad || o.opvolger_id FROM dossiers_opvolging o
    JOIN weg w ON o.voorganger_id = w.hier
    WHERE o.vervallen_op IS NULL AND w.hier <> w.begin AND (o.opvolger_id = w.begin OR o.opvolger_id <> ALL(w.pad))
)
SELECT count(DISTINCT begin) FROM weg WHERE hier = begin
"""


@dataclass(frozen=True)
class Plek:
    """A dossier in a chain, as far as its card."""

    pk: int
    dossiernummer: str
    naam: str
    gemeente: str

    def __str__(self) -> str:
        return f"{self.naam} ({self.dossiernummer}, {self.gemeente})"


@dataclass(frozen=True)
class Schakel:
    """One link: *opvolger* goes on from *voorganger*."""

    pk: int
    soort: Opvolgingsoort
    vanaf: date
    voorganger: Plek
    opvolger: Plek


def keten(dossier: Dossier) -> list[Schakel]:
    """Return every link of the chain in which *dossier* stands, the oldest first: one query."""
    return _schakels(_vraag(_NU, dossier=dossier.pk))


def keten_zoals_bekend(dossier: Dossier, op: datetime) -> list[Schakel]:
    """Return the same as it was recorded at *op*: one query."""
    return _schakels(_vraag(_TOEN, dossier=dossier.pk, op=op))


def _schakels(rijen: list[tuple[Any, ...]]) -> list[Schakel]:
    return [Schakel(pk, Opvolgingsoort(soort), vanaf, Plek(*rest[:4]), Plek(*rest[4:])) for pk, soort, vanaf, *rest in rijen]


def opvolger_van(dossier: Dossier) -> Dossier | None:
    """Return the location that goes on from this one, the first that was linked; None when none does."""
    schakel = Opvolging.objects.filter(voorganger=dossier, vervallen_op=None).select_related("opvolger").order_by("pk").first()
    return schakel.opvolger if schakel else None


def pad(van: int, naar: int) -> list[int]:
    """Return the keys of the dossiers by which *naar* goes on from *van*, both included; empty when it does not."""
    rijen = _vraag(_PAD, van=van, naar=naar)
    return list(rijen[0][0]) if rijen else []


def in_een_kring() -> int:
    """Count the dossiers that come back to themselves."""
    return int(_vraag(_KRINGEN)[0][0])


def _vraag(sql: str, **waarden: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, waarden)
        rijen: list[tuple[Any, ...]] = cursor.fetchall()
    return rijen
