"""Who stands in for whom, on which days, and what does and does not follow."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kern import logboek
from kern.access import (
    check_mag_vervanging_regelen,
    check_recht,
    check_vier_ogen,
    heeft_recht,
    lopende_vervangingen,
    mag_vervanging_regelen,
    namens,
    personen_in_bereik,
)
from kern.actions import mensen
from kern.choices import Rol
from kern.fouten import AlGewijzigd, VierOgenNodig
from kern.models import Medewerker, Team, Vervanging
from kern.tijd import BRUSSEL
from tests.mensen import MAANDAG, collega

pytestmark = pytest.mark.django_db

VANAF, TOT = date(2026, 3, 2), date(2026, 3, 6)


@pytest.fixture
def an(db) -> Medewerker:
    return collega("An")


@pytest.fixture
def bart(db) -> Medewerker:
    """Bart works elsewhere: what he may do in Oost-Vlaanderen comes from An."""
    return collega("Bart", team="limburg")


def vervang(afwezige: Medewerker, vervanger: Medewerker, vanaf: date = VANAF, tot: date = TOT) -> Vervanging:
    return mensen.registreer_vervanging(afwezige=afwezige, vervanger=vervanger, vanaf=vanaf, tot=tot, door=afwezige, op=MAANDAG)


def bereik(persoon: Medewerker, op: datetime = MAANDAG) -> set[str]:
    return {p.voornaam for p in personen_in_bereik(persoon, op)}


# --- The days --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("op", "staat_in"),
    [
        (datetime(2026, 3, 1, 23, 59, 59, tzinfo=BRUSSEL), False),
        (datetime(2026, 3, 2, 0, 0, tzinfo=BRUSSEL), True),
        (datetime(2026, 3, 6, 23, 59, 59, tzinfo=BRUSSEL), True),
        (datetime(2026, 3, 7, 0, 0, tzinfo=BRUSSEL), False),
    ],
)
def test_de_eerste_en_de_laatste_dag_tellen_helemaal_mee_in_brusselse_tijd(an, bart, op, staat_in):
    vervang(an, bart)

    assert ("An" in bereik(bart, op)) is staat_in


@pytest.mark.parametrize("dag", [date(2026, 3, 29), date(2026, 10, 25)], ids=["23 uur lang", "25 uur lang"])
def test_een_dag_met_een_andere_klok_begint_en_eindigt_ook_om_middernacht(an, bart, dag):
    vervang(an, bart, vanaf=dag, tot=dag)
    begin = datetime(dag.year, dag.month, dag.day, tzinfo=BRUSSEL)
    einde = datetime(dag.year, dag.month, dag.day, 23, 59, 59, tzinfo=BRUSSEL)
    seconde = timedelta(seconds=1)

    assert [("An" in bereik(bart, op)) for op in (begin - seconde, begin, einde)] == [False, True, True]
    assert "An" not in bereik(bart, datetime(dag.year, dag.month, dag.day + 1, tzinfo=BRUSSEL))


def test_zonder_moment_geldt_de_klok_van_de_databank(an, bart):
    vandaag = datetime.now(BRUSSEL)
    mensen.registreer_vervanging(
        afwezige=an, vervanger=bart, vanaf=vandaag.date(), tot=vandaag.date() + timedelta(days=1), door=an, op=vandaag
    )

    assert set(personen_in_bereik(bart)) == {an, bart}


# --- Who follows -----------------------------------------------------------------------------------------------------------
def test_een_ingetrokken_vervanging_geeft_niets_meer(an, bart):
    vervanging = vervang(an, bart)

    mensen.trek_vervanging_in(vervanging=vervanging, door=an, op=MAANDAG)

    assert bereik(bart) == {"Bart"}
    with pytest.raises(AlGewijzigd):
        mensen.trek_vervanging_in(vervanging=vervanging, door=an, op=MAANDAG)


def test_wie_uit_dienst_is_geeft_niets_door(an, bart):
    vervang(an, bart)
    Medewerker.objects.filter(pk=an.pk).update(is_active=False, gedeactiveerd_op=MAANDAG)

    assert bereik(bart) == {"Bart"}


def test_een_vervanging_gaat_niet_verder_dan_een_stap(an, bart):
    chris = collega("Chris", team="brussel")
    vervang(an, bart)
    vervang(bart, chris)

    assert bereik(chris) == {"Chris", "Bart"}
    assert bereik(bart) == {"Bart", "An"}
    assert bereik(an) == {"An"}


def test_twee_mensen_kunnen_elkaar_vervangen(an, bart):
    vervang(an, bart)
    vervang(bart, an)

    assert bereik(an) == bereik(bart) == {"An", "Bart"}


def test_twee_mensen_kunnen_samen_een_collega_vervangen(an, bart):
    chris = collega("Chris")
    vervang(an, bart)
    vervang(an, chris)

    assert bereik(bart) == {"Bart", "An"}
    assert bereik(chris) == {"Chris", "An"}


def test_een_vervanger_krijgt_geen_enkel_recht_van_de_afwezige(bart):
    carla = collega("Carla", Rol.COORDINATOR)
    vervang(carla, bart)

    assert heeft_recht(carla, "dossiers.beslis_toegang")
    assert not heeft_recht(bart, "dossiers.beslis_toegang")
    with pytest.raises(PermissionDenied):
        check_recht(bart, "dossiers.beslis_toegang")


# --- On whose behalf -----------------------------------------------------------------------------------------------------
def test_wie_in_het_bereik_van_een_ander_werkt_doet_dat_namens_die_ander(an, bart):
    vervang(an, bart)

    assert namens(bart, team=an.team, eigenaars=[], op=MAANDAG) == an
    assert namens(bart, team=None, eigenaars=[an], op=MAANDAG) == an


def test_wie_in_het_eigen_bereik_werkt_doet_dat_altijd_voor_zichzelf(an, bart):
    vervang(an, bart)

    assert namens(bart, team=bart.team, eigenaars=[an], op=MAANDAG) is None
    assert namens(bart, team=an.team, eigenaars=[bart], op=MAANDAG) is None


def test_wie_overal_bij_kan_werkt_namens_niemand(an):
    mia = collega("Mia", Rol.MELDINGEN, team=None)
    vervang(an, mia)

    assert namens(mia, team=an.team, eigenaars=[an], op=MAANDAG) is None


def test_een_team_zonder_rol_die_ernaar_kijkt_is_geen_eigen_bereik(an):
    jurist = collega("Joke", Rol.JURIST)  # in the same team, but that gives a jurist nothing
    vervang(an, jurist)

    assert namens(jurist, team=an.team, eigenaars=[], op=MAANDAG) == an


def test_buiten_het_bereik_van_wie_dan_ook_is_er_geen_namens(an, bart):
    vervang(an, bart)

    assert namens(bart, team=Team.objects.get(code="brussel"), eigenaars=[], op=MAANDAG) is None
    assert namens(bart, team=an.team, eigenaars=[], op=MAANDAG + timedelta(days=7)) is None


# --- Four eyes are two natural persons -----------------------------------------------------------------------------------
def test_wie_namens_an_schreef_kan_niet_als_zichzelf_nalezen(an, bart):
    vervang(an, bart)
    geschreven_door = bart  # what a step stores: the person who really acted, `namens` stands beside it

    with pytest.raises(VierOgenNodig, match="ook als dat namens een collega was"):
        check_vier_ogen(geschreven_door, bart)
    check_vier_ogen(geschreven_door, an)


# --- Arranging it ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("veld", "anders", "zin"),
    [
        ("tot", {"tot": date(2026, 3, 1)}, "al voorbij"),
        ("__all__", {"vanaf": date(2026, 3, 7)}, "De laatste dag valt voor de eerste dag"),
        ("__all__", {"vervanger": "An"}, "Niemand vervangt zichzelf"),
        ("vervanger", {"vervanger": "Ria"}, "Ria Peeters kan niemand vervangen"),
        ("vervanger", {"vervanger": "Wim"}, "Wim Peeters kan niemand vervangen"),
        ("afwezige", {"afwezige": "Wim"}, "Wim Peeters werkt hier niet meer"),
    ],
)
def test_een_onmogelijke_vervanging_wordt_aan_het_veld_gezegd(an, bart, veld, anders, zin):
    collega("Ria", Rol.COMITE, team=None)
    mensen.deactiveer(medewerker=collega("Wim"), door=bart, op=MAANDAG, reden="uit dienst")
    gegevens: dict[str, Any] = {"afwezige": "An", "vervanger": "Bart", "vanaf": VANAF, "tot": TOT} | anders
    mensen_ = {naam: Medewerker.objects.get(voornaam=gegevens.pop(naam)) for naam in ("afwezige", "vervanger")}

    with pytest.raises(ValidationError) as fout:
        mensen.registreer_vervanging(**(gegevens | mensen_), door=an, op=MAANDAG)

    assert zin in " ".join(fout.value.message_dict[veld])
    assert not Vervanging.objects.exists()


def test_dezelfde_collega_vervangt_niet_tweemaal_in_dezelfde_periode(an, bart):
    eerste = vervang(an, bart)

    with pytest.raises(ValidationError, match="vervangt al in"):
        vervang(an, bart, vanaf=TOT, tot=TOT + timedelta(days=1))

    vervang(an, bart, vanaf=TOT + timedelta(days=1), tot=TOT + timedelta(days=1))
    mensen.trek_vervanging_in(vervanging=eerste, door=an, op=MAANDAG)
    vervang(an, bart)


def test_een_vervanging_staat_in_het_logboek_van_de_afwezige(an, bart):
    vervanging = vervang(an, bart)

    regel = logboek.regels_over(an).order_by("-volgnummer")[0]
    assert regel.gebeurtenis == "kern.vervanging_geregistreerd"
    assert regel.gegevens == {
        "vervanging": vervanging.pk, "vervanger": bart.pk, "vanaf": "2026-03-02", "tot": "2026-03-06",
    }  # fmt: skip


def test_iedereen_regelt_de_eigen_vervanging_en_de_coordinator_die_van_het_team(an, bart):
    carla = collega("Carla", Rol.COORDINATOR)
    zonder_team = collega("Cor", Rol.COORDINATOR, team=None)
    ria = collega("Ria", Rol.COMITE, team=None)

    assert mag_vervanging_regelen(an, an)
    assert mag_vervanging_regelen(carla, an)
    assert not mag_vervanging_regelen(carla, bart)
    assert not mag_vervanging_regelen(bart, an)
    assert not mag_vervanging_regelen(ria, ria)
    assert not mag_vervanging_regelen(zonder_team, ria)
    with pytest.raises(PermissionDenied):
        check_mag_vervanging_regelen(bart, an)


def test_de_lopende_vervangingen_van_iemand_zijn_die_waarin_hij_instaat(an, bart):
    vervanging = vervang(an, bart)

    assert list(lopende_vervangingen(bart, MAANDAG)) == [vervanging]
    assert list(lopende_vervangingen(an, MAANDAG)) == []
