"""Who has which row: own, of a group, of an absent colleague, and never more than that."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from kern.actions import mensen, werk
from kern.choices import Rol
from kern.models import Medewerker, Werkregel
from kern.queries.werk import IK, voorraad
from kern.werk import Publiek
from tests.kern.werk.hulp import MAANDAG, VOOR_DPO, VOOR_MIJ_ALLEEN, meld, titels, vervangen
from tests.mensen import collega

# --- Whose ---------------------------------------------------------------------------------------------------------------------


def test_een_rol_in_een_team_is_alleen_van_dat_team(an: Medewerker, carla: Medewerker, els: Medewerker, bart: Medewerker) -> None:
    meld(Publiek(rol=Rol.COORDINATOR, team=carla.team), "van Antwerpen")
    meld(Publiek(rol=Rol.COORDINATOR), "van elke coördinator")
    assert titels(carla) == ["van Antwerpen", "van elke coördinator"]
    assert titels(els) == ["van elke coördinator"]
    assert titels(an) == titels(bart) == []


def test_wie_vervangt_ziet_het_werk_van_de_afwezige_met_haar_naam(an: Medewerker, dirk: Medewerker, bart: Medewerker) -> None:
    meld(Publiek(voor=an), "van An")
    meld(Publiek(voor=an), "alleen voor An", soort=VOOR_MIJ_ALLEEN)
    meld(Publiek(voor=dirk), "van Dirk")
    vervangen(an, dirk)
    rijen = {rij.titel: rij.namens_naam for rij in voorraad(dirk, MAANDAG).rijen}
    assert rijen == {"van An": "An Peeters", "van Dirk": ""}
    assert voorraad(dirk, MAANDAG).collegas == {"an": "An Peeters"}
    assert titels(dirk, van="an") == ["van An"]
    assert titels(dirk, van=IK) == ["van Dirk"]
    assert titels(dirk, MAANDAG + timedelta(days=1)) == ["van Dirk"]
    assert titels(bart) == []


def test_wie_een_coordinator_vervangt_ziet_wat_haar_team_moet_beslissen(carla: Medewerker, els: Medewerker) -> None:
    meld(Publiek(rol=Rol.COORDINATOR, team=carla.team), "van Antwerpen")
    vervangen(carla, els)
    assert [(r.titel, r.namens_naam) for r in voorraad(els, MAANDAG).rijen] == [("van Antwerpen", "Carla Willems")]


def test_werk_waarvoor_het_recht_ontbreekt_gaat_niet_mee_met_een_vervanging(ivo: Medewerker, dirk: Medewerker) -> None:
    meld(Publiek(rol=Rol.DPO), "bevestig", soort=VOOR_DPO)
    vervangen(ivo, dirk)
    assert titels(ivo) == ["bevestig"]
    assert titels(dirk) == []


def test_wie_de_eerste_stap_deed_ziet_de_tweede_niet_ook_niet_als_vervanger(carla: Medewerker, els: Medewerker) -> None:
    meld(Publiek(rol=Rol.COORDINATOR, team=carla.team, niet=els), "tweede stap")
    vervangen(carla, els)
    assert titels(carla) == ["tweede stap"]
    assert titels(els) == []


def test_wie_van_buiten_komt_ziet_alleen_wat_aan_haar_gevraagd_is(hanne: Medewerker, an: Medewerker) -> None:
    meld(Publiek(rol=Rol.BELLER), "voor alle bellers")
    meld(Publiek(voor=hanne), "voor Hanne")
    meld(Publiek(voor=an), "voor An")
    assert titels(hanne) == ["voor Hanne"]


def test_na_verloop_is_een_regel_er_niet_meer_en_niemand_ruimt_hem_op(an: Medewerker) -> None:
    meld(Publiek(voor=an), "even", verloopt_op=MAANDAG)
    assert titels(an, MAANDAG - timedelta(seconds=1)) == ["even"]
    assert titels(an) == []
    assert Werkregel.objects.get().klaar_op is None


def test_een_onbekend_onderwerp_wordt_geweigerd(an: Medewerker) -> None:
    with pytest.raises(ValueError, match=r"kern\.fiets"):
        meld(Publiek(voor=an), over=("kern.fiets", "1"))


# --- Moving along ------------------------------------------------------------------------------------------------------------


def test_bij_een_overdracht_verhuist_wat_het_dossier_volgt(an: Medewerker, bart: Medewerker) -> None:
    over = ("dossiers.dossier", "1")
    meld(Publiek(voor=an), "volgt", over=over, volgt_onderwerp=True)
    meld(Publiek(voor=an), "blijft", over=over)
    meld(Publiek(voor=an), "ander dossier", over=("dossiers.dossier", "2"), volgt_onderwerp=True)
    meld(Publiek(rol=Rol.COORDINATOR, team=an.team), "had niemand", over=over, volgt_onderwerp=True)
    assert werk.verhuis(soort="dossiers.dossier", sleutels=["1"], van=None, naar=bart, op=MAANDAG) == 2
    assert sorted(titels(an)) == ["ander dossier", "blijft"]
    assert sorted(titels(bart)) == ["had niemand", "volgt"]
    assert werk.verhuis(soort="dossiers.dossier", sleutels=["1"], naar=bart, op=MAANDAG) == 0


def test_wie_het_al_had_heeft_het_na_een_overdracht_een_keer(an: Medewerker, bart: Medewerker) -> None:
    over = ("dossiers.dossier", "1")
    for wie in (an, bart):
        meld(Publiek(voor=wie), "volgt", verwijzing="x", over=over, volgt_onderwerp=True)
    assert werk.verhuis(soort="dossiers.dossier", sleutels=["1"], van=an, naar=bart, op=MAANDAG) == 0
    assert (titels(an), titels(bart)) == ([], ["volgt"])


def test_een_dossier_zonder_klantenbeheerder_laat_zijn_werk_bij_de_coordinator(an: Medewerker, carla: Medewerker) -> None:
    meld(Publiek(voor=an), "volgt", over=("dossiers.dossier", "1"), volgt_onderwerp=True)
    assert werk.verhuis(soort="dossiers.dossier", sleutels=["1"], naar=None, team=carla.team, op=MAANDAG) == 1
    assert (titels(an), titels(carla)) == ([], ["volgt"])


def test_het_werk_van_wie_vertrekt_gaat_naar_de_coordinator(an: Medewerker, carla: Medewerker) -> None:
    beheer = collega("Bo", Rol.BEHEERDER, team=None)
    meld(Publiek(voor=an), "bel terug")
    meld(Publiek(voor=an), "alleen An", soort=VOOR_MIJ_ALLEEN)
    mensen.deactiveer(medewerker=an, door=beheer, op=MAANDAG, reden="vertrekt")
    assert titels(carla) == ["bel terug"]
    call_command("controleer", "kern.werk_van_iemand")
