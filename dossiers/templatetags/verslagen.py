"""Drawing the words of a report."""

from datetime import datetime

from django import template
from django.utils.safestring import SafeString, mark_safe

from kern.rijketekst import veilig

register = template.Library()


@register.filter
def opgemaakt(tekst: str) -> SafeString:
    """Return stored text with its markup."""
    return mark_safe(veilig(tekst))  # noqa: S308 only what kern.rijketekst lets through


@register.filter
def in_woorden(op: str) -> str:
    """Return a moment of a fixed text as people read it: "12/03/2026 om 14:05"."""
    return f"{datetime.fromisoformat(op):%d/%m/%Y om %H:%M}" if op else ""
