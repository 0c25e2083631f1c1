"""The launcher: one process that starts everything, says when it is ready, mends what falls and stops it all."""

import http.client
import os
import signal
import socket
import sys
import time
from pathlib import Path

from opgroeien.demo import kinderen, vooraf
from opgroeien.demo.inrichting import Inrichting
from opgroeien.demo.scherm import Gestopt, Stopknop, maak_uitvoer_veilig, stap, zeg
from opgroeien.embedded import OpstartFout, Rol, Servers, proces
from opgroeien.embedded.fouten import uit_besturingssysteem, uit_logboek
from opgroeien.embedded.slot import Slot

CHECKOUT = Path(__file__).resolve().parent.parent.parent
DATA = CHECKOUT / ".data"
ADRES = DATA / "adres"  # of the demo that runs: with POORT=0 only it knows
_STARTTIJD = 120.0  # seconds before a web server that does not answer is given up


class Demo:
    """Everything of one demo, in the order in which it starts; stopped in the other order."""

    def __init__(self, knop: Stopknop) -> None:
        self.knop = knop
        self.slot = Slot(DATA / ".demo")
        self.servers: Servers | None = None
        self.kinderen: list[kinderen.Kind] = []

    def start(self) -> None:
        """Start everything and say where.

        Raises:
            OpstartFout: it cannot; the text says what to do.
            Gestopt: the operator stopped it meanwhile.
        """
        begin = time.monotonic()
        (DATA / "log").mkdir(parents=True, exist_ok=True)
        self.slot.neem()
        self.luisteraar = vooraf.neem_poort(os.environ.get("POORT", "8000"))
        ADRES.write_text(self.url, encoding="utf-8")
        vooraf.controleer_bibliotheken()
        proces.stop_wezen(lambda: kinderen.wezen(DATA), signal.SIGTERM, geduld=2)
        basis = self._omgeving()
        app, eigenaar = self._start_servers()
        self.knop.wacht(0)
        inrichting = Inrichting(
            CHECKOUT,
            stempels=(DATA / "pg" if self.servers else DATA) / "opgroeien.inrichting",
            log=DATA / "log" / "inrichting.log",
            knop=self.knop,
        )
        inrichting.richt_in(als_app=basis | app, als_eigenaar=basis | app | eigenaar)
        with stap("Webserver, worker en beat starten"):
            self.kinderen = kinderen.stel_samen(
                checkout=CHECKOUT, data=DATA, env=basis | app, luisteraar=self.luisteraar.fileno()
            )
            for kind in self.kinderen:
                kind.start()
            self._wacht_tot_de_webserver_antwoordt()
        duur = f"{time.monotonic() - begin:.1f}".replace(".", ",")
        zeg(f"Klaar op {self.url}")
        zeg(f"  gestart in {duur} s; stoppen met Ctrl-C; wat er gebeurt staat in {DATA / 'log'}")

    @property
    def url(self) -> str:
        """Return the address for the browser."""
        return f"http://127.0.0.1:{self.luisteraar.getsockname()[1]}"

    def bewaak(self) -> None:
        """Watch until somebody wants to stop, and start again what falls.

        Raises:
            OpstartFout: something keeps falling.
            Gestopt: the operator wants to stop.
        """
        while True:
            self.knop.wacht(0.2)
            for naam in self.servers.herstel() if self.servers else ():
                zeg(f"{naam} was gevallen en draait weer; wat bewaard was, is er nog.")
            for kind in self.kinderen:
                if kind.is_gevallen():
                    kind.herstel()
                    zeg(f"De {kind.naam} was gevallen en is opnieuw gestart.")

    def stop(self) -> None:
        """Stop everything that was started."""
        kinderen.stop_allemaal(self.kinderen, self.knop)
        if self.servers is not None:
            self.servers.stop()
        if hasattr(self, "luisteraar"):
            self.luisteraar.close()
        self.slot.laat_los()

    def _start_servers(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return what the program and what the owner of the tables must have in their environment."""
        gegeven = {naam: os.environ[naam] for naam in ("DATABASE_URL", "REDIS_URL") if os.environ.get(naam)}
        if len(gegeven) == 2:
            return gegeven, {"DATABASE_URL": os.environ.get("DATABASE_URL_EIGENAAR", gegeven["DATABASE_URL"])}
        if gegeven:
            raise OpstartFout(f"Alleen {next(iter(gegeven))} is gezet: zet DATABASE_URL en REDIS_URL allebei, of geen van beide.")
        with stap("PostgreSQL en Valkey starten"):
            servers = Servers(DATA)
            servers.start()
            self.servers = servers
        return servers.urls(Rol.APP), {"DATABASE_URL": servers.database_url(Rol.EIGENAAR)}

    def _omgeving(self) -> dict[str, str]:
        schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("PG")}
        return schoon | {
            "OMGEVING": "demo",
            "DJANGO_SETTINGS_MODULE": "opgroeien.settings",
            "SECRET_KEY": vooraf.geheim(DATA / "geheim"),
            "BASIS_URL": self.url,
            "PYTHONUNBUFFERED": "1",
            kinderen.MERK: str(DATA),
        }

    def _wacht_tot_de_webserver_antwoordt(self) -> None:
        web = self.kinderen[0]
        tot = time.monotonic() + _STARTTIJD
        while not _antwoordt(self.luisteraar):
            self.knop.wacht(0.05)
            if web.is_gevallen() or time.monotonic() > tot:
                raise uit_logboek("De webserver", web.log)


def _antwoordt(luisteraar: socket.socket) -> bool:
    verbinding = http.client.HTTPConnection("127.0.0.1", luisteraar.getsockname()[1], timeout=2)
    try:
        verbinding.request("GET", "/gezondheid/")
        return verbinding.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        verbinding.close()


def main() -> int:
    """Run the demo until it is stopped; returns the exit code."""
    maak_uitvoer_veilig()
    knop = Stopknop()
    knop.luister()
    demo = Demo(knop)
    fout: OpstartFout | None = None
    try:
        demo.start()
        demo.bewaak()
    except Gestopt:
        zeg("Stoppen…")
    except OpstartFout as gevangen:
        fout = gevangen
    except OSError as gevangen:
        fout = uit_besturingssysteem(gevangen)
        if fout is None:
            raise
    finally:
        demo.stop()
    if fout is not None:
        print(fout, file=sys.stderr, flush=True)
        return 1
    zeg("Gestopt; de gegevens zijn bewaard in .data/.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
