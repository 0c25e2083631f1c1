"""Asking pages the way gunicorn does: through the WSGI handler and all middleware, as somebody who is logged in."""

import io
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from benchmarks.meting import Meting, meet, piek_kb
from benchmarks.vloer import Vloer, afgeluisterd
from kern.models import Medewerker


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

    def vraag(self, pad: str, verwacht: int = 200) -> bytes:
        """Ask *pad* and return the body.

        Raises:
            AssertionError: another status than *verwacht*; a fast error page is not a measurement.
        """
        stand: list[str] = []

        def begin(status: str, koppen: list[tuple[str, str]], fout: Any = None, /) -> Callable[[bytes], object]:
            stand.append(status)
            return lambda rest: None

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
        antwoord = self.handler(omgeving, begin)
        try:
            lichaam = b"".join(antwoord)
        finally:
            antwoord.close()
        assert stand[0].startswith(str(verwacht)), f"{pad}: {stand[0]}"
        return lichaam


def meet_pagina(
    naam: str,
    lezer: Lezer,
    pad: str,
    *,
    grens_ms: float | None = None,
    grens_queries: int | None = None,
    rondes: int = 5,
    n: int = 200,
) -> Meting:
    """Measure one page against its floor; the bounds are on the p50 and the number of queries."""
    werk = partial(lezer.vraag, pad)
    werk()
    with afgeluisterd() as opdrachten:
        antwoord = werk()
    vloer = Vloer(opdrachten, antwoord)
    cijfers, van_vloer, ratio = meet(werk, vloer=vloer, rondes=rondes, n=n)
    vloer.sluit()
    grenzen = [f"p50 ≤ {grens_ms:g} ms"] if grens_ms else []
    grenzen += [f"≤ {grens_queries} queries"] if grens_queries else []
    gehaald = (grens_ms is None or cijfers.p50 <= grens_ms) and (grens_queries is None or len(opdrachten) <= grens_queries)
    return Meting(
        naam=naam,
        cijfers=cijfers,
        vloer=van_vloer,
        ratio=ratio,
        queries=len(opdrachten),
        bytes=len(antwoord),
        geheugen_kb=piek_kb(werk),
        grens=", ".join(grenzen),
        gehaald=gehaald if grenzen else None,
    )
