"""A mailbox over IMAP: what lies in it, one mail at a time, and putting a mail away. Rules: `kern.actions.post_ophalen`."""

import imaplib
import re
import ssl
from types import TracebackType
from typing import Any, Self
from urllib.parse import SplitResult, unquote, urlsplit

STUK = 1024 * 1024  # bytes asked at once, so that no server has to hold a whole mail for us
_GROOTTE = re.compile(rb"RFC822\.SIZE (\d+)")
_ANTWOORD = re.compile(r"[^\x20-\x7e]+")


class PostbusFout(Exception):
    """The mailbox cannot be reached, or says no. `reden` is short and technical, without names."""

    def __init__(self, reden: str) -> None:
        super().__init__(reden)
        self.reden = reden[:200]


class Postbus:
    """The mailbox at `imaps://user:password@host/INBOX` (or `imap://…?tls=starttls`); mails go to folder *klaar* once taken.

    A mail is known by its UID as long as `uidvalidity` stays the same; nothing in the mailbox is ever deleted by us.
    """

    def __init__(self, url: str, klaar: str, timeout: float = 30.0) -> None:
        self.adres: SplitResult = urlsplit(url)
        self.klaar = klaar
        self.timeout = timeout
        self.map = unquote(self.adres.path.lstrip("/")) or "INBOX"
        self.uidvalidity = 0
        self._imap: imaplib.IMAP4 | None = None

    @property
    def naam(self) -> str:
        """What tells this mailbox from another, without its password."""
        return f"{self.adres.hostname}/{unquote(self.adres.username or '')}/{self.map}"[:200]

    def __enter__(self) -> Self:
        """Connect, log in, open the folder.

        Raises:
            PostbusFout: it cannot be reached, or refuses us.
        """
        try:
            self._imap = self._verbind()
            self._imap.login(unquote(self.adres.username or ""), unquote(self.adres.password or ""))
            self._goed(self._imap.select(_aangehaald(self.map)))
            _, [waarde] = self._imap.response("UIDVALIDITY")
            self.uidvalidity = int(waarde or 0)
        except (OSError, imaplib.IMAP4.error, ValueError, TypeError) as fout:
            self._sluit()
            raise PostbusFout(f"geen toegang tot de postbus ({type(fout).__name__})") from None
        return self

    def __exit__(self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None) -> None:
        """Hang up; never raises."""
        self._sluit()

    def uids(self) -> list[int]:
        """Return the mails that lie there, the oldest first."""
        [gevonden] = self._vraag("SEARCH", "ALL", "UNDELETED")
        return sorted(int(uid) for uid in (gevonden or b"").split())

    def grootte(self, uid: int) -> int | None:
        """Return the size in bytes; None when the mail is not there any more."""
        for deel in self._vraag("FETCH", str(uid), "(RFC822.SIZE)"):
            tekst = deel if isinstance(deel, bytes) else b" ".join(d for d in deel if isinstance(d, bytes)) if deel else b""
            if gevonden := _GROOTTE.search(tekst):
                return int(gevonden[1])
        return None

    def haal(self, uid: int, hoogstens: int) -> bytes | None:
        """Return the first *hoogstens* bytes of a mail, without marking it as read; None when it is not there any more."""
        stukken: list[bytes] = []
        gelezen = 0
        while gelezen < hoogstens:
            stuk = self._inhoud(uid, f"(BODY.PEEK[]<{gelezen}.{min(STUK, hoogstens - gelezen)}>)")
            if stuk is None:
                return None if not stukken else b"".join(stukken)
            stukken.append(stuk)
            gelezen += len(stuk)
            if len(stuk) < STUK:
                break
        return b"".join(stukken)

    def koppen(self, uid: int) -> bytes | None:
        """Return only the heads of a mail."""
        return self._inhoud(uid, "(BODY.PEEK[HEADER])")

    def zet_weg(self, uid: int) -> None:
        """Move a mail to the folder for what was taken in; made when it is not there yet.

        Raises:
            PostbusFout: the mailbox went away, or says no.
        """
        imap, klaar = self._open(), _aangehaald(self.klaar)
        verplaats = "MOVE" if "MOVE" in imap.capabilities else "COPY"
        try:
            antwoord = imap.uid(verplaats, str(uid), klaar)
            if antwoord[0] != "OK":
                imap.create(klaar)
                antwoord = imap.uid(verplaats, str(uid), klaar)
            self._goed(antwoord)
            if verplaats == "COPY":
                self._goed(imap.uid("STORE", str(uid), "+FLAGS", r"(\Deleted)"))  # the copy stays; only ours is taken away
                imap.expunge()
        except (OSError, imaplib.IMAP4.error) as fout:
            raise _verbroken(fout) from None

    def _inhoud(self, uid: int, wat: str) -> bytes | None:
        for deel in self._vraag("FETCH", str(uid), wat):
            if isinstance(deel, tuple) and len(deel) > 1:
                return bytes(deel[1])
        return None

    def _vraag(self, opdracht: str, *delen: str) -> list[Any]:
        try:
            return self._goed(self._open().uid(opdracht, *delen))
        except (OSError, imaplib.IMAP4.error) as fout:
            raise _verbroken(fout) from None

    def _verbind(self) -> imaplib.IMAP4:
        gastheer, context = self.adres.hostname or "", ssl.create_default_context()
        if self.adres.scheme == "imaps":
            return imaplib.IMAP4_SSL(gastheer, self.adres.port or 993, ssl_context=context, timeout=self.timeout)
        imap = imaplib.IMAP4(gastheer, self.adres.port or 143, timeout=self.timeout)
        if "tls=starttls" in self.adres.query:
            imap.starttls(context)
        return imap

    def _open(self) -> imaplib.IMAP4:
        if self._imap is None:
            raise PostbusFout("niet verbonden")
        return self._imap

    def _goed(self, antwoord: tuple[str, list[Any]]) -> list[Any]:
        if antwoord[0] != "OK":
            raise PostbusFout(f"de postbus weigert: {_ANTWOORD.sub(' ', str(antwoord[1]))[:80]}")
        return antwoord[1]

    def _sluit(self) -> None:
        if self._imap is not None:
            try:
                self._imap.logout()
            except (OSError, imaplib.IMAP4.error):
                self._imap.shutdown()
            self._imap = None


def _verbroken(fout: Exception) -> PostbusFout:
    return PostbusFout(f"verbinding met de postbus verbroken ({type(fout).__name__})")


def _aangehaald(naam: str) -> str:
    """Return the name of a folder as IMAP wants it; a name with other letters would need another spelling, so ASCII only."""
    return '"' + naam.encode("ascii", "ignore").decode().replace("\\", "").replace('"', "") + '"'
