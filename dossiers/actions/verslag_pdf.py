"""The PDF of a report that was fixed: made by a worker from the fixed text, the same bytes however often it is made.

Nothing waits for it: the report is fixed the moment somebody says so. A worker that is killed while rendering leaves a report
without its PDF, and the sweep makes it; two workers at once make one document.
"""

import hashlib
import logging
from datetime import datetime

from django.db import transaction

from dossiers import gebeurtenissen
from dossiers.actions.verslaglog import log
from dossiers.choices import Verslagstatus
from dossiers.models import Addendum, Verslag
from dossiers.verslagtekst import Vastetekst, moment
from kern import pdf
from kern.actions.pdf import bewaar_pdf
from kern.bestanden import opslag
from kern.bestanden.fouten import OpslagFout
from kern.models import Bestandinhoud

SOORT = "dossiers.verslag"
SJABLOON = "pdf/verslag.html"
_log = logging.getLogger(__name__)


class FotoOntbreekt(pdf.PdfFout):
    """A photo of what was fixed cannot be read now."""


def maak_ontbrekende(*, op: datetime) -> int:
    """Make the PDF of every fixed report that has none; returns how many. One that cannot be made does not hold up the others."""
    zonder = Verslag.objects.filter(status=Verslagstatus.VASTGESTELD, pdf=None, gewist_op=None).order_by("vastgesteld_op")
    gemaakt = 0
    for verslag in zonder.iterator():
        try:
            gemaakt += maak(verslag=verslag, op=op)
        except pdf.PdfFout:
            _log.exception("verslag zonder pdf", extra={"verslag": str(verslag.pk)})
    return gemaakt


def maak(*, verslag: Verslag, op: datetime) -> bool:
    """Render and keep one; False when another worker was first, or it was erased meanwhile."""
    assert verslag.vastgesteld_op is not None, "alleen van wat vastligt"
    vast = Vastetekst.uit_json(verslag.vast)
    beelden = {foto.sha256: _lees(foto.sha256) for deel in vast.delen for foto in deel.fotos}
    # No transaction is open while the pages are laid out. The moment in the document is that of fixing: the same bytes each time.
    context = {"vast": vast, "sha256": verslag.sha256}
    gemaakt = pdf.maak(SJABLOON, context, titel=verslag.titel, op=verslag.vastgesteld_op, beelden=beelden)
    with transaction.atomic():
        nu = Verslag.objects.select_for_update(no_key=True).get(pk=verslag.pk)
        if nu.pdf_id is not None or nu.gewist_op is not None:
            return False
        document = bewaar_pdf(pdf=gemaakt, soort=SOORT, over=nu, titel=nu.titel, door=None, op=op)
        Verslag.objects.filter(pk=nu.pk).update(pdf=document)
        log(gebeurtenissen.VERSLAG_PDF, nu, None, op, sha256=document.sha256)
    return True


def addendum_pdf(addendum: Addendum) -> pdf.Pdf:
    """Render an addendum: a document of its own, for that of the report never changes. The same bytes each time."""
    context = {"addendum": addendum, "verslag": addendum.verslag, "op": moment(addendum.op)}
    titel = f"Addendum {addendum.nummer} bij: {addendum.verslag.titel}"
    return pdf.maak("pdf/addendum.html", context, titel=titel, op=addendum.op)


def _lees(sha256: str) -> bytes:
    """Return a photo; its sum is part of what was fixed.

    Raises:
        FotoOntbreekt: the storage lost it, it is damaged, or the virus scanner has not seen it yet; the sweep tries again.
    """
    inhoud = Bestandinhoud.objects.get(pk=sha256)
    if not inhoud.is_open:
        raise FotoOntbreekt(sha256)
    try:
        with opslag.open_inhoud(inhoud.sleutel) as stroom:
            gelezen: bytes = stroom.read()
    except OpslagFout as fout:
        raise FotoOntbreekt(sha256) from fout
    if hashlib.sha256(gelezen).hexdigest() != sha256:
        raise FotoOntbreekt(sha256)
    return gelezen
