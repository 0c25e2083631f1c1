"""Names of invented people: common first and family names of Flanders, put together by chance.

Any combination may exist by accident; that the people do not is said by the mark on the database, by the domain `.example` of
their mail and by phone numbers that begin with 0470 00.
"""

import random
from pathlib import Path

MAP = Path(__file__).parent
VOORNAMEN = (MAP / "voornamen.txt").read_text(encoding="utf-8").splitlines()
FAMILIENAMEN = (MAP / "familienamen.txt").read_text(encoding="utf-8").splitlines()


def naam(toeval: random.Random) -> tuple[str, str]:
    """Return a first and a family name."""
    return toeval.choice(VOORNAMEN), toeval.choice(FAMILIENAMEN)


def telefoon(toeval: random.Random) -> str:
    """Return a phone number of the range of this project's invented people."""
    cijfers = f"{toeval.randrange(10_000):04d}"
    return f"0470 00 {cijfers[:2]} {cijfers[2:]}"
