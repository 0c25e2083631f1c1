"""One message of An, handed over at a moment of our choice."""

from datetime import UTC, datetime
from typing import Any

from kern import logboek
from kern.actions import bezorging, outbox
from kern.models import Medewerker, OutboxRegel
from kern.outbox.keuzes import BijTwijfel

OP = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def een_mail(an: Medewerker, *, sleutel: str = "brief:1", **anders: Any) -> OutboxRegel:
    velden: dict[str, Any] = {
        "aan": ["ouder@voorbeeld.be"], "titel": "Uw vraag", "tekst": "Dag,\n.een punt vooraan\n", "bij_twijfel": BijTwijfel.TONEN,
    }  # fmt: skip
    velden |= {"sleutel": sleutel, "over": an, "door": an, "op": OP}
    return outbox.mail(**(velden | anders))


def bezorg(op: datetime = OP) -> int:
    return bezorging.verwerk(klok=lambda: op)


def gebeurtenissen(regel: OutboxRegel) -> list[str]:
    return [r.gebeurtenis.removeprefix("kern.uitgaand_") for r in logboek.regels_over(regel).order_by("id")]
