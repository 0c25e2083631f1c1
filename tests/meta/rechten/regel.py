"""One row of the table of rights."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.meta.klassen import Klasse
from tests.meta.wereld import Persoon, Wereld

get, post = "get", "post"
Args = Callable[[Wereld, Persoon], dict[str, Any]]


@dataclass(frozen=True)
class Regel:
    """One row of the table."""

    klasse: Klasse
    methode: str = get
    status: int = 200
    args: Args = lambda wereld, wie: {}
    gegevens: dict[str, str] = field(default_factory=dict)  # what is sent along, where an empty form does not reach the check
    ingelogd: int | None = None  # what people who are logged in get at an open address, when it differs
