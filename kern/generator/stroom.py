"""Rows of several tables at once, written a pile at a time, so that a world of any size stays small in memory."""

import hashlib
import random
from collections.abc import Mapping
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeAlias

from django.db import models

from kern.gebeurtenissen import Gebeurtenis
from kern.generator import bulk
from kern.logboek import SYSTEEM, soort_van
from kern.models import Logregel, Logtekst

STAPEL = 20_000  # rows; a pile is written when it is this high
LOGNUMMERS = 500  # keys of log rows taken at once; what is left over is never used

Persoon: TypeAlias = tuple[int, str]
"""Key and name of a medewerker."""


class Stroom:
    """A `with` block in which rows of any table are added one by one.

    Foreign keys are checked at the end of the transaction, so the order between tables is free; within one table rows are
    written in the order in which they came. Log rows about one subject must come in order of time: their chain tells so.
    """

    def __init__(self, tellingen: dict[str, int], toeval: random.Random) -> None:
        self._tellingen = tellingen
        self._toeval = toeval
        self._stapels: dict[type[models.Model], list[dict[str, Any]]] = {}
        self._hoog = 0
        self._lognummers: list[int] = []

    def rij(self, model: type[models.Model], /, **waarden: Any) -> None:
        """Add one row of *model* by its attributes; its key is given, or left to the database for every row of this table."""
        self._stapels.setdefault(model, []).append(waarden)
        self._hoog += 1
        if self._hoog >= STAPEL:
            self.spoel()

    def log(
        self,
        gebeurtenis: Gebeurtenis,
        *,
        over: tuple[type[models.Model], int | str],
        door: Persoon | None,
        op: datetime,
        gegevens: Mapping[str, object] | None = None,
        reden: str = "",
    ) -> None:
        """Add the row that `kern.logboek.schrijf` would; *over* is a model and the key of the row."""
        if not self._lognummers:
            self._lognummers = bulk.neem_nummers(Logregel, LOGNUMMERS)[::-1]
        zout = self._toeval.randbytes(16) if reden else b""
        nummer = self._lognummers.pop()
        self.rij(
            Logregel,
            id=nummer,
            op=op,
            gebeurtenis=gebeurtenis.code,
            door_id=door[0] if door else None,
            door_naam=door[1] if door else SYSTEEM,
            onderwerp_soort=soort_van(over[0]),
            onderwerp_id=str(over[1]),
            gegevens=dict(gegevens or {}),
            reden_hash=hashlib.sha256(zout + reden.encode()).digest() if reden else None,
        )
        if reden:
            # After its row: the trigger compares the text with what the row was chained with.
            self.rij(Logtekst, regel_id=nummer, zout=zout, tekst=reden)

    def spoel(self) -> None:
        """Write what waits."""
        eerst_het_log = sorted(self._stapels.items(), key=lambda stapel: stapel[0] is not Logregel)
        for model, rijen in eerst_het_log:
            naam = model._meta.label
            self._tellingen[naam] = self._tellingen.get(naam, 0) + bulk.kopieer_waarden(model, rijen)
        self._stapels.clear()
        self._hoog = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None) -> None:
        if soort is None:
            self.spoel()
