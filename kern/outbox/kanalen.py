"""The roads out. Each hand-over has two halves: `verbind` (may fail freely) and `draag_over` (the moment of truth).

Between the two the worker commits `in_overdracht`. What `draag_over` cannot say for certain it calls `Onzeker`.
"""

import smtplib
import ssl
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

import httpx
from django.conf import settings

from kern.models import OutboxRegel
from kern.outbox.bericht import afzender, maak_mail
from kern.outbox.fouten import Blijvend, Onzeker, Tijdelijk
from kern.outbox.keuzes import Kanaal


class Overdracht(Protocol):
    """One message on its way over one road."""

    def verbind(self) -> None:
        """Do everything that can be done before the message itself is handed over.

        Raises:
            Tijdelijk, Blijvend: certainly not taken.
        """

    def draag_over(self) -> None:
        """Hand the message over; returning means: taken.

        Raises:
            Tijdelijk, Blijvend: certainly not taken.
            Onzeker: nobody can know.
        """

    def sluit(self) -> None:
        """Leave; never raises."""


def overdracht_voor(regel: OutboxRegel) -> Overdracht:
    """Return the road that *regel* takes in this installation."""
    adres = urlsplit(settings.MAIL_URL if regel.kanaal == Kanaal.MAIL else settings.SMS_URL)
    if adres.scheme == "demo":
        return Demopostvak()
    if regel.kanaal == Kanaal.MAIL and adres.scheme in {"smtp", "smtps"}:
        return Smtp(regel, adres)
    if regel.kanaal == Kanaal.SMS and adres.scheme in {"http", "https"}:
        return Sms(regel, adres.geturl())
    return Gesloten("MAIL_URL" if regel.kanaal == Kanaal.MAIL else "SMS_URL")


class Demopostvak:
    """The demo hands over to nobody: the row itself is the mailbox, shown on `/demo-postvak/`."""

    def verbind(self) -> None:
        """Nothing to reach."""

    def draag_over(self) -> None:
        """The row is the mailbox."""

    def sluit(self) -> None:
        """Nothing to leave."""


class Gesloten:
    """A road this installation does not have: the row is parked, and seen."""

    def __init__(self, instelling: str) -> None:
        self.instelling = instelling

    def verbind(self) -> None:
        """Refuse, saying which setting is missing."""
        raise Blijvend(f"Dit kanaal is niet ingesteld: zet {self.instelling}.")

    def draag_over(self) -> None:
        """Never reached."""
        raise Blijvend(f"Dit kanaal is niet ingesteld: zet {self.instelling}.")

    def sluit(self) -> None:
        """Nothing to leave."""


def _antwoord(code: int, tekst: bytes | str) -> str:
    return f"{code} {tekst.decode(errors='replace') if isinstance(tekst, bytes) else tekst}"


def _weiger(code: int, tekst: bytes | str) -> None:
    """Turn a clear refusal of the server into the right error: 5xx is for good, everything else may pass."""
    if 500 <= code <= 599:
        raise Blijvend(_antwoord(code, tekst))
    raise Tijdelijk(_antwoord(code, tekst))


