"""`manage.py herhaal_wissen`: erase again what was erased before, after an older copy of the database was put back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kern.actions.wissen import herhaal_wissen
from kern.wisregister import RegisterBeschadigd, lees, pad


class Command(BaseCommand):
    """Reads the register of erasures and carries each out again; safe to run twice."""

    help = "Wist opnieuw wat volgens het wisregister gewist was. Uit te voeren na elk herstel, voor iemand zich aanmeldt."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check every line before erasing anything, then erase, and say per request how many rows went."""
        try:
            regels = list(lees())
        except RegisterBeschadigd as fout:
            raise CommandError(f"{fout}. Er is niets gewist.") from fout
        for regel in regels:
            bewijs = herhaal_wissen(regel=regel, op=timezone.now())
            self.stdout.write(f"{regel.verzoek}: {sum(bewijs.values())} rijen gewist" + (f" {bewijs}" if bewijs else ""))
        self.stdout.write(f"{len(regels)} wisverzoek(en) uit {pad()} herhaald.")
