"""Imports of a register: choose a file, follow the trial, read the report, decide."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers.actions import importeren as actions
from dossiers.forms.importeren import ImportForm
from dossiers.fouten import AlleenTestgegevens, GeenRegister
from dossiers.lijsten.importen import Importlijst, Verslag
from dossiers.models import ImportRun
from dossiers.register import FORMATEN
from kern.access import check_recht
from kern.scherm import ga_naar, medewerker_van, meld, toon

RECHT = "dossiers.importeer"


def _haal(request: HttpRequest, pk: int) -> ImportRun:
    check_recht(medewerker_van(request), RECHT)
    return get_object_or_404(ImportRun.objects.select_related("door", "team"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show every import with who and when."""
    check_recht(medewerker_van(request), RECHT)
    return Importlijst(request).antwoord("dossiers/imports.html")


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Take a file in and have it tried."""
    wie = medewerker_van(request)
    check_recht(wie, RECHT)
    if request.method != "POST":
        return toon(request, "dossiers/import_nieuw.html", {"form": ImportForm()})
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return toon(request, "dossiers/import_nieuw.html", {"form": form}, status=422)
    bestand, formaat = form.cleaned_data.pop("bestand"), FORMATEN[form.cleaned_data.pop("formaat")]
    try:
        run = actions.zet_klaar(
            formaat=formaat,
            bestandsnaam=bestand.name,
            inhoud=bestand.chunks(),
            door=wie,
            op=timezone.now(),
            **form.cleaned_data,
        )
    except (GeenRegister, AlleenTestgegevens) as fout:
        form.add_error("formaat" if isinstance(fout, AlleenTestgegevens) else "bestand", fout.zin)
        return toon(request, "dossiers/import_nieuw.html", {"form": form}, status=422)
    return ga_naar(request, run)


@require_http_methods(["GET", "HEAD", "POST"])
def een(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show how far it is, what came of it, and what must be decided."""
    run = _haal(request, pk)
    context = {"run": run, "formaat": FORMATEN[run.formaat].label if run.formaat in FORMATEN else run.formaat}
    return Verslag(request, run).antwoord("dossiers/import.html", context)


@require_safe
def voortgang(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the piece that tells how far it is; when there is nothing to wait for any more, have the page come again."""
    run = _haal(request, pk)
    if not run.loopt:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return toon(request, "dossiers/_importvoortgang.html", {"run": run})


@require_POST
def neem_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide to take over what was tried."""
    run = actions.bevestig(run=_haal(request, pk), door=medewerker_van(request), op=timezone.now())
    return ga_naar(request, run)


@require_POST
def laat_vallen(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide not to."""
    run = actions.laat_vallen(run=_haal(request, pk), door=medewerker_van(request), op=timezone.now())
    meld(request, "Het bestand is niet overgenomen en is weg.")
    return ga_naar(request, run)
