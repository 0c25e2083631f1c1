"""Filters for the pages of dossiers."""

from datetime import datetime, time, timedelta

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kern.logboek import reden_van, zin_van
from kern.templatetags.scherm import moment

register = template.Library()
register.filter("logzin", zin_van)
register.filter("logreden", reden_van)


@register.simple_tag
def tot(op: datetime) -> SafeString:
    """An end as people say it: "tot 22/11/2026 17:29", and for midnight "tot en met" the day before."""
    lokaal = timezone.localtime(op)
    if lokaal.time() != time.min:
        return format_html("tot {}", moment(op))
    laatste = lokaal.date() - timedelta(days=1)
    dag = formats.date_format(laatste, "SHORT_DATE_FORMAT")
    return format_html('tot en met <time datetime="{}">{}</time>', laatste.isoformat(), dag)
