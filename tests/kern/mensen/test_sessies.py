"""What a change to somebody's account does to the screens they have open."""

from datetime import timedelta

import pytest
from django.test import Client

from kern.actions import mensen
from kern.actions.sessies import ruim_sessies_op, sluit_sessies
from kern.choices import Rol
from kern.models import Medewerker, Sessie
from tests.mensen import MAANDAG, collega

pytestmark = pytest.mark.django_db


def aangemeld(medewerker: Medewerker) -> Client:
    client = Client()
    client.force_login(medewerker, backend="kern.aanmelden.backend.Aanmeldbackend")
    return client


@pytest.fixture
def an(db) -> Medewerker:
    return collega("An")


@pytest.fixture
def bea(db) -> Medewerker:
    return collega("Bea", Rol.BEHEERDER, team=None)


def test_wie_afgesloten_wordt_is_bij_de_volgende_klik_buiten_op_elk_toestel(an, bea):
    laptop, telefoon = aangemeld(an), aangemeld(an)
    assert laptop.get("/sneltoetsen/").status_code == 200

    mensen.deactiveer(medewerker=an, door=bea, op=MAANDAG, reden="uit dienst")

    assert [client.get("/sneltoetsen/").status_code for client in (laptop, telefoon)] == [302, 302]
    assert not Sessie.objects.filter(medewerker_id=an.pk).exists()


def test_een_collega_blijft_gewoon_aan_het_werk(an, bea):
    bij_bea = aangemeld(bea)

    mensen.deactiveer(medewerker=an, door=bea, op=MAANDAG, reden="uit dienst")

    assert bij_bea.get("/sneltoetsen/").status_code == 200


def test_sessies_van_een_persoon_sluiten_is_een_vraag_hoeveel_er_ook_open_staan(an, bea, django_assert_num_queries):
    open_schermen = [aangemeld(an), aangemeld(an), aangemeld(bea)]

    with django_assert_num_queries(1):
        assert sluit_sessies(an) == 2

    assert Sessie.objects.get().medewerker_id == bea.pk
    assert len(open_schermen) == 3


def test_een_sessie_zonder_aanmelding_is_van_niemand(an):
    client = Client()
    client.get("/aanmelden/")
    sessie = client.session
    sessie["iets"] = 1
    sessie.save()

    assert Sessie.objects.get().medewerker_id is None


def test_wie_zijn_rollen_verliest_merkt_dat_bij_de_volgende_klik(an, bea):
    client = aangemeld(an)
    assert client.get("/sneltoetsen/").status_code == 200

    mensen.wijzig_rollen(medewerker=an, rollen=[], team=None, door=bea, op=MAANDAG, reden="functie vervalt")

    assert client.get("/sneltoetsen/").status_code == 403


def test_verlopen_sessies_worden_s_nachts_vergeten(an, bea):
    aangemeld(an)
    aangemeld(bea)
    Sessie.objects.filter(medewerker_id=an.pk).update(expire_date=MAANDAG)

    assert ruim_sessies_op(op=MAANDAG + timedelta(seconds=1)) == 1

    assert Sessie.objects.get().medewerker_id == bea.pk
