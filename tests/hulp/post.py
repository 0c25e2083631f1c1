"""A real mail server and a real SMS gateway that a test can make slow, rude or forgetful."""

import asyncio
import contextlib
import http.server
import json
import logging
import threading
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

# It tells every connection that comes and goes; the suite is quiet.
logging.getLogger("mail.log").setLevel(logging.WARNING)


class _Gesprek(SMTP):
    """Tells the handler that DATA was asked, before the text is let in."""

    async def smtp_DATA(self, arg: str | None) -> None:
        self.event_handler.bij_data()
        await super().smtp_DATA(arg)


class _OpVrijePoort(Controller):
    """aiosmtpd's own controller knocks on port 0 when it was given port 0."""

    def factory(self) -> SMTP:
        return _Gesprek(self.handler)

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Mailserver:
    """Takes mail over SMTP. What it took stands in `brieven`, in order, before it says 250.

    `bij_adres`, `bij_data` and `bij_tekst` are called in the middle of a conversation: at the recipient (nothing is committed
    but the claim), at DATA (before the text), and when the text is in but the sender does not know it yet.
    `vertraging` is the time until 250 (seconds); `antwoorden` are lines to give instead of 250, first come first served;
    `weiger_adres` answers a RCPT.
    """

    def __init__(self) -> None:
        self.brieven: list[EmailMessage] = []
        self.bevestigd: list[str] = []
        self.vertraging = 0.0
        self.antwoorden: list[str] = []
        self.weiger_adres: dict[str, str] = {}
        self.bij_adres: Callable[[], None] = lambda: None
        self.bij_data: Callable[[], None] = lambda: None
        self.bij_tekst: Callable[[], None] = lambda: None
        self._controller = _OpVrijePoort(self, hostname="127.0.0.1", port=0)

    @property
    def nummers(self) -> list[str]:
        """Return the Message-IDs taken, copies included."""
        return [str(brief["Message-ID"]) for brief in self.brieven]

    @property
    def url(self) -> str:
        """Return the MAIL_URL."""
        return f"smtp://127.0.0.1:{self.poort}"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, opties: list[str]) -> str:
        """Accept the address unless told otherwise."""
        self.bij_adres()
        if address in self.weiger_adres:
            return self.weiger_adres[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take the text, or give the answer that waits in `antwoorden`."""
        assert isinstance(envelope.content, bytes)
        brief = message_from_bytes(envelope.content, policy=default)
        assert isinstance(brief, EmailMessage)
        if self.antwoorden:
            return self.antwoorden.pop(0)
        self.brieven.append(brief)
        self.bij_tekst()
        await asyncio.sleep(self.vertraging)
        self.bevestigd.append(str(brief["Message-ID"]))
        return "250 OK"

    def start(self) -> None:
        """Listen on a free port."""
        self._controller.start()
        self.poort: int = self._controller.port

    def stop(self) -> None:
        """Stop listening."""
        with contextlib.suppress(AssertionError):  # stopped already
            self._controller.stop()


@pytest.fixture
def mailserver(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailserver]:
    """Give a mail server that this process and the workers it starts hand over to."""
    server = Mailserver()
    server.start()
    settings.MAIL_URL = server.url
    monkeypatch.setenv("MAIL_URL", server.url)
    yield server
    server.stop()


class Smsdienst:
    """An SMS gateway over HTTP: `berichten` is what came in; `antwoorden` are statuses to give instead of 202."""

    def __init__(self) -> None:
        self.berichten: list[dict[str, str]] = []
        self.antwoorden: list[int] = []
        self.bij_bericht: Callable[[], None] = lambda: None
        dienst = self

        class Afhandeling(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                inhoud = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                inhoud |= {"sleutel": self.headers["Idempotency-Key"], "toegang": self.headers["Authorization"]}
                status = dienst.antwoorden.pop(0) if dienst.antwoorden else 202
                if status == 202:
                    dienst.berichten.append(inhoud)
                dienst.bij_bericht()
                with contextlib.suppress(OSError):  # the sender may be dead by now
                    self.send_response(status)
                    self.send_header("Content-Length", "0")
                    self.end_headers()

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Afhandeling)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}/sms"


@pytest.fixture
def smsdienst(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Smsdienst]:
    """Give an SMS gateway that this process and the workers it starts hand over to."""
    dienst = Smsdienst()
    draad = threading.Thread(target=dienst.http.serve_forever, args=(0.02,), daemon=True)
    draad.start()
    for naam, waarde in {"SMS_URL": dienst.url, "SMS_TOKEN": "proef-token"}.items():
        setattr(settings, naam, waarde)
        monkeypatch.setenv(naam, waarde)
    yield dienst
    dienst.http.shutdown()
    dienst.http.server_close()
    draad.join()
