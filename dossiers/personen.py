"""What people at a location give to the timeline and to what asks attention: the codes, and when an attest does."""

from datetime import date, timedelta

from django.utils import formats

from dossiers.choices import Ernst
from dossiers.models import Attest

BETROKKENE_IN = "dossiers.betrokkene_in"
BETROKKENE_UIT = "dossiers.betrokkene_uit"
ATTEST = "dossiers.attest"  # kind of line, and of open matter

# How long before its last day an attest asks attention. Ours, to be confirmed by the service: no text says it. [?]
VERWITTIG = timedelta(days=60)


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
