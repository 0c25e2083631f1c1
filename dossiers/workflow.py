"""The states of what happens in dossiers, as tables."""

from dossiers.choices import Vraagstatus
from kern.overgang import Overgang, Workflow

# Who may take a step is decided per dossier (`dossiers.access.check_mag_beslissen`), not by a role alone.
KEN_TOE = Overgang(Vraagstatus.OPEN, Vraagstatus.TOEGEKEND, "geef toegang", eist=("toegang",))
WEIGER = Overgang(Vraagstatus.OPEN, Vraagstatus.GEWEIGERD, "weiger", eist=("antwoord",))
TREK_IN = Overgang(Vraagstatus.OPEN, Vraagstatus.INGETROKKEN, "trek in")

TOEGANGSVRAAG = Workflow("dossiers.Toegangsvraag", begin=Vraagstatus.OPEN, overgangen=(KEN_TOE, WEIGER, TREK_IN))
