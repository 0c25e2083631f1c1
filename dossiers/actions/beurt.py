"""Taking turns over which location goes on from which.

A circle can be closed by two links that share no row to lock, and what blocks a location lies at its predecessors: so whoever
adds or ends a link does so alone (`neem_beurt`), and whoever relies on the chain keeps it as it is (`deel_beurt`). There are some
hundreds of links a year. **First of all locks**, before organisatoren and dossiers; a shared turn never becomes one of one's own.
"""

from django.db import connection

_SLOT = 20_471_301  # any number: the advisory lock of this


def neem_beurt() -> None:
    """Wait until nobody else adds, ends or relies on a link; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SLOT])


def deel_beurt() -> None:
    """Wait until nobody adds or ends a link, and let nobody do so until the transaction ends; others may rely on it too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_SLOT])
