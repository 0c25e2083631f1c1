"""The door for people without an account. One view; what lies behind it is told by the purpose of the link."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from kern import links
from kern.actions.links import noteer_bezoek
from kern.context import Scherm
from kern.fouten import DomeinFout
from kern.getypt import Teruggave, teruggave
from kern.limiet import mag_nog
from kern.links import LinkWerktNiet
from kern.models import OndertekendeLink
from kern.views.fouten import te_vaak, toon_domeinfout

# What the log of any server part may show instead of the address.
VERBORGEN = "/l/…/"


@login_not_required
@csrf_exempt  # under no-referrer browsers send "Origin: null" with a form; and whoever can forge the address has the key itself
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open a signed link. GET shows and never uses it up (mail scanners follow every link); POST acts."""
    _verberg_token(request)
    # Whoever happens to be logged in on this machine is not who received the link.
    request.user = AnonymousUser()
    return _veilig(_antwoord(request, token))


def _antwoord(request: HttpRequest, token: str) -> HttpResponse:
    if request.method not in {"GET", "HEAD", "POST"}:
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    if not mag_nog(request, "link_bezoek"):
        return te_vaak(request)
    link = links.vind(token)
    if link is None:
        return werkt_niet() if mag_nog(request, "link_onbekend") else te_vaak(request)
    if not mag_nog(request, "link_een", sleutel=str(link.pk)):
        return te_vaak(request)
    return _bezoek(request, link)


def _bezoek(request: HttpRequest, link: OndertekendeLink) -> HttpResponse:
    op = timezone.now()
    werkt = links.werkt(link, op)
    if request.method != "POST" or not werkt:
        noteer_bezoek(link=link, werkt=werkt, op=op)
    if not werkt:
        return werkt_niet(teruggave(request, vertrouwd=True))
    try:
        return links.doel_van(link.doel).behandel(request, link, op)
    except LinkWerktNiet:
        noteer_bezoek(link=link, werkt=False, op=op)
        return werkt_niet(teruggave(request, vertrouwd=True))
    except DomeinFout as fout:
        return toon_domeinfout(request, fout)


def werkt_niet(getypt: Teruggave | None = None) -> HttpResponse:
    """Answer 404 for unknown, expired, withdrawn and used alike: the page tells a stranger nothing but what they typed."""
    context = {"scherm": Scherm(None), "getypt": getypt}
    return HttpResponse(render_to_string("links/werkt_niet.html", context), status=404)


def _verberg_token(request: HttpRequest) -> None:
    """Take the token out of what Django logs of a request: 404s, 405s and crashes are logged with their address."""
    request.path = request.path_info = VERBORGEN
    for naam in ("PATH_INFO", "RAW_URI", "REQUEST_URI"):
        if naam in request.META:
            request.META[naam] = VERBORGEN


def _veilig(antwoord: HttpResponse) -> HttpResponse:
    antwoord["Cache-Control"] = "no-store"
    antwoord["Referrer-Policy"] = "no-referrer"
    antwoord["X-Robots-Tag"] = "noindex, nofollow"
    return antwoord
