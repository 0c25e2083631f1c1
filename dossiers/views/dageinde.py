"""Several rows of the werkvoorraad at once, and the end of the day: what moves, what is handed over, what the night must know."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dossiers.forms.dageinde import NachtnotaForm, VeelForm
from kern.access import check_recht
from kern.actions import dageinde, eigen_werk
from kern.formulier import probeer
from kern.fouten import DomeinFout
from kern.models import Medewerker, Vervanging, Werkregel
from kern.queries import werk as queries
from kern.queries.nachtnotas import nachtnotas_van
from kern.queries.werk import HOOGSTENS, Rij, Voorraad, werkdagen_rond
from kern.scherm import ga_naar, medewerker_van, meld, toon
from kern.werk import Werkgroep
from kern.werkrij import kaartjes_van, leesregel, soort_van

VANDAAG = frozenset({Werkgroep.ORDE, Werkgroep.LAAT, Werkgroep.VANDAAG})


@require_http_methods(["GET", "HEAD", "POST"])
def einde(request: HttpRequest) -> HttpResponse:
    """Leave nothing of today behind without having looked at it."""
    return _toon(request, "dossiers/dageinde.html", VANDAAG, "dossiers:dageinde")


@require_http_methods(["GET", "HEAD", "POST"])
def meerdere(request: HttpRequest) -> HttpResponse:
    """Do one thing with several rows of the werkvoorraad."""
    return _toon(request, "dossiers/werk_meerdere.html", frozenset(Werkgroep), "dossiers:werk_meerdere")


@require_POST
def nachtnota(request: HttpRequest) -> HttpResponse:
    """Leave a note for the night watch."""
    wie, nu = medewerker_van(request), timezone.now()
    check_recht(wie, "dossiers.kaart")
    form = NachtnotaForm(request.POST, auto_id="nacht_%s", voor=wie)
    nota = None
    if form.is_valid():
        gegevens = form.cleaned_data
        nota = probeer(
            form, dageinde.schrijf_nachtnota, sleutel=gegevens["sleutel"], tekst=gegevens["tekst"],
            over=gegevens["dossiernummer"], door=wie, op=nu,
        )  # fmt: skip
    if nota is None:
        context = _context(wie, nu, VANDAAG) | {"nachtform": form}
        return toon(request, "dossiers/dageinde.html", context, status=422)
    terug = reverse("kern:nachtnota_intrekken", args=[nota.pk])
    meld(request, "De nachtwacht weet het. De crisiscoördinatoren kregen bericht.", ongedaan=terug)
    return ga_naar(request, "dossiers:dageinde")


def _toon(request: HttpRequest, sjabloon: str, groepen: frozenset[Werkgroep], hier: str) -> HttpResponse:
    wie, nu = medewerker_van(request), timezone.now()
    check_recht(wie, "dossiers.kaart")
    if request.method != "POST":
        return toon(request, sjabloon, _context(wie, nu, groepen))
    form = VeelForm(request.POST, auto_id="veel_%s", voor=wie)
    gekozen = _gekozen(request, wie)
    if not form.is_valid() or not gekozen:
        if not gekozen and form.is_valid():
            form.add_error(None, "Kies eerst minstens één rij.")
        return toon(request, sjabloon, _context(wie, nu, groepen, {rij.pk for rij in gekozen}) | {"veelform": form}, status=422)
    if form.cleaned_data["doe"] == "taak":
        over = [int(rij.onderwerp_id) for rij in gekozen if rij.onderwerp_soort == "dossiers.dossier"]
        if weg := len(gekozen) - len(over):
            meld(request, f"{weg} gekozen {'rij gaat' if weg == 1 else 'rijen gaan'} over geen locatie.", soort="let_op")
        sleutels = sorted(set(over))
        return ga_naar(request, f"{reverse('dossiers:taken_voor_elk')}?{urlencode({'gekozen': sleutels}, doseq=True)}")
    fouten = _doe(form.cleaned_data, gekozen, wie, nu)
    gelukt = len(gekozen) - len(fouten)
    gedaan = f"{gelukt} {'rij' if gelukt == 1 else 'rijen'}: {_GEDAAN[form.cleaned_data['doe']]}."
    if not fouten:
        meld(request, gedaan)
        return ga_naar(request, hier)
    context = _context(wie, nu, groepen)
    titels = {rij["pk"]: rij["titel"] for _groep, rijen in context["blokken"] for rij in rijen}
    mislukt = [
        (titels.get(rij.pk, soort_van(rij.soort).label.capitalize()), fouten[rij.pk]) for rij in gekozen if rij.pk in fouten
    ]
    return toon(request, sjabloon, context | {"mislukt": mislukt, "gedaan": gedaan if gelukt else ""}, status=409)


_GEDAAN = {
    "morgen": "staat op de volgende werkdag",
    "vandaag": "staat bij vandaag",
    "dag": "kreeg een andere dag",
    "klaar": "afgevinkt",
    "door": "doorgegeven",
}


def _doe(gegevens: dict[str, Any], regels: list[Werkregel], wie: Medewerker, nu: datetime) -> dict[int, str]:
    """Do it with all of them; returns which not, each with the reason. What a colleague did meanwhile leaves the others alone."""
    if gegevens["doe"] == "klaar":  # each has its own consequences: the next of a series, a word to who gave it
        return {regel.pk: zin for regel in regels if (zin := _vink_af(regel, wie, nu))}
    if gegevens["doe"] == "vandaag":
        eigen_werk.naar_vandaag(regels=regels, door=wie, op=nu)
        return {}
    stappen: dict[str, Callable[..., dict[int, DomeinFout]]] = {
        "morgen": dageinde.zet_op_morgen,
        "dag": partial(eigen_werk.verzet_alle, tegen=gegevens["tegen"]),
        "door": partial(eigen_werk.wijs_alle_door, naar=gegevens["naar"]),
    }
    fouten = stappen[gegevens["doe"]](regels=regels, door=wie, op=nu)
    return {pk: fout.zin for pk, fout in fouten.items()}


def _vink_af(regel: Werkregel, wie: Medewerker, nu: datetime) -> str:
    try:
        eigen_werk.vink_af(regel=regel, door=wie, op=nu)
    except DomeinFout as fout:
        return fout.zin
    return ""


def _gekozen(request: HttpRequest, wie: Medewerker) -> list[Werkregel]:
    nummers = [int(tekst) for tekst in request.POST.getlist("gekozen")[:HOOGSTENS] if tekst.isdecimal() and len(tekst) < 19]
    return list(queries.mijn_regels(wie).filter(pk__in=nummers).select_related("voor", "team").order_by("pk"))


def _context(wie: Medewerker, nu: datetime, groepen: frozenset[Werkgroep], gekozen: set[int] | None = None) -> dict[str, Any]:
    is_werkdag = werkdagen_rond(timezone.localdate(nu), None)
    voorraad = queries.voorraad(wie, nu, is_werkdag=is_werkdag)
    rijen = [rij for rij in voorraad.rijen if rij.groep in groepen]
    morgen = dageinde.volgende_werkdag(nu, is_werkdag)
    vervangt = Vervanging.objects.filter(afwezige=wie, vanaf__lte=morgen, tot__gte=morgen, ingetrokken_op=None)
    vervanging = vervangt.select_related("vervanger").first()
    return {
        "blokken": _blokken(voorraad, rijen, wie, gekozen),
        "aantal": len(rijen),
        "morgen": morgen,
        "vervanger": vervanging.vervanger if vervanging else None,
        "veelform": VeelForm(initial={"doe": "morgen"}, auto_id="veel_%s", voor=wie),
        "notas": nachtnotas_van(wie, nu),
        "nachtform": NachtnotaForm(initial={"sleutel": uuid4()}, auto_id="nacht_%s", voor=wie),
    }


def _blokken(
    voorraad: Voorraad, rijen: list[Rij], wie: Medewerker, gekozen: set[int] | None
) -> list[tuple[Werkgroep, list[dict[str, Any]]]]:
    kaartjes = kaartjes_van(rijen, wie)
    uit: dict[Werkgroep, list[dict[str, Any]]] = {}
    for rij in rijen:
        kaartje = kaartjes.get(rij.onderwerp) if rij.onderwerp else None
        titel, kort, url = leesregel(rij, kaartje)
        regel = {"pk": rij.id, "titel": titel, "kort": kort, "url": url, "kaartje": kaartje, "gekozen": rij.id in (gekozen or ())}
        uit.setdefault(rij.groep, []).append(regel)
    return list(uit.items())
