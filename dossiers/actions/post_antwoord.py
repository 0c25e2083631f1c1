"""What follows on a mail of ours: an answer for who wrote it, or the news that it did not arrive."""

from datetime import datetime

from django.db import transaction

from dossiers import gebeurtenissen, werksoorten, workflow
from dossiers.access.contact import mag_wijzigen_bij
from dossiers.actions.post_plaatsen import log
from dossiers.models import Dossier, Postbericht, Postverzending
from dossiers.postkeuzes import Poststatus
from kern import overgang
from kern.actions import outbox, werk
from kern.choices import Rol
from kern.models import Medewerker
from kern.post import Post
from kern.werk import Publiek


def meld_antwoord(bericht: Postbericht, bij: Postbericht, op: datetime) -> None:
    """Put an answer in the werkvoorraad of who wrote, and tell them; when they left the file, of who follows it."""
    publiek = _publiek(bij)
    werk.meld(
        soort=werksoorten.POST_ANTWOORD,
        verwijzing=bericht.pk,
        titel=f"Antwoord op uw mail: {bij.kop}",
        kort=bericht.tekst,
        url=bericht.get_absolute_url(),
        over=bericht.over,
        publiek=publiek,
        volgt_onderwerp=True,
        op=op,
    )
    _notificeer(bericht, publiek, f"antwoord:{bericht.pk}", "U kreeg antwoord op een mail", op)


@transaction.atomic
def kwam_terug(post: Post, op: datetime) -> int:
    """Mark the mails of ours that a mail server reports as not delivered; returns how many addressees."""
    waar = Postverzending.objects.filter(regel__message_id__in=post.mislukt_nummers, niet_aangekomen_op=None)
    verzendingen = list(waar.select_related("bericht__dossier__organisator", "bericht__organisator", "bericht__door"))
    for verzending in verzendingen:
        niet_aangekomen(verzending, op)
    return len(verzendingen)


def niet_aangekomen(verzending: Postverzending, op: datetime) -> None:
    """Write down that one addressee was not reached, and ask who wrote to look at it. In the caller's transaction."""
    if Postverzending.objects.filter(pk=verzending.pk, niet_aangekomen_op=None).update(niet_aangekomen_op=op) != 1:
        return
    bericht = Postbericht.objects.select_for_update(of=("self",)).get(pk=verzending.bericht_id)
    if not bericht.verzendingen.filter(niet_aangekomen_op=None).exists():
        stap = {
            str(Poststatus.ONDERWEG): workflow.POST_MISLUKTE,
            str(Poststatus.VERSTUURD): workflow.POST_KWAM_TERUG,
        }.get(bericht.status)
        if stap is not None:
            overgang.voer_uit(bericht, stap)
    log(gebeurtenissen.POST_NIET_AANGEKOMEN, bericht, None, op)
    publiek = _publiek(bericht)
    werk.meld(
        soort=werksoorten.POST_TERUG,
        verwijzing=bericht.pk,
        titel=f"Uw mail kwam niet aan: {bericht.kop}",
        kort=f"Niet bereikt: {verzending.adres}. Kijk het adres na en stuur ze opnieuw.",
        url=bericht.get_absolute_url(),
        over=bericht.over,
        publiek=publiek,
        volgt_onderwerp=True,
        op=op,
    )
    _notificeer(bericht, publiek, f"terug:{verzending.pk}", "Een mail van u kwam niet aan", op)


def _publiek(bericht: Postbericht) -> Publiek:
    """Who follows a mail up: who wrote it, as long as they still write in the file; else who follows the location."""
    over, schreef = bericht.over, bericht.door
    assert over is not None, "what we write has a place"  # a constraint says so
    if schreef is not None and schreef.is_active and mag_wijzigen_bij(schreef, over):
        return Publiek(voor=schreef)
    volgt = over.klantenbeheerder
    if volgt is not None and volgt.is_active:
        return Publiek(voor=volgt)
    return Publiek(rol=Rol.COORDINATOR, team=over.team if isinstance(over, Dossier) else None)


def _notificeer(bericht: Postbericht, publiek: Publiek, sleutel: str, titel: str, op: datetime) -> None:
    ontvangers: list[Medewerker] = [publiek.voor] if publiek.voor else []
    outbox.notificeer(
        sleutel=f"post:{sleutel}", over=bericht, ontvangers=ontvangers, titel=titel, tekst=f"Over: {bericht.over}",
        url=bericht.get_absolute_url(), door=None, op=op,
    )  # fmt: skip
