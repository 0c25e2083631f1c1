"""One document: its page, its files, another version, another title, withdrawn and put back."""

import re
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers.access import documenten as rechten
from dossiers.actions import documenten as actions
from dossiers.forms.documenten import DocumentIntrekForm, NieuweVersieForm, WijzigDocumentForm, begin_van
from dossiers.lijsten import documenten as lijst
from dossiers.models import Document, Documentversie
from dossiers.queries import documenten as queries
from dossiers.views.inzage import toon_inhoud
from kern.actions.bestanden import zet_klaar
from kern.bestanden.fouten import BestandGeweigerd
from kern.bestanden.keuzes import Bestandstand
from kern.formulier import probeer
from kern.fouten import AlGewijzigd
from kern.scherm import ga_naar, medewerker_van, meld
from kern.views.bestanden import check_open, geef, geef_voorbeeld


def _haal(request: HttpRequest, pk: UUID) -> Document:
    """Return the document when this person may read it; 404 otherwise."""
    return get_object_or_404(queries.documenten_voor(medewerker_van(request)), pk=pk)


def _versie(request: HttpRequest, pk: UUID, nummer: int) -> Documentversie:
    """Return one version whose file is still there."""
    dit = _haal(request, pk)
    versie = get_object_or_404(dit.alle_versies.select_related("bestand__inhoud"), nummer=nummer)
    if versie.bestand is None:
        raise Http404
    versie.document = dit
    return versie


def _toon(request: HttpRequest, dit: Document, *, status: int = 200, **ingevuld: forms.Form) -> HttpResponse:
    wie = medewerker_van(request)
    versies = queries.versies_van(dit)
    mag = rechten.mag_wijzigen(wie, dit)
    laatste = versies[0].bestand if versies else None
    sommen = [versie.bestand.sha256 for versie in versies if versie.bestand]
    context: dict[str, Any] = {
        "document": dit,
        "versies": versies,
        "laatste": versies[0] if versies else None,
        "mag_wijzigen": mag,
        "kijk_opnieuw": lijst.kijk_opnieuw(dit, SafeString(""), "blad", 0) if laatste and laatste.wacht else "",
        "mail_url": _mail_url(dit, versies[0]) if laatste and laatste.stand is not Bestandstand.BESMET else "",
        "elders": queries.elders(wie, sommen, dit) if sommen else [],
        "versieform": ingevuld.get("versie") or NieuweVersieForm(initial={"sleutel": uuid4()}, auto_id="versie_%s"),
        "intrekform": ingevuld.get("intrekken") or DocumentIntrekForm(auto_id="intrekken_%s"),
        "fout": bool(ingevuld),
    }
    return toon_inhoud(request, dit, "dossiers/document.html", context, status=status)


def _mail_url(dit: Document, versie: Documentversie) -> str:
    """Return where one writes a mail with this version already chosen."""
    naam, nummer = ("post_nieuw", dit.dossier.dossiernummer) if dit.dossier else ("post_bij_organisator", dit.organisator.nummer)
    return f"{reverse(f'dossiers:{naam}', args=[nummer])}?document={versie.pk}"


@require_safe
def document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what it is, with its versions; that look is written down."""
    return _toon(request, _haal(request, pk))


@require_safe
def stand(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say to a row (`?rij`) or a page (`?blad`) that waits how the last version stands; of what the document says nothing."""
    dit = _haal(request, pk)
    queries.met_laatste([dit])
    gevraagd = request.GET.get("blad", request.GET.get("rij", ""))
    keer = int(gevraagd) if re.fullmatch("[0-9]{1,2}", gevraagd) else 0
    if "blad" not in request.GET:
        return HttpResponse(lijst.stand(dit, keer) + lijst.beeldje(dit, los=True))
    laatste: Documentversie | None = dit.laatste  # type: ignore[attr-defined]  # given by `met_laatste`
    if laatste is not None and laatste.bestand is not None and laatste.bestand.wacht:
        return HttpResponse(lijst.kijk_opnieuw(dit, SafeString(""), "blad", keer))
    # The page itself is asked for the piece that changed: that is a look, and is written down.
    klaar = '<span hx-get="{}" hx-trigger="load" hx-select="#bestand" hx-target="#bestand" hx-swap="outerHTML"></span>'
    return HttpResponse(format_html(klaar, dit.get_absolute_url()))


