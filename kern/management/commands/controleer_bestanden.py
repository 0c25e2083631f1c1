"""`manage.py controleer_bestanden`: do the rows and the storage still agree?"""

from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kern.actions.bestandswerk import ruim_wezen, teken_opnieuw
from kern.queries import bestandscontrole

OUD = timedelta(days=1)  # a file without a row may be of an upload that is still under way


class Command(BaseCommand):
    """Print one line per finding and leave with code 1 when there is any."""

    help = "Zoekt bestanden zonder rij, rijen zonder bestand, en met --inhoud bestanden die niet meer zijn wat ze waren."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to look at and whether to mend."""
        parser.add_argument("--inhoud", action="store_true", help="lees elk bestand en vergelijk de som (traag)")
        parser.add_argument(
            "--ruim-op",
            action="store_true",
            help="verwijder bestanden zonder rij die ouder zijn dan een dag, en teken voorbeelden opnieuw",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run all checks."""
        nu: datetime = timezone.now()
        uitslag = bestandscontrole.vergelijk(inhoud=options["inhoud"])
        for zin in uitslag.zinnen():
            self.stdout.write(zin)
        over, te_tekenen = len(uitslag.zonder_rij), uitslag.zonder_voorbeeld
        if options["ruim_op"] and uitslag.zonder_rij:
            weg = ruim_wezen(sleutels=[wees.sleutel for wees in uitslag.zonder_rij if wees.op <= nu - OUD], op=nu)
            self.stdout.write(f"Verwijderd: {weg}. Jonger dan een dag en daarom nog niet: {over - weg}.")
            over -= weg
        if options["ruim_op"] and te_tekenen:
            sommen = [sleutel.rpartition("/")[2].partition(".")[0] for sleutel in te_tekenen]
            self.stdout.write(f"Wordt opnieuw getekend: {teken_opnieuw(sommen=sommen)}.")
            te_tekenen = []
        if over + len(te_tekenen) + len(uitslag.zonder_bestand) + len(uitslag.beschadigd):
            raise CommandError("Rijen en bestanden kloppen niet met elkaar.", returncode=1)
        self.stdout.write(f"Alles klopt: {uitslag.aantal} bestanden in de opslag nagekeken.")
