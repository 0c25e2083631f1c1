"""Writes about stored documents: keep one, open one, share one with somebody who is asked about it."""

from datetime import datetime

from django.contrib.auth.models import Permission
from django.db import models, transaction

from kern import gebeurtenissen, logboek
from kern.logboek import soort_van
from kern.models import Medewerker, PdfDocument, PdfToegang, Uitnodiging
from kern.pdf import Pdf
from kern.pdfsoorten import bestaat
from kern.pdfsoorten import soort_van as pdfsoort_van


@transaction.atomic
def bewaar_pdf(*, pdf: Pdf, soort: str, over: models.Model, titel: str, door: Medewerker | None, op: datetime) -> PdfDocument:
    """Keep a finished document about *over*. The same bytes about the same thing are kept once, also when two ask at once.

    Args:
        soort: code registered with `kern.pdfsoorten`.
        over: the subject; only its kind and key are kept.

    Raises:
        KeyError: nobody registered *soort*, so nobody could ever open it.
    """
    if not bestaat(soort):
        raise KeyError(soort)
    nieuw = PdfDocument(
        soort=soort,
        onderwerp_soort=soort_van(over),
        onderwerp_id=str(over.pk),
        titel=titel,
        inhoud=pdf.inhoud,
        sha256=pdf.sha256,
        paginas=pdf.paginas,
        grootte=len(pdf.inhoud),
        gemaakt_door=door,
        gemaakt_op=op,
    )
    PdfDocument.objects.bulk_create([nieuw], ignore_conflicts=True)
    bewaard = PdfDocument.objects.get(
        soort=soort, onderwerp_soort=nieuw.onderwerp_soort, onderwerp_id=nieuw.onderwerp_id, sha256=pdf.sha256
    )
    if bewaard.pk == nieuw.pk:
        logboek.schrijf(
            gebeurtenissen.PDF_BEWAARD,
            over=bewaard,
            door=door,
            op=op,
            gegevens={"soort": soort, "over": f"{nieuw.onderwerp_soort}:{nieuw.onderwerp_id}", "sha256": pdf.sha256},
        )
    return bewaard


@transaction.atomic
def open_pdf(*, document: PdfDocument, door: Medewerker, op: datetime) -> bytes:
    """Return the bytes; for a sensitive kind the look is in the log, or there is no look."""
    if pdfsoort_van(document).gevoelig:
        logboek.schrijf(gebeurtenissen.PDF_INGEZIEN, over=document, door=door, op=op, gegevens={"soort": document.soort})
    return bytes(document.inhoud)


@transaction.atomic
def verleen_pdf_toegang(
    onderwerp: PdfDocument, *, uitnodiging: Uitnodiging, aan: Medewerker, door: Medewerker, op: datetime
) -> None:
    """Let *aan* open one document while the question about it is open."""
    PdfToegang.objects.create(
        content_object=onderwerp,
        user=aan,
        permission=Permission.objects.get(content_type__app_label="kern", codename="view_pdfdocument"),
        reden="adviesvraag",
        verleend_door=door,
        verleend_op=op,
        verloopt_op=uitnodiging.verloopt_op,
        uitnodiging=uitnodiging,
    )
    logboek.schrijf(
        gebeurtenissen.PDF_TOEGANG_VERLEEND,
        over=onderwerp,
        door=door,
        op=op,
        gegevens={"aan": aan.pk, "uitnodiging": str(uitnodiging.pk), "tot": uitnodiging.verloopt_op.isoformat()},
    )
