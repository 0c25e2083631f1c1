"""What the panels about permit, care and requests for inspection show: one query each."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from dossiers.access import mag_wijzigen
from dossiers.models import Dossier, Vergunning
from kern.models import Medewerker
from kern.tijd import BRUSSEL
from kern.zoals_bekend import zoals_bekend

MEESTE_PERIODEN = 20
MEESTE_VERZOEKEN = 10


def vergunning(user: Medewerker, dossier: Dossier, _op: datetime) -> dict[str, Any]:
    """The periods of the permit, the newest first."""
    return {"perioden": list(dossier.vergunningen.all()[:MEESTE_PERIODEN]), "mag_wijzigen": mag_wijzigen(user, dossier)}


def vergunning_toen(_user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    """The periods as they were recorded at *op*."""
    toen = zoals_bekend(Vergunning, op, dossier_id=dossier.pk)
    return {"perioden": sorted(toen, key=lambda v: v.vanaf, reverse=True)[:MEESTE_PERIODEN], "mag_wijzigen": False}


def inspectieverzoeken(user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    """The requests to Zorginspectie, those that are open first."""
    verzoeken = dossier.inspectieverzoeken.annotate(dicht=Q(afgesloten_op__isnull=False)).order_by("dicht", "-gevraagd_op")
    return {
        "verzoeken": list(verzoeken[:MEESTE_VERZOEKEN]),
        "vandaag": op.astimezone(BRUSSEL).date(),
        "mag_wijzigen": mag_wijzigen(user, dossier),
    }
