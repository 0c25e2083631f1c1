"""Drawing a page or a form that shows the content of one subject. The look is written down with it: none is drawn without."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from dossiers.actions import inzage
from dossiers.actions.inzage import Onderwerp
from kern.scherm import medewerker_van, toon


def toon_inhoud(
    request: HttpRequest, over: Onderwerp, sjabloon: str, context: dict[str, Any], *, status: int = 200, deel: str = ""
) -> HttpResponse:
    """Draw *sjabloon* (for htmx its piece *deel*) about *over*.

    Also again after a mistake or a conflict: what a colleague wrote meanwhile is new to read.
    """
    inzage.noteer(over, door=medewerker_van(request), op=timezone.now())
    return toon(request, sjabloon, context, status=status, deel=deel)
