"""Imports of a register or of the history: choose a file, follow the trial, read the report, decide."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers.actions import importeren as actions
from dossiers.forms.importeren import HistoriekForm, ImportForm
from dossiers.fouten import AlleenTestgegevens, GeenRegister
from dossiers.historiek import HISTORIEK
from dossiers.lijsten.importen import Importlijst, Verslag
from dossiers.models import ImportRun
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
    """Take the file of a register in and have it tried."""
    return _neem_in(request, ImportForm, "Bestand invoeren")


@require_http_methods(["GET", "HEAD", "POST"])
def historiek(request: HttpRequest) -> HttpResponse:
    """Take the package of the old system in and have it tried."""
    return _neem_in(request, HistoriekForm, "Historiek invoeren")


def _neem_in(request: HttpRequest, soort: type[ImportForm | HistoriekForm], kop: str) -> HttpResponse:
    wie = medewerker_van(request)
    check_recht(wie, RECHT)
    form = soort(request.POST, request.FILES) if request.method == "POST" else soort()
    if form.is_valid():
        velden = dict(form.cleaned_data)
        bestand, formaat = velden.pop("bestand"), actions.INVOER[velden.pop("formaat", HISTORIEK.code)]
        gegevens = {"bestandsnaam": bestand.name, "inhoud": bestand.chunks(), "door": wie, "op": timezone.now(), **velden}
        try:
            return ga_naar(request, actions.zet_klaar(formaat=formaat, **gegevens))
        except (GeenRegister, AlleenTestgegevens) as fout:
            form.add_error("formaat" if isinstance(fout, AlleenTestgegevens) else "bestand", fout.zin)
    if form.is_bound and "bestand" not in form.errors:  # a browser never fills in a file again
        form["bestand"].help_text = "Kies het bestand opnieuw: uw browser onthield het niet."
    return toon(request, "dossiers/import_nieuw.html", {"form": form, "kop": kop}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def een(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show how far it is, what came of it, and what must be decided."""
    run = _haal(request, pk)
    context = {"run": run, "formaat": actions.INVOER[run.formaat].label}
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
