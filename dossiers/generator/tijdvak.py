"""Since when, and until when, the agency knows a location of the plan."""

from datetime import datetime, timedelta

from dossiers.generator.netwerk import Locatie
from kern.generator.bouw import Bouw


def bekend_sinds(bouw: Bouw, locatie: Locatie) -> datetime:
    """Return when the agency opened the dossier: on the first day of care, or when the history begins."""
    dagen = (locatie.gestart_op - bouw.op.date()).days
    # Its organisator was there a moment before; an application of today lies a few days back.
    return max(bouw.begin, bouw.op + timedelta(days=min(dagen, -3), hours=10))


def einde(bouw: Bouw, locatie: Locatie) -> datetime | None:
    """Return when the end of a closed location was written down; never before the dossier itself."""
    if locatie.gestopt_op is None:
        return None
    dagen = (locatie.gestopt_op - bouw.op.date()).days
    return max(bekend_sinds(bouw, locatie), bouw.op + timedelta(days=min(dagen + 1, -1), hours=11))
