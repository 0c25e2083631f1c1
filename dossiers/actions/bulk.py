"""Writing many rows in one statement, for the two writers that may go past the actions: imports and the generator.

Statements are our own text; values travel as parameters. `{Dossier}` in a statement stands for the table of that model.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models
from psycopg import sql
from structlog.contextvars import get_contextvars

from dossiers.models.tijdlijn import naam_van
from kern.gebeurtenissen import Gebeurtenis
from kern.logboek import SYSTEEM, soort_van
from kern.models import Logregel, Medewerker


@cache
def _tabellen() -> dict[str, str]:
    modellen = [m for app in ("kern", "dossiers") for m in apps.get_app_config(app).get_models()]
    return {m.__name__: connection.ops.quote_name(m._meta.db_table) for m in modellen}


class Bulk:
    """Statements of one piece of work, inside the transaction of the caller. *vast* are parameters that all of them know."""

    def __init__(self, vast: Mapping[str, Any], *, door: Medewerker | None, op: datetime) -> None:
        naam = door.naam if door else SYSTEEM
        self.op = op
        self._vast = {**vast, "op": op, "door": door.pk if door else None, "door_naam": naam, "auteur": naam_van(door)}

    def doe(self, opdracht: str, **meer: Any) -> int:
        """Carry out one statement; returns how many rows it touched."""
        with connection.cursor() as cursor:
            cursor.execute(opdracht.format_map(_tabellen()), {**self._vast, **meer})
            return int(cursor.rowcount)

    def vergrendel(self, alias: str, uit: str) -> int:
        """Wait for whoever changes the rows *alias* of the text *uit* ("FROM … WHERE …"), by key: the order of the house, so that
        nobody who takes several of them waits for us while we wait for them.
        """
        return self.doe(f"SELECT {uit} ORDER BY {alias}.id FOR NO KEY UPDATE OF {alias}")

    def rijen(self, opdracht: str, **meer: Any) -> list[tuple[Any, ...]]:
        """Return the rows of one question."""
        with connection.cursor() as cursor:
            cursor.execute(opdracht.format_map(_tabellen()), {**self._vast, **meer})
            return list(cursor.fetchall())

    def voeg_in(self, model: type[models.Model], waarden: Mapping[str, str], uit: str, **meer: Any) -> int:
        """Insert rows of *model*: *waarden* (column: expression) from the text *uit* ("FROM … WHERE …").

        A column that is not named gets the default of its field, so that a new field needs no change here.

        Raises:
            ValueError: *waarden* names a column that is not there.
        """
        kolommen, uitdrukkingen = [], []
        over = dict(waarden)
        for veld in model._meta.concrete_fields:
            kolom = str(veld.column)  # concrete fields have one
            if kolom in over:
                uitdrukkingen.append(over.pop(kolom))
            elif veld.primary_key or veld.generated or veld.has_db_default():
                continue
            else:
                meer[f"std_{kolom}"] = veld.get_db_prep_save(veld.get_default(), connection)
                uitdrukkingen.append(f"%(std_{kolom})s")
            kolommen.append(connection.ops.quote_name(kolom))
        if over:
            raise ValueError(f"{model.__name__} heeft geen kolom {', '.join(over)}")
        doel = connection.ops.quote_name(model._meta.db_table)
        return self.doe(f"INSERT INTO {doel} ({', '.join(kolommen)}) SELECT {', '.join(uitdrukkingen)} {uit}", **meer)

    def kopieer(self, model: type[models.Model], kolommen: Sequence[str], rijen: Iterable[Sequence[Any]]) -> None:
        """COPY rows of *model*: values of *kolommen*, as psycopg takes them; every other column gets the default of its field.

        Raises:
            ValueError: *kolommen* names a column that is not there.
        """
        velden = {str(veld.column): veld for veld in model._meta.concrete_fields}
        if onbekend := [kolom for kolom in kolommen if kolom not in velden]:
            raise ValueError(f"{model.__name__} heeft geen kolom {', '.join(onbekend)}")
        rest = {
            kolom: veld.get_db_prep_save(veld.get_default(), connection)
            for kolom, veld in velden.items()
            if not (kolom in kolommen or veld.primary_key or veld.generated or veld.has_db_default())
        }
        opdracht = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(model._meta.db_table), sql.SQL(", ").join(map(sql.Identifier, [*kolommen, *rest]))
        )
        vast = list(rest.values())
        with connection.cursor() as cursor, cursor.copy(opdracht) as kopie:
            for rij in rijen:
                kopie.write_row([*rij, *vast])

    def log(self, gebeurtenis: Gebeurtenis, model: type[models.Model], gegevens: str, uit: str, **meer: Any) -> int:
        """Add a row to the log about each row of *uit*, which gives `id` in ascending order; *gegevens* is a jsonb expression.

        The chain of each subject is kept by the trigger, as for one row.
        """
        waarden = {
            "op": "%(op)s",
            "gebeurtenis": "%(gebeurtenis)s",
            "door_id": "%(door)s::bigint",
            "door_naam": "%(door_naam)s",
            "onderwerp_soort": "%(onderwerp)s",
            "onderwerp_id": "x.id::text",
            "gegevens": gegevens,
            "verzoek_id": "%(verzoek_id)s",
        }
        meer |= {"gebeurtenis": gebeurtenis.code, "onderwerp": soort_van(model)}
        return self.voeg_in(Logregel, waarden, uit, verzoek_id=str(get_contextvars().get("verzoek_id", "")), **meer)
