"""How much a query reads: a count that does not wobble with the machine, nor with the luck of the planner."""

import json
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet

from benchmarks import plannen


class Gelezen(NamedTuple):
    """Rows of one table that were looked at, wanted or not, and the blocks (8 kB) in which they and their index stand."""

    rijen: float
    blokken: int


def gelezen(vraag: QuerySet[Any], model: type[Model]) -> Gelezen:
    """Run *vraag* and return what it read of the table of *model*, whichever index the planner took."""
    plan = json.loads(vraag.explain(format="json", analyze=True, buffers=True))[0]["Plan"]
    knopen = [knoop for knoop in plannen.knopen(plan) if knoop.get("Relation Name") == model._meta.db_table]
    assert knopen, f"{model._meta.db_table} komt in dit plan niet voor"
    return Gelezen(
        rijen=sum(map(plannen.rijen, knopen)),
        blokken=sum(map(plannen.blokken, knopen)),
    )
