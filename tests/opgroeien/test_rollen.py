"""Whoever breaks into the program is still only `opgroeien_app`: that role owns nothing."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from opgroeien.embedded.postgres import ROLLEN_SQL
from tests.hulp import servers
from tests.hulp.databank import Databank


@pytest.mark.django_db
def test_het_programma_is_de_app_rol() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)")
        assert cursor.fetchone() == ("opgroeien_app", False)


@pytest.mark.django_db
def test_geen_enkele_tabel_is_van_het_programma() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")
        assert cursor.fetchall() == [("opgroeien_eigenaar",)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "opdracht",
    [
        "TRUNCATE django_content_type CASCADE",
        "DROP TABLE django_content_type CASCADE",
        "ALTER TABLE django_content_type DISABLE TRIGGER ALL",
        "CREATE TABLE van_mij (x int)",
        "SET session_replication_role = replica",
        "SET ROLE opgroeien_eigenaar",
    ],
)
def test_het_programma_wordt_geweigerd(opdracht: str) -> None:
    if opdracht.startswith("SET ROLE") and not servers.is_embedded():
        pytest.skip("OVERGESLAGEN: op een server van buiten is de rol aangenomen door een aanmelding die meer mag")
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(opdracht)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("instelling", "waarde"),
    [
        ("statement_timeout", "30s"),
        ("lock_timeout", "5s"),
        ("idle_in_transaction_session_timeout", "1min"),
    ],
)
def test_niets_van_het_programma_wacht_voor_altijd(instelling: str, waarde: str) -> None:
    if not servers.is_embedded():
        pytest.skip("OVERGESLAGEN: met SET ROLE op een server van buiten gelden de tijden van die aanmelding")
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {instelling}")
        assert cursor.fetchone() == (waarde,)


def test_de_rollen_mogen_opnieuw_gezet_worden(eigen_database: Databank) -> None:
    with psycopg.connect(eigen_database.url_beheer, autocommit=True) as verbinding:
        verbinding.execute(ROLLEN_SQL.read_bytes())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) > 0 FROM django_content_type")
        assert cursor.fetchone() == (True,)
