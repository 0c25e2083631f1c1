"""`manage.py herindex_opzoeken`: write again what the lookup searches in."""

from typing import Any

from django.core.management.base import BaseCommand

from dossiers.actions.opzoeken import herindex
from dossiers.models import Zoekregel


class Command(BaseCommand):
    """Rebuild the search rows and words."""

    help = (
        "Schrijf opnieuw waarin wordt opgezocht. Nodig na een versie die teksten anders vergelijkt; anders gebeurt het vanzelf."
    )

    def handle(self, *args: Any, **opties: Any) -> None:
        """Rebuild, and say how many rows there are."""
        herindex()
        self.stdout.write(f"{Zoekregel.objects.count()} locaties en organisatoren zijn opnieuw te vinden.")
