"""A real browser that forgives nothing: console errors, blocked styles or scripts, exceptions and requests to outside fail."""

import os
import re
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect as expect  # what tests judge a page with: it waits

from tests.hulp.overslaan import sla_over
from tests.hulp.processen import Webserver

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

    from kern.models import Medewerker

# How long a page may take to show what a test expects, in ms: generous, for a machine may be busy and who is right need not wait.
GEDULD = 20_000
_VLAGGEN = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # Otherwise Chromium looks up its maker's hosts by itself.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Chromium writes a console error for every answer of 4xx; those our screens show on purpose are no fault.
_BEDOELDE_STATUS = re.compile(r"Failed to load resource: the server responded with a status of (401|403|404|409|410|422|429)\b")
# So does htmx when a request gives way to a newer one (hx-sync) or to a page that is left; one that failed is htmx:sendError.
# With either comes htmx:afterRequest, which says nothing by itself.
_WEEK = re.compile(r"htmx:(sendAbort|afterRequest)\b")


class Browser:
    """The browser of one test. Every page it opens is watched; `fouten` holds what went wrong, and fails the test at the end.

    A test that expects a fault looks at `fouten` and clears it.
    """

    def __init__(self, chromium: "Chromium", webserver: Webserver) -> None:
        self._chromium = chromium
        self._webserver = webserver
        self._contexten: list[BrowserContext] = []
        self.fouten: list[str] = []

    def nieuwe_pagina(self, *, als: "Medewerker | None" = None, breedte: int = 1280, hoogte: int = 900, **opties: Any) -> "Page":
        """Open an empty page in a context of its own, logged in as *als*; addresses may start with "/".

        *opties* are playwright's: `java_script_enabled`, `color_scheme`, `forced_colors`, `reduced_motion`, …
        """
        context = self._chromium.new_context(
            base_url=self._webserver.url,
            locale="nl-BE",
            timezone_id="Europe/Brussels",
            viewport={"width": breedte, "height": hoogte},
            **opties,
        )
        self._contexten.append(context)
        context.set_default_timeout(GEDULD)
        context.on("console", self._bij_console)
        context.on("weberror", self._bij_uitzondering)
        context.on("request", self._bij_verzoek)
        if als is not None:
            self._meld_aan(context, als)
        return context.new_page()

    def sluit(self) -> None:
        """Close all pages."""
        for context in self._contexten:
            context.close()

    def _meld_aan(self, context: "BrowserContext", wie: "Medewerker") -> None:
        """Give *context* the session of *wie*, without going through the login page (which has its own tests)."""
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(wie, backend="kern.aanmelden.backend.Aanmeldbackend")
        koekje = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies(
            [{"name": koekje.key, "value": koekje.value, "url": self._webserver.url, "httpOnly": True, "sameSite": "Lax"}]
        )

    def _bij_console(self, bericht: "ConsoleMessage") -> None:
        if bericht.type in {"error", "warning"} and not (_BEDOELDE_STATUS.match(bericht.text) or _WEEK.match(bericht.text)):
            self.fouten.append(f"console ({bericht.type}): {bericht.text} [{bericht.location.get('url', '')}]")

    def _bij_uitzondering(self, fout: "WebError") -> None:
        self.fouten.append(f"uitzondering: {fout.error}")

    def _bij_verzoek(self, verzoek: "Request") -> None:
        delen = urlsplit(verzoek.url)
        if delen.scheme in {"http", "https", "ws", "wss"} and delen.hostname not in {"127.0.0.1", "localhost"}:
            self.fouten.append(f"verzoek naar buiten: {verzoek.url}")


@pytest.fixture(scope="session")
def _chromium() -> Iterator["Chromium"]:
    pad = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not pad:
        sla_over("chromium")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; Django would refuse the database for the rest of the run.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=GEDULD)
    with sync_playwright() as playwright:
        vlaggen = [*_VLAGGEN, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        chromium = playwright.chromium.launch(executable_path=pad, args=vlaggen)
        yield chromium
        chromium.close()


@pytest.fixture
def browser(_chromium: "Chromium", webserver: Webserver) -> Iterator[Browser]:
    """Give a real browser on `webserver`; mark the test `@pytest.mark.browser`."""
    van_deze_test = Browser(_chromium, webserver)
    yield van_deze_test
    van_deze_test.sluit()
    if van_deze_test.fouten:
        pytest.fail("De browser zag fouten:\n" + "\n".join(van_deze_test.fouten), pytrace=False)
