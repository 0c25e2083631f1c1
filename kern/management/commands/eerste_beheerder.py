"""Make the first account of an installation: the beheerder who makes all others."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from kern.actions.aanmelden import geef_aanmeldlink
from kern.actions.mensen import maak_medewerker
from kern.choices import Rol
from kern.models import Medewerker
from kern.views.aanmelden import linkadres


class Command(BaseCommand):
    """Refuses once there is an active beheerder: from then on accounts are made on screen, by a person with a name."""

    help = "Maakt de eerste beheerder en toont de link waarmee die een wachtwoord kiest."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask who it is."""
        for naam in ("gebruikersnaam", "email", "voornaam", "familienaam"):
            parser.add_argument(naam)
        parser.add_argument("--vo-id", help="de sleutel van deze persoon in ACM/IDM")

    @transaction.atomic
    def handle(self, *args: Any, **opties: Any) -> None:
        """Make the account and print the link."""
        if Medewerker.objects.filter(is_active=True, rollen__contains=[Rol.BEHEERDER]).exists():
            raise CommandError("Er is al een beheerder. Die maakt de andere accounts in de toepassing zelf.")
        op = timezone.now()
        beheerder = maak_medewerker(
            username=opties["gebruikersnaam"],
            email=opties["email"],
            voornaam=opties["voornaam"],
            familienaam=opties["familienaam"],
            rollen=[Rol.BEHEERDER],
            vo_id=opties["vo_id"],
            door=None,
            op=op,
        )
        token = geef_aanmeldlink(medewerker=beheerder, door=None, op=op, reden="eerste beheerder van deze installatie")
        self.stdout.write("Open binnen een dag deze link en kies een wachtwoord:")
        self.stdout.write(settings.BASIS_URL + linkadres(beheerder, token))
