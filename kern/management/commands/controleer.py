"""`manage.py controleer`: do the tables still agree with each other?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from kern import controle


class Command(BaseCommand):
    """Print one line per check and leave with code 1 when one is broken."""

    help = "Controleert wat altijd moet kloppen tussen tabellen: kopieën, voorraden en wat in bulk geschreven werd."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the codes of the checks to run; all of them by default."""
        parser.add_argument("codes", nargs="*", metavar="CODE", help="alleen deze controles, zoals kern.werkregels")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the checks on one snapshot, so that what colleagues do meanwhile cannot look like a fault."""
        onbekend = [code for code in options["codes"] if code not in controle.codes()]
        if onbekend:
            raise CommandError(f"Deze controle bestaat niet: {', '.join(onbekend)}. Er zijn: {', '.join(controle.codes())}.")
        with transaction.atomic():
            self._neem_beeld()
            uitslagen = controle.voer_uit(options["codes"])
        for uitslag in uitslagen:
            self.stdout.write(str(uitslag))
        gebroken = [uitslag for uitslag in uitslagen if uitslag.fout]
        if gebroken:
            raise CommandError(f"Niet in orde: {', '.join(uitslag.controle.code for uitslag in gebroken)}.", returncode=1)
        self.stdout.write(f"Alles klopt: {len(uitslagen)} controle{'s' if len(uitslagen) != 1 else ''}.")

    @staticmethod
    def _neem_beeld() -> None:
        """Look at one moment, and write nothing; not inside a transaction that runs already (a test)."""
        verbinding = transaction.get_connection()
        if verbinding.savepoint_ids:
            return
        with verbinding.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
