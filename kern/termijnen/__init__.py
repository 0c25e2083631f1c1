"""Terms: pure functions over a calendar; every date comes with its steps in Dutch words. See `docs/termijnen.md`.

Nothing here imports Django, reads a database or a clock: rules, closing days and moments are all handed in.
"""

from kern.termijnen.berekening import bereken
from kern.termijnen.fouten import OngeldigeAanpassing, OngeldigeRegel, TermijnFout
from kern.termijnen.kalender import Kalender, Sluitdag, Sluitsoort
from kern.termijnen.regel import Aanpassing, Aard, Datumwijziging, Eenheid, Opschorting, Regel, Verlenging
from kern.termijnen.uitkomst import Stap, Stapsoort, Uitkomst
from kern.termijnen.woorden import BRUSSEL

__all__ = [
    "BRUSSEL",
    "Aanpassing",
    "Aard",
    "Datumwijziging",
    "Eenheid",
    "Kalender",
    "OngeldigeAanpassing",
    "OngeldigeRegel",
    "Opschorting",
    "Regel",
    "Sluitdag",
    "Sluitsoort",
    "Stap",
    "Stapsoort",
    "TermijnFout",
    "Uitkomst",
    "Verlenging",
    "bereken",
]
