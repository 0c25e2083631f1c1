"""Making the demo ready: tables, static files, the demo world. What was done before and has not changed is not done again."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from opgroeien.demo.scherm import Stopknop, stap, zeg
from opgroeien.embedded import OpstartFout, proces
from opgroeien.embedded.fouten import uit_logboek


class Inrichting:
    """The set-up of one checkout. *stempels* lies with the data it tells about, so throwing the data away forgets both."""

    def __init__(self, checkout: Path, *, stempels: Path, log: Path, knop: Stopknop) -> None:
        self.checkout = checkout
        self.stempels = stempels
        self.log = log
        self.knop = knop

    def richt_in(self, *, als_app: Mapping[str, str], als_eigenaar: Mapping[str, str]) -> None:
        """Bring tables, static files and demo world up to date; *als_app* and *als_eigenaar* are the two environments.

        Raises:
            OpstartFout: a step failed; with the end of its log.
            Gestopt: the operator did not want to wait.
        """
        tabellen = _vingerafdruk(self._bronnen_van_tabellen(), met_inhoud=True)
        bestanden = _vingerafdruk(self._bronnen_van_bestanden(), met_inhoud=False)
        staat = self.checkout / "staticfiles" / "staticfiles.json"
        verzamelaar = None
        if self._gedaan().get("bestanden") != bestanden or not staat.exists():
            zeg("Stijl en scripts klaarzetten…")
            verzamelaar = self._begin(["collectstatic", "--noinput", "--clear", "--verbosity=0"], als_app)
        try:
            if self._gedaan().get("tabellen") != tabellen:
                with stap("Tabellen maken of bijwerken"):
                    self._wacht_op(self._begin(["migrate", "--noinput", "--verbosity=1"], als_eigenaar), "De tabellen bijwerken")
                    self._wacht_op(self._begin(["createcachetable"], als_eigenaar), "De tabellen bijwerken")
                self._onthoud(tabellen=tabellen)
            if self._gedaan().get("wereld") != "ja" and list(self.checkout.glob("*/management/commands/vul_demowereld.py")):
                with stap("Demowereld opbouwen (alleen de eerste keer)"):
                    self._wacht_op(self._begin(["vul_demowereld"], als_app), "De demowereld opbouwen", toon=True)
                self._onthoud(wereld="ja")
            if verzamelaar is not None:
                self._wacht_op(verzamelaar, "Stijl en scripts klaarzetten")
                self._onthoud(bestanden=bestanden)
        finally:
            if verzamelaar is not None:
                proces.stop(verzamelaar, signal.SIGTERM, geduld=2)

    def _bronnen_van_tabellen(self) -> Iterable[Path]:
        yield self.checkout / "uv.lock"  # the tables of others come with their packages
        yield self.checkout / "opgroeien" / "settings.py"
        yield from sorted(self.checkout.glob("*/migrations/**/*.py"))

    def _bronnen_van_bestanden(self) -> Iterable[Path]:
        yield self.checkout / "uv.lock"
        yield self.checkout / "opgroeien" / "settings.py"
        for map_ in sorted({self.checkout / "static", *self.checkout.glob("*/static")}):
            yield from sorted(pad for pad in map_.rglob("*") if pad.is_file())

    def _begin(self, woorden: list[str], env: Mapping[str, str]) -> subprocess.Popen[bytes]:
        return proces.start(
            [sys.executable, "manage.py", *woorden],
            log=self.log,
            cwd=self.checkout,
            env=env,
            bij_dood_van_ouder=signal.SIGKILL,
        )

    def _wacht_op(self, kind: subprocess.Popen[bytes], wat: str, *, toon: bool = False) -> None:
        gelezen = self.log.stat().st_size
        try:
            while kind.poll() is None:
                self.knop.wacht(0.05)
                if toon:
                    gelezen = self._toon_nieuw(gelezen)
        finally:
            proces.stop(kind, signal.SIGTERM, geduld=2)
        if toon:
            self._toon_nieuw(gelezen)
        if kind.returncode != 0:
            raise OpstartFout(str(uit_logboek(wat, self.log)).replace(" start niet.", " is mislukt."))

    def _toon_nieuw(self, vanaf: int) -> int:
        with self.log.open("rb") as bestand:
            bestand.seek(vanaf)
            nieuw = bestand.read()
        hele_regels = nieuw[: nieuw.rfind(b"\n") + 1]
        for regel in hele_regels.decode(errors="replace").splitlines():
            zeg(f"  {regel}")
        return vanaf + len(hele_regels)

    def _gedaan(self) -> dict[str, str]:
        try:
            gelezen = json.loads(self.stempels.read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return gelezen if isinstance(gelezen, dict) else {}

    def _onthoud(self, **nieuw: str) -> None:
        tijdelijk = self.stempels.with_suffix(".nieuw")
        tijdelijk.write_text(json.dumps(self._gedaan() | nieuw))
        tijdelijk.replace(self.stempels)


def _vingerafdruk(bestanden: Iterable[Path], *, met_inhoud: bool) -> str:
    """Return a hash of *bestanden*; without their content (quicker) their size and time of change stand for it."""
    som = hashlib.sha256()
    for pad in bestanden:
        eigenschappen = pad.stat()
        inhoud = pad.read_bytes() if met_inhoud else f"{eigenschappen.st_size} {eigenschappen.st_mtime_ns}".encode()
        som.update(os.fsencode(pad) + b"\0" + inhoud)
    return som.hexdigest()
