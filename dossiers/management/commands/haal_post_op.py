"""Fetch the mailbox for dossiers now: `manage.py haal_post_op`. Beat does the same every minute."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dossiers.actions import post_ophalen


class Command(BaseCommand):
    """Take in every mail that lies there, each in a transaction of its own."""

    help = "Neemt over wat in de postbus voor dossiers ligt (IMAP_URL)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Fetch, and say how it went."""
        if not settings.IMAP_URL:
            raise CommandError("Er is geen postbus ingesteld. Zet IMAP_URL, zie .env.voorbeeld.")
        uit = post_ophalen.haal_op(url=settings.IMAP_URL, klaar=settings.IMAP_MAP_KLAAR, klok=timezone.now)
        if uit is None:
            raise CommandError("De postbus is niet bereikbaar of weigert ons. Kijk IMAP_URL na.")
        self.stdout.write(f"{uit.genomen} overgenomen, {uit.weggezet} weggezet, {uit.mislukt} niet gelukt.")
