"""Reads of stored documents."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError

from kern.models import Medewerker, PdfDocument, PdfToegang
from kern.pdfsoorten import soort_van
from kern.tijd import moment


def mag_pdf_zien(persoon: Medewerker, document: PdfDocument, op: datetime | None = None) -> bool:
    """Return whether *persoon* may open *document*: by what its owning app says, or by a grant that has not ended."""
    if soort_van(document).mag_zien(persoon, document):
        return True
    nu = moment(op)
    return PdfToegang.objects.filter(
        content_object=document, user=persoon, user__is_active=True, verleend_op__lte=nu, verloopt_op__gt=nu
    ).exists()


def document_voor(persoon: Medewerker, sleutel: UUID) -> PdfDocument:
    """Return the document with primary key *sleutel*, without its bytes.

    Raises:
        PdfDocument.DoesNotExist: it is not there, or not for this person; the same answer for both.
    """
    document = PdfDocument.objects.get(pk=sleutel)
    if not mag_pdf_zien(persoon, document):
        raise PdfDocument.DoesNotExist
    return document


def document_met_eigen_recht(persoon: Medewerker, sleutel: str) -> PdfDocument | None:
    """Return the document when *persoon* may see it in their own right; what one may see by invitation is not passed on."""
    try:
        document = PdfDocument.objects.filter(pk=sleutel).first()
    except ValidationError:  # not a UUID
        return None
    return document if document is not None and soort_van(document).mag_zien(persoon, document) else None
