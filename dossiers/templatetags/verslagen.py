"""Drawing the words of a report."""

import re
from datetime import datetime
from unicodedata import bidirectional

from django import template
from django.utils.safestring import SafeString, mark_safe

from kern.rijketekst import als_tekst, veilig

register = template.Library()
_ALINEA = re.compile(r"<(p|h3|h4)>(.*?)</\1>", re.DOTALL)


@register.filter
def opgemaakt(tekst: str) -> SafeString:
    """Return stored text with its markup."""
    return mark_safe(veilig(tekst))  # noqa: S308 only what kern.rijketekst lets through


@register.filter
def op_papier(tekst: str) -> SafeString:
    """Return stored text with its markup, each paragraph that begins from right to left so; a PDF does not find out by itself."""
    return mark_safe(_ALINEA.sub(_met_richting, veilig(tekst)))  # noqa: S308 as above; only a fixed attribute is added


def _met_richting(alinea: re.Match[str]) -> str:
    van_rechts = _eerste_richting(als_tekst(alinea[2])) in ("R", "AL")
    return f'<{alinea[1]} dir="rtl">{alinea[2]}</{alinea[1]}>' if van_rechts else alinea[0]


def _eerste_richting(woorden: str) -> str:
    richtingen = (bidirectional(teken) for teken in woorden)
    return next((richting for richting in richtingen if richting in ("L", "R", "AL")), "L")


@register.filter
def in_woorden(op: str) -> str:
    """Return a moment of a fixed text as people read it: "12/03/2026 om 14:05"."""
    return f"{datetime.fromisoformat(op):%d/%m/%Y om %H:%M}" if op else ""
