"""Storing one row: once, and so that a broken constraint is always a sentence at a field, also when a colleague was first."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import IntegrityError, models, transaction

from kern.fouten import AlAndersBewaard

Rij = TypeVar("Rij", bound=models.Model)


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


def voeg_eenmaal_toe(rij: Rij, *, zelfde: Iterable[str]) -> Rij | None:
    """Insert a valid *rij* under the key of its form: a double click, or a resend after a lost answer, is one row.

    Of two at the same moment the second waits here for the first. Validate first (`full_clean(validate_unique=False)`).

    Args:
        zelfde: the fields that must be the same for it to be the same form.

    Returns:
        None when it is new; else the row that was kept under this key before, to be given back as the first time.

    Raises:
        ValidationError: another row is in the way; nothing is written.
        AlAndersBewaard: under this key something else was kept: somebody went back and typed on.
    """
    try:
        with transaction.atomic():
            rij.save(force_insert=True)
    except IntegrityError:
        eerder = type(rij)._default_manager.filter(pk=rij.pk).first()
        if eerder is None:
            rij.full_clean()  # another row is in the way: say so at the field
            raise
        if any(getattr(eerder, veld) != getattr(rij, veld) for veld in zelfde):
            raise AlAndersBewaard from None
        return eerder
    return None
