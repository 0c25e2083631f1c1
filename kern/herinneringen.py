"""Of what people are reminded: each app says what is due, told once when Django starts. How it is delivered: docs/taken.md.

```python
herinneringen.registreer(Bron("kern.taak", "taak", "taken", queries.taken, onderwerp="kern.taak"))
```
A source never sends and never remembers: it answers which of its things are due in a stretch of time, as rows with the fields of
`VELDEN`. Who is reminded, by which road, once and not twice, is one place (`kern.actions.herinneringen`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

VELDEN = ("verwijzing", "moment", "voor", "tegen", "heel_dag", "wat", "url", "over_soort", "over_id")


@dataclass(frozen=True)
class Bron:
    """One kind of thing people are reminded of.

    Attributes:
        code: stored for ever, "app.wat", at most 40 characters.
        label, meervoud: "taak", "taken".
        rijen: `(vanaf, tot) -> QuerySet.values(*VELDEN)` of what is still open and of which the moment of reminding lies in
            [vanaf, tot): `verwijzing` (text) names the thing, `moment` when its owner is to be reminded (another moment is a new
            reminder), `voor` the key of the owner, `tegen` a moment and `heel_dag` whether its whole day counts (empty: without),
            `wat` its words, `url` a path, `over_soort` and `over_id` its subject (empty: none). The words are shown only to who
            may read the subject.
        onderwerp: how the log names the thing ("kern.taak"): erasing that empties the notification.
        gebeurt: it happens at that moment, and is not due by it: "Afspraak vandaag om 14.00 uur", not "tegen vandaag". Whoever
            stands in is reminded of it in the place of its owner, who is not there.
    """

    code: str
    label: str
    meervoud: str
    rijen: Callable[[datetime, datetime], QuerySet[Any, dict[str, Any]]]
    onderwerp: str
    gebeurt: bool = False


_BRONNEN: dict[str, Bron] = {}


def registreer(*bronnen: Bron) -> None:
    """Add sources; done once, when the application starts.

    Raises:
        ValueError: the code is taken.
    """
    for bron in bronnen:
        if bron.code in _BRONNEN:
            raise ValueError(f"bron {bron.code} bestaat al")
        _BRONNEN[bron.code] = bron


def bronnen() -> list[Bron]:
    """Return every source."""
    return list(_BRONNEN.values())


def bron_met(code: str) -> Bron:
    """Return the source called *code*.

    Raises:
        KeyError: nobody registered it.
    """
    return _BRONNEN[code]
