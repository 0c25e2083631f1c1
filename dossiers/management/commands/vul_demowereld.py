"""`manage.py vul_demowereld`: the invented world of the demo, from every app that has one."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone


class Command(BaseCommand):
    """Fill the demo world, once; run again it adds what is not there yet."""

    help = "Vul de demowereld: verzonnen mensen, organisatoren en dossiers. Kan meermaals: wat er is, blijft."

    def handle(self, *args: Any, **opties: Any) -> None:
        """Run the `demowereld` of each app, the lowest first; each part is there whole or not at all."""
        if settings.IS_PRODUCTIE:
            raise CommandError("De demowereld hoort niet in productie: iedereen kent het wachtwoord. Zet OMGEVING=demo.")
        for app in reversed(list(apps.get_app_configs())):
            naam = f"{app.name}.demowereld"
            if find_spec(naam) is None:
                continue
            deel = import_module(naam)
            if deel.is_gevuld():
                self.stdout.write(f"{deel.NAAM}: staat er al")
                continue
            with transaction.atomic():
                deel.vul(op=timezone.now())
            self.stdout.write(f"{deel.NAAM}: klaar")
