"""What is done with a report: a step, a remark, what became of a remark, an addendum on paper."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dossiers.access import verslag as rechten
from dossiers.actions import verslag_nalezen
from dossiers.actions.verslag_pdf import addendum_pdf as pdf_van
from dossiers.actions.verslagen import noteer_inzage
from dossiers.forms import verslagen as f
from dossiers.models import Opmerking, Verslagdeel
from dossiers.queries import verslagen as queries
from dossiers.views.verslagbladzijde import haal_verslag, toon_verslag
from dossiers.views.verslagstappen import STAPPEN
from kern.formulier import probeer
from kern.scherm import ga_naar, medewerker_van, meld


@require_POST
def zet_stap(request: HttpRequest, pk: UUID, stap: str) -> HttpResponse:
    """Take one step."""
    wie, dit = medewerker_van(request), haal_verslag(request, pk)
    if stap not in STAPPEN:
        raise Http404
    deze = STAPPEN[stap]
    if not deze.mag(wie, dit):
        raise PermissionDenied(rechten.SCHRIJFT)
    form = deze.form(request.POST, verslag=dit, prefix=stap)
    if form.is_valid() and probeer(form, deze.actie, verslag=dit, door=wie, op=timezone.now(), **form.cleaned_data):
        meld(request, deze.zin)
        return ga_naar(request, dit)
    dit = haal_verslag(request, pk)
    return toon_verslag(request, dit, ingevuld={stap: form}, status=422)


@require_POST
def merk_op(request: HttpRequest, pk: UUID, sleutel: str) -> HttpResponse:
    """Write a remark at a part."""
    wie, dit = medewerker_van(request), haal_verslag(request, pk)
    rechten.check_mag_nalezen(wie, dit)
    deel = get_object_or_404(Verslagdeel.objects.select_related("verslag"), verslag=dit, sleutel=sleutel)
    form = f.OpmerkingForm(request.POST, prefix=f"opmerking-{sleutel}")
    if form.is_valid():
        gedaan = probeer(form, verslag_nalezen.merk_op, deel=deel, door=wie, op=timezone.now(), **form.cleaned_data)
        if gedaan is not None:
            return ga_naar(request, dit)
    return toon_verslag(request, dit, ingevuld={f"opmerking-{sleutel}": form}, status=422)


@require_POST
def handel_af(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a remark over, or answer it."""
    wie = medewerker_van(request)
    zichtbaar = Opmerking.objects.filter(deel__verslag__in=queries.verslagen_voor(wie).values("pk"))
    opmerking = get_object_or_404(zichtbaar.select_related("deel__verslag"), pk=pk)
    dit = haal_verslag(request, opmerking.deel.verslag_id)
    rechten.check_mag_schrijven(wie, dit)
    form = f.AfhandelForm(request.POST, prefix=f"afhandelen-{pk}")
    if form.is_valid():
        gedaan = probeer(form, verslag_nalezen.handel_af, opmerking=opmerking, door=wie, op=timezone.now(), **form.cleaned_data)
        if gedaan is not None:
            return ga_naar(request, dit)
    return toon_verslag(request, dit, ingevuld={f"afhandelen-{pk}": form}, status=422)


@require_safe
def addendum_pdf(request: HttpRequest, pk: UUID, nummer: int) -> HttpResponse:
    """Answer with an addendum on paper; that look is written down."""
    wie, dit = medewerker_van(request), haal_verslag(request, pk)
    if dit.gewist_op is not None:
        raise Http404
    addendum = get_object_or_404(dit.addenda.select_related("door", "verslag__dossier", "verslag__organisator"), nummer=nummer)
    noteer_inzage(verslag=dit, door=wie, op=timezone.now())
    antwoord = HttpResponse(pdf_van(addendum).inhoud, content_type="application/pdf")
    antwoord["Content-Disposition"] = f'inline; filename="addendum-{nummer}.pdf"'
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord
