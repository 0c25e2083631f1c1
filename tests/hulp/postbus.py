"""A real IMAP server (Debian's dovecot) with one mailbox on a free port of this machine."""

import grp
import imaplib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.hulp.overslaan import sla_over

_INSTELLING = """
protocols = imap
listen = 127.0.0.1
base_dir = {map}/run
state_dir = {map}/staat
log_path = {map}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = {intern}
default_internal_group = {groep}
default_login_user = {aanmeld}
default_vsz_limit = 512M
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{map}/mail
mail_uid = {uid}
mail_gid = {gid}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {poort}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
passdb {{
  driver = static
  args = password=geheim
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={map}
}}
"""


class Dovecot:
    """A mailbox that mails can be laid into, and that can be stopped and started."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        with socket.socket() as vrij:
            vrij.bind(("127.0.0.1", 0))
            self.poort: int = vrij.getsockname()[1]
        self.url = f"imap://post:geheim@127.0.0.1:{self.poort}/INBOX"
        wie = pwd.getpwnam("mail") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        # As root it wants its own users, which came with its package; no part of it may run as root.
        groep = "dovecot" if os.getuid() == 0 else grp.getgrgid(wie.pw_gid).gr_name
        intern, aanmeld = ("dovecot", "dovenull") if os.getuid() == 0 else (wie.pw_name, wie.pw_name)
        tekst = _INSTELLING.format(
            map=map_, intern=intern, aanmeld=aanmeld, groep=groep, uid=wie.pw_uid, gid=wie.pw_gid, poort=self.poort
        )
        (map_ / "dovecot.conf").write_text(tekst)
        map_.chmod(0o755)
        (map_ / "mail").mkdir()
        if os.getuid() == 0:
            os.chown(map_ / "mail", wie.pw_uid, wie.pw_gid)
        self._proces: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        programma = shutil.which("dovecot") or "/usr/sbin/dovecot"
        self._proces = subprocess.Popen([programma, "-F", "-c", str(self.map / "dovecot.conf")])
        einde = time.monotonic() + 20
        while time.monotonic() < einde:
            try:
                with socket.create_connection(("127.0.0.1", self.poort), 1) as lijn:
                    if lijn.recv(4) == b"* OK":
                        return
            except OSError:
                time.sleep(0.05)
        raise AssertionError((self.map / "log").read_text() if (self.map / "log").exists() else "dovecot start niet")

    def stop(self) -> None:
        """Stop the server; doing so twice is fine."""
        if self._proces is not None:
            self._proces.terminate()
            self._proces.wait(20)
            self._proces = None

    def hang(self) -> None:
        """Let it take connections but answer nothing, with all its processes."""
        self._seinen(signal.SIGSTOP)

    def ga_verder(self) -> None:
        """End `hang`."""
        self._seinen(signal.SIGCONT)

    def dood(self) -> None:
        """Kill the server with all its conversations: a power cut."""
        assert self._proces is not None, "dovecot draait niet"
        self._seinen(signal.SIGKILL)
        self._proces.wait(20)
        self._proces = None

    def _seinen(self, sein: signal.Signals) -> None:
        assert self._proces is not None, "dovecot draait niet"
        hoofd = psutil.Process(self._proces.pid)
        for proces in (hoofd, *hoofd.children(recursive=True)):
            proces.send_signal(sein)

    def leg_in(self, *mails: bytes, map_: str = "INBOX") -> None:
        """Put mails into a folder."""
        with imaplib.IMAP4("127.0.0.1", self.poort, timeout=10) as imap:
            imap.login("post", "geheim")
            for mail in mails:
                imap.append(map_, "", None, mail)

    def aantal(self, map_: str = "INBOX") -> int:
        """Return how many mails lie in a folder; 0 when there is no such folder."""
        with imaplib.IMAP4("127.0.0.1", self.poort, timeout=10) as imap:
            imap.login("post", "geheim")
            antwoord, gegevens = imap.select(map_, readonly=True)
            return int(gegevens[0] or 0) if antwoord == "OK" else 0


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    """Give an empty mailbox on a real IMAP server."""
    if not (shutil.which("dovecot") or Path("/usr/sbin/dovecot").exists()):
        sla_over("dovecot (apt-get install dovecot-imapd)")
    # Not pytest's own folder: its users must reach it, and the path of a socket is short.
    with tempfile.TemporaryDirectory(prefix="dovecot-") as naam:
        server = Dovecot(Path(naam))
        try:
            server.start()
            yield server
        finally:
            server.stop()
