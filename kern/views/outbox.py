"""What leaves the house: the list, one message, its words (a look that is logged), and what a person may decide."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kern import links
from kern.access import check_mag_terughalen, check_recht, heeft_recht, mag_uitgaand_zien
from kern.actions import outbox as actions
from kern.forms.reden import RedenForm
from kern.fouten import AlGewijzigd
from kern.lijst.sleutels import Volgorde, blad
from kern.logboek import regels_over, zin_van
from kern.models import OutboxBijlage, OutboxRegel
from kern.outbox.keuzes import UitgaandStatus as U
from kern.outbox.lijst import Uitgaandlijst
from kern.queries import outbox as queries
from kern.scherm import ga_naar, medewerker_van, meld, toon

# What a person may do in which state: name in the form, button, what to say afterwards, the action.
_Stap = tuple[str, str, str, Callable[..., OutboxRegel]]
STAPPEN: dict[str, list[_Stap]] = {
    U.WACHT: [("terug", "Haal terug", "Het bericht is teruggehaald en vertrekt niet.", actions.haal_terug)],
    U.MISLUKT: [
        ("opnieuw", "Verstuur opnieuw", "Het bericht staat opnieuw klaar.", actions.verstuur_opnieuw),
        ("vallen", "Laat vallen", "Het bericht is afgesloten en vertrekt niet meer.", actions.laat_vallen),
    ],
    U.TWIJFEL: [
        ("aangekomen", "Het is aangekomen", "Het bericht staat als afgegeven.", actions.is_aangekomen),
        ("opnieuw", "Verstuur opnieuw", "Het bericht vertrekt opnieuw, met hetzelfde nummer.", actions.verstuur_opnieuw),
    ],
}


def _haal(request: HttpRequest, pk: int) -> OutboxRegel:
    """Return the message, or 404 for who neither made it nor looks after the outbox."""
    regel = get_object_or_404(OutboxRegel.objects.select_related("gemaakt_door", "ontvanger"), pk=pk)
    if not mag_uitgaand_zien(medewerker_van(request), regel):
        raise Http404
    return regel


@require_http_methods(["GET", "HEAD", "POST"])
def uitgaand_lijst(request: HttpRequest) -> HttpResponseBase:
    """Show all messages with their state."""
    check_recht(medewerker_van(request), "kern.outbox")
    return Uitgaandlijst(request).antwoord("kern/uitgaand/lijst.html")


@require_safe
def uitgaand(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the state and the log of one message, without its words."""
    return _toon(request, _haal(request, pk), RedenForm())


def _toon(request: HttpRequest, regel: OutboxRegel, form: RedenForm, status: int = 200) -> HttpResponse:
    context = {
        "regel": regel,
        "status": U(regel.status),
        "log": [(r, zin_van(r)) for r in regels_over(regel)],
        "form": form,
        "stappen": [(naam, knop) for naam, knop, _, _ in _stappen(request, regel)],
        "mag_lijst": heeft_recht(medewerker_van(request), "kern.outbox"),
    }
    return toon(request, "kern/uitgaand/bericht.html", context, status=status)


def _stappen(request: HttpRequest, regel: OutboxRegel) -> list[_Stap]:
    stappen = STAPPEN.get(regel.status, [])
    if regel.gewist_op or not (heeft_recht(medewerker_van(request), "kern.outbox") or regel.status == U.WACHT):
        return []
    return stappen


@require_POST
def zet_stap(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry out what a person decided about a message."""
    regel, persoon = _haal(request, pk), medewerker_van(request)
    stap = next((s for s in STAPPEN.get(regel.status, []) if s[0] == request.POST.get("stap")), None)
    if stap is None and regel.status not in STAPPEN:
        raise AlGewijzigd(regel)  # the worker was first
    if regel.status == U.WACHT:
        check_mag_terughalen(persoon, regel)
    else:
        check_recht(persoon, "kern.outbox")
    form = RedenForm(request.POST)
    if stap is None or not form.is_valid():
        return _toon(request, regel, form, status=422)
    stap[3](regel=regel, door=persoon, op=timezone.now(), reden=form.cleaned_data["reden"])
    meld(request, stap[2])
    return ga_naar(request, regel)


@require_safe
def inhoud(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the words, the addresses and the attachments; the look is logged."""
    regel = actions.kijk_in(regel=_haal(request, pk), door=medewerker_van(request), op=timezone.now())
    # A colleague reads along, and does not answer in the place of who received the link.
    context = {"regel": regel, "tekst": links.verberg(regel.tekst), "bijlagen": list(regel.bijlagen.all())}
    return toon(request, "kern/uitgaand/inhoud.html", context)


@require_safe
def bijlage(request: HttpRequest, pk: int, bijlage: int) -> HttpResponse:
    """Give one attachment as a download; the look is logged."""
    regel = _haal(request, pk)
    stuk = get_object_or_404(OutboxBijlage.objects.select_related("inhoud"), pk=bijlage, regel=regel)
    actions.kijk_in(regel=regel, door=medewerker_van(request), op=timezone.now())
    koppen: dict[str, Any] = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=stuk.naam)}
    return HttpResponse(bytes(stuk.inhoud.inhoud), content_type=stuk.mime, headers=koppen)


@require_safe
def demopostvak(request: HttpRequest) -> HttpResponse:
    """Show what the demo would have sent; the page exists in the demo only."""
    if not settings.IS_DEMO:
        raise Http404
    check_recht(medewerker_van(request), "dossiers.kaart")
    stuk = blad(queries.demopostvak(), [Volgorde("verzonden_op", aflopend=True)], omvang=25, na=request.GET.get("na", ""))
    volgende = f"?na={stuk.volgende}" if stuk.volgende else ""
    return toon(request, "kern/uitgaand/demopostvak.html", {"regels": stuk.rijen, "volgende": volgende})
