"""Filters for the pages of dossiers."""

from django import template

from kern.gebeurtenissen import alle
from kern.models import Logregel

register = template.Library()


@register.filter
def logzin(regel: Logregel) -> str:
    """Return what happened, in the words of its event."""
    gebeurtenis = alle().get(regel.gebeurtenis)
    return gebeurtenis.zin if gebeurtenis else regel.gebeurtenis


@register.filter
def logreden(regel: Logregel) -> str:
    """Return the reason that was typed, if any and if it was not erased."""
    if regel.reden_hash is None:
        return ""
    return regel.reden.tekst if hasattr(regel, "reden") else "gewist"
