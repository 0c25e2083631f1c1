"""Whoever gets round the triggers, as a superuser, is found by the check."""

import io
import threading
from collections.abc import Callable

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kern import gebeurtenissen, logboek
from kern.models import Logregel, Logtekst, Medewerker
from kern.queries import logcontrole
from tests.hulp.databank import Databank
from tests.mensen import MAANDAG, collega


def schrijf_over(medewerker: Medewerker, *redenen: str) -> list[Logregel]:
    return [
        logboek.schrijf(gebeurtenissen.MEDEWERKER_GEWIJZIGD, over=medewerker, door=None, op=MAANDAG, reden=reden)
        for reden in redenen
    ]


def controleer(**opties: str) -> tuple[int, list[str]]:
    uit = io.StringIO()
    try:
        call_command("controleer_logboek", stdout=uit, **opties)
    except CommandError as fout:
        return fout.returncode, uit.getvalue().splitlines()
    return 0, uit.getvalue().splitlines()


@pytest.fixture
def an(eigen_database: Databank) -> Medewerker:
    """An with four log rows: the first is her making, the others carry a reason."""
    an = collega("An")
    schrijf_over(an, "eerste", "tweede", "derde")
    return an


@pytest.fixture
def knoei(eigen_database: Databank) -> Callable[..., None]:
    """Do in the database what no trigger can stop: a superuser who calls himself a replica."""

    def _knoei(opdracht: str, *waarden: object) -> None:
        with psycopg.connect(eigen_database.url_beheer) as baas:
            baas.execute("SET session_replication_role = replica")
            assert baas.execute(opdracht, waarden).rowcount == 1

    return _knoei


def test_een_ongeschonden_logboek_is_in_orde(an):
    code, regels = controleer()

    assert (code, regels[0]) == (0, "Het logboek is in orde: 4 regels nagekeken.")


@pytest.mark.parametrize(
    ("kolom", "waarde"),
    [
        ("op", "2020-01-01"),
        ("vastgelegd_op", "2020-01-01"),
        ("gebeurtenis", "kern.logboek_ingezien"),
        ("door_id", 12345),
        ("door_naam", "Iemand Anders"),
        ("namens_id", 12345),
        ("namens_naam", "Iemand Anders"),
        ("gegevens", '{"rollen": ["beheerder"]}'),
        ("verzoek_id", "00000000-0000"),
        ("reden_hash", b"x" * 32),
        ("id", 999_999),
    ],
)
def test_elke_gewijzigde_kolom_wordt_gevonden(an, knoei, kolom, waarde):
    Logtekst.objects.filter(regel__volgnummer=2).delete()  # erased earlier, so that only the row itself can speak
    knoei(f"UPDATE kern_logregel SET {kolom} = %s WHERE onderwerp_id = %s AND volgnummer = 2", waarde, str(an.pk))

    code, regels = controleer()

    assert (code, regels) == (1, [f"kern.medewerker {an.pk}, regel 2: de inhoud is gewijzigd nadat de regel geschreven was."])


def test_een_verwijderde_regel_in_het_midden_wordt_gevonden(an, knoei):
    Logtekst.objects.filter(regel__volgnummer=3).delete()
    knoei("DELETE FROM kern_logregel WHERE onderwerp_id = %s AND volgnummer = 3", str(an.pk))

    code, regels = controleer()

    assert (code, regels) == (1, [f"kern.medewerker {an.pk}, regel 4: een of meer regels net voor deze regel ontbreken."])


def test_een_verwijderde_laatste_regel_wordt_gevonden(an, knoei):
    Logtekst.objects.filter(regel__volgnummer=4).delete()
    knoei("DELETE FROM kern_logregel WHERE onderwerp_id = %s AND volgnummer = 4", str(an.pk))

    code, regels = controleer()

    assert (code, regels) == (1, [f"kern.medewerker {an.pk}, regel 3: een of meer regels na deze regel ontbreken."])


def test_een_logboek_dat_helemaal_gewist_is_wordt_gevonden(eigen_database, knoei):
    bart = collega("Bart")
    knoei("DELETE FROM kern_logregel")

    code, regels = controleer()

    assert (code, regels) == (1, [f"kern.medewerker {bart.pk}, regel 1: alle regels over dit onderwerp zijn verwijderd."])


VALS = """
    INSERT INTO kern_logregel (op, vastgelegd_op, gebeurtenis, door_naam, namens_naam, onderwerp_soort, onderwerp_id, gegevens,
                               verzoek_id, volgnummer, vorige_hash, hash)
    SELECT op, vastgelegd_op, gebeurtenis, 'Vals', '', onderwerp_soort, %s, '{}', '', %s, hash, hash
    FROM kern_logregel WHERE onderwerp_id = %s AND volgnummer = 4"""


def test_een_bijgeschreven_regel_wordt_gevonden(an, knoei):
    knoei(VALS, str(an.pk), 5, str(an.pk))

    code, regels = controleer()

    assert code == 1
    assert set(regels) == {
        f"kern.medewerker {an.pk}, regel 5: de inhoud is gewijzigd nadat de regel geschreven was.",
        f"kern.medewerker {an.pk}, regel 5: deze regel is buiten het logboek om toegevoegd.",
    }


def test_een_bijgeschreven_regel_met_een_juiste_hash_wordt_ook_gevonden(an, knoei):
    knoei(VALS, str(an.pk), 5, str(an.pk))
    knoei(
        "UPDATE kern_logregel SET hash = kern_logregel_hash(kern_logregel) WHERE onderwerp_id = %s AND volgnummer = 5", str(an.pk)
    )

    code, regels = controleer()

    assert (code, regels) == (1, [f"kern.medewerker {an.pk}, regel 5: deze regel is buiten het logboek om toegevoegd."])


