"""What every page needs to draw the frame around its content."""

from typing import Any

from django.http import HttpRequest


def scherm(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the base layout."""
    return {}
