"""Take the pictures of the README again, from a demo that runs: `make demo` in one terminal, `make beelden` in another.

`POORT=8001 make beelden` for a demo on another port. The people and places are those of the demo world, so a picture shows
invented data only; the days in it follow the day on which the demo was made. Colours are brought down to 192, which makes a
file three times as small and changes nothing one can see.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, sync_playwright

WORTEL = Path(__file__).resolve().parent.parent
MAP = WORTEL / "docs/beelden"
KLEUREN = 192


@dataclass(frozen=True)
class Beeld:
    """One picture: file name, account of the demo, address, size in pixels, and colours."""

    naam: str
    account: str
    pad: str
    breedte: int = 1366
    hoogte: int = 900
    donker: bool = False


BEELDEN = (
    Beeld("werkvoorraad", "klantenbeheerder", "/", hoogte=860),
    Beeld("dossier", "klantenbeheerder", "/dossiers/900000008/", hoogte=1000),
    Beeld("organisator", "klantenbeheerder", "/organisatoren/800000002/", hoogte=1000),
    Beeld("kaart-telefoon", "anderteam", "/dossiers/900000008/", 390, 760, donker=True),
)


def neem(browser: Browser, basis: str, beeld: Beeld) -> bytes:
    """Log in as the account and return the picture as PNG.

    Raises:
        Error: the demo does not answer, or does not know the account.
    """
    context = browser.new_context(
        base_url=basis,
        locale="nl-BE",
        timezone_id="Europe/Brussels",
        viewport={"width": beeld.breedte, "height": beeld.hoogte},
        color_scheme="dark" if beeld.donker else "light",
        reduced_motion="reduce",
    )
    pagina = context.new_page()
    pagina.goto("/aanmelden/")
    pagina.locator(f"button[name=login][value={beeld.account}]").click()
    pagina.get_by_role("heading", level=1, name="Werkvoorraad").wait_for()
    pagina.goto(beeld.pad)
    pagina.evaluate("document.fonts.ready")
    inhoud = pagina.screenshot()
    context.close()
    return inhoud


def klein(inhoud: bytes) -> bytes:
    """Return the same picture with fewer colours."""
    uit = BytesIO()
    Image.open(BytesIO(inhoud)).convert("RGB").quantize(KLEUREN, dither=Image.Dither.NONE).save(uit, "PNG", optimize=True)
    return uit.getvalue()


def main() -> str:
    """Write every picture; return why not, or nothing."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        return "Chromium ontbreekt: installeer het, of wijs het aan met CHROMIUM=."
    basis = f"http://127.0.0.1:{os.environ.get('POORT', '8000')}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        for beeld in BEELDEN:
            try:
                inhoud = klein(neem(browser, basis, beeld))
            except Error as fout:
                return f"Geen beeld van {basis}{beeld.pad}: draait de demo daar? ({fout.message.splitlines()[0]})"
            (MAP / f"{beeld.naam}.png").write_bytes(inhoud)
            print(f"docs/beelden/{beeld.naam}.png  {len(inhoud) // 1024} kB")
        browser.close()
    return ""


if __name__ == "__main__":
    sys.exit(main() or 0)  # an empty text would be an error too
