"""Filters for the pages of dossiers."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dossiers.lijsten.dossiers import LOCATIE
from dossiers.models import Dossier
from dossiers.nummers import DOSSIERNUMMER
from dossiers.queries.overdrachtsdossier import soortnaam
from kern.adres import adres
from kern.lijst import teken_cellen
from kern.logboek import reden_van, zin_van
from kern.templatetags.scherm import moment

_NUMMER = re.compile(rf"(?<=\(){DOSSIERNUMMER}(?=, )")

register = template.Library()
register.filter("logzin", zin_van)
register.filter("logreden", reden_van)
register.filter("soortnaam", soortnaam)


@register.filter
def met_dossierlinks(zin: str) -> SafeString:
    """Make each "(dossiernummer, gemeente)" in a sentence of the program a link: who looks into what was found opens it."""
    delen = []
    for nr, deel in enumerate(_NUMMER.split(zin)):  # every second part is a number
        delen.append((format_html('<a href="{}">{}</a>', adres("dossiers:dossier", deel), deel) if nr % 2 else deel,))
    return format_html_join("", "{}", delen)


@register.simple_tag
def tot(op: datetime) -> SafeString:
    """An end as people say it: "tot 22/11/2026 17:29", and for midnight "tot en met" the day before."""
    lokaal = timezone.localtime(op)
    if lokaal.time() != time.min:
        return format_html("tot {}", moment(op))
    laatste = lokaal.date() - timedelta(days=1)
    dag = formats.date_format(laatste, "SHORT_DATE_FORMAT")
    return format_html('tot en met <time datetime="{}">{}</time>', laatste.isoformat(), dag)


@register.simple_tag
def locatiekoppen() -> SafeString:
    """The heads above `locatierijen`."""
    return SafeString("".join(kolom.kopcel for kolom in LOCATIE))


@register.simple_tag
def locatierijen(locaties: Iterable[Dossier]) -> SafeString:
    """The rows of a table of locations, with the columns that the list of dossiers has."""
    return format_html_join(
        "\n",
        '<tr role="row" data-rij tabindex="-1" id="locatie-{}">{}</tr>',
        ((dossier.pk, teken_cellen(LOCATIE, dossier, dossier.get_absolute_url())) for dossier in locaties),
    )


@register.filter
def van_sleutel(tabel: Mapping[int, Any], sleutel: int) -> Any:
    """What a table by primary key holds for *sleutel*; nothing when it holds nothing."""
    return tabel.get(sleutel, "")
