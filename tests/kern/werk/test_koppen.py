"""Under which heading a row stands, and in which order."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from kern.actions import eigen_werk
from kern.actions.termijnbeheer import trek_sluitingsdag_in
from kern.choices import Rol, Werkaard
from kern.models import Medewerker, Sluitingsdag, Werkregel
from kern.queries.werk import dringend, mijn_regels, voorraad, vorige_werkdag
from kern.tijd import BRUSSEL
from kern.werk import Publiek
from tests.hulp.gelezen import gelezen
from tests.kern.werk.hulp import MAANDAG, groepen, meld, titels
from tests.mensen import collega

# --- Under which heading -----------------------------------------------------------------------------------------------------


def test_elke_regel_staat_onder_precies_een_kop(an: Medewerker) -> None:
    mij = Publiek(voor=an)
    vandaag = MAANDAG.date()
    eerst = meld(mij, "eerst", tegen=vandaag - timedelta(days=9))
    eigen_werk.naar_vandaag(regels=[eerst], door=an, op=MAANDAG)
    meld(mij, "gisteren", tegen=vandaag - timedelta(days=1))
    meld(mij, "om negen uur", tegen=MAANDAG)
    meld(mij, "vandaag", tegen=vandaag)
    meld(mij, "om vijf uur", tegen=MAANDAG.replace(hour=17))
    meld(mij, "vrijdagavond binnen", op=datetime(2026, 3, 3, 18, tzinfo=BRUSSEL), tegen=vandaag + timedelta(days=30))
    meld(mij, "morgen", tegen=vandaag + timedelta(days=1))
    meld(mij, "zonder dag")
    meld(mij, "huisbezoek", aard=Werkaard.AFSPRAAK, begint_op=MAANDAG.replace(hour=14))
    meld(mij, "vorige afspraak", aard=Werkaard.AFSPRAAK, begint_op=MAANDAG - timedelta(days=3))
    meld(mij, "plan", aard=Werkaard.WACHT, wacht_op="het plan", tegen=vandaag)
    meld(mij, "plan te laat", aard=Werkaard.WACHT, wacht_op="het plan", tegen=vandaag - timedelta(days=1))
    meld(mij, "wachttijd om", aard=Werkaard.WACHT, wacht_op="de wachttijd", begint_op=MAANDAG - timedelta(days=10))
    Werkregel.objects.filter(titel="vrijdagavond binnen").update(sinds=datetime(2026, 2, 27, 18, tzinfo=BRUSSEL))
    assert groepen(an) == {
        "eerst": "ORDE",
        "gisteren": "LAAT",
        "plan te laat": "LAAT",
        "vorige afspraak": "LAAT",
        "om negen uur": "LAAT",
        "om vijf uur": "VANDAAG",
        "vandaag": "VANDAAG",
        "vrijdagavond binnen": "NIEUW",
        "huisbezoek": "AFSPRAKEN",
        "wachttijd om": "MIJ",
        "morgen": "WEEK",
        "zonder dag": "MIJ",
        "plan": "ANDEREN",
    }


def test_de_koppen_komen_in_hun_volgorde_en_het_dringendste_eerst(an: Medewerker) -> None:
    mij = Publiek(voor=an)
    meld(mij, "later", tegen=date(2026, 3, 20))
    meld(mij, "eerder", tegen=date(2026, 3, 10))
    meld(mij, "ooit")
    meld(mij, "laat", tegen=date(2026, 2, 1))
    assert titels(an) == ["laat", "eerder", "later", "ooit"]


def test_een_dag_is_pas_voorbij_om_middernacht_in_brussel(an: Medewerker) -> None:
    meld(Publiek(voor=an), "vandaag", tegen=date(2026, 3, 2))
    assert groepen(an, datetime(2026, 3, 2, 23, 59, tzinfo=BRUSSEL)) == {"vandaag": "VANDAAG"}
    assert groepen(an, datetime(2026, 3, 3, 0, 0, tzinfo=BRUSSEL)) == {"vandaag": "LAAT"}


@pytest.mark.parametrize(
    ("dag", "vorige"),
    [
        (date(2026, 3, 3), date(2026, 3, 2)),  # Tuesday after Monday
        (date(2026, 3, 2), date(2026, 2, 27)),  # Monday after Friday
        (date(2026, 7, 13), date(2026, 7, 10)),  # after the Flemish holiday, a Saturday
        (date(2026, 4, 7), date(2026, 4, 3)),  # after Easter Monday
    ],
)
def test_gisteravond_is_het_einde_van_de_vorige_werkdag(db: None, dag: date, vorige: date) -> None:
    assert vorige_werkdag(dag) == vorige


def test_een_ingetrokken_sluitingsdag_is_weer_een_werkdag(an: Medewerker) -> None:
    paasmaandag = Sluitingsdag.objects.get(datum=date(2026, 4, 6), ingetrokken_op=None)
    beheer = collega("Bo", Rol.BEHEERDER, team=None)
    trek_sluitingsdag_in(dag=paasmaandag, reden="proef", door=beheer, op=MAANDAG)
    assert vorige_werkdag(date(2026, 4, 7)) == date(2026, 4, 6)


# --- Speed ----------------------------------------------------------------------------------------------------------------------


def test_lezen_loopt_niet_door_het_werk_dat_gedaan_is(an: Medewerker, bart: Medewerker) -> None:
    """However much was done and however much others have: of the 20,000 rows only open ones are looked at."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kern_werkregel (soort, verwijzing, onderwerp_soort, onderwerp_id, titel, kort, url, voor_id, rol,"
            " volgt_onderwerp, aard, belang, wacht_op, sinds, heel_dag, klaar_op)"
            " SELECT 'test.doe', 'o' || i, '', '', 'oud', '', '', CASE WHEN i %% 2 = 0 THEN %s ELSE %s END, '', false, 'taak', 1,"
            " '', now(), true, CASE WHEN i %% 20 < 19 THEN now() END FROM generate_series(1, 20000) i",
            [an.pk, bart.pk],
        )
        cursor.execute("ANALYZE kern_werkregel")
        # Whether the planner takes the road is luck on a table this small; that there is one, is what counts.
        cursor.execute("SET LOCAL enable_seqscan = off")
    carla = collega("Carla", Rol.COORDINATOR, team="antwerpen")
    meld(Publiek(voor=carla))
    for vraag in (dringend(carla), mijn_regels(carla)):
        rijen, blokken = gelezen(vraag, Werkregel)
        assert rijen < 5_000  # two or three; the thousand open ones of a colleague in each arm are the worst luck there is
        assert blokken < 500


def test_het_zijn_twee_vragen_aan_de_databank(an: Medewerker, django_assert_num_queries: Callable[[int], object]) -> None:
    for _ in range(3):
        meld(Publiek(voor=an))
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        assert len(voorraad(an, MAANDAG).rijen) == 3
