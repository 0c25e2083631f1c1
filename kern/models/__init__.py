"""The tables of kern, one file per noun."""

from kern.models.logboek import Logkop, Logregel, Logtekst
from kern.models.mensen import Medewerker, Team, Vervanging
from kern.models.toegang import ToegangBasis, toegang_constraints

__all__ = [
    "Logkop",
    "Logregel",
    "Logtekst",
    "Medewerker",
    "Team",
    "ToegangBasis",
    "Vervanging",
    "toegang_constraints",
]
