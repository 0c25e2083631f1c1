"""Filters for the pages of dossiers."""

from datetime import datetime, time, timedelta

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kern.gebeurtenissen import alle
from kern.models import Logregel
from kern.templatetags.scherm import moment

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


@register.simple_tag
def tot(op: datetime) -> SafeString:
    """An end as people say it: "tot 22/11/2026 17:29", and for midnight "tot en met" the day before."""
    lokaal = timezone.localtime(op)
    if lokaal.time() != time.min:
        return format_html("tot {}", moment(op))
    laatste = lokaal.date() - timedelta(days=1)
    dag = formats.date_format(laatste, "SHORT_DATE_FORMAT")
    return format_html('tot en met <time datetime="{}">{}</time>', laatste.isoformat(), dag)
