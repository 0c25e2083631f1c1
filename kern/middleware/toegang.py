"""Somebody who is logged in but has no role has no rights: not one page beyond their own profile and the door out."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


class ToegangMiddleware:
    """Refuse (403) people without any role, except where a view says that it is open to them (`zonder_rol`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the check needs the view and stands in `process_view`."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Stop a stranger: logging in is not the same as being somebody here."""
        persoon = request.user
        if not persoon.is_authenticated or persoon.rollen or not getattr(view, "login_required", True):
            return
        if getattr(view, "zonder_rol", False) or (
            request.resolver_match and request.resolver_match.app_name in {"account", "mfa"}
        ):
            return
        naam = request.resolver_match.view_name if request.resolver_match else ""
        if naam.startswith(("account_", "mfa_")):
            return
        raise PermissionDenied("geen rol")
