"""`manage.py importeer_register BESTAND --formaat {opgroeien,poi,lrk} [--proef]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dossiers.actions.importeren import voer_direct_uit
from dossiers.choices import Meldingsoort, Opvangtype
from dossiers.models import Importmelding
from dossiers.register import FORMATEN
from dossiers.register.bestand import GROOTSTE_BESTAND
from kern.fouten import DomeinFout
from kern.models import Team


class Command(BaseCommand):
    """Take over the locations of a register."""

    help = "Neem de locaties van een register over. Twee keer hetzelfde bestand geeft één keer dezelfde dossiers."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the file and its format, and for what some formats do not say."""
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--formaat", choices=sorted(FORMATEN), required=True)
        parser.add_argument("--type", choices=Opvangtype.values, default="", help="soort opvang van alle rijen (formaat poi)")
        parser.add_argument("--team", default="antwerpen", help="code van het team (formaat lrk)")
        parser.add_argument("--proef", action="store_true", help="alles proberen en niets bewaren")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Read, take over, and say per row what could not be."""
        formaat, pad = FORMATEN[opties["formaat"]], Path(opties["bestand"])
        team = Team.objects.filter(code=opties["team"]).first() if formaat.vraagt_team else None
        try:
            if pad.stat().st_size > GROOTSTE_BESTAND:
                raise CommandError(f"{pad.name} is groter dan {GROOTSTE_BESTAND // 1_000_000} MB. Splits het bestand.")
            with pad.open("rb") as bestand:
                uit = voer_direct_uit(
                    formaat=formaat,
                    bestandsnaam=pad.name,
                    bestand=bestand,
                    meld=self._meld,
                    type=opties["type"] if formaat.code == "poi" else "",
                    team=team,
                    door=None,
                    op=timezone.now(),
                    proef=opties["proef"],
                )
        except FileNotFoundError:
            raise CommandError(f"{pad} bestaat niet.") from None
        except OSError as fout:
            raise CommandError(f"{pad} kan niet gelezen worden: {fout.strerror}.") from None
        except DomeinFout as fout:
            raise CommandError(fout.zin) from None
        wat = "Proef, niets bewaard: " if opties["proef"] else ""
        bezoeken = f" {uit.bezoeken} nieuwe bezoeken," if uit.bezoeken else ""
        self.stdout.write(
            f"{wat}{uit.nieuw} nieuw (met {uit.organisatoren} organisatoren), {uit.bijgewerkt} bijgewerkt, "
            f"{uit.ongewijzigd} ongewijzigd,{bezoeken} {uit.opmerkingen} na te kijken, {uit.fouten} fout."
        )

    def _meld(self, melding: Importmelding) -> None:
        wat = "" if melding.soort == Meldingsoort.FOUT else f" ({melding.soortlid.label})"
        self.stderr.write(f"{melding}{wat}")
