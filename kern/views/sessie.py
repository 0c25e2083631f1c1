"""How long the session still lasts, and the page that gives back what was typed when it was over."""

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kern.aanmelden.sessies import SessionStore
from kern.getypt import bestanden, velden


def _sessie(request: HttpRequest) -> SessionStore:
    """Return the session as what SESSION_ENGINE makes it."""
    return cast(SessionStore, request.session)


def _stand(request: HttpRequest) -> JsonResponse:
    persoon = request.user
    return JsonResponse(
        {
            "seconden": _sessie(request).seconden_over(),
            "wie": persoon.get_username() if persoon.is_authenticated else "",
            "csrf": get_token(request),
        }
    )


@login_not_required
@never_cache
@require_safe
def stand(request: HttpRequest) -> HttpResponse:
    """Say in JSON how many seconds are left, for whom, and the CSRF token that is valid now."""
    return _stand(request)


@login_not_required
@never_cache
@require_POST
def verleng(request: HttpRequest) -> HttpResponse:
    """Answer "I am still here": the middleware has moved the end on, as with every request of a person."""
    return _stand(request)


def van_onze_eigen_pagina(request: HttpRequest) -> bool:
    """Whether the form was sent by a page of this site: only then is a button offered that sends it again."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def toon_verlopen(request: HttpRequest) -> HttpResponse:
    """Give back what was typed in a form that came too late: the session is over, or a new login renewed its token."""
    eigen = van_onze_eigen_pagina(request)
    context = {
        # Text of a page elsewhere is not ours to show, and certainly not to send on.
        "velden": velden(request) if eigen else [],
        "bestanden": bestanden(request) if eigen else [],
        "opnieuw": request.get_full_path() if eigen else "",
    }
    return render(request, "sessie/verlopen.html", context, status=403)
