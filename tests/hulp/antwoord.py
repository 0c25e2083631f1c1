"""What stands in an answer."""

from django.http import HttpResponse


def tekst(antwoord: HttpResponse) -> str:
    """Return the page as text."""
    return antwoord.content.decode()
