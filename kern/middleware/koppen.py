"""Headers that every answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Nothing of the browser's equipment is used, except passkeys.
_TOESTEL = "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb"
_PERMISSIONS = ", ".join(f"{naam}=()" for naam in _TOESTEL.split()) + ", publickey-credentials-get=(self)"


class KoppenMiddleware:
    """Keep pages out of every cache, unless the view says otherwise, and close what a browser may do with them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers; static files bring their own Cache-Control."""
        antwoord = self.get_response(request)
        antwoord.headers.setdefault("Cache-Control", "no-store")
        antwoord.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        antwoord.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return antwoord
