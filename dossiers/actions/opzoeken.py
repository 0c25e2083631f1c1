"""Writing again what the lookup searches in; in daily work the database does that by itself."""

from django.db import connection, transaction

from dossiers.models import Zoekwoord


@transaction.atomic
def herindex() -> None:
    """Write every search row and every word again: after a release that changes how texts are compared."""
    with connection.cursor() as cursor:
        # Without a row to compare with, every text counts as new and gives its words again.
        cursor.execute("DELETE FROM dossiers_zoekregel")
        Zoekwoord.objects.all().delete()
        cursor.execute(
            "SELECT dossiers_zoek_schrijf(ARRAY(SELECT id FROM dossiers_dossier), ARRAY(SELECT id FROM dossiers_organisator))"
        )
