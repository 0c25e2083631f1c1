"""Every request has an id, in the answer and in each technical log line, so that a report can be traced without names.

At the end comes one line: which page (its pattern, not its address), what came of it, how long it took, the number of the
person. Never a name, an address with numbers in it, a query string or an IP address.
"""

import re
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bind_contextvars, clear_contextvars

log = structlog.get_logger(__name__)

_VEILIG = re.compile(r"[0-9a-f-]{8,36}")
_STIL = {"kern:gezondheid", "kern:gezondheid_klaar", "kern:metrics"}  # asked every few seconds by machines


class VerzoekMiddleware:
    """Take the request id of the proxy when it is well formed, make one otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Bind the id to the log lines of this request and send it back in `X-Request-ID`."""
        gekregen = request.headers.get("X-Request-ID", "").lower()
        verzoek_id = gekregen if _VEILIG.fullmatch(gekregen) else str(uuid.uuid4())
        clear_contextvars()
        bind_contextvars(verzoek_id=verzoek_id)
        begin = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-ID"] = verzoek_id
        _schrijf(request, response, (time.perf_counter() - begin) * 1000)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Bind the page, so that an error in it can be traced too; the person is known to the middleware after this one."""
        if request.resolver_match:
            bind_contextvars(pagina=request.resolver_match.route or "/")


def _schrijf(request: HttpRequest, response: HttpResponse, ms: float) -> None:
    pagina = request.resolver_match
    if pagina is None and response.status_code < 400:  # a static file
        return
    if pagina is not None and pagina.view_name in _STIL and response.status_code < 400:
        return
    # Only when the request already asked who this is: the log line is not worth a query.
    persoon = getattr(request, "_cached_user", None)
    log.info(
        "verzoek",
        methode=request.method,
        pagina=(pagina.route or "/") if pagina else "onbekend",
        status=response.status_code,
        ms=round(ms, 1),
        wie=getattr(persoon, "pk", None),
    )
