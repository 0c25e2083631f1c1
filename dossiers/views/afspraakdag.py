"""Mijn dag: where somebody goes today, in which order, and changing that order."""

from datetime import date, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dossiers.actions import afspraakdag as actions
from dossiers.fouten import NietTeSchikken
from dossiers.queries import mijn_dag as queries
from kern.access import check_recht
from kern.actions.scherm import registreer_inzage
from kern.formulier import Dag
from kern.models import Medewerker
from kern.scherm import ga_naar, medewerker_van, meld, toon
from kern.tijd import EEN_DAG


class _DagForm(forms.Form):
    dag = Dag(required=False)
    van = forms.CharField(required=False, max_length=150)


class _OrdeForm(_DagForm):
    doe = forms.ChoiceField(choices=[("op", "op"), ("neer", "neer"), ("stel_voor", "stel voor")])
    afspraak = forms.UUIDField(required=False)


def _wie_en_wanneer(request: HttpRequest, form: forms.Form) -> tuple[Medewerker, date]:
    """Return whose day and which: one's own and today, unless the address says so. Somebody else's only as a substitute."""
    wie = medewerker_van(request)
    check_recht(wie, "dossiers.kaart")
    if not form.is_valid():
        raise Http404("geen dag")
    van = form.cleaned_data["van"]
    persoon = wie if van in ("", wie.username) else get_object_or_404(queries.anderen(wie), username=van)
    return persoon, form.cleaned_data["dag"] or timezone.localdate()


@require_safe
def mijn_dag(request: HttpRequest) -> HttpResponse:
    """Show a day: appointments, the road between them, what is in the way."""
    wie = medewerker_van(request)
    van, dag = _wie_en_wanneer(request, _DagForm(request.GET))
    blad = queries.lees(van, dag)
    if blad.haltes:
        registreer_inzage(lijst="mijn_dag", filters=[f"dag={dag}"], aantal=len(blad.haltes), door=wie, op=timezone.now())
    context = {
        "blad": blad,
        "zelf": van == wie,
        "vandaag": timezone.localdate(),
        "vorige": dag - EEN_DAG,
        "volgende": dag + EEN_DAG,
        "week": [dag - timedelta(days=dag.weekday()) + timedelta(days=i) for i in range(7)],
        "anderen": list(queries.anderen(wie)),
    }
    return toon(request, "dossiers/mijn_dag.html", context)


@require_POST
def orden(request: HttpRequest) -> HttpResponse:
    """Move one appointment up or down, or put the day in the shortest order."""
    wie, nu, form = medewerker_van(request), timezone.now(), _OrdeForm(request.POST)
    check_recht(wie, "dossiers.schrijf")
    if not form.is_valid():
        raise NietTeSchikken
    van, dag = _wie_en_wanneer(request, form)
    doe, afspraak = form.cleaned_data["doe"], form.cleaned_data["afspraak"]
    if doe == "stel_voor":
        korter = actions.stel_voor(persoon=van, dag=dag, door=wie, op=nu)
        meld(
            request, f"De dag is geschikt: ongeveer {korter:.0f} km korter." if korter >= 1 else "Deze volgorde is al de kortste."
        )
    elif afspraak is not None:
        actions.verzet(persoon=van, dag=dag, afspraak=afspraak, stap=-1 if doe == "op" else 1, door=wie, op=nu)
    wiens = "" if van == wie else f"&van={van.username}"
    return ga_naar(request, f"{reverse('dossiers:mijn_dag')}?dag={dag}{wiens}")
