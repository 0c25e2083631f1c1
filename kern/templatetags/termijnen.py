"""The term component; `{% load termijnen %}`, `{% termijn termijn nu %}`. The view reads the clock and hands it in."""

from datetime import datetime
from typing import Any

from django import template

from kern.choices import TermijnStatus
from kern.models import Termijn
from kern.termijnen import Aard, Eenheid
from kern.termijnen.beeld import Beeld, beeld
from kern.termijnen.woorden import weekdag

register = template.Library()


@register.inclusion_tag("componenten/termijn.html")
def termijn(termijn: Termijn, nu: datetime, kort: bool = False) -> dict[str, Any]:
    """One term with its date, what remains, its tone, and the explanation on demand; `kort` for in a table row."""
    return {"termijn": termijn, "beeld": beeld_van(termijn, nu), "kort": kort}


def beeld_van(termijn: Termijn, nu: datetime) -> Beeld:
    """Return how a term row looks at *nu*; a closed one looks as its status says."""
    status = TermijnStatus(termijn.status)
    if not termijn.is_open:
        dag = f"Datum was {weekdag(termijn.datum, jaar=True)}" if termijn.datum else "Zonder datum"
        return Beeld(str(status.toon), status.icoon, str(status.label), dag)
    return beeld(
        datum=termijn.datum,
        vervalt_op=termijn.vervalt_op,
        bekend=termijn.bekend,
        opgeschort=status == TermijnStatus.OPGESCHORT,
        wacht=termijn.regel.aard == Aard.WACHT.value,
        klok=Eenheid(termijn.regel.eenheid).is_klok,
        nu=nu,
    )
