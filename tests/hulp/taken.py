"""Tasks as colleagues note them, for tests that look at their row in the werkvoorraad."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from kern.actions import taken
from kern.models import Medewerker, Taak, Werkregel


def geef(door: Medewerker, titel: str = "Bel De Zonnebloem", *, sleutel: UUID, op: datetime, **meer: Any) -> Taak:
    """Give a task; what is about the words goes into `Inhoud`, the rest to the action."""
    buiten = {naam: meer.pop(naam) for naam in ("over", "voor") if naam in meer}
    return taken.geef(sleutel=sleutel, inhoud=taken.Inhoud(titel=titel, **meer), door=door, op=op, **buiten)


def onthoud(
    *,
    sleutel: UUID,
    titel: str,
    door: Medewerker,
    op: datetime,
    tegen: date | None = None,
    over: Any = None,
    voor: Medewerker | None = None,
) -> Werkregel:
    """Give a task and return its row, the newest when it has been opened again."""
    taak = taken.geef(sleutel=sleutel, inhoud=taken.Inhoud(titel=titel, tegen=tegen), over=over, voor=voor, door=door, op=op)
    return Werkregel.objects.filter(soort="kern.taak", verwijzing=str(taak.pk)).latest("pk")
