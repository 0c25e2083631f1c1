"""`manage.py controleer_logboek`: is the log still what was written?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kern.queries import logcontrole


class Command(BaseCommand):
    """Print one line per finding and leave with code 1 when there is any."""

    help = "Controleert of het logboek nog is wat er geschreven werd: gewijzigde, verwijderde en vervalste regels."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the anker of an earlier run."""
        parser.add_argument("--anker", help="het anker van een vroegere controle (NUMMER:SOM), buiten de databank bewaard")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run all checks."""
        fouten = 0
        for zin in self._zinnen(options["anker"]):
            self.stdout.write(zin)
            fouten += 1
        if fouten:
            raise CommandError(f"Het logboek is niet in orde: {fouten} bevinding(en).", returncode=1)
        self.stdout.write(f"Het logboek is in orde: {logcontrole.aantal_regels()} regels nagekeken.")
        self.stdout.write(f"Bewaar dit anker buiten de databank: {logcontrole.anker()}")

    def _zinnen(self, bewaard: str | None) -> Any:
        yield from logcontrole.open_sloten()
        yield from map(str, logcontrole.bevindingen())
        if bewaard:
            nummer, _, som = bewaard.partition(":")
            if not nummer.isdecimal():
                raise CommandError("Een anker ziet eruit als NUMMER:SOM, zoals een vroegere controle het toonde.")
            if logcontrole.anker(int(nummer)).som != som:
                yield f"De regels tot en met {nummer} zijn niet meer dezelfde als toen het anker {bewaard[:40]}… gemaakt werd."
