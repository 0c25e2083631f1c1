"""The norms of the service, each in one place with its source."""

from datetime import date

from dossiers.choices import Dossierstatus
from kern.termijnen.maanden import plus_maanden

BEZOEK_MAANDEN = 12
"""Every organisator is seen at least once a year, at whichever of its locations [B]."""
BEZOEK_BRON = "Een klantenbeheerder ziet elke organisator minstens eenmaal per jaar (Opgroeien)."
LOOPT = (Dossierstatus.VERGUND, Dossierstatus.GESCHORST)  # where children are cared for, or may be again
BEZOEKNORM = "dossiers.bezoeknorm"  # kind of what asks attention when it is broken


def bezoek_te_laat(laatste: date | None, begonnen: date | None, vandaag: date) -> bool:
    """Return whether the yearly visit is overdue on *vandaag*.

    Args:
        laatste: when somebody was last at any location of the organisator; None: no visit is known.
        begonnen: first day of care at the oldest running location. Who began less than a year ago has the whole year for the
            first visit; None: not known, so long ago.
    """
    grens = plus_maanden(vandaag, -BEZOEK_MAANDEN)
    return (laatste is None or laatste < grens) and (begonnen is None or begonnen < grens)


def zonder_bezoek(laatste: date | None) -> str:
    """Return why a broken norm asks attention, as people read it."""
    sinds = f"sinds {laatste:%d/%m/%Y}" if laatste else "bekend"
    return f"Geen bezoek {sinds} bij deze organisator: dat hoort minstens eenmaal per jaar"
