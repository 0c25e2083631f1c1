"""The tables of kern, one file per noun."""

from kern.models.logboek import Logkop, Logregel, Logtekst
from kern.models.mensen import Medewerker, Team, Vervanging
from kern.models.outbox import GeplandeRun, Notificatie, OutboxBijlage, OutboxInhoud, OutboxRegel
from kern.models.scherm import Aanwezigheid, BewaardFilter
from kern.models.termijnen import Sluitingsdag, Termijn, TermijnAanpassing, Termijnregel
from kern.models.toegang import ToegangBasis, toegang_constraints

__all__ = [
    "Aanwezigheid",
    "BewaardFilter",
    "GeplandeRun",
    "Logkop",
    "Logregel",
    "Logtekst",
    "Medewerker",
    "Notificatie",
    "OutboxBijlage",
    "OutboxInhoud",
    "OutboxRegel",
    "Sluitingsdag",
    "Team",
    "Termijn",
    "TermijnAanpassing",
    "Termijnregel",
    "ToegangBasis",
    "Vervanging",
    "toegang_constraints",
]
