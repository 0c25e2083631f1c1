"""A running term in the werkvoorraad of whoever is responsible: it moves with its date and leaves when it is closed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from kern import werksoorten
from kern.actions import werk
from kern.choices import TermijnStatus, Werkaard
from kern.models import Medewerker, Termijn
from kern.termijnen import Aard, Eenheid
from kern.werk import Publiek


@dataclass(frozen=True)
class Termijnwerk:
    """How a term stands in the werkvoorraad: for whom, in which words, where it leads, and about what."""

    publiek: Publiek
    titel: str
    url: str
    over: models.Model | tuple[str, str] | None = None
    volgt_onderwerp: bool = False


def zet(termijn: Termijn, opdracht: Termijnwerk, *, op: datetime) -> None:
    """Put *termijn* into the werkvoorraad."""
    werk.meld(
        soort=werksoorten.TERMIJN,
        verwijzing=termijn.pk,
        titel=opdracht.titel,
        kort=termijn.regel.naam,
        url=opdracht.url,
        over=opdracht.over,
        publiek=opdracht.publiek,
        volgt_onderwerp=opdracht.volgt_onderwerp,
        op=op,
        **_einde(termijn),
    )


def houd_bij(termijn: Termijn) -> None:
    """Let the row follow the term, if it has one: another date, suspended, running again."""
    einde = _einde(termijn)
    einde.pop("aard")
    werk.verplaats(soort=werksoorten.TERMIJN, verwijzing=termijn.pk, **einde)


def sluit(termijn: Termijn, *, door: Medewerker | None, op: datetime) -> None:
    """Take *termijn* out of the werkvoorraad."""
    werk.sluit(soort=werksoorten.TERMIJN, verwijzing=termijn.pk, door=door, op=op)


def _einde(termijn: Termijn) -> dict[str, Any]:
    """Return by when, or what is waited for: a waiting term is never late, a suspended one has no end."""
    if termijn.status == TermijnStatus.OPGESCHORT:
        return {"aard": Werkaard.WACHT, "wacht_op": "het einde van de opschorting", "tegen": None, "begint_op": None}
    if termijn.regel.aard == Aard.WACHT.value:
        wacht_op = f"de wachttermijn, tot {termijn.datum:%d/%m/%Y}" if termijn.datum else "de wachttermijn"
        return {"aard": Werkaard.WACHT, "wacht_op": wacht_op, "tegen": None, "begint_op": termijn.vervalt_op}
    tegen = termijn.vervalt_op if Eenheid(termijn.regel.eenheid).is_klok else termijn.datum
    return {"aard": Werkaard.TAAK, "wacht_op": "", "tegen": tegen, "begint_op": None}
