"""The own calendar: where it is read, and the link with which one's own feed is read."""

import hashlib
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.http import require_http_methods, require_POST

from kern.access import check_recht
from kern.actions import agenda as actions
from kern.agenda import feed
from kern.agenda.halen import ZINNEN
from kern.formulier import probeer
from kern.links import LinkWerktNiet
from kern.models import Medewerker, OndertekendeLink
from kern.queries import agenda as queries
from kern.scherm import ga_naar, medewerker_van, meld, toon


class AdresForm(forms.Form):
    """Where one's calendar is read. The address is a secret: it is never shown again."""

    adres = forms.CharField(
        label="Adres van uw agenda",
        help_text="De geheime link in ICS-formaat, uit Outlook of een andere agenda. Ze wordt verzegeld bewaard, niet getoond.",
        max_length=2000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest) -> HttpResponse:
    """Show where one's calendar is read and whether one's feed is open, and change where it is read."""
    wie, nu = medewerker_van(request), timezone.now()
    check_recht(wie, "kern.agenda")
    form = AdresForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _toon(request, form, nu)
    if not form.is_valid() or not probeer(form, actions.stel_in, persoon=wie, door=wie, op=nu, **form.cleaned_data):
        return _toon(request, form, nu, status=422)
    meld(request, "Uw agenda wordt binnen enkele minuten gelezen.")
    return ga_naar(request, "kern:agenda")


def _toon(request: HttpRequest, form: AdresForm, nu: datetime, status: int = 200, feedadres: str = "") -> HttpResponse:
    wie = medewerker_van(request)
    bron = queries.bron_van(wie)
    context = {
        "form": form,
        "bron": bron,
        "fout": ZINNEN.get(bron.fout, "") if bron else "",
        "feed": queries.feed_van(wie, nu),
        "feedadres": feedadres,
    }
    return toon(request, "kern/agenda.html", context, status=status)


@require_POST
def neem_weg(request: HttpRequest) -> HttpResponse:
    """Read the own calendar no more."""
    wie = medewerker_van(request)
    check_recht(wie, "kern.agenda")
    actions.neem_weg(persoon=wie, door=wie, op=timezone.now())
    meld(request, "Uw agenda wordt niet meer gelezen. Wat er gelezen was, is weg.")
    return ga_naar(request, "kern:agenda")


@require_POST
def maak_feed(request: HttpRequest) -> HttpResponse:
    """Make the address of one's feed and show it, this one time."""
    wie, nu = medewerker_van(request), timezone.now()
    check_recht(wie, "kern.agenda")
    nieuw = actions.maak_feed(persoon=wie, door=wie, op=nu)
    return _toon(request, AdresForm(), nu, feedadres=nieuw.adres)


@require_POST
def trek_feed_in(request: HttpRequest) -> HttpResponse:
    """Let the address of one's feed work no more."""
    wie = medewerker_van(request)
    check_recht(wie, "kern.agenda")
    actions.trek_feed_in(persoon=wie, door=wie, op=timezone.now())
    meld(request, "De link werkt niet meer.")
    return ga_naar(request, "kern:agenda")


def lees_feed(request: HttpRequest, link: OndertekendeLink, op: datetime) -> HttpResponse:
    """Answer a calendar program that follows the feed; what it has already is not sent again.

    Raises:
        LinkWerktNiet: its owner works here no more.
    """
    persoon = Medewerker.objects.filter(pk=link.onderwerp_id, is_active=True).first()
    if persoon is None or not persoon.is_intern:
        raise LinkWerktNiet
    if request.method == "POST":
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    ics = feed.maak(persoon, op)
    etag = quote_etag(hashlib.sha256(ics).hexdigest())
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304, headers={"ETag": etag})
    koppen = {"ETag": etag, "Content-Disposition": 'inline; filename="opgroeien.ics"'}
    return HttpResponse(ics, content_type="text/calendar; charset=utf-8", headers=koppen)
