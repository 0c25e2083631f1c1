"""`manage.py importeer_historiek BESTAND.zip [--proef]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dossiers.actions.historieklezing import PakketFout
from dossiers.actions.importeren import voer_direct_uit
from dossiers.historiek import HISTORIEK
from dossiers.models import Importmelding
from kern.fouten import DomeinFout


class Command(BaseCommand):
    """Take over what the old system held."""

    help = "Neem de historiek van het vorige systeem over (docs/historiek.md): alles of niets."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the package."""
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--proef", action="store_true", help="alles proberen en niets bewaren")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Try or take over, and name every fault."""
        pad: Path = opties["bestand"]
        try:
            with pad.open("rb") as bestand:
                uit = voer_direct_uit(
                    formaat=HISTORIEK,
                    bestandsnaam=pad.name,
                    bestand=bestand,
                    meld=self._meld,
                    door=None,
                    op=timezone.now(),
                    proef=opties["proef"],
                )
        except FileNotFoundError:
            raise CommandError(f"{pad} bestaat niet.") from None
        except OSError as fout:
            raise CommandError(f"{pad} kan niet gelezen worden: {fout.strerror}.") from None
        except PakketFout as fout:
            for een in fout.fouten:
                self.stderr.write(str(een))
            raise CommandError(fout.zin) from None
        except DomeinFout as fout:
            raise CommandError(fout.zin) from None
        wat = "Proef, niets bewaard: " if opties["proef"] else ""
        self.stdout.write(
            f"{wat}{uit.nieuw} dossiers (met {uit.organisatoren} organisatoren), {uit.betrokkenen} betrokkenen, "
            f"{uit.bezoeken} contactmomenten, {uit.historiekstukken} stukken met {uit.bestanden} bestanden"
            f"{''.join(f', {aantal} {tabel}' for tabel, aantal in uit.historiektellingen)} overgenomen."
        )

    def _meld(self, melding: Importmelding) -> None:
        waar = "" if ".csv" in melding.kolom else "dossiers.csv, "  # what the way of a register says, is about that file
        self.stderr.write(f"{waar}{melding} ({melding.soortlid.label})")
