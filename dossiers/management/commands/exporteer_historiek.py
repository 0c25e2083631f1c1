"""`manage.py exporteer_historiek BESTAND.zip`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from dossiers.queries.historiek import schrijf_pakket


class Command(BaseCommand):
    """Write everything in the exchange format."""

    help = "Schrijf organisatoren, dossiers en wat er gebeurde in het uitwisselingsformaat (docs/historiek.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask where to."""
        parser.add_argument("bestand", type=Path)

    def handle(self, *args: Any, **opties: Any) -> None:
        """Write beside the file and put it in its place at once; an existing file is not overwritten."""
        pad: Path = opties["bestand"]
        if pad.exists():
            raise CommandError(f"{pad} bestaat al. Kies een andere naam.")
        half = pad.with_name(f"{pad.name}.half")
        try:
            with half.open("xb") as doel, transaction.atomic():
                schrijf_pakket(doel)
            half.rename(pad)
        except OSError as fout:
            raise CommandError(f"{pad} kan niet geschreven worden: {fout.strerror}.") from None
        finally:
            half.unlink(missing_ok=True)
        self.stdout.write(f"{pad.name}: {pad.stat().st_size} bytes.")
