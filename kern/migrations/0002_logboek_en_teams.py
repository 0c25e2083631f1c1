"""The rules of the log into the database, and the six regional teams."""

from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LOGBOEK_SQL = (Path(__file__).resolve().parent.parent / "sql" / "logboek.sql").read_text(encoding="utf-8")

TEAMS = [
    ("antwerpen", "Antwerpen"),
    ("brussel", "Brussel"),
    ("limburg", "Limburg"),
    ("oost-vlaanderen", "Oost-Vlaanderen"),
    ("vlaams-brabant", "Vlaams-Brabant"),
    ("west-vlaanderen", "West-Vlaanderen"),
]


def maak_teams(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    team = apps.get_model("kern", "Team")
    team.objects.bulk_create([team(code=code, naam=naam) for code, naam in TEAMS], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("kern", "0001_mensen_en_logboek")]

    operations = [
        migrations.RunSQL(LOGBOEK_SQL, migrations.RunSQL.noop),
        migrations.RunPython(maak_teams, migrations.RunPython.noop),
    ]
