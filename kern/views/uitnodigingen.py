"""Asking one person about one thing, and answering in place: with an account or with a link."""

import uuid
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern.access import check_recht
from kern.actions import uitnodigingen as actions
from kern.choices import Uitnodigingstatus
from kern.forms.uitnodigingen import AntwoordForm, VraagForm, WeigerForm
from kern.links import LinkWerktNiet
from kern.models import Medewerker, OndertekendeLink, Uitnodiging
from kern.queries import uitnodigingen as queries
from kern.queries.vraagregels import laatste_dag, regel
from kern.scherm import ga_naar, medewerker_van, meld, toon
from kern.uitnodigen import NietVraagbaar, vraagbaar_van

PER_LIJST = 100


@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """Show what is asked of me and what I asked, newest first."""
    persoon, nu = medewerker_van(request), timezone.now()
    context = {
        "aan_mij": [regel(v, persoon, nu) for v in queries.aan_mij_gevraagd(persoon)[:PER_LIJST]],
        "door_mij": [regel(v, persoon, nu) for v in queries.door_mij_gevraagd(persoon)[:PER_LIJST]],
        "mag_vragen": persoon.is_intern,
    }
    return toon(request, "kern/gevraagd_lijst.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def vraag(request: HttpRequest, soort: str, sleutel: str) -> HttpResponse:
    """Ask somebody about one thing that one may see in one's own right."""
    persoon = medewerker_van(request)
    check_recht(persoon, "kern.nodig_uit")
    try:
        vraagbaar = vraagbaar_van(soort)
    except NietVraagbaar:
        raise Http404 from None
    onderwerp = vraagbaar.vind(persoon, sleutel)
    if onderwerp is None:
        raise Http404
    form = VraagForm(request.POST if request.method == "POST" else None, initial={"sleutel": uuid.uuid4()}, voor=persoon)
    context = {"form": form, "titel_ding": vraagbaar.titel(onderwerp)}
    if request.method != "POST":
        return toon(request, "kern/gevraagd_nieuw.html", context)
    if not form.is_valid():
        return toon(request, "kern/gevraagd_nieuw.html", context, status=422)
    gesteld = actions.vraag_advies(
        onderwerp_soort=soort, onderwerp_id=sleutel, door=persoon, op=timezone.now(), **form.cleaned_data
    )
    meld(request, f"Uw vraag aan {gesteld.aan_naam} is gesteld.")
    return ga_naar(request, gesteld)


@require_safe
def gevraagd(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show one question; to the person asked, while it is open, with the thing itself and the form to answer."""
    return _toon(request, _vind(request, pk), AntwoordForm())


@require_POST
def antwoord(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Answer in place."""
    gevonden, form = _vind(request, pk), AntwoordForm(request.POST)
    if not form.is_valid():
        return _toon(request, gevonden, form, status=422)
    actions.beantwoord(uitnodiging=gevonden, door=medewerker_van(request), op=timezone.now(), **form.cleaned_data)
    meld(request, f"Uw antwoord is bij {gevonden.gevraagd_door.naam}.")
    return ga_naar(request, gevonden)


@require_POST
def weiger(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say that one will not answer."""
    gevonden, form = _vind(request, pk), WeigerForm(request.POST)
    if not form.is_valid():
        return _toon(request, gevonden, AntwoordForm(), weigerform=form, status=422)
    actions.weiger(uitnodiging=gevonden, door=medewerker_van(request), op=timezone.now(), **form.cleaned_data)
    meld(request, f"{gevonden.gevraagd_door.naam} weet dat u niet antwoordt.")
    return ga_naar(request, gevonden)


@require_POST
def trek_in(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a question back."""
    gevonden = _vind(request, pk)
    actions.trek_in(uitnodiging=gevonden, door=medewerker_van(request), op=timezone.now())
    meld(request, "De vraag is ingetrokken; de toegang is voorbij.")
    return ga_naar(request, gevonden)


def met_link(request: HttpRequest, link: OndertekendeLink, op: datetime) -> HttpResponse:
    """Show the question to somebody without an account, and take the answer; the thing itself is never shown."""
    gevonden = Uitnodiging.objects.select_related("gevraagd_door").filter(link=link, status=Uitnodigingstatus.OPEN).first()
    if gevonden is None:
        raise LinkWerktNiet
    form = AntwoordForm(request.POST if request.method == "POST" else None)
    context = {"uitnodiging": gevonden, "form": form}
    if request.method != "POST":
        return toon(request, "links/adviesvraag.html", context)
    if not form.is_valid():
        return toon(request, "links/adviesvraag.html", context, status=422)
    actions.beantwoord_met_link(link=link, op=op, **form.cleaned_data)
    return toon(request, "links/bedankt.html", {"uitnodiging": gevonden})


def _vind(request: HttpRequest, pk: uuid.UUID) -> Uitnodiging:
    return get_object_or_404(queries.zichtbaar_voor(medewerker_van(request)).select_related("link"), pk=pk)


def _toon(
    request: HttpRequest,
    gevonden: Uitnodiging,
    form: AntwoordForm,
    *,
    weigerform: WeigerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    persoon, nu = medewerker_van(request), timezone.now()
    ziet_ding = queries.mag_ding_zien(persoon, gevonden, nu)
    context = {
        "uitnodiging": gevonden,
        "stand": gevonden.stand(nu),
        "laatste_dag": laatste_dag(gevonden),
        "is_gevraagde": gevonden.gevraagde_id == persoon.pk,
        "mag_intrekken": gevonden.status == Uitnodigingstatus.OPEN and queries.mag_intrekken(persoon, gevonden, nu),
        "ziet_ding": ziet_ding,
        "form": form,
        "weigerform": weigerform or WeigerForm(),
        "over": _over(persoon, gevonden),
        **(_ding(persoon, gevonden, nu) if ziet_ding else {}),
    }
    return toon(request, "kern/gevraagd.html", context, status=status)


def _over(persoon: Medewerker, gevonden: Uitnodiging) -> Model | None:
    """Return what was asked about to who asked, as long as that person may see it: a list of questions says little without."""
    if gevonden.gevraagd_door_id != persoon.pk or gevonden.gewist_op is not None:
        return None
    return vraagbaar_van(gevonden.onderwerp_soort).zoek(persoon, gevonden.onderwerp_id)


def _ding(persoon: Medewerker, gevonden: Uitnodiging, op: datetime) -> dict[str, Any]:
    """Return the template of the owning app and what it shows; the look is in the log."""
    vraagbaar = vraagbaar_van(gevonden.onderwerp_soort)
    onderwerp = vraagbaar.laad(gevonden.onderwerp_id)
    if onderwerp is None:
        return {}
    actions.noteer_inzage(uitnodiging=gevonden, door=persoon, op=op)
    return {
        "ding_titel": vraagbaar.titel(onderwerp),
        "ding_sjabloon": vraagbaar.sjabloon,
        **vraagbaar.context(onderwerp, persoon),
    }
