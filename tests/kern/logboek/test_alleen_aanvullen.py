"""Nobody changes the log: not the program, not the owner of the tables."""

import contextlib

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, DataError, ProgrammingError

from kern import gebeurtenissen, logboek
from kern.models import Logkop, Logregel, Logtekst, Medewerker
from tests.hulp.databank import Databank
from tests.mensen import MAANDAG, collega

VERBODEN_VOOR_HET_PROGRAMMA = [
    "UPDATE kern_logregel SET door_naam = 'iemand anders'",
    "DELETE FROM kern_logregel",
    "TRUNCATE kern_logregel CASCADE",
    "UPDATE kern_logtekst SET tekst = 'een betere reden'",
    "TRUNCATE kern_logtekst",
    "INSERT INTO kern_logkop VALUES ('kern.medewerker', '0', 7, '')",
    "UPDATE kern_logkop SET volgnummer = 0",
    "DELETE FROM kern_logkop",
    "TRUNCATE kern_logkop",
    "ALTER TABLE kern_logregel DISABLE TRIGGER ALL",
    "ALTER TABLE kern_logregel DISABLE TRIGGER logregel_weigert",
    "DROP TRIGGER logregel_keten ON kern_logregel",
    "DROP TABLE kern_logregel CASCADE",
    "CREATE OR REPLACE FUNCTION kern_logboek_weigert() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "CREATE TEMPORARY TABLE kern_logkop (onderwerp_soort text, onderwerp_id text, volgnummer bigint, hash bytea)",
    "SET session_replication_role = replica",
    "SET ROLE opgroeien_eigenaar",
]


@pytest.fixture
def an(db):
    return collega("An")


@pytest.mark.parametrize("opdracht", VERBODEN_VOOR_HET_PROGRAMMA)
def test_het_programma_kan_met_eigen_sql_niets_aan_het_logboek_veranderen(an, opdracht):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(opdracht)

    assert logboek.regels_over(an).count() == 1


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE kern_logregel SET door_naam = 'iemand anders'",
        "DELETE FROM kern_logregel",
        "TRUNCATE kern_logregel, kern_logtekst",
        "UPDATE kern_logtekst SET tekst = 'een betere reden'",
        "DELETE FROM kern_logkop",
        "TRUNCATE kern_logkop",
    ],
)
def test_ook_de_eigenaar_van_de_tabellen_wordt_geweigerd(eigen_database: Databank, opdracht):
    collega("An")

    with psycopg.connect(eigen_database.url_eigenaar) as eigenaar, pytest.raises(psycopg.Error, match="alleen aan te vullen"):
        eigenaar.execute(opdracht)


def test_wat_iemand_zelf_als_nummer_hash_en_tijdstip_meegeeft_telt_niet(an):
    regel = Logregel.objects.create(
        op=MAANDAG,
        gebeurtenis="kern.medewerker_gewijzigd",
        door_naam="systeem",
        onderwerp_soort="kern.medewerker",
        onderwerp_id=str(an.pk),
        volgnummer=99,
        vorige_hash=b"vals",
        hash=b"vals",
        vastgelegd_op=MAANDAG,
    )

    kop = Logkop.objects.get(pk=("kern.medewerker", str(an.pk)))
    regel.refresh_from_db()
    assert (regel.volgnummer, len(bytes(regel.hash))) == (2, 32)
    assert bytes(regel.vorige_hash) == bytes(logboek.regels_over(an).get(volgnummer=1).hash)
    assert (kop.volgnummer, bytes(kop.hash)) == (2, bytes(regel.hash))
    assert regel.vastgelegd_op > MAANDAG


def test_een_reden_wordt_niet_achteraf_bij_een_regel_geschreven(an):
    regel = logboek.regels_over(an).get()

    with pytest.raises(DatabaseError, match="hoort niet bij logregel"), transaction.atomic():
        Logtekst.objects.create(regel=regel, zout=b"zout", tekst="verzonnen")


@transaction.atomic
def wijzig_met_een_onmogelijke_logregel(an: Medewerker, *, slik_de_fout_in: bool) -> None:
    """An action whose log row the database cannot hold."""
    an.telefoon = "0470 00 00 00"
    an.save()
    with contextlib.suppress(DataError) if slik_de_fout_in else contextlib.nullcontext():
        logboek.schrijf(gebeurtenissen.MEDEWERKER_GEWIJZIGD, over=an, door=an, op=MAANDAG, reden="met een \0 erin")


def test_een_actie_gaat_niet_door_als_haar_logregel_niet_geschreven_kan_worden(eigen_database: Databank):
    an = collega("An")

    with pytest.raises(DataError, match="NUL"):
        wijzig_met_een_onmogelijke_logregel(an, slik_de_fout_in=False)

    an.refresh_from_db()
    assert an.telefoon == ""
    assert logboek.regels_over(an).count() == 1


def test_ook_wie_de_fout_inslikt_krijgt_de_wijziging_zonder_logregel_niet_bewaard(eigen_database: Databank):
    an = collega("An")

    wijzig_met_een_onmogelijke_logregel(an, slik_de_fout_in=True)

    an.refresh_from_db()
    assert an.telefoon == ""


@pytest.mark.parametrize("fout", ["naief", "onbewaard"])
def test_een_logregel_vraagt_een_tijdzone_en_een_bewaard_onderwerp(an, fout):
    op = MAANDAG.replace(tzinfo=None) if fout == "naief" else MAANDAG
    over = type(an)() if fout == "onbewaard" else an

    with pytest.raises(ValueError, match="tijdzone"):
        logboek.schrijf(gebeurtenissen.MEDEWERKER_GEWIJZIGD, over=over, door=an, op=op)
