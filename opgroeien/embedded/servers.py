"""Both servers over one data folder, with one lock, as one thing to start and stop."""

import hashlib
import os
import shutil
import stat
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from opgroeien.embedded.fouten import OpstartFout
from opgroeien.embedded.postgres import DATABANK, Postgres, Rol
from opgroeien.embedded.slot import Slot
from opgroeien.embedded.valkey import Valkey

_LANGSTE_SOCKETMAP = 80  # a socket path holds 107 bytes, and the longest name in it takes 20


def socketmap_voor(datamap: Path) -> Path:
    """Return the short private folder for the sockets of *datamap*, made when missing.

    The checkout may lie deep or have spaces in its name; the name here is a hash of its real path, so two checkouts never meet.

    Raises:
        OpstartFout: somebody else made a folder with that name.
    """
    kort = hashlib.sha256(os.fsencode(os.path.realpath(datamap))).hexdigest()[:12]
    naam = f"opgroeien-{os.geteuid()}-{kort}"
    plaats = Path(tempfile.gettempdir()) / naam
    if len(os.fsencode(plaats)) > _LANGSTE_SOCKETMAP:
        plaats = Path("/tmp") / naam  # noqa: S108 the folder itself is checked to be ours alone, below
    plaats.mkdir(mode=0o700, exist_ok=True)
    eigenschappen = plaats.lstat()
    if not stat.S_ISDIR(eigenschappen.st_mode) or eigenschappen.st_uid != os.geteuid() or eigenschappen.st_mode & 0o077:
        raise OpstartFout(f"De map {plaats} is niet van u alleen: verwijder ze en start opnieuw.")
    return plaats


class Servers:
    """PostgreSQL and Valkey with their data in *map_*; `vluchtig` for tests, which may lose everything in a power cut.

    Start it from the main thread: the servers end by themselves when that thread's process is killed.
    """

    def __init__(self, map_: Path, *, vluchtig: bool = False) -> None:
        self.map = Path(os.path.abspath(map_))
        self.slot = Slot(self.map / ".slot")
        self._vluchtig = vluchtig

    def start(self) -> None:
        """Take the lock, clear what a killed run left, start both servers and make roles and database.

        Raises:
            SlotBezet: another process runs over the same folder.
            OpstartFout: something an operator can mend; the text says how.
        """
        self.map.mkdir(parents=True, exist_ok=True)
        self.slot.neem()
        try:
            self.van_een_ander()
            self.valkey.begin()
            self.postgres.begin()
            self.valkey.wacht()
            self.postgres.wacht()
            self.postgres.richt_in()
        except BaseException:
            self.stop()
            raise

    def van_een_ander(self) -> Self:
        """Know where both servers are without starting them: another process runs them over the same folder."""
        self.socketmap = socketmap_voor(self.map)
        self.postgres = Postgres(
            self.map / "pg", socketmap=self.socketmap, log=self.map / "log" / "postgres.log", vluchtig=self._vluchtig
        )
        self.valkey = Valkey(self.map / "valkey", socketmap=self.socketmap, log=self.map / "log" / "valkey.log")
        return self

    def database_url(self, rol: Rol, databank: str = DATABANK) -> str:
        """Return the `DATABASE_URL` with which *rol* reaches *databank*."""
        return self.postgres.url(rol, databank)

    def urls(self, rol: Rol) -> dict[str, str]:
        """Return the environment variables with which the program, connecting as *rol*, finds both servers."""
        return {"DATABASE_URL": self.database_url(rol), "REDIS_URL": self.valkey.url}

    def herstel(self) -> list[str]:
        """Start again what fell; returns the names of what was started again.

        Raises:
            OpstartFout: it does not come up any more.
        """
        hersteld = []
        for naam, server in (("PostgreSQL", self.postgres), ("Valkey", self.valkey)):
            if not server.leeft():
                server.stop()
                server.begin()
                server.wacht()
                hersteld.append(naam)
        return hersteld

    def stop(self) -> None:
        """Stop both and give the lock back; may be called twice."""
        for server in (getattr(self, "valkey", None), getattr(self, "postgres", None)):
            if server is not None:
                server.stop()
        if hasattr(self, "socketmap"):
            shutil.rmtree(self.socketmap, ignore_errors=True)
        self.slot.laat_los()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None) -> None:
        self.stop()
