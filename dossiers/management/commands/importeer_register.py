"""`manage.py importeer_register BESTAND --formaat poi [--proef]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dossiers.actions.register import neem_over
from dossiers.choices import Opvangtype
from dossiers.fouten import GeenRegister
from dossiers.register import poi

GROOTSTE_BESTAND = 50_000_000  # bytes; the whole file is read at once


class Command(BaseCommand):
    """Take over the locations of a register."""

    help = "Neem de locaties van een register over. Twee keer hetzelfde bestand geeft één keer dezelfde dossiers."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the file and its format."""
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--formaat", choices=["poi"], required=True)
        parser.add_argument("--type", choices=Opvangtype.values, default=Opvangtype.GROEP, help="soort opvang van alle rijen")
        parser.add_argument("--proef", action="store_true", help="alles proberen en niets bewaren")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Read, take over, and say per row what could not be."""
        pad: Path = opties["bestand"]
        try:
            if pad.stat().st_size > GROOTSTE_BESTAND:
                raise CommandError(f"{pad.name} is groter dan {GROOTSTE_BESTAND // 1_000_000} MB. Splits het bestand.")
            inhoud = pad.read_bytes()
        except OSError as fout:
            raise CommandError(f"{pad} kan niet gelezen worden: {fout.strerror}.") from None
        try:
            uit = neem_over(
                inlezing=poi.lees(inhoud),
                bron="poi",
                type=Opvangtype(opties["type"]),
                door=None,
                op=timezone.now(),
                proef=opties["proef"],
            )
        except GeenRegister as fout:
            raise CommandError(fout.zin) from None
        for rijfout in uit.fouten:
            self.stderr.write(str(rijfout))
        wat = "Proef, niets bewaard: " if opties["proef"] else ""
        self.stdout.write(
            f"{wat}{uit.nieuw} nieuw (met {uit.organisatoren} organisatoren), {uit.bijgewerkt} bijgewerkt, "
            f"{uit.ongewijzigd} ongewijzigd, {len(uit.fouten)} fout."
        )
