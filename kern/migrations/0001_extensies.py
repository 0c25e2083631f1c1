"""Extensions first: exclusion constraints need btree_gist, lookup needs pg_trgm and unaccent. All three are trusted."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [BtreeGistExtension(), TrigramExtension(), UnaccentExtension()]
