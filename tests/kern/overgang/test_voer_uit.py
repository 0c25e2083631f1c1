"""One step, one conditional UPDATE: whoever comes second is told so. A made-up table over a real column."""

import threading

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kern.choices import Rol, Thema
from kern.fouten import AlGewijzigd, EisNietVoldaan
from kern.models import Medewerker
from kern.overgang import Overgang, Workflow, mogelijk, voer_uit
from tests.mensen import collega

DOOF = Overgang(Thema.LICHT, Thema.DONKER, "doof het licht")
STEEK_AAN = Overgang(Thema.DONKER, Thema.LICHT, "steek het licht aan")
KIES = Overgang(Thema.SYSTEEM, Thema.LICHT, "kies zelf", eist=("telefoon",))
GEEF_OP = Overgang(Thema.DONKER, Thema.SYSTEEM, "geef op", recht="kern.medewerkers")
LAMP = Workflow("kern.Medewerker", begin=Thema.SYSTEEM, overgangen=(DOOF, STEEK_AAN, KIES, GEEF_OP), veld="thema")


@pytest.fixture
def an(db) -> Medewerker:
    return collega("An")


def zet_thema(medewerker: Medewerker, thema: Thema) -> Medewerker:
    Medewerker.objects.filter(pk=medewerker.pk).update(thema=thema)
    medewerker.thema = thema
    return medewerker


def test_een_stap_zet_status_en_velden_samen_in_rij_en_object(an):
    zet_thema(an, Thema.LICHT)

    voer_uit(an, DOOF, veld="thema", zet={"telefoon": "02 000 00 00"})

    assert (an.thema, an.telefoon) == (Thema.DONKER, "02 000 00 00")
    an.refresh_from_db()
    assert (an.thema, an.telefoon) == (Thema.DONKER, "02 000 00 00")


def test_een_stap_die_een_veld_eist_wordt_in_woorden_geweigerd(an):
    with pytest.raises(EisNietVoldaan, match=r"\(kies zelf\) ontbreekt nog: telefoon"):
        voer_uit(an, KIES, veld="thema")

    an.refresh_from_db()
    assert an.thema == Thema.SYSTEEM


def test_een_geeist_veld_mag_met_de_stap_zelf_meekomen(an):
    voer_uit(an, KIES, veld="thema", zet={"telefoon": "02 000 00 00"})

    assert an.thema == Thema.LICHT


def test_wie_een_oude_toestand_voor_zich_heeft_hoort_dat_een_collega_voor_was(an):
    zet_thema(an, Thema.LICHT)
    verouderd = Medewerker.objects.get(pk=an.pk)
    voer_uit(an, DOOF, veld="thema")

    with pytest.raises(AlGewijzigd, match="Medewerker “An Peeters” is intussen gewijzigd door een collega"):
        voer_uit(verouderd, DOOF, veld="thema", zet={"telefoon": "overschreven"})

    an.refresh_from_db()
    assert an.telefoon == ""


def test_een_stap_zonder_transactie_wordt_geweigerd(eigen_database):
    an = zet_thema(collega("An"), Thema.LICHT)

    with pytest.raises(transaction.TransactionManagementError, match="doof het licht"):
        voer_uit(an, DOOF, veld="thema")


def test_de_knoppen_zijn_de_stappen_die_iemand_nu_mag_zetten(an):
    zet_thema(an, Thema.DONKER)
    beheerder = collega("Bart", Rol.BEHEERDER)

    assert mogelijk(LAMP, an, an) == [STEEK_AAN]
    assert mogelijk(LAMP, an, beheerder) == [STEEK_AAN, GEEF_OP]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pogingen=st.lists(st.tuples(st.sampled_from([DOOF, STEEK_AAN, GEEF_OP]), st.integers(0, 2)), max_size=15))
def test_hoe_collegas_ook_door_elkaar_werken_de_rij_volgt_altijd_de_tabel(an, pogingen):
    zet_thema(an, Thema.LICHT)
    schermen = [Medewerker.objects.get(pk=an.pk) for _ in range(3)]
    nu: str = Thema.LICHT
    for stap, wie in pogingen:
        try:
            voer_uit(schermen[wie], stap, veld="thema")
        except AlGewijzigd:
            assert stap.van != nu
        else:
            assert stap.van == nu
            nu = stap.naar
        assert Medewerker.objects.values_list("thema", flat=True).get(pk=an.pk) == nu


# --- Two people at once, through real requests ---------------------------------------------------------------------------
samen = threading.Barrier(2)


@transaction.atomic
def doof(request: HttpRequest, pk: int) -> HttpResponse:
    """A page as every page: fetch, one step. Both people have fetched before either of them acts."""
    medewerker = Medewerker.objects.get(pk=pk)
    samen.wait(timeout=10)
    voer_uit(medewerker, DOOF, veld="thema")
    return HttpResponse("gedaan")


urlpatterns = [path("doof/<int:pk>/", doof), path("", include("opgroeien.urls"))]


@pytest.mark.urls(__name__)
def test_van_twee_mensen_tegelijk_wint_er_een_en_leest_de_ander_dat_een_collega_voor_was(eigen_database):
    lamp = zet_thema(collega("Lamp"), Thema.LICHT)
    antwoorden = []

    def klik(persoon: Medewerker) -> None:
        client = Client()
        client.force_login(persoon, backend="kern.aanmelden.backend.Aanmeldbackend")
        antwoorden.append(client.post(f"/doof/{lamp.pk}/"))
        connection.close()

    draden = [threading.Thread(target=klik, args=[collega(naam)]) for naam in ("An", "Bart")]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert sorted(antwoord.status_code for antwoord in antwoorden) == [200, 409]
    (te_laat,) = [antwoord for antwoord in antwoorden if antwoord.status_code == 409]
    assert "Een collega was u voor" in te_laat.content.decode()
    assert "Bekijk de nieuwe toestand en probeer opnieuw" in te_laat.content.decode()
