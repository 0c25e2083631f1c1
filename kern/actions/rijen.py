"""Storing one row so that a broken constraint is always a sentence at a field, also when a colleague was a moment earlier."""

from collections.abc import Iterable

from django.db import IntegrityError, models, transaction


def bewaar(rij: models.Model, *, velden: Iterable[str] | None = None) -> None:
    """Validate and save *rij* (only *velden*, when given).

    Raises:
        ValidationError: a field or constraint does not hold; nothing is written.
    """
    rij.full_clean()
    try:
        with transaction.atomic():
            rij.save(update_fields=velden)
    except IntegrityError:
        rij.full_clean()  # a colleague was first: now the check sees that row and says so at the field
        raise
