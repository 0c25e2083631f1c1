"""Two or more at the same moment, with real commits."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections


def tegelijk(*werken: Callable[[], Any]) -> list[Any]:
    """Run *werken* at the same moment, each on its own connection; return what each gave, or the exception it raised."""
    start = threading.Barrier(len(werken))
    uitkomsten: list[Any] = [None] * len(werken)

    def loop(nummer: int, werk: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=10)
            uitkomsten[nummer] = werk()
        except Exception as fout:  # noqa: BLE001 what went wrong is the outcome that the test looks at
            uitkomsten[nummer] = fout
        finally:
            connections.close_all()

    draden = [threading.Thread(target=loop, args=(nummer, werk)) for nummer, werk in enumerate(werken)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)
    return uitkomsten


def soorten(uitkomsten: Sequence[Any]) -> list[str]:
    """Return the class names of the outcomes, sorted: what happened, whoever was first."""
    return sorted(type(uitkomst).__name__ for uitkomst in uitkomsten)
