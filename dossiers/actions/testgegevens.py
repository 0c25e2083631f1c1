"""Marking a database as one without real places."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from dossiers import gebeurtenissen
from dossiers.fouten import AlleenTestgegevens
from dossiers.models import MerktekenTest
from kern import logboek, testgegevens


@transaction.atomic
def markeer(*, waarom: str, op: datetime) -> None:
    """Say that everything here is fictitious or foreign; a second time changes nothing. Nobody takes the mark away.

    Raises:
        AlleenTestgegevens: this is production.
    """
    if settings.IS_PRODUCTIE:
        raise AlleenTestgegevens
    merkteken, is_nieuw = MerktekenTest.objects.get_or_create(id=1, defaults={"sinds": op, "waarom": waarom})
    if is_nieuw:
        logboek.schrijf(gebeurtenissen.TESTGEGEVENS, over=merkteken, door=None, op=op)
        transaction.on_commit(lambda: testgegevens.onthoud(None))


def is_testwereld() -> bool:
    """Return whether this database is marked as holding no real places."""
    return MerktekenTest.objects.exists()
