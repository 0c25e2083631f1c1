"""A named error of the domain becomes a page with its sentence and status; the transaction is already rolled back."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kern.fouten import DomeinFout
from kern.views.fouten import toon_domeinfout


class FoutenMiddleware:
    """Answer `DomeinFout` with its own page, so that no view needs a try."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; errors are answered in `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fout: Exception) -> HttpResponse | None:
        """Turn a domain error into its page; leave everything else to Django."""
        return toon_domeinfout(request, fout) if isinstance(fout, DomeinFout) else None
