"""`manage.py genereer --schaal 1 --zaad 1 [--op 2026-03-02]`: a fictitious Flanders of real size."""

import time
from datetime import date, datetime, timedelta
from datetime import time as uur
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from kern.generator.bouw import Bouw, Generatordeel
from kern.generator.bulk import stille_historiek
from kern.generator.mensen import GEGENEREERD
from kern.models import Medewerker
from kern.tijd import BRUSSEL


def delen() -> list[Generatordeel]:
    """Return the parts of every app, the lowest app first."""
    namen = [f"{app.name}.generator" for app in reversed(list(apps.get_app_configs()))]
    return [deel for naam in namen if find_spec(naam) is not None for deel in import_module(naam).DELEN]


class Command(BaseCommand):
    """Fill an empty database with invented people, organisatoren, locations and five years of history."""

    help = "Vul een lege databank met een verzonnen Vlaanderen: zelfde zaad, schaal en dag, zelfde rijen (docs/generator.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for size, seed and last day."""
        parser.add_argument("--schaal", type=float, default=1, help="hoeveel keer Vlaanderen: 1 is 5.400 open dossiers")
        parser.add_argument("--zaad", type=int, default=1, help="een ander getal geeft een andere wereld")
        parser.add_argument("--op", type=date.fromisoformat, default=None, help="dag waarop de geschiedenis eindigt (vandaag)")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Make everything or nothing, and say per part how long it took."""
        if settings.IS_PRODUCTIE:
            raise CommandError("Verzonnen gegevens horen niet in productie.")
        if not 0.01 <= opties["schaal"] <= 100:
            raise CommandError("De schaal gaat van 0.01 tot 100.")
        if Medewerker.objects.filter(username__regex=GEGENEREERD).exists():
            raise CommandError("In deze databank staat al een verzonnen Vlaanderen. Begin met een lege databank.")
        dag = opties["op"] or timezone.localdate()
        bouw = Bouw(schaal=opties["schaal"], zaad=opties["zaad"], op=datetime.combine(dag, uur(), tzinfo=BRUSSEL))
        begin = time.monotonic()
        with transaction.atomic(), stille_historiek():
            for deel in delen():
                start = time.monotonic()
                deel.maak(bouw)
                self.stdout.write(f"{deel.naam}: {_duur(time.monotonic() - start)}")
            start = time.monotonic()
        self.stdout.write(f"verbanden nakijken en bewaren: {_duur(time.monotonic() - start)}")
        for naam, aantal in sorted(bouw.tellingen.items()):
            self.stdout.write(f"  {naam}: {aantal}")
        self.stdout.write(f"Klaar in {_duur(time.monotonic() - begin)}.")


def _duur(seconden: float) -> str:
    return f"{timedelta(seconds=round(seconden)).seconds} s" if seconden >= 10 else f"{seconden:.1f} s".replace(".", ",")
