"""What the agency had recorded at an earlier moment: rows of a tracked model as they stood then, from their field history.

Record time, not what was true: a fact entered late is not there before it was entered, and a correction only shows after it
was made. The moment of a change is the clock of the database at the begin of its transaction (`pghistory`, `NOW()`).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar, cast

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def zoals_bekend(model: type[M], op: datetime, **waar: Any) -> list[M]:
    """Return the rows of *model* as they were recorded at *op*, by primary key; one query.

    Args:
        model: tracked with `@pghistory.track(context_field=None)`. When its rows can be deleted it also tracks
            `pghistory.DeleteEvent()`, else a deleted row would live on.
        op: the moment (aware).
        waar: values of plain fields that a row had at that moment: `dossier_id=12`. A foreign key by its `_id`.

    The rows are not for saving: they are a picture. Related objects are read as they are now, unless the caller sets them.
    """
    historiek: Any = model.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track
    bekend: QuerySet[Any] = historiek.objects.filter(pgh_created_at__lte=op)
    if "id" in waar:
        # A key never changes, and by it the history has an index.
        bekend = bekend.filter(pgh_obj=waar["id"])
    elif waar:
        # Rows that ever had these values; whether they had them at that moment is judged on the newest event.
        bekend = bekend.filter(pgh_obj__in=bekend.filter(**waar).order_by().values("pgh_obj"))
    laatste = bekend.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return [
        _als_rij(model, event)
        for event in laatste
        if event.pgh_label != "delete" and all(getattr(event, veld) == waarde for veld, waarde in waar.items())
    ]


def een_zoals_bekend(model: type[M], op: datetime, pk: Any) -> M | None:
    """Return one row as it was recorded at *op*; None when it was not recorded yet."""
    return next(iter(zoals_bekend(model, op, id=pk)), None)


def oudste_bekende(model: type[M], pk: Any) -> M | None:
    """Return a row as it was first recorded; None when nothing of it was ever recorded."""
    historiek: Any = model.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory.track
    event = historiek.objects.filter(pgh_obj=pk).order_by("pgh_id").first()
    return None if event is None else _als_rij(model, event)


def _als_rij(model: type[M], event: Any) -> M:
    bewaard = {veld.attname for veld in event._meta.concrete_fields}
    velden = cast("Iterable[Any]", model._meta.concrete_fields)
    rij = model(**{veld.attname: getattr(event, veld.attname) for veld in velden if veld.attname in bewaard})
    rij._state.adding = False
    return rij
