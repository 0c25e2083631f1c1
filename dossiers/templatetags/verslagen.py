"""Drawing the words of a report."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from kern.rijketekst import schoon

register = template.Library()


@register.filter
def opgemaakt(tekst: str) -> SafeString:
    """Return stored text with its markup. Cleaned once more: what stands in a table is not trusted because it stands there."""
    return mark_safe(schoon(tekst))  # noqa: S308 only what kern.rijketekst lets through
