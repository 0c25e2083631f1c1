"""What stands in an answer."""

from typing import Any


def tekst(antwoord: Any) -> str:
    """Return the page as text."""
    return str(antwoord.content.decode())
