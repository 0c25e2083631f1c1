"""The beheerder makes accounts, gives and takes roles, and closes accounts; nobody does so for themselves."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from kern import logboek
from kern.actions import mensen
from kern.choices import Dagdeel, Rol, Thema
from kern.fouten import AlGewijzigd, DomeinFout
from kern.models import Medewerker, Team, Vervanging
from tests.mensen import MAANDAG, collega

pytestmark = pytest.mark.django_db


@pytest.fixture
def an(db) -> Medewerker:
    return collega("An")


@pytest.fixture
def bea(db) -> Medewerker:
    return collega("Bea", Rol.BEHEERDER, team=None)


def laatste_regel(medewerker: Medewerker):
    return logboek.regels_over(medewerker).order_by("-volgnummer")[0]


def test_een_nieuwe_collega_heeft_geen_wachtwoord_en_staat_in_het_logboek(bea):
    dirk = collega("Dirk", Rol.JURIST, team="limburg", door=bea, email="Dirk@Voorbeeld.BE", vo_id="")

    assert not dirk.has_usable_password()
    assert (dirk.email, dirk.vo_id, dirk.sorteersleutel) == ("dirk@voorbeeld.be", None, "peeters dirk")
    regel = logboek.regels_over(dirk).get()
    assert (regel.gebeurtenis, regel.door_naam) == ("kern.medewerker_gemaakt", "Bea Peeters")
    assert regel.gegevens == {"rollen": ["jurist"], "team": "limburg"}


@pytest.mark.parametrize("username", ["nieuw", "An", "an/peeters", "", "an peeters", "../an", "-an"])
def test_een_gebruikersnaam_past_in_een_adres(db, username):
    with pytest.raises(ValidationError) as fout:
        collega("An", username=username)
    assert list(fout.value.message_dict) == ["username"]


def test_twee_mensen_hebben_nooit_hetzelfde_vo_id(an):
    collega("Bart", vo_id="vo-1")
    with pytest.raises(ValidationError) as fout:
        collega("Chris", vo_id="vo-1")
    assert list(fout.value.message_dict) == ["vo_id"]


def test_andere_rollen_en_een_ander_team_gelden_meteen_en_staan_met_reden_in_het_logboek(an, bea):
    limburg = Team.objects.get(code="limburg")

    mensen.wijzig_rollen(medewerker=an, rollen=[Rol.JURIST], team=limburg, door=bea, op=MAANDAG, reden="andere functie")

    an = Medewerker.objects.get(pk=an.pk)
    assert (an.rollen, an.team) == (["jurist"], limburg)
    assert "dossiers.schrijf" not in an.rechten
    regel = laatste_regel(an)
    assert regel.reden.tekst == "andere functie"
    assert regel.gegevens == {
        "rollen_oud": ["klantenbeheerder"], "team_oud": "oost-vlaanderen", "rollen": ["jurist"], "team": "limburg",
    }  # fmt: skip


def test_niemand_wijzigt_de_eigen_rollen(bea):
    with pytest.raises(DomeinFout, match="Niemand wijzigt de eigen rollen"):
        mensen.wijzig_rollen(medewerker=bea, rollen=list(Rol), team=None, door=bea, op=MAANDAG, reden="handig")


def test_wie_verouderde_rollen_voor_zich_heeft_overschrijft_die_van_een_collega_niet(an, bea):
    verouderd = Medewerker.objects.get(pk=an.pk)
    mensen.wijzig_rollen(medewerker=an, rollen=[Rol.JURIST], team=an.team, door=bea, op=MAANDAG, reden="andere functie")

    with pytest.raises(AlGewijzigd):
        mensen.wijzig_rollen(medewerker=verouderd, rollen=[Rol.ARTS], team=an.team, door=bea, op=MAANDAG, reden="vergissing")

    assert Medewerker.objects.get(pk=an.pk).rollen == ["jurist"]


def test_een_account_verbeteren_zegt_welke_velden_en_nooit_wat_erin_staat(an, bea):
    mensen.wijzig_account(
        medewerker=an, voornaam="An", familienaam="Élise", email="AN@voorbeeld.be", vo_id="vo-geheim", door=bea, op=MAANDAG,
        reden="gehuwd",
    )  # fmt: skip

    an.refresh_from_db()
    assert (an.naam, an.sorteersleutel, an.vo_id) == ("An Élise", "elise an", "vo-geheim")
    assert laatste_regel(an).gegevens == {"velden": ["familienaam", "vo_id"]}


def test_niemand_geeft_zichzelf_een_andere_sleutel_van_acm(bea):
    with pytest.raises(DomeinFout, match="Niemand wijzigt het eigen account"):
        mensen.wijzig_account(
            medewerker=bea, voornaam="Bea", familienaam="Peeters", email="b@voorbeeld.be", vo_id="vo-2", door=bea, op=MAANDAG,
            reden="",
        )  # fmt: skip


def test_wie_vertrekt_verliest_alle_rechten_en_houdt_de_naam(an, bea):
    mensen.deactiveer(medewerker=an, door=bea, op=MAANDAG, reden="uit dienst")

    an = Medewerker.objects.get(pk=an.pk)
    assert (an.is_active, an.gedeactiveerd_op, an.rechten, an.is_intern) == (False, MAANDAG, frozenset(), False)
    assert str(an) == "An Peeters"
    assert laatste_regel(an).reden.tekst == "uit dienst"


def test_wie_vertrekt_vervangt_niemand_meer_en_wordt_niet_meer_vervangen(an, bea):
    bart, chris = collega("Bart"), collega("Chris")
    dag = MAANDAG.date()
    periode = {"door": bea, "op": MAANDAG}
    voorbij = mensen.registreer_vervanging(afwezige=an, vervanger=bart, vanaf=dag, tot=dag, **periode)
    later = mensen.registreer_vervanging(
        afwezige=an, vervanger=bart, vanaf=dag + timedelta(days=5), tot=dag + timedelta(days=9), **periode
    )
    zelf = mensen.registreer_vervanging(afwezige=chris, vervanger=an, vanaf=dag, tot=dag + timedelta(days=9), **periode)

    mensen.deactiveer(medewerker=an, door=bea, op=MAANDAG + timedelta(days=1), reden="uit dienst")

    ingetrokken = set(Vervanging.objects.exclude(ingetrokken_op=None))
    assert ingetrokken == {later, zelf}
    assert voorbij not in ingetrokken


def test_wie_terugkomt_heeft_de_rollen_van_vroeger(an, bea):
    mensen.deactiveer(medewerker=an, door=bea, op=MAANDAG, reden="loopbaanonderbreking")

    mensen.heractiveer(medewerker=an, door=bea, op=MAANDAG + timedelta(days=300), reden="terug")

    an = Medewerker.objects.get(pk=an.pk)
    assert (an.is_active, an.gedeactiveerd_op, an.rollen) == (True, None, ["klantenbeheerder"])


@pytest.mark.parametrize("actie", [mensen.deactiveer, mensen.heractiveer])
def test_tweemaal_dezelfde_stap_wordt_gezegd(an, bea, actie):
    if actie is mensen.deactiveer:
        mensen.deactiveer(medewerker=an, door=bea, op=MAANDAG, reden="uit dienst")
    with pytest.raises(AlGewijzigd):
        actie(medewerker=an, door=bea, op=MAANDAG, reden="nog eens")


def test_niemand_sluit_het_eigen_account(bea):
    collega("Bob", Rol.BEHEERDER)
    with pytest.raises(DomeinFout, match="Niemand sluit het eigen account"):
        mensen.deactiveer(medewerker=bea, door=bea, op=MAANDAG, reden="weg")


@pytest.mark.parametrize("wat", ["sluiten", "rol afnemen"])
def test_de_laatste_beheerder_blijft(an, bea, wat):
    acties = {
        "sluiten": partial(mensen.deactiveer),
        "rol afnemen": partial(mensen.wijzig_rollen, rollen=[Rol.JURIST], team=None),
    }

    with pytest.raises(DomeinFout, match="is de laatste beheerder"):
        acties[wat](medewerker=bea, door=an, op=MAANDAG, reden="weg")

    bea.refresh_from_db()
    assert (bea.is_active, bea.rollen) == (True, ["beheerder"])


def test_wat_iemand_van_zichzelf_zegt_wordt_opgekuist(an):
    mensen.wijzig_profiel(
        medewerker=an, expertises=[" samenwerking", "Brandveiligheid ", "samenwerking", ""],
        werkpatroon=[Dagdeel.DI_VM, Dagdeel.MA_VM], telefoon="0470 12 34 56", sneltoetsen_aan=False, thema=Thema.DONKER,
        door=an, op=MAANDAG,
    )  # fmt: skip

    an.refresh_from_db()
    assert an.expertises == ["Brandveiligheid", "samenwerking"]
    assert an.werkpatroon == ["ma-vm", "di-vm"]
    assert (an.telefoon, an.sneltoetsen_aan, an.thema) == ("0470 12 34 56", False, "donker")


def test_de_geschiedenis_houdt_bij_wie_wanneer_wat_was_en_zwijgt_over_de_rest(an, bea):
    from kern.models import MedewerkerEvent

    mensen.wijzig_profiel(
        medewerker=an, expertises=["taal"], werkpatroon=list(Dagdeel), telefoon="0470 12 34 56", sneltoetsen_aan=True,
        thema=Thema.LICHT, door=an, op=MAANDAG,
    )  # fmt: skip
    mensen.wijzig_rollen(medewerker=an, rollen=[Rol.JURIST], team=an.team, door=bea, op=MAANDAG, reden="andere functie")
    Medewerker.objects.filter(pk=an.pk).update(last_login=MAANDAG, password="geheim")

    geschiedenis = MedewerkerEvent.objects.filter(pgh_obj_id=an.pk).order_by("pgh_id")
    assert [gebeurtenis.rollen for gebeurtenis in geschiedenis] == [["klantenbeheerder"], ["jurist"]]
    assert not {"password", "telefoon", "last_login", "vo_id", "email"} & {veld.name for veld in MedewerkerEvent._meta.fields}
