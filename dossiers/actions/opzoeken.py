"""Writing again what the lookup searches in; in daily work the database does that by itself."""

from django.db import connection, transaction


@transaction.atomic
def herindex() -> None:
    """Write every search row and every word again: after a release that changes how texts are compared."""
    with connection.cursor() as cursor:
        # Without a row to compare with, every text counts as new and gives its words again.
        for tabel in ("dossiers_zoeknummer", "dossiers_zoekregel", "dossiers_zoekwoord"):
            cursor.execute(f"DELETE FROM {tabel}")  # noqa: S608 own words
        cursor.execute(
            "SELECT dossiers_zoek_schrijf(ARRAY(SELECT id FROM dossiers_dossier), ARRAY(SELECT id FROM dossiers_organisator))"
        )