def test_een_regel_over_een_verzonnen_onderwerp_wordt_gevonden(an, knoei):
    knoei(VALS, "bestaat-niet", 1, str(an.pk))

    code, regels = controleer()

    assert code == 1
    assert "kern.medewerker bestaat-niet, regel 1: de ketenkop van dit onderwerp ontbreekt" in "\n".join(regels)


def test_een_vervalste_regel_die_haar_eigen_hash_herrekent_valt_door_de_mand_bij_de_volgende(an, knoei):
    Logtekst.objects.filter(regel__volgnummer=2).delete()
    knoei("UPDATE kern_logregel SET door_naam = 'Vals' WHERE onderwerp_id = %s AND volgnummer = 2", str(an.pk))
    knoei(
        "UPDATE kern_logregel SET hash = kern_logregel_hash(kern_logregel) WHERE onderwerp_id = %s AND volgnummer = 2", str(an.pk)
    )

    code, regels = controleer()

    zin = "de regel sluit niet aan op de vorige: een van beide is vervangen of vervalst"
    assert (code, regels) == (1, [f"kern.medewerker {an.pk}, regel 3: {zin}."])


def test_wie_alles_tot_en_met_de_kop_herrekent_valt_door_de_mand_bij_het_anker(an, knoei, eigen_database):
    oud_genoeg = "UPDATE kern_logregel SET vastgelegd_op = vastgelegd_op - interval '2 hours' WHERE volgnummer = %s"
    for nummer in (1, 2, 3, 4):
        knoei(oud_genoeg, nummer)
    herreken_alles(eigen_database)
    bewaard = controleer()[1][1].removeprefix("Bewaar dit anker buiten de databank: ")
    knoei("UPDATE kern_logregel SET door_naam = 'Vals' WHERE volgnummer = 1")
    herreken_alles(eigen_database)

    assert controleer()[0] == 0
    code, regels = controleer(anker=bewaard)
    assert (code, len(regels)) == (1, 1)
    assert "zijn niet meer dezelfde als toen het anker" in regels[0]


def herreken_alles(databank: Databank) -> None:
    """Recompute a whole chain and its head, as somebody with all rights and all knowledge would."""
    with psycopg.connect(databank.url_beheer) as baas:
        baas.execute("SET session_replication_role = replica")
        for nummer in (1, 2, 3, 4):
            baas.execute(
                "UPDATE kern_logregel r SET vorige_hash = coalesce((SELECT hash FROM kern_logregel v WHERE "
                "v.onderwerp_id = r.onderwerp_id AND v.volgnummer = r.volgnummer - 1), '') WHERE volgnummer = %s",
                [nummer],
            )
            baas.execute("UPDATE kern_logregel SET hash = kern_logregel_hash(kern_logregel) WHERE volgnummer = %s", [nummer])
        baas.execute("UPDATE kern_logkop SET hash = (SELECT hash FROM kern_logregel WHERE volgnummer = 4)")


def test_een_veranderde_reden_wordt_gevonden(an, knoei):
    knoei("UPDATE kern_logtekst SET tekst = 'mooier' WHERE tekst = 'tweede'")

    code, regels = controleer()

    assert (code, regels) == (1, [f"kern.medewerker {an.pk}, regel 3: de tekst van de reden is gewijzigd."])


def test_een_gewiste_reden_laat_de_keten_heel(an):
    Logtekst.objects.filter(tekst="tweede").delete()

    assert controleer()[0] == 0


def test_een_trigger_die_uit_staat_wordt_gezegd(an, eigen_database):
    with psycopg.connect(eigen_database.url_eigenaar) as eigenaar:
        eigenaar.execute("ALTER TABLE kern_logregel DISABLE TRIGGER logregel_weigert")

    assert controleer() == (1, ["De trigger logregel_weigert op kern_logregel ontbreekt of staat uit."])


def test_een_recht_te_veel_voor_het_programma_wordt_gezegd(an, eigen_database):
    with psycopg.connect(eigen_database.url_eigenaar) as eigenaar:
        eigenaar.execute("GRANT UPDATE ON kern_logregel TO opgroeien_app")

    assert controleer() == (1, ["De rol opgroeien_app mag UPDATE op kern_logregel."])


def test_twee_schrijvers_over_een_onderwerp_maken_samen_een_keten(eigen_database):
    an = collega("An")
    samen = threading.Barrier(4)

    def schrijf_tien() -> None:
        samen.wait()
        for _ in range(10):
            with transaction.atomic():
                schrijf_over(an, "tegelijk")
        connection.close()

    draden = [threading.Thread(target=schrijf_tien) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert sorted(logboek.regels_over(an).values_list("volgnummer", flat=True)) == list(range(1, 42))
    assert controleer()[0] == 0


GEGEVEN = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**60), 2**60), st.text(st.characters(codec="utf-8", exclude_characters="\0"))
)


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rijen=st.lists(
        st.tuples(
            st.sampled_from(sorted(gebeurtenissen.alle().values(), key=str)),
            st.integers(1, 3),
            st.datetimes(timezones=st.timezones()),
            st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30),
            st.dictionaries(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8), GEGEVEN, max_size=4),
        ),
        max_size=12,
    )
)
def test_wat_er_ook_gebeurt_de_keten_klopt(rijen):
    with transaction.atomic():
        for gebeurtenis, nummer, op, reden, gegevens in rijen:
            logboek.schrijf(gebeurtenis, over=Medewerker(pk=nummer), door=None, op=op, reden=reden, gegevens=gegevens)
        assert list(logcontrole.bevindingen()) == []
        transaction.set_rollback(True)
