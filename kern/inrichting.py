"""What kern itself hands to its own mechanisms; every app has such a file, read once when the application starts."""

from typing import Any

from kern import navigatie, pdfsoorten, uitnodigen
from kern.access import heeft_recht
from kern.actions.pdf import verleen_pdf_toegang
from kern.models import Medewerker, PdfDocument
from kern.queries.pdf import document_met_eigen_recht


def _document(sleutel: str) -> PdfDocument | None:
    return PdfDocument.objects.filter(pk=sleutel).first()


def _toon_document(document: PdfDocument, _persoon: Medewerker) -> dict[str, Any]:
    return {"document": document}


pdfsoorten.registreer(
    pdfsoorten.PdfSoort(
        code="kern.logboek_uittreksel",
        label="uittreksel van het logboek",
        mag_zien=lambda persoon, _document: heeft_recht(persoon, "kern.logboek"),
    )
)

uitnodigen.registreer(
    uitnodigen.Vraagbaar(
        soort="kern.pdfdocument",
        zoek=document_met_eigen_recht,
        laad=_document,
        titel=lambda document: document.titel,
        verleen=verleen_pdf_toegang,
        sjabloon="kern/gevraagd_document.html",
        context=_toon_document,
    )
)

navigatie.registreer(
    navigatie.NavItem(
        "sluitingsdagen",
        "Sluitingsdagen",
        "kern:sluitingsdagen",
        "kalender",
        910,
        groep="Beheer",
        zichtbaar=lambda persoon: heeft_recht(persoon, "kern.termijnregels"),
    ),
    navigatie.NavItem(
        "termijnregels",
        "Termijnregels",
        "kern:termijnregels",
        "zandloper",
        920,
        groep="Beheer",
        zichtbaar=lambda persoon: heeft_recht(persoon, "kern.termijnregels"),
    ),
)
