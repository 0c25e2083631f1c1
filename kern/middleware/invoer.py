"""What no address of ours holds is refused before anything is asked of the database."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


class InvoerMiddleware:
    """Answer 400 to a NUL character in an address: PostgreSQL stores none, so every look-up with one would be an error of ours.

    In what people type a form refuses it, at the field and with the text kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at path and query string."""
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in het adres")
        return self.get_response(request)
