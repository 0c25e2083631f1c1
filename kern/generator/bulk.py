"""Writing many rows at once: one of the two places where something is written past the actions (docs/generator.md).

Rows are unsaved model instances, so that a column gets what the model says: its default when the generator does not know it. The
triggers of the field history are silent meanwhile, because they would date everything at the moment of the run.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Any, TypeVar

import pgtrigger
from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

STAPEL = 5_000  # instances in memory at once

T = TypeVar("T")


@dataclass
class Versies:
    """One row with its past: what it was since when, the last one being what it is. Each version is a whole instance."""

    momenten: Sequence[datetime]
    rijen: Sequence[models.Model]


def stapels(rijen: Iterable[T], hoog: int) -> Iterator[list[T]]:
    """Yield *rijen* in lists of *hoog*, so that a world of any size stays small in memory."""
    invoer = iter(rijen)
    while stapel := list(islice(invoer, hoog)):
        yield stapel


def versies(nu: models.Model, begin: datetime, eerder: Iterable[tuple[datetime, Mapping[str, object]]]) -> Versies:
    """Return *nu* with its past: since *begin*, and at each moment what its fields were *before* it."""
    momenten, rijen, toen = list[datetime](), list[models.Model](), nu
    for moment, velden in sorted(eerder, key=lambda wijziging: wijziging[0], reverse=True):
        momenten.append(moment)
        rijen.append(toen)
        toen = copy(toen)
        for veld, waarde in velden.items():
            setattr(toen, veld, waarde)
    return Versies([begin, *reversed(momenten)], [toen, *reversed(rijen)])


@contextmanager
def stille_historiek() -> Iterator[None]:
    """Write without history triggers and without limits of time, until the end of this block; inside a transaction."""
    namen = ",".join(sorted(trigger.get_pgid(model) for model, trigger in pgtrigger.registered()))
    with connection.cursor() as cursor:
        # A bulk load takes longer than any page may; the role may lift its own limit.
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", ["{" + namen + "}"])
        yield
        cursor.execute("SELECT set_config('pgtrigger.ignore', '', true)")


def neem_nummers(model: type[models.Model], aantal: int) -> list[int]:
    """Take *aantal* values of the sequence behind the primary key of *model*."""
    sleutel = model._meta.pk
    assert sleutel is not None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [f'"{model._meta.db_table}"', sleutel.column, aantal],
        )
        return [rij[0] for rij in cursor.fetchall()]


def kopieer(model: type[models.Model], rijen: Iterable[models.Model]) -> int:
    """COPY instances into the table of *model*; returns how many. A key of None is left to the database, for all rows alike."""
    invoer = iter(rijen)
    eerste = next(invoer, None)
    if eerste is None:
        return 0
    velden = [veld for veld in _kolommen(model) if not (veld.primary_key and eerste.pk is None)]
    waarden = (_waarden(rij, velden) for rij in chain([eerste], invoer))
    return _kopieer(model._meta.db_table, [str(veld.column) for veld in velden], waarden)


def kopieer_waarden(model: type[models.Model], rijen: Sequence[Mapping[str, Any]]) -> int:
    """COPY rows given by attribute ("dossier_id"), for tables so long that an instance per row is half of the time.

    What a row does not name gets the default of its field. All rows leave their key to the database, or none does.

    Raises:
        ValueError: a row names something that is no column.
    """
    if not rijen:
        return 0
    velden = [v for v in _kolommen(model) if not (v.primary_key and v.attname not in rijen[0])]
    onbekend = set().union(*rijen) - {veld.attname for veld in velden}
    if onbekend:
        raise ValueError(f"{model.__name__} heeft geen kolom {', '.join(sorted(onbekend))}")
    als_json = {veld.attname for veld in velden if isinstance(veld, models.JSONField)}
    vast = {veld.attname: veld.get_default() for veld in velden if not callable(veld.default)}
    los = {veld.attname: veld.get_default for veld in velden if callable(veld.default)}
    namen = [veld.attname for veld in velden]

    def waarden() -> Iterator[list[Any]]:
        for rij in rijen:
            volledig = {**vast, **{naam: maak() for naam, maak in los.items() if naam not in rij}, **rij}
            yield [Jsonb(volledig[naam]) if naam in als_json else volledig[naam] for naam in namen]

    return _kopieer(model._meta.db_table, [str(veld.column) for veld in velden], waarden())


def kopieer_met_verleden(model: type[models.Model], verleden: Iterable[Versies]) -> tuple[int, int]:
    """COPY rows of a tracked *model*, and a row of history for each of their versions; returns how many of both.

    What the trigger writes: label "insert" for the first version and "update" for each later one, at its moment. Taken a pile
    at a time, so that the world need not be in memory at once.
    """
    rijen = versies = 0
    for stapel in stapels(verleden, STAPEL):
        rijen += kopieer(model, (v.rijen[-1] for v in stapel))
        versies += _kopieer_historiek(model, stapel)
    return rijen, versies


def _kopieer_historiek(model: type[models.Model], stapel: Sequence[Versies]) -> int:
    event: type[models.Model] = model.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track
    eigen = {"pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id"}
    gevolgd = {str(veld.column) for veld in event._meta.concrete_fields} - eigen
    velden = [veld for veld in _kolommen(model) if veld.column in gevolgd]
    kolommen = ["pgh_created_at", "pgh_label", "pgh_obj_id", *(str(veld.column) for veld in velden)]

    def versies() -> Iterator[list[Any]]:
        # In order of time, as the triggers would have numbered them.
        los = [
            (moment, nummer, rij) for v in stapel for nummer, (moment, rij) in enumerate(zip(v.momenten, v.rijen, strict=True))
        ]
        for moment, nummer, rij in sorted(los, key=lambda deel: (deel[0], deel[2].pk, deel[1])):
            yield [moment, "update" if nummer else "insert", rij.pk, *_waarden(rij, velden)]

    return _kopieer(event._meta.db_table, kolommen, versies())


def _kolommen(model: type[models.Model]) -> list[models.Field]:
    """Return the columns a writer fills: not those the database computes or sets by itself."""
    return [v for v in model._meta.concrete_fields if not v.generated and v.db_default is models.NOT_PROVIDED]


def _waarden(rij: models.Model, velden: Sequence[models.Field]) -> list[Any]:
    # The driver writes every other value as it is; asking each field was half of the time.
    inhoud = rij.__dict__
    return [
        veld.get_db_prep_save(inhoud[veld.attname], connection) if isinstance(veld, models.JSONField) else inhoud[veld.attname]
        for veld in velden
    ]


def _kopieer(tabel: str, kolommen: Sequence[str], rijen: Iterable[Sequence[Any]]) -> int:
    opdracht = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(tabel), sql.SQL(", ").join(map(sql.Identifier, kolommen)))
    aantal = 0
    with connection.cursor() as cursor, cursor.copy(opdracht) as kopie:
        for rij in rijen:
            kopie.write_row(rij)
            aantal += 1
    return aantal
