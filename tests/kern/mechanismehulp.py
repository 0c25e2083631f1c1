"""Documents for the tests of the mechanisms."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from kern.actions.pdf import bewaar_pdf
from kern.models import Medewerker, PdfDocument
from kern.pdf import Pdf, maak

OP = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def document(over: Any, *, door: Medewerker, titel: str = "Uittreksel", op: datetime = OP) -> PdfDocument:
    """Make and keep a real extract of the log about *over*."""
    return bewaar_pdf(pdf=uittreksel(titel), soort="kern.logboek_uittreksel", over=over, titel=titel, door=door, op=op)


@cache
def uittreksel(titel: str, over: str = "proef") -> Pdf:
    """Make an extract; rendering costs more than all the rest of a test, so the same one is made once."""
    return maak("pdf/logboek_uittreksel.html", {"regels": [], "over": over, "ingekort": False, "kop": ""}, titel=titel, op=OP)
