"""The log, for whoever has the right to it; opening a page is itself in the log."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kern.access import check_recht
from kern.actions.logboek import leg_inzage_vast
from kern.loglijst import LogLijst
from kern.scherm import medewerker_van

RECHT = "kern.logboek"


@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: HttpRequest) -> HttpResponseBase:
    """Show the log. The row about this look is written first: no look without a row."""
    kijker = medewerker_van(request)
    check_recht(kijker, RECHT)
    regels = LogLijst(request)
    leg_inzage_vast(filters=regels.gebruikte_filters(), door=kijker, op=timezone.now())
    over = {naam: regels.gekozen_filters.get(naam, "") for naam in ("soort", "nummer")}
    uittreksel = f"{reverse('kern:logboek_uittreksel')}?{urlencode(over)}" if all(over.values()) else ""
    return regels.antwoord("kern/logboek.html", {"uittreksel": uittreksel})
