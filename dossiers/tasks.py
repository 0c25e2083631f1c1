"""Tasks of dossiers: what a worker does when it is rung. No rules here."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from dossiers.actions import (
    attesten,
    bezoeknorm,
    importeren,
    inspectieverzoeken,
    post_ophalen,
    post_schrijven,
    sluiten,
    telefoonbladen,
    verslag_pdf,
    verslag_vast,
)
from kern.rooster import eenmalig


@shared_task
def verwerk_imports() -> None:
    """Carry out every import that waits."""
    importeren.verwerk(klok=timezone.now)


@shared_task
@eenmalig("imports-vegen")
def veeg_imports() -> None:
    """Put back what a killed worker left, then do what waits, rung or not."""
    importeren.veeg(op=timezone.now())
    importeren.verwerk(klok=timezone.now)


@shared_task
@eenmalig("vergunningen-bijwerken")
def werk_vergunningen_bij() -> None:
    """Let the dossiers follow their permit on the day it begins, ends or is suspended, and close after their last day."""
    sluiten.werk_bij(op=timezone.now())


@shared_task
@eenmalig("inspecties-te-laat")
def markeer_late_inspecties() -> None:
    """Let a request that Zorginspectie did not answer in time ask attention."""
    inspectieverzoeken.markeer_te_laat(op=timezone.now())


@shared_task
@eenmalig("attesten-nakijken")
def kijk_attesten_na() -> None:
    """Let attesten that end soon ask attention, and those that were renewed rest."""
    attesten.kijk_na(op=timezone.now())


@shared_task
@eenmalig("bezoeknorm-nakijken")
def kijk_bezoeknorm_na() -> None:
    """Let the locations of organisatoren that nobody saw for a year ask attention, and the others rest."""
    bezoeknorm.kijk_na(op=timezone.now())


@shared_task
def maak_verslagpdfs() -> None:
    """Make the PDF of every report that was fixed and has none."""
    verslag_pdf.maak_ontbrekende(op=timezone.now())


@shared_task
@eenmalig("verslagen-vegen")
def veeg_verslagen() -> None:
    """Fix the notes whose time came, then make the PDFs that a killed worker left, rung or not."""
    verslag_vast.stel_vanzelf_vast(op=timezone.now())
    verslag_pdf.maak_ontbrekende(op=timezone.now())


@shared_task
@eenmalig("telefoonbladen-legen")
def leeg_telefoonbladen() -> None:
    """Empty the words of what was hung up two weeks ago."""
    telefoonbladen.leeg_oude(op=timezone.now())


@shared_task
@eenmalig("post-ophalen")
def haal_post_op() -> None:
    """Take in what lies in the mailbox; nothing when there is none."""
    if settings.IMAP_URL:
        post_ophalen.haal_op(url=settings.IMAP_URL, klaar=settings.IMAP_MAP_KLAAR, klok=timezone.now)


@shared_task
@eenmalig("post-volgen")
def volg_post() -> None:
    """Note the mails that left, and ask attention for those that did not arrive."""
    post_schrijven.volg(op=timezone.now())
