"""Every request has an id, in the answer and in each technical log line, so that a report can be traced without names."""

import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bind_contextvars, clear_contextvars

_VEILIG = re.compile(r"[0-9a-f-]{8,36}")


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
        response = self.get_response(request)
        response["X-Request-ID"] = verzoek_id
        return response
