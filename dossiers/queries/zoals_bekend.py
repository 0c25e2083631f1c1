"""A dossier as the agency knew it at an earlier moment: which moment is asked, and the file as it was recorded then.

Record time (`kern.zoals_bekend`): what was entered later is not there yet. The rights are those of today.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import formats
from django.utils.dateparse import parse_date, parse_datetime, parse_time

from dossiers.models import Dossier, Organisator
from kern.tijd import BRUSSEL
from kern.zoals_bekend import een_zoals_bekend, oudste_bekende

VROEGSTE_JAAR = 1900  # before it nothing was recorded anywhere


_GEEN_MOMENT = "Dat is geen moment. Kies een dag, en als u wilt een uur."
_KOMT_NOG = "Dat moment moet nog komen. Kies een moment dat voorbij is."


def _param(lokaal: datetime) -> str:
    vorm = "auto" if lokaal.second or lokaal.microsecond else "minutes"
    return lokaal.replace(tzinfo=None).isoformat(timespec=vorm)


@dataclass(frozen=True)
class Moment:
    """The moment that an address asks for.

    Attributes:
        op: None is now: nothing was asked, or what was asked makes no sense (*fout* says so).
        param: how the moment stands in an address ("2026-03-12", "2026-03-12T14:00").
    """

    op: datetime | None = None
    param: str = ""
    fout: str = ""

    @classmethod
    def uit(cls, params: Mapping[str, str], nu: datetime) -> "Moment":
        """Read `op` (a day, or a day and an hour, Belgian) and, from the form without script, `om` (the hour apart).

        A day alone is the end of that day: all that was recorded on it.
        """
        gevraagd, om = params.get("op", ""), params.get("om", "")
        if not gevraagd:
            return cls()
        try:
            dag, uur = parse_date(gevraagd), parse_time(om)
            heel = parse_datetime(gevraagd) if dag is None else None  # it would take a day alone for its midnight
        except ValueError:
            return cls(fout=_GEEN_MOMENT)
        if dag is not None and uur is not None:
            heel = datetime.combine(dag, uur)
        jaar = heel.year if heel is not None else dag.year if dag is not None else None
        if jaar is None:
            return cls(fout=_GEEN_MOMENT)
        if jaar < VROEGSTE_JAAR:
            return cls(fout=f"Kies een moment vanaf {VROEGSTE_JAAR}.")
        if jaar > nu.year + 1:
            return cls(fout=_KOMT_NOG)
        if heel is not None:
            heel = heel.replace(tzinfo=heel.tzinfo or BRUSSEL).astimezone(BRUSSEL)
            return cls(heel, _param(heel)) if heel <= nu else cls(fout=_KOMT_NOG)
        eind = datetime.combine(dag or date.min, time.max, tzinfo=BRUSSEL)
        if eind > nu:  # of today everything is known until now
            return cls() if dag == nu.astimezone(BRUSSEL).date() else cls(fout=_KOMT_NOG)
        return cls(eind, gevraagd)

    @property
    def woorden(self) -> str:
        """The moment as people say it: "12 maart 2026 om 14:00", "het einde van 12 maart 2026"."""
        if self.op is None:
            return "nu"
        lokaal = self.op.astimezone(BRUSSEL)
        dag = formats.date_format(lokaal, "j F Y")
        return f"{dag} om {lokaal:%H:%M}" if "T" in self.param else f"het einde van {dag}"

    @property
    def extra(self) -> list[tuple[str, str]]:
        """What goes along in every address of the page."""
        return [("op", self.param)] if self.op else []

    @property
    def dag(self) -> str:
        """The day, for the date input of the form."""
        return f"{self.op.astimezone(BRUSSEL):%Y-%m-%d}" if self.op else ""

    @property
    def uur(self) -> str:
        """The hour, for the time input of the form; empty for a whole day."""
        return f"{self.op.astimezone(BRUSSEL):%H:%M}" if self.op and "T" in self.param else ""


@dataclass(frozen=True)
class Toen:
    """A dossier as it was recorded.

    `was_bekend` is False when the moment lies before the first record: then the oldest one stands in for it, because lines taken
    over from the previous system can be older than the file is here.
    """

    dossier: Dossier
    was_bekend: bool


def dossier_zoals_bekend(dossier: Dossier, op: datetime) -> Toen:
    """Return *dossier* as it was recorded at *op*, with the way of today's reader kept: two queries, or three before its begin.

    Names of colleagues and teams are those of today: they are not part of the history.
    """
    toen = een_zoals_bekend(Dossier, op, dossier.pk)
    getoond = toen or oudste_bekende(Dossier, dossier.pk) or dossier
    if getoond is not dossier:
        getoond.weg, getoond.weg_voor = dossier.weg, dossier.weg_voor
        if getoond.team_id == dossier.team_id:
            getoond.team = dossier.team
        if getoond.klantenbeheerder_id == dossier.klantenbeheerder_id:
            getoond.klantenbeheerder = dossier.klantenbeheerder
        organisator = een_zoals_bekend(Organisator, op, getoond.organisator_id)
        if organisator is not None:
            getoond.organisator = organisator
        elif getoond.organisator_id == dossier.organisator_id:
            getoond.organisator = dossier.organisator
    return Toen(getoond, toen is not None)