class Smtp:
    """A relay over SMTP: `smtp://user:password@host:587?tls=starttls` or `smtps://host`.

    All or nothing: when one of several recipients is refused nobody gets it, so give each addressee a row of their own.
    """

    def __init__(self, regel: OutboxRegel, adres: SplitResult) -> None:
        self.regel = regel
        self.adres = adres
        self.mail = maak_mail(regel).as_bytes()
        self.smtp: smtplib.SMTP | None = None

    def verbind(self) -> None:
        """Connect, log in, and have sender and recipients accepted."""
        try:
            self._verbind()
        except smtplib.SMTPResponseException as fout:  # before OSError, of which it is a kind
            # The server refuses us, not the message (greeting, login): later, and the others should wait as well.
            raise Tijdelijk(_antwoord(fout.smtp_code, fout.smtp_error), kanaal_plat=True) from None
        except (OSError, smtplib.SMTPException) as fout:
            raise Tijdelijk(f"geen verbinding met de mailserver ({type(fout).__name__})", kanaal_plat=True) from None
        try:
            self._richt()
        except (OSError, smtplib.SMTPException) as fout:
            raise Tijdelijk(f"verbinding verbroken voor de overdracht ({type(fout).__name__})", kanaal_plat=True) from None

    def _verbind(self) -> None:
        klasse = smtplib.SMTP_SSL if self.adres.scheme == "smtps" else smtplib.SMTP
        standaardpoort = 465 if self.adres.scheme == "smtps" else 25
        smtp = klasse(self.adres.hostname or "", self.adres.port or standaardpoort, timeout=settings.MAIL_TIMEOUT)
        self.smtp = smtp
        if "tls=starttls" in self.adres.query:
            smtp.starttls(context=ssl.create_default_context())
        if self.adres.username:
            smtp.login(unquote(self.adres.username), unquote(self.adres.password or ""))
        smtp.ehlo_or_helo_if_needed()

    def _richt(self) -> None:
        smtp = self._open()
        code, tekst = smtp.mail(afzender()[1])
        if code != 250:
            _weiger(code, tekst)
        for naar in self.regel.aan:
            code, tekst = smtp.rcpt(naar)
            if code not in {250, 251}:
                _weiger(code, tekst)

    def draag_over(self) -> None:
        """Send DATA, the text, and wait for the answer."""
        smtp = self._open()
        try:
            code, tekst = smtp.docmd("DATA")
        except (OSError, smtplib.SMTPException) as fout:
            # Not one byte of the text has left yet.
            raise Tijdelijk(f"verbinding verbroken voor de tekst ({type(fout).__name__})", kanaal_plat=True) from None
        if code != 354:
            _weiger(code, tekst)
        try:
            smtp.send(_met_punten(self.mail))
            code, tekst = smtp.getreply()
        except (OSError, smtplib.SMTPException) as fout:
            raise Onzeker(f"geen antwoord na de tekst ({type(fout).__name__})") from None
        if code != 250:
            _weiger(code, tekst)

    def sluit(self) -> None:
        """Say goodbye, or just hang up."""
        if self.smtp is None:
            return
        try:
            self.smtp.quit()
        except (OSError, smtplib.SMTPException):
            self.smtp.close()

    def _open(self) -> smtplib.SMTP:
        if self.smtp is None:
            raise Tijdelijk("nog niet verbonden")
        return self.smtp


def _met_punten(mail: bytes) -> bytes:
    """Return *mail* as DATA wants it: a leading dot doubled, and a line with one dot at the end (RFC 5321, 4.5.2)."""
    regels = mail.replace(b"\r\n.", b"\r\n..")
    if regels.startswith(b"."):
        regels = b"." + regels
    return regels + (b"" if regels.endswith(b"\r\n") else b"\r\n") + b".\r\n"


class Sms:
    """An SMS gateway over HTTP: POST of JSON with a bearer token, and an Idempotency-Key that stays the same for ever."""

    def __init__(self, regel: OutboxRegel, url: str) -> None:
        self.regel = regel
        self.url = url

    def verbind(self) -> None:
        """Nothing: over HTTP reaching and handing over are one call."""

    def draag_over(self) -> None:
        """POST the message once; httpx itself never tries again."""
        try:
            antwoord = httpx.post(
                self.url,
                json={"to": self.regel.aan[0], "text": self.regel.tekst},
                headers={"Authorization": f"Bearer {settings.SMS_TOKEN}", "Idempotency-Key": self.regel.message_id},
                timeout=httpx.Timeout(settings.SMS_TIMEOUT),
                follow_redirects=False,
                trust_env=False,
            )
        except (httpx.ConnectError, httpx.ConnectTimeout) as fout:
            raise Tijdelijk(f"geen verbinding met de sms-dienst ({type(fout).__name__})", kanaal_plat=True) from None
        except httpx.HTTPError as fout:
            raise Onzeker(f"geen antwoord van de sms-dienst ({type(fout).__name__})") from None
        code = antwoord.status_code
        if antwoord.is_success:
            return
        if code in {408, 425, 429, 503}:
            raise Tijdelijk(f"HTTP {code}", kanaal_plat=code in {429, 503})
        if code >= 500:  # the gateway fell over; it may have passed the message on before
            raise Onzeker(f"HTTP {code}")
        raise Blijvend(f"HTTP {code}")

    def sluit(self) -> None:
        """Nothing to leave: each call has its own connection."""
