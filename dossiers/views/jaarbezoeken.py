"""Plan the yearly visits: a proposal per day, of which somebody keeps whole days or single visits."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dossiers.access.afspraak import mag_afspraak_bij
from dossiers.actions import afspraken as actions
from dossiers.actions.afspraakgevolg import Persoon, Plan
from dossiers.choices import Afspraaksoort, Deelnemersoort
from dossiers.forms import jaarbezoeken as f
from dossiers.models import Dossier
from dossiers.queries import jaarbezoeken as queries
from kern.access import check_recht
from kern.actions.scherm import registreer_inzage
from kern.fouten import DomeinFout
from kern.models import Medewerker
from kern.scherm import ga_naar, medewerker_van, meld, toon


@require_http_methods(["GET", "HEAD", "POST"])
def jaarbezoeken(request: HttpRequest) -> HttpResponse:
    """Show the proposal, and keep what was chosen of it."""
    wie, nu = medewerker_van(request), timezone.now()
    check_recht(wie, "dossiers.schrijf")
    wensform = f.WensForm(request.GET or None, initial=queries.Wens()._asdict())
    wens = queries.Wens(**wensform.cleaned_data) if wensform.is_valid() else queries.Wens()
    if request.method == "POST":
        return _bewaar(request, wie, wensform)
    blad = queries.stel_voor(wie, wens, nu)
    bezoeken = f.Bezoekset(initial=f.begin_van(blad))
    if blad.dagen:
        registreer_inzage(lijst="jaarbezoeken", filters=[], aantal=len(bezoeken.forms), door=wie, op=nu)
    forms_ = iter(bezoeken.forms)
    dagen = [(dag, [(rij, next(forms_)) for rij in rijen]) for dag, rijen in blad.dagen]
    context = {"wensform": wensform, "blad": blad, "dagen": dagen, "bezoeken": bezoeken, "status_form": None}
    return toon(request, "dossiers/jaarbezoeken.html", context, status=422 if wensform.errors else 200)


def _bewaar(request: HttpRequest, wie: Medewerker, wensform: f.WensForm) -> HttpResponse:
    neem, bezoeken = request.POST.get("neem", ""), f.Bezoekset(request.POST)
    goed = bezoeken.is_valid()
    gekozen = [form for form in bezoeken.forms if _is_gekozen(form, neem)]
    if not goed or not gekozen:
        return _toon_opnieuw(
            request, wie, wensform, bezoeken, "" if gekozen else "Vink eerst een bezoek aan, of neem een hele dag over."
        )
    nu = timezone.now()
    bewaard = [form.cleaned_data["dag"] for form in gekozen if _maak(form, wie, nu)]
    if any(form.errors for form in gekozen):
        return _toon_opnieuw(request, wie, wensform, bezoeken, "")
    aantal = "1 bezoek staat" if len(bewaard) == 1 else f"{len(bewaard)} bezoeken staan"
    ongedaan = f"{reverse('dossiers:jaarbezoeken_ongedaan')}?{urlencode({'van': nu.isoformat()})}"
    meld(request, f"{aantal} als voorstel op uw dag. Bevestig wat vastligt.", ongedaan=ongedaan)
    return ga_naar(request, f"{reverse('dossiers:mijn_dag')}?dag={min(bewaard)}")


def _is_gekozen(form: Any, neem: str) -> bool:
    return bool(form["kies"].value()) if neem == "gekozen" else bool(neem) and form["groep"].value() == neem


def _maak(form: Any, wie: Medewerker, nu: datetime) -> bool:
    d = form.cleaned_data
    dossier = Dossier.objects.zichtbaar_voor(wie).filter(dossiernummer=d["dossier"]).select_related("organisator").first()
    if dossier is None or not mag_afspraak_bij(wie, dossier):
        form.add_error(None, "Deze locatie is niet (meer) van u.")
        return False
    bekend = d["hoe"] == "aangekondigd"
    adres = dossier.email or dossier.organisator.email
    plan = Plan(
        soort=str(Afspraaksoort.BEZOEK),
        begin=d["begin"],
        einde=d["begin"] + timedelta(minutes=d["minuten"]),
        aangekondigd=bekend,
        dossiers=(dossier,),
        onderwerp="Jaarlijks bezoek",
        plaats=dossier.adres[:200],
        uur_vast=False,
        mensen=(Persoon(str(Deelnemersoort.ORGANISATOR), dossier.naam[:200], adres),) if bekend and adres else (),
    )
    try:
        actions.maak_afspraak(sleutel=d["sleutel"], over=dossier.organisator, plan=plan, eigenaar=wie, door=wie, op=nu)
    except ValidationError as fout:
        form.add_error(None, fout.messages)
    except DomeinFout as fout:
        form.add_error(None, fout.zin)
    else:
        return True
    return False


def _toon_opnieuw(
    request: HttpRequest, wie: Medewerker, wensform: f.WensForm, bezoeken: BaseFormSet[f.BezoekForm], zin: str
) -> HttpResponse:
    """Draw what was sent, with what is wrong; nothing that was typed is lost."""
    nummers = [str(form["dossier"].value()) for form in bezoeken.forms]
    dossiers = {d.dossiernummer: d for d in Dossier.objects.zichtbaar_voor(wie).filter(dossiernummer__in=nummers)}
    rijen = [(dossiers.get(str(form["dossier"].value())), form) for form in bezoeken.forms]
    registreer_inzage(lijst="jaarbezoeken", filters=[], aantal=len(rijen), door=wie, op=timezone.now())
    context = {"wensform": wensform, "rijen": rijen, "bezoeken": bezoeken, "zin": zin}
    return toon(request, "dossiers/jaarbezoeken_opnieuw.html", context, status=422)


@require_POST
def ongedaan(request: HttpRequest) -> HttpResponse:
    """Drop the visits that were taken over in one go, as far as they are still the drafts they were."""
    wie, form = medewerker_van(request), f.OngedaanForm(request.GET)
    check_recht(wie, "dossiers.schrijf")
    weg = 0
    if form.is_valid():
        weg = actions.laat_vallen(eigenaar=wie, gemaakt_op=form.cleaned_data["van"], door=wie, op=timezone.now())
    zin = "1 voorstel is weer weg." if weg == 1 else f"{weg} voorstellen zijn weer weg."
    meld(request, zin if weg else "Er was niets meer om weg te nemen: wat u wijzigde of vastlegde, blijft.", soort="info")
    return ga_naar(request, "dossiers:jaarbezoeken")