@require_safe
def bestand(request: HttpRequest, pk: UUID, nummer: int) -> FileResponse:
    """Give the file of one version, as a download; `?toon` opens what a browser may show. The look is written down first."""
    versie = _versie(request, pk, nummer)
    assert versie.bestand is not None, "gewist"
    check_open(versie.bestand)
    gegeven = actions.open_versie(versie=versie, door=medewerker_van(request), op=timezone.now())
    return geef(gegeven, in_venster="toon" in request.GET)


@require_safe
def voorbeeld(request: HttpRequest, pk: UUID, nummer: int) -> FileResponse:
    """Give the small image of one version; the many of one page are one look."""
    versie = _versie(request, pk, nummer)
    assert versie.bestand is not None, "gewist"
    if not versie.bestand.is_open or not versie.bestand.inhoud.voorbeeld:
        raise Http404
    actions.noteer_voorbeeld(document=versie.document, door=medewerker_van(request), op=timezone.now())
    antwoord = geef_voorbeeld(versie.bestand)
    if antwoord is None:
        raise Http404
    return antwoord


@require_POST
def nieuwe_versie(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Add the next version."""
    wie, dit = medewerker_van(request), _haal(request, pk)
    rechten.check_mag_wijzigen(wie, dit)
    form = NieuweVersieForm(request.POST, request.FILES, auto_id="versie_%s")
    if not form.is_valid():
        return _toon(request, dit, status=422, versie=form)
    upload = form.cleaned_data["bestand"]
    try:
        klaar = zet_klaar(inhoud=upload, naam=upload.name)
        versie = probeer(
            form,
            actions.voeg_versie_toe,
            sleutel=form.cleaned_data["sleutel"],
            document=dit,
            bron=klaar,
            toelichting=form.cleaned_data["toelichting"],
            door=wie,
            op=timezone.now(),
        )
    except BestandGeweigerd as fout:
        form.add_error("bestand", fout.zin)
        versie = None
    if versie is None:
        return _toon(request, _haal(request, pk), status=422, versie=form)
    meld(request, f"Versie {versie.nummer} is toegevoegd.")
    return ga_naar(request, dit)


@require_http_methods(["GET", "HEAD", "POST"])
def wijzig(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give it another title or kind; when a colleague was first, both versions (409)."""
    wie, dit = medewerker_van(request), _haal(request, pk)
    rechten.check_mag_wijzigen(wie, dit)
    form = WijzigDocumentForm(request.POST if request.method == "POST" else None, initial=begin_van(dit))
    if request.method != "POST" or not form.is_valid():
        return _toon_wijzig(request, dit, form, status=422 if form.errors else 200)
    try:
        bewaard = probeer(form, actions.wijzig, document=dit, door=wie, op=timezone.now(), **form.cleaned_data)
    except AlGewijzigd:
        daar = _haal(request, pk)
        if not daar.geldt:
            raise
        verschillen = form.verschillen(daar)
        form = WijzigDocumentForm({**request.POST.dict(), "versie": daar.versie})
        return _toon_wijzig(request, daar, form, status=409, verschillen=verschillen)
    if bewaard is None:
        return _toon_wijzig(request, _haal(request, pk), form, status=422)
    meld(request, "Bewaard.")
    return ga_naar(request, dit)


def _toon_wijzig(request: HttpRequest, dit: Document, form: WijzigDocumentForm, status: int, **meer: object) -> HttpResponse:
    context = {"document": dit, "form": form, **meer}
    return toon_inhoud(request, dit, "dossiers/document_wijzigen.html", context, status=status)


@require_POST
def trek_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that it does not belong here."""
    wie, dit = medewerker_van(request), _haal(request, pk)
    rechten.check_mag_wijzigen(wie, dit)
    form = DocumentIntrekForm(request.POST, auto_id="intrekken_%s")
    if not form.is_valid():
        return _toon(request, dit, status=422, intrekken=form)
    actions.trek_in(document=dit, door=wie, op=timezone.now(), **form.cleaned_data)
    meld(
        request,
        "Het document is ingetrokken. Het blijft hier leesbaar.",
        ongedaan=reverse("dossiers:document_terugzetten", args=[pk]),
    )
    return ga_naar(request, dit)


@require_POST
def zet_terug(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put back what was withdrawn."""
    wie, dit = medewerker_van(request), _haal(request, pk)
    rechten.check_mag_wijzigen(wie, dit)
    actions.zet_terug(document=dit, door=wie, op=timezone.now())
    meld(request, "Het document staat terug.")
    return ga_naar(request, dit)
