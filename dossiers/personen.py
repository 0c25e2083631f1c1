"""What people at a location give to the timeline and to what asks attention: the codes, and when an attest does."""

from datetime import date, timedelta

from django.utils import formats
from django.utils.safestring import SafeString

from dossiers.choices import Attestsoort, Betrokkenerol, Ernst
from dossiers.models import Attest
from kern.choices import Toon
from kern.templatetags.scherm import teken_pil

BETROKKENE_IN = "dossiers.betrokkene_in"
BETROKKENE_UIT = "dossiers.betrokkene_uit"
ATTEST = "dossiers.attest"  # kind of line, and of open matter

# How long before its last day an attest asks attention. Ours, to be confirmed by the service: no text says it. [?]
VERWITTIG = timedelta(days=60)


def titel_in(rol: str) -> str:
    """Return how the line says that somebody came."""
    return f"Nieuwe {Betrokkenerol(rol).label}"


def titel_uit(rol: str) -> str:
    """Return how the line says that somebody left."""
    return f"{str(Betrokkenerol(rol).label).capitalize()} weg"


def naam_op_lijn(rol: str, naam: str) -> str:
    """Return who stands on the line: the people one lives with are nobody's staff, they stand there without a name."""
    return "" if rol == Betrokkenerol.HUISGENOOT else naam


def titel_attest(soort: str, rol: str) -> str:
    """Return how the line says what somebody showed: by the role, without a name."""
    return f"{str(Attestsoort(soort).label).capitalize()} van een {Betrokkenerol(rol).label}"


def geldigheid(verloopt_op: date | None) -> str:
    """Return until when it counts, in words."""
    return f"Geldig tot en met {verloopt_op:%d/%m/%Y}" if verloopt_op else "Zonder einddatum"


def reden_van(attest: Attest, vandaag: date) -> tuple[str, Ernst]:
    """Return why this attest asks attention on *vandaag*, by the role of the person and without a name, and how heavily.

    *attest* has an end and comes with its betrokkene.
    """
    assert attest.verloopt_op is not None
    dag = formats.date_format(attest.verloopt_op, "SHORT_DATE_FORMAT")
    wat = f"{attest.get_soort_display().capitalize()} van een {attest.betrokkene.get_rol_display()}"
    if attest.verloopt_op < vandaag:
        return f"{wat} is vervallen sinds {dag}", Ernst.LET_OP
    return f"{wat} vervalt op {dag}", Ernst.INFO


def attestpil(verloopt_op: date | None, vandaag: date) -> SafeString:
    """Until when an attest counts, as a pill when it asks attention; nothing without an end."""
    if verloopt_op is None:
        return SafeString("")
    if verloopt_op < vandaag:
        return teken_pil(f"vervallen op {verloopt_op:%d/%m/%Y}", Toon.GEVAAR, "alarm")
    if verloopt_op <= vandaag + VERWITTIG:
        return teken_pil(f"vervalt op {verloopt_op:%d/%m/%Y}", Toon.LET_OP, "alarm")
    return SafeString(f"tot {verloopt_op:%d/%m/%Y}")
