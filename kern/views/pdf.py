"""Downloading a stored document, and making the extract of the log."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from kern.access import check_recht
from kern.actions.pdf import open_pdf
from kern.actions.uittreksel import maak_uittreksel
from kern.forms.pdf import UittrekselForm
from kern.models import PdfDocument
from kern.queries.pdf import document_voor
from kern.scherm import ga_naar, medewerker_van, toon

# The PDF viewer of Chromium does not work inside a CSP sandbox, so only the download has one; our PDFs need no source at all.
CSP_DOWNLOAD = "sandbox; default-src 'none'; frame-ancestors 'none'"
CSP_TOON = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"


@require_safe
def document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a document to whoever may see it; `?toon` opens it in the browser instead of saving it."""
    try:
        gevonden = document_voor(medewerker_van(request), pk)
    except PdfDocument.DoesNotExist:
        raise Http404 from None
    inhoud = open_pdf(document=gevonden, door=medewerker_van(request), op=timezone.now())
    in_venster = "toon" in request.GET
    naam = f"{slugify(gevonden.titel)[:80] or 'document'}.pdf"
    return HttpResponse(
        inhoud,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=not in_venster, filename=naam) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": CSP_TOON if in_venster else CSP_DOWNLOAD,
            "Cache-Control": "private, no-store",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def uittreksel(request: HttpRequest) -> HttpResponse:
    """Let the dpo make an extract of the log about one thing."""
    door = medewerker_van(request)
    check_recht(door, "kern.logboek")
    begin = {"onderwerp_soort": request.GET.get("soort", ""), "onderwerp_id": request.GET.get("nummer", "")}
    form = UittrekselForm(request.POST if request.method == "POST" else None, initial=begin, door=door)
    if request.method != "POST":
        return toon(request, "kern/uittreksel.html", {"form": form})
    if not form.is_valid():
        return toon(request, "kern/uittreksel.html", {"form": form}, status=422)
    return ga_naar(request, maak_uittreksel(door=door, op=timezone.now(), **form.cleaned_data))
