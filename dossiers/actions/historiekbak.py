"""Writing the rows of the history with their lines on the timeline: a thousand at a time, by COPY."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4, uuid5

from django.db import connection, models

from dossiers.actions.bulk import Bulk
from dossiers.historiek import BRON
from dossiers.models import Betrokkene, Contactmoment, Dossier, Historiekbestand, Historiekstuk, Organisator, Tijdlijnregel
from kern.adres import vorm
from kern.gebeurtenissen import Gebeurtenis

PER_KEER = 1000  # rows in one COPY
MEESTE_BYTES = 16_000_000  # of files, in one COPY
_NUL = UUID(int=0)
_RUIMTE = UUID("5f0c2c1e-7d1b-4b0e-9a55-2f4d6d1e8a10")  # any, and never another: keys follow from it
_EIGEN = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LANGSTE_TITEL, _LANGSTE_KORT = 200, 400
_LIJN = (
    "dossier_id", "organisator_id", "op", "bekend_sinds", "soort", "verwijzing", "titel", "kort", "door_naam", "overgenomen",
    "url",
)  # fmt: skip

Verwijzing = tuple[int | None, int]  # a dossier (None: none in particular) and who organised it


class Lijn(NamedTuple):
    """What a line says beside what it is about: `op` is when it happened, `bekend` since when the agency knew."""

    soort: str
    titel: str
    op: datetime
    bekend: datetime
    auteur: str = ""
    kort: str = ""


class Rijenbak:
    """Rows of one table, written a thousand at a time; *kolommen* as `leg` gets their values."""

    def __init__(self, sql: Bulk, model: type[models.Model], kolommen: Sequence[str]) -> None:
        self._sql, self._model, self._kolommen = sql, model, kolommen
        self._rijen: list[Sequence[Any]] = []
        self.geschreven = 0

    def leg(self, *waarden: Any) -> None:
        """Put a row in; it is written with the next thousand, or by `leeg`."""
        self._rijen.append(waarden)
        if len(self._rijen) >= PER_KEER:
            self.leeg()

    def leeg(self) -> int:
        """Write what waits; returns how many rows were written in all."""
        if self._rijen:
            self._sql.kopieer(self._model, self._kolommen, self._rijen)
            self.geschreven += len(self._rijen)
            self._rijen = []
        return self.geschreven


class Lijnenbak:
    """Lines of the timeline, marked as taken over."""

    def __init__(self, sql: Bulk) -> None:
        self._bak = Rijenbak(sql, Tijdlijnregel, _LIJN)

    def leg(self, plaats: Verwijzing, verwijzing: object, url: str, *lijnen: Lijn) -> None:
        """Put the lines of the thing *verwijzing* in; its page is *url*."""
        for lijn in lijnen:
            kort = " ".join(lijn.kort.split())
            self._bak.leg(
                *plaats, lijn.op, lijn.bekend, lijn.soort, str(verwijzing), lijn.titel[:_LANGSTE_TITEL],
                kort if len(kort) <= _LANGSTE_KORT else f"{kort[: _LANGSTE_KORT - 1].rstrip()}…", lijn.auteur, True, url,
            )  # fmt: skip

    def leeg(self) -> int:
        """Write what waits; returns how many lines were written in all."""
        return self._bak.leeg()


class Bak:
    """Rows that keep their key in the old system, with their lines; *kolommen* are those after key, place and source."""

    def __init__(self, sql: Bulk, model: type[Betrokkene | Contactmoment | Historiekstuk], kolommen: Sequence[str]) -> None:
        self._rijen = Rijenbak(sql, model, ("id", "dossier_id", "organisator_id", "bron", "bronnummer", *kolommen))
        self._lijnen = Lijnenbak(sql)
        self._voor, self._na = model(pk=_NUL).get_absolute_url().split(str(_NUL))

    def leg(
        self, bronnummer: str, plaats: Verwijzing, waarden: Sequence[Any], *lijnen: Lijn, sleutel: UUID | None = None
    ) -> UUID:
        """Put a row in, and return its key (any, unless one is given); it is written with the next thousand, or by `leeg`."""
        sleutel = sleutel or uuid4()
        self._rijen.leg(sleutel, *plaats, BRON, bronnummer, *waarden)
        self._lijnen.leg(plaats, sleutel, f"{self._voor}{sleutel}{self._na}", *lijnen)
        return sleutel

    def leeg(self) -> int:
        """Write what waits; returns how many rows were written in all."""
        self._lijnen.leeg()
        return self._rijen.leeg()


class Bestandsbak:
    """Files of stukken. They may be written before their stuk: the database looks at the reference when everything is in."""

    def __init__(self, sql: Bulk) -> None:
        self._sql = sql
        self._rijen: list[tuple[Any, ...]] = []
        self._bytes = 0
        self.geschreven = 0

    def leg(self, stuk: UUID, naam: str, inhoud: bytes, sha256: str) -> None:
        """Put a file in; what waits is written once it weighs more than `MEESTE_BYTES`."""
        self._rijen.append((stuk, naam, inhoud, sha256, len(inhoud)))
        self._bytes += len(inhoud)
        if self._bytes >= MEESTE_BYTES:
            self.leeg()

    def leeg(self) -> int:
        """Write what waits; returns how many files were written in all."""
        if self._rijen:
            self._sql.kopieer(Historiekbestand, ("stuk_id", "naam", "inhoud", "sha256", "grootte"), self._rijen)
            self.geschreven += len(self._rijen)
            self._rijen, self._bytes = [], 0
        return self.geschreven


def dossieradres(dossiernummer: str) -> str:
    """Return the address of the page of a dossier."""
    voor, na = vorm("dossiers:dossier", str)
    return f"{voor}{dossiernummer}{na}"


def nummers_voor(model: type[models.Model], aantal: int) -> list[int]:
    """Give out *aantal* keys of a numbered table beforehand, so that what refers to a row can be written with it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [model._meta.db_table, aantal]
        )
        return [nummer for (nummer,) in cursor.fetchall()]


def sleutel_uit(wat: str, bron_id: str) -> UUID:
    """Return the key here of a row that does not keep that of the old system: one key gives one, for each sort of thing.

    What was exported from here has its own key, written as we write it: two spellings are two keys, as everywhere in a package.
    """
    if _EIGEN.fullmatch(bron_id):
        return UUID(bron_id)
    return uuid5(_RUIMTE, f"{wat}:{bron_id}")


def log_bij(sql: Bulk, gebeurtenis: Gebeurtenis, wat: str, nieuw: Sequence[tuple[Verwijzing, object]]) -> None:
    """Write a row in the log of each dossier, or else organisator, for what came in there; *wat* says of what the keys are."""
    bij_dossier = [(dossier, rij) for (dossier, _), rij in nieuw if dossier is not None]
    bij_organisator = [(organisator, rij) for (dossier, organisator), rij in nieuw if dossier is None]
    for over, waar in ((Dossier, bij_dossier), (Organisator, bij_organisator)):
        if waar:
            sql.log(
                gebeurtenis,
                over,
                "jsonb_build_object(%(wat)s::text, x.rij, 'bron', %(bron)s, 'import', %(run)s)",
                "FROM (SELECT * FROM unnest(%(waar)s::bigint[], %(rijen)s::text[]) AS n (id, rij)) x ORDER BY x.id, x.rij",
                waar=[een[0] for een in waar],
                rijen=[str(een[1]) for een in waar],
                wat=wat,
            )
