"""People and documents for the tests of the mechanisms, made through actions."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connections

from kern.actions import mensen
from kern.actions.pdf import bewaar_pdf
from kern.choices import Rol
from kern.models import Medewerker, PdfDocument, Team
from kern.pdf import Pdf, maak

OP = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def medewerker(
    voornaam: str, *rollen: Rol, team: str | None = None, wachtwoord: str | None = None, op: datetime = OP
) -> Medewerker:
    """Make a colleague whose user name is their first name."""
    return mensen.maak_medewerker(
        username=voornaam.lower(),
        email=f"{voornaam.lower()}@opgroeien.example",
        voornaam=voornaam,
        familienaam="Testers",
        rollen=rollen,
        team=Team.objects.get(code=team) if team else None,
        wachtwoord=wachtwoord,
        door=None,
        op=op,
    )


def document(over: Any, *, door: Medewerker, titel: str = "Uittreksel", op: datetime = OP) -> PdfDocument:
    """Make and keep a real extract of the log about *over*."""
    return bewaar_pdf(pdf=uittreksel(titel), soort="kern.logboek_uittreksel", over=over, titel=titel, door=door, op=op)


@cache
def uittreksel(titel: str, over: str = "proef") -> Pdf:
    """Make an extract; rendering costs more than all the rest of a test, so the same one is made once."""
    return maak("pdf/logboek_uittreksel.html", {"regels": [], "over": over, "ingekort": False, "kop": ""}, titel=titel, op=OP)


def tegelijk(*werken: Callable[[], Any]) -> list[Any]:
    """Run *werken* at the same moment, each on its own connection; return what each gave, or the exception it raised."""
    start = threading.Barrier(len(werken))
    uitkomsten: list[Any] = [None] * len(werken)

    def loop(nummer: int, werk: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=10)
            uitkomsten[nummer] = werk()
        except Exception as fout:  # noqa: BLE001 what went wrong is the outcome that the test looks at
            uitkomsten[nummer] = fout
        finally:
            connections.close_all()

    draden = [threading.Thread(target=loop, args=(nummer, werk)) for nummer, werk in enumerate(werken)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)
    return uitkomsten


def soorten(uitkomsten: Sequence[Any]) -> list[str]:
    """Return the class names of the outcomes, sorted: what happened, whoever was first."""
    return sorted(type(uitkomst).__name__ for uitkomst in uitkomsten)
