"""The tables of kern, one file per noun."""

from kern.models.agenda import Agendabron, Bezetmoment
from kern.models.bestanden import Bestand, Bestandinhoud
from kern.models.links import OndertekendeLink
from kern.models.logboek import Logkop, Logregel, Logtekst
from kern.models.mensen import Medewerker, MedewerkerEvent, Team, Vervanging
from kern.models.meterschap import Meterschap
from kern.models.outbox import GeplandeRun, Notificatie, OutboxBijlage, OutboxInhoud, OutboxRegel
from kern.models.pdf import PdfDocument, PdfToegang
from kern.models.post import Ophaling
from kern.models.scherm import Aanwezigheid, BewaardFilter
from kern.models.sessies import Sessie
from kern.models.taken import Herinnering, Herinneringskeuze, Nachtnota, Taak, TaakEvent, Taakpunt
from kern.models.termijnen import Sluitingsdag, Termijn, TermijnAanpassing, Termijnregel
from kern.models.toegang import ToegangBasis, toegang_constraints
from kern.models.uitnodiging import Uitnodiging
from kern.models.werk import Dagorde, Werkregel
from kern.models.wissen import Wisverzoek

__all__ = [
    "Aanwezigheid",
    "Agendabron",
    "Bestand",
    "Bestandinhoud",
    "BewaardFilter",
    "Bezetmoment",
    "Dagorde",
    "GeplandeRun",
    "Herinnering",
    "Herinneringskeuze",
    "Logkop",
    "Logregel",
    "Logtekst",
    "Medewerker",
    "MedewerkerEvent",
    "Meterschap",
    "Nachtnota",
    "Notificatie",
    "OndertekendeLink",
    "Ophaling",
    "OutboxBijlage",
    "OutboxInhoud",
    "OutboxRegel",
    "PdfDocument",
    "PdfToegang",
    "Sessie",
    "Sluitingsdag",
    "Taak",
    "TaakEvent",
    "Taakpunt",
    "Team",
    "Termijn",
    "TermijnAanpassing",
    "Termijnregel",
    "ToegangBasis",
    "Uitnodiging",
    "Vervanging",
    "Werkregel",
    "Wisverzoek",
    "toegang_constraints",
]
