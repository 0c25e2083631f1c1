"""Is the log still what was written? Set-based: the database reads every row once and only the findings travel.

What it finds and what it cannot: see `docs/logboek.md`. In short, the chain shows every change by somebody who did not also
recompute all later hashes and the head; the *anker*, kept elsewhere, shows that too.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

_SQL = (Path(__file__).resolve().parent.parent / "sql" / "controleer_logboek.sql").read_text(encoding="utf-8")

_ZINNEN = {
    "gewijzigd": "de inhoud is gewijzigd nadat de regel geschreven was",
    "ontbreekt_ervoor": "een of meer regels net voor deze regel ontbreken",
    "sluit_niet_aan": "de regel sluit niet aan op de vorige: een van beide is vervangen of vervalst",
    "zonder_kop": "de ketenkop van dit onderwerp ontbreekt, of de regels zijn buiten het logboek om toegevoegd",
    "ontbreekt_erna": "een of meer regels na deze regel ontbreken",
    "bijgeschreven": "deze regel is buiten het logboek om toegevoegd",
    "kop_verschilt": "de ketenkop klopt niet met deze laatste regel",
    "alles_weg": "alle regels over dit onderwerp zijn verwijderd",
    "reden_gewijzigd": "de tekst van de reden is gewijzigd",
}

# A row counts for the anker only when no transaction can still be adding a lower number.
ANKER_RIJPING = "1 hour"


@dataclass(frozen=True)
class Bevinding:
    """One place where the log is not what was written."""

    onderwerp_soort: str
    onderwerp_id: str
    volgnummer: int
    wat: str

    def __str__(self) -> str:
        return f"{self.onderwerp_soort} {self.onderwerp_id}, regel {self.volgnummer}: {_ZINNEN[self.wat]}."


@dataclass(frozen=True)
class Anker:
    """One number over all rows up to an id: written down outside the database, it proves later that none of them changed."""

    tot_en_met: int
    som: str

    def __str__(self) -> str:
        return f"{self.tot_en_met}:{self.som}"


def bevindingen() -> Iterator[Bevinding]:
    """Yield every finding as the database finds it, in constant memory."""
    with transaction.atomic(), connection.cursor() as instelling:
        # The role of the program gives up after 30 seconds, for people who wait; nobody waits for this.
        instelling.execute("SET LOCAL statement_timeout = 0")
        with connection.create_cursor("controleer_logboek") as cursor:
            cursor.execute(_SQL)
            for rij in cursor:
                yield Bevinding(*rij)


def open_sloten() -> list[str]:
    """Return in words which locks of the log are off: a trigger that was disabled, a right the program should not have."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT 'De trigger ' || verwacht.naam || ' op ' || verwacht.tabel || ' ontbreekt of staat uit.'
            FROM (VALUES ('kern_logregel', 'logregel_keten'), ('kern_logregel', 'logregel_weigert'),
                         ('kern_logtekst', 'logtekst_past'), ('kern_logtekst', 'logtekst_weigert'),
                         ('kern_logkop', 'logkop_weigert')) AS verwacht (tabel, naam)
            WHERE NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = verwacht.tabel::regclass
                              AND t.tgname = verwacht.naam AND t.tgenabled IN ('O', 'A'))
            UNION ALL
            SELECT 'De rol ' || rol.rolname || ' mag ' || verboden.recht || ' op ' || verboden.tabel || '.'
            FROM (VALUES ('kern_logregel', 'UPDATE'), ('kern_logregel', 'DELETE'), ('kern_logregel', 'TRUNCATE'),
                         ('kern_logtekst', 'UPDATE'), ('kern_logtekst', 'TRUNCATE'), ('kern_logkop', 'INSERT'),
                         ('kern_logkop', 'UPDATE'), ('kern_logkop', 'DELETE'), ('kern_logkop', 'TRUNCATE'))
                 AS verboden (tabel, recht)
            JOIN pg_roles rol ON rol.rolname = 'opgroeien_app'
            WHERE has_table_privilege(rol.oid, verboden.tabel::regclass, verboden.recht)
            """
        )
        return [zin for (zin,) in cursor.fetchall()]


def aantal_regels() -> int:
    """Return how many rows the log holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kern_logregel")
        (aantal,) = cursor.fetchone()
        return int(aantal)


def anker(tot_en_met: int | None = None) -> Anker:
    """Return the anker over all rows up to id *tot_en_met* (default: up to the last row older than an hour)."""
    som = hashlib.sha256()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        if tot_en_met is None:
            cursor.execute(
                "SELECT coalesce(max(id), 0) FROM kern_logregel WHERE vastgelegd_op < clock_timestamp() - %s::interval",
                [ANKER_RIJPING],
            )
            (tot_en_met,) = cursor.fetchone()
        with connection.create_cursor("anker_logboek") as stroom:
            stroom.itersize = 20_000
            stroom.execute("SELECT id, hash FROM kern_logregel WHERE id <= %s ORDER BY id", [tot_en_met])
            for nummer, hash_ in stroom:
                som.update(f"{nummer}:".encode() + bytes(hash_))
    return Anker(int(tot_en_met or 0), som.hexdigest())
