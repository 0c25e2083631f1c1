"""What a task that was done leaves on the timeline of its location."""

from datetime import datetime

from dossiers.actions import tijdlijn
from dossiers.models import Dossier
from kern.models import Medewerker, Taak

SOORT = "dossiers.taak"


def titel_klaar(titel: str) -> str:
    """Return how the line says that a task was done. Used by bulk writers too."""
    return f"Taak afgewerkt: {titel}"


def noteer(taak: Taak, door: Medewerker, op: datetime) -> None:
    """Let the timeline of the location tell what was done, with the word about how."""
    over = Dossier.objects.get(pk=taak.onderwerp_id)
    tijdlijn.schrijf(
        over=over, soort=SOORT, verwijzing=str(taak.pk), titel=titel_klaar(taak.titel), kort=taak.nota, op=op,
        bekend_sinds=op, door=door,
    )  # fmt: skip


def neem_terug(taak: Taak, _door: Medewerker, op: datetime) -> None:
    """Let the line lapse: the task is open again."""
    tijdlijn.laat_vervallen(soort=SOORT, verwijzing=str(taak.pk), op=op)
