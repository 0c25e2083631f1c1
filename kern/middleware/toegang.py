"""Being logged in is not yet being somebody here: first a second factor, then a role."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kern.aanmelden import tweede_factor
from kern.getypt import teruggave

# Pages with which somebody proves who they are, or leaves. They show nothing of anybody else.
_VAN_ZICHZELF = ("account_", "mfa_")


class ToegangMiddleware:
    """Send people without their second factor to its set-up, and tell people without a role that they have no rights."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the check needs the view and stands in `process_view`."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse | None:
        """Stop whoever is not there yet; open pages and those about one's own login stay open."""
        persoon = request.user
        naam = request.resolver_match.view_name if request.resolver_match else ""
        if not getattr(view, "login_required", True) or not persoon.is_authenticated or naam.startswith(_VAN_ZICHZELF):
            return None
        if tweede_factor.moet_nog(request):
            return redirect("mfa_index")
        if not persoon.rollen:
            return render(request, "account/geen_rol.html", {"getypt": teruggave(request)}, status=403)
        return None
