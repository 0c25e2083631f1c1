"""Tasks of kern: what a worker does when it is rung. No rules here."""

from celery import current_app, shared_task
from django.utils import timezone

from kern.actions import (
    agenda,
    bestandswerk,
    bezorging,
    eigen_werk,
    herinneringen,
    rooster,
    scherm,
    sessies,
    taakstappen,
    termijnen,
)
from kern.rooster import eenmalig, gemist


@shared_task
def verwerk_outbox() -> None:
    """Hand over everything that waits."""
    bezorging.verwerk(klok=timezone.now)


@shared_task
@eenmalig("outbox-vegen")
def veeg_outbox() -> None:
    """Mend what a killed worker left, then hand over what waits, rung or not."""
    bezorging.veeg(op=timezone.now())
    bezorging.verwerk(klok=timezone.now)


@shared_task
@eenmalig("gemiste-taken")
def haal_gemiste_taken_in() -> None:
    """Start daily jobs whose moment passed while nothing ran."""
    for taak in gemist(timezone.now()):
        current_app.send_task(taak)


@shared_task
@eenmalig("rooster-opruimen")
def ruim_rooster_op() -> None:
    """Forget old runs."""
    rooster.ruim_op(op=timezone.now())


@shared_task
@eenmalig("termijnen-verlopen")
def markeer_verlopen_termijnen() -> None:
    """Write down which terms are over."""
    termijnen.markeer_verlopen(op=timezone.now())


@shared_task
@eenmalig("termijnen-herrekenen")
def herreken_termijnen() -> None:
    """Compute every open term again with the calendar and rules of today."""
    termijnen.herreken_alle(op=timezone.now())


@shared_task
@eenmalig("sessies-opruimen")
def ruim_sessies_op() -> None:
    """Forget sessions that have ended."""
    sessies.ruim_sessies_op(op=timezone.now())


@shared_task
@eenmalig("aanwezigheid-opruimen")
def ruim_aanwezigheid_op() -> None:
    """Forget who looked at what."""
    scherm.ruim_aanwezigheid_op(op=timezone.now())


@shared_task
@eenmalig("dagorde-opruimen")
def ruim_dagorde_op() -> None:
    """Forget the order of days long over."""
    eigen_werk.ruim_dagorde_op(op=timezone.now())


@shared_task
def verwerk_bestanden() -> None:
    """Scan, draw and remove what waits for it."""
    bestandswerk.verwerk(klok=timezone.now)


@shared_task
@eenmalig("bestanden-vegen")
def veeg_bestanden() -> None:
    """Do the same, rung or not; and let a scanner that came later look at what was kept without."""
    bestandswerk.veeg(op=timezone.now())
    bestandswerk.verwerk(klok=timezone.now)


@shared_task
@eenmalig("herinneringen")
def herinner() -> None:
    """Remind people of what is due by now."""
    herinneringen.herinner(op=timezone.now())


@shared_task
@eenmalig("overzichten")
def stuur_overzichten() -> None:
    """Send the overview of the morning."""
    herinneringen.stuur_overzicht(op=timezone.now())


@shared_task
@eenmalig("taken-opvolgen")
def volg_taken_op() -> None:
    """Let what waits too long be asked after."""
    taakstappen.volg_op(op=timezone.now())


@shared_task
@eenmalig("herinneringen-opruimen")
def ruim_herinneringen_op() -> None:
    """Forget who was reminded long ago."""
    herinneringen.ruim_op(op=timezone.now())


@shared_task
@eenmalig("agendas-lezen")
def lees_agendas() -> None:
    """Read the own calendars whose time came."""
    agenda.lees_alle(klok=timezone.now)
