"""Real files, which do not travel with the code: read where they are, and skipped in sight where they are not."""

import os
from pathlib import Path

import pytest

MAP = Path(os.environ.get("OPGROEIEN_DATA", Path(__file__).parents[3] / "shared" / "data"))


def echt_bestand(naam: str) -> Path:
    """Return the real file *naam* ("register/….csv") of the folder `OPGROEIEN_DATA`; without it the test is skipped."""
    pad = MAP / naam
    if not pad.exists():
        pytest.skip(f"OVERGESLAGEN: {pad.name} ontbreekt; zet OPGROEIEN_DATA op de map waarin het staat")
    return pad
