"""Asking pages the way gunicorn does: through the WSGI handler and all middleware, as somebody who is logged in."""

import io
from collections.abc import Callable
from importlib import import_module
from itertools import cycle
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.utils import timezone

from benchmarks import plannen
from benchmarks.meting import Meting, meet, piek_kb
from benchmarks.vloer import Opdracht, Vloer, afgeluisterd
from benchmarks.wereld import Adressen
from dossiers import soorten
from kern.models import Medewerker

STUK = "hx:"
TOKEN = "t" * 32  # of the forms that are sent here
GETYPT = ("vragen", "juist", "fout", "personen")  # lists of `Adressen` that a path asks one by one
MEEST_BEKEKEN = 40  # requests of which the plans are counted
SCHRIJFT = ("INSERT", "UPDATE", "DELETE", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET")


class Lezer:
    """A logged-in person who asks pages; returns the bytes that would go over the line."""

    def __init__(self, persoon: Medewerker) -> None:
        winkel = import_module(settings.SESSION_ENGINE).SessionStore()
        winkel[SESSION_KEY] = str(persoon.pk)
        winkel[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        winkel[HASH_SESSION_KEY] = persoon.get_session_auth_hash()
        winkel["actief_op"] = int(timezone.now().timestamp())
        winkel.save()
        self.koekje = f"{settings.SESSION_COOKIE_NAME}={winkel.session_key}"
        self.handler = WSGIHandler()

    def stuur(self, pad: str, gegevens: dict[str, str], verwacht: tuple[int, ...] = (200,)) -> bytes:
        """Send a form to *pad* as a script does that saves while somebody types, and return the body."""
        inhoud = urlencode(gegevens).encode()
        return self.vraag(
            pad,
            verwacht,
            REQUEST_METHOD="POST",
            CONTENT_TYPE="application/x-www-form-urlencoded",
            CONTENT_LENGTH=str(len(inhoud)),
            HTTP_ACCEPT="application/json",
            HTTP_X_ACHTERGROND="1",
            HTTP_COOKIE=f"{self.koekje}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
            HTTP_X_CSRFTOKEN=TOKEN,
            **{"wsgi.input": io.BytesIO(inhoud)},
        )

    def vraag(self, pad: str, verwacht: tuple[int, ...] = (200,), **anders: Any) -> bytes:
        """Ask *pad* and return the body; with `STUK` before it only the piece that htmx puts in the page.

        *anders* goes into the environment of the request.

        Raises:
            AssertionError: another status than *verwacht*; a fast error page is not a measurement.
        """
        stand: list[str] = []

        def begin(status: str, koppen: list[tuple[str, str]], fout: Any = None, /) -> Callable[[bytes], object]:
            stand.append(status)
            return lambda rest: None

        stuk, pad = pad.startswith(STUK), pad.removeprefix(STUK)
        pad, _, query = pad.partition("?")
        omgeving = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": pad,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_COOKIE": self.koekje,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
        }
        if stuk:
            omgeving["HTTP_HX_REQUEST"] = "true"
        antwoord = self.handler(omgeving | anders, begin)
        try:
            lichaam = b"".join(antwoord)
        finally:
            antwoord.close()
        assert int(stand[0][:3]) in verwacht, f"{pad}: {stand[0]}"
        return lichaam


def paden(pad: str, adressen: Adressen) -> list[str]:
    """Return the addresses that *pad* stands for, asked in turn; one when nothing in it differs."""
    vast = {"lang": adressen.lang, "organisator": adressen.organisator, "toen": adressen.toen}
    vast["bezoek"] = soorten.bezoeksoorten()[0]
    if "{dossier}" in pad:
        return [pad.format(dossier=nummer, **vast) for nummer in adressen.dossiers]
    for naam, sleutels in adressen.dingen.items():
        if f"{{{naam}}}" in pad:
            return [pad.format(**{naam: sleutel}, **vast) for sleutel in sleutels]
    for naam in GETYPT:
        if f"{{{naam}}}" in pad:
            return [pad.format(**{naam: quote(getypt)}, **vast) for getypt in getattr(adressen, naam)]
    return [pad.format(**vast)]


def is_opzoeking(pad: str) -> bool:
    """Return whether *pad* looks something up: that has a bound of its own on ten times as much (docs/meten.md)."""
    return any(f"{{{naam}}}" in pad for naam in GETYPT)


def om_beurten(lezer: Lezer, adressen: list[str]) -> Callable[[], bytes]:
    """Return work that asks the next address each time; a jump answers with the way to the dossier."""
    volgende = cycle(adressen)
    return lambda: lezer.vraag(next(volgende), verwacht=(200, 302))


def meet_pagina(
    naam: str,
    lezer: Lezer,
    adressen: list[str],
    *,
    grens_ms: float | None = None,
    grens_queries: int | None = None,
    rondes: int = 5,
    n: int = 200,
) -> Meting:
    """Measure one page, at *adressen* in turn, against its floor; the bounds are on the p50 and the most queries of any."""
    werk = om_beurten(lezer, adressen)
    lezer.vraag(adressen[0], verwacht=(200, 302))  # what a process asks once, it has asked
    vragen, antwoorden = [], []
    for _ in adressen:
        with afgeluisterd() as opdrachten:
            antwoorden.append(werk())
        vragen.append(opdrachten)
    gelezen = [lees_plannen(opdrachten) for opdrachten in vragen[:MEEST_BEKEKEN]]
    vloer = Vloer(vragen, antwoorden)
    cijfers, van_vloer, ratio = meet(werk, vloer=vloer, rondes=rondes, n=n)
    vloer.sluit()
    meeste = max(map(len, vragen))
    grenzen = [f"p50 ≤ {grens_ms:g} ms"] if grens_ms else []
    grenzen += [f"≤ {grens_queries} queries"] if grens_queries else []
    gehaald = (grens_ms is None or cijfers.p50 <= grens_ms) and (grens_queries is None or meeste <= grens_queries)
    return Meting(
        naam=naam,
        cijfers=cijfers,
        vloer=van_vloer,
        ratio=ratio,
        queries=meeste,
        bytes=round(sum(map(len, antwoorden)) / len(antwoorden)),
        geheugen_kb=piek_kb(werk),
        grens=", ".join(grenzen),
        gehaald=gehaald if grenzen else None,
        extra={wat: round(sum(een[wat] for een in gelezen) / len(gelezen)) for wat in ("rijen", "blokken")},
    )


def lees_plannen(opdrachten: list[Opdracht]) -> dict[str, float]:
    """Return how many rows and blocks the SELECTs of one request look at: counts that do not wobble with the machine."""
    uit = {"rijen": 0.0, "blokken": 0.0}
    with connection.cursor() as cursor:
        for sql, params in opdrachten:
            if sql.lstrip().upper().startswith(SCHRIJFT):
                continue
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}", params)
            plan = cursor.fetchone()[0][0]["Plan"]
            uit["rijen"] += plannen.gelezen(plan)
            uit["blokken"] += plannen.blokken(plan)
    return uit
