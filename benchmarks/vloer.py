"""The floor of a page: its own statements through bare psycopg on one warm connection, plus writing the same bytes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

Opdracht = tuple[str, Any]


@contextmanager
def afgeluisterd() -> Iterator[list[Opdracht]]:
    """Collect the statements Django sends, with their parameters, into the list that is yielded."""
    opdrachten: list[Opdracht] = []

    def luister(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        opdrachten.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(luister):
        yield opdrachten


def kale_verbinding() -> psycopg.Connection:
    """Return a bare connection to the database Django uses, as the same role."""
    db = connection.settings_dict
    # Values go into the text, as Django sends them: bound apart, a statement with an empty value of unknown type is refused.
    return psycopg.connect(
        host=db["HOST"],
        user=db["USER"],
        dbname=db["NAME"],
        password=db["PASSWORD"] or None,
        cursor_factory=psycopg.ClientCursor,
        **db.get("OPTIONS", {}),
    )


class Vloer:
    """Repeats the statements of one request after another and writes as many bytes, and does nothing else."""

    def __init__(self, verzoeken: list[list[Opdracht]], antwoorden: list[bytes]) -> None:
        echte = [[(sql, params) for sql, params in opdrachten if not _is_transactie(sql)] for opdrachten in verzoeken]
        self.verzoeken = cycle(zip(echte, antwoorden, strict=True))
        self.verbinding = kale_verbinding()
        self.uitvoer = Path("/dev/null").open("wb", buffering=0)  # noqa: SIM115 kept open for all rounds

    def __call__(self) -> None:
        """Run the next one."""
        opdrachten, antwoord = next(self.verzoeken)
        with self.verbinding.cursor() as cursor:
            for sql, params in opdrachten:
                cursor.execute(sql, params)
                if cursor.description:
                    cursor.fetchall()
        self.verbinding.commit()
        self.uitvoer.write(antwoord)

    def sluit(self) -> None:
        """Give the connection back."""
        self.verbinding.close()
        self.uitvoer.close()


def _is_transactie(sql: str) -> bool:
    return sql.lstrip().upper().startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT"))
