"""`make check`: everything that can be judged without running the program, each with its own line and time."""

import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LANGSTE_BESTAND = 400  # lines; longer is two things
_EIGEN_CODE = {".py", ".html", ".css", ".js", ".sh", ".sql"}
_NIET_MET_DE_HAND = ("static/vendor/", "tests/vendor/")

# No server is asked anything here; the addresses only have to be well-formed.
_SERVERS = {"DATABASE_URL": "postgresql://opgroeien_app@%2Fnergens/opgroeien", "REDIS_URL": "unix:///nergens/valkey.sock"}
_ALS_TEST = _SERVERS | {"OMGEVING": "test"}
_ALS_PRODUCTIE = _SERVERS | {
    "OMGEVING": "productie",
    "SECRET_KEY": "een-lange-sleutel-die-alleen-deze-controle-gebruikt-0123456789-abcdefghijklmnopqrstuvwxyz",
    "BASIS_URL": "https://opgroeien.example",
    "ALLOWED_HOSTS": "opgroeien.example",
    "METRICS_TOKEN": "alleen-voor-deze-controle",
    "WISREGISTER": "/nergens/wisregister.jsonl",
    "BESTANDEN_MAP": "/nergens/bestanden",
    "OIDC_ISSUER": "https://aanbieder.example",
    "OIDC_CLIENT_ID": "controle",
    "OIDC_SECRET": "controle",
    "MAIL_URL": "smtp://mail.example",
    "MAIL_AFZENDER": "controle@opgroeien.example",
}


@dataclass(frozen=True)
class Uitkomst:
    """What one check found: nothing, or the text that says what is wrong."""

    goed: bool
    tekst: str = ""


def opdracht(*woorden: str, omgeving: dict[str, str] | None = None) -> Callable[[], Uitkomst]:
    """Return a check that runs a command and is content with exit code 0."""

    def voer_uit() -> Uitkomst:
        schoon = {naam: waarde for naam, waarde in os.environ.items() if naam not in _ALS_PRODUCTIE}
        klaar = subprocess.run(
            woorden, cwd=CHECKOUT, env=schoon | (omgeving or _ALS_TEST), capture_output=True, text=True, check=False
        )
        return Uitkomst(klaar.returncode == 0, klaar.stdout + klaar.stderr)

    return voer_uit


def manage(*woorden: str, omgeving: dict[str, str] | None = None) -> Callable[[], Uitkomst]:
    """Return a check that runs a management command."""
    return opdracht(sys.executable, "manage.py", *woorden, omgeving=omgeving)


def bestandslengte() -> Uitkomst:
    """Look for files that have grown into two things."""
    lijst = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    te_lang = []
    for naam in lijst:
        pad = CHECKOUT / naam
        if pad.suffix not in _EIGEN_CODE or "/migrations/" in naam or naam.startswith(_NIET_MET_DE_HAND) or not pad.exists():
            continue
        regels = len(pad.read_text(encoding="utf-8").splitlines())
        if regels > LANGSTE_BESTAND:
            te_lang.append(
                f"{naam}: {regels} regels (hoogstens {LANGSTE_BESTAND}); splits het in een map, per zelfstandig naamwoord"
            )
    return Uitkomst(not te_lang, "\n".join(te_lang))


def elke_app_heeft_een_laag() -> Uitkomst:
    """Look for an app that stands outside the contract of layers, where nobody would see its imports."""
    gekend = set(tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"])
    vergeten = sorted({pad.parent.name for pad in CHECKOUT.glob("*/apps.py")} - gekend)
    return Uitkomst(not vergeten, f"Zet in pyproject.toml onder tool.importlinter.root_packages: {', '.join(vergeten)}")


def controles() -> dict[str, Callable[[], Uitkomst]]:
    """Return the checks by name, the slowest first."""
    alle = {
        "types (mypy)": opdracht(str(BIN / "mypy"), "."),
        "migraties zijn bij": manage("makemigrations", "--check", "--dry-run"),
        "veilig om te plaatsen (check --deploy)": manage("check", "--deploy", "--fail-level", "WARNING", omgeving=_ALS_PRODUCTIE),
        "lagen (import-linter)": opdracht(str(BIN / "lint-imports")),
        "elke app heeft een laag": elke_app_heeft_een_laag,
        "stijl (ruff)": opdracht(str(BIN / "ruff"), "check", "."),
        "opmaak (ruff format)": opdracht(str(BIN / "ruff"), "format", "--check", "."),
        f"bestanden tot {LANGSTE_BESTAND} regels": bestandslengte,
    }
    if (CHECKOUT / "docker-compose.yml").exists():
        schema = ("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml")
        alle["docker-compose.yml"] = opdracht(sys.executable, "-m", schema[0].replace("-", "_"), *schema[1:])
    if (CHECKOUT / "scripts" / "vendor.py").exists():
        alle["bestanden van anderen (vendor)"] = opdracht(sys.executable, "scripts/vendor.py", "--controleer")
    return alle


def _gemeten(controle: Callable[[], Uitkomst]) -> tuple[Uitkomst, float]:
    begin = time.monotonic()
    uitkomst = controle()
    return uitkomst, time.monotonic() - begin


def main() -> int:
    """Run all checks, two at a time; returns the exit code."""
    fouten = 0
    with ThreadPoolExecutor(max_workers=2) as uitvoerders:
        lopend = {naam: uitvoerders.submit(_gemeten, controle) for naam, controle in controles().items()}
        for naam, belofte in lopend.items():
            uitkomst, seconden = belofte.result()
            print(f"{'goed' if uitkomst.goed else 'FOUT':5} {naam} ({seconden:.1f} s)", flush=True)
            if not uitkomst.goed:
                fouten += 1
                print("\n".join(f"      {regel}" for regel in uitkomst.tekst.strip().splitlines()), flush=True)
    return 1 if fouten else 0


if __name__ == "__main__":
    sys.exit(main())
