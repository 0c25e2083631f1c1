"""Arranging who stands in, through the screens."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kern.actions import mensen
from kern.models import Medewerker, OutboxRegel, Vervanging
from tests.hulp.antwoord import tekst
from tests.mensen import vervang


def gegevens(afwezige: Medewerker, vervanger: Medewerker, vanaf: int = 0, tot: int = 4) -> dict[str, object]:
    dag = timezone.localdate()
    return {
        "afwezige": afwezige.pk, "vervanger": vervanger.pk,
        "vanaf": dag + timedelta(days=vanaf), "tot": dag + timedelta(days=tot),
    }  # fmt: skip


def berichten() -> list[tuple[str, str]]:
    return list(OutboxRegel.objects.order_by("pk").values_list("ontvanger__username", "titel"))


def test_an_gaat_met_verlof_en_bart_krijgt_er_bericht_van(client_an, an, bart):
    antwoord = client_an.post("/vervangingen/nieuw/", gegevens(an, bart))

    vervanging = Vervanging.objects.get()
    assert antwoord.headers["Location"] == "/vervangingen/"
    assert (vervanging.afwezige, vervanging.vervanger) == (an, bart)
    periode = f"van {vervanging.vanaf:%d/%m/%Y} tot en met {vervanging.tot:%d/%m/%Y}"
    assert berichten() == [("bart", f"Bart Maes vervangt An Peeters {periode}")]
    assert "loopt nu" in tekst(client_an.get("/vervangingen/"))


def test_de_coordinator_regelt_het_voor_iemand_van_het_team_en_beiden_weten_het(client_carla, an, bart):
    client_carla.post("/vervangingen/nieuw/", gegevens(an, bart))

    assert [wie for wie, _ in berichten()] == ["bart", "an"]


def test_de_coordinator_van_een_ander_team_kan_an_niet_kiezen(els, an, bart, inloggen):
    antwoord = inloggen(els).post("/vervangingen/nieuw/", gegevens(an, bart))

    assert antwoord.status_code == 422
    assert list(antwoord.context["form"].errors) == ["afwezige"]
    assert not Vervanging.objects.exists()


def test_een_collega_regelt_alleen_de_eigen_vervanging(client_bart, an, bart):
    assert client_bart.get("/vervangingen/nieuw/").context["form"].fields["afwezige"].bron.alle() == [bart]
    assert client_bart.post("/vervangingen/nieuw/", gegevens(an, bart)).status_code == 422


def test_de_link_op_de_kaart_vult_in_wie_afwezig_is(client_carla, an):
    assert "/vervangingen/nieuw/?voor=an" in tekst(client_carla.get("/medewerkers/an/"))
    assert client_carla.get("/vervangingen/nieuw/?voor=an").context["form"].initial["afwezige"] == an


@pytest.mark.parametrize(
    ("anders", "veld", "zin"),
    [
        ({"tot": date(2020, 1, 1), "vanaf": date(2020, 1, 1)}, "tot", "al voorbij"),
        ({"vanaf": date(2099, 1, 2), "tot": date(2099, 1, 1)}, "tot", "valt voor de eerste dag"),
        ({"vervanger": "afwezige"}, "vervanger", "Niemand vervangt zichzelf"),
        ({"vanaf": ""}, "vanaf", "verplicht"),
    ],
)
def test_wat_niet_kan_staat_bij_het_veld_en_wat_gekozen_was_blijft_staan(client_an, an, bart, anders, veld, zin):
    gevuld = gegevens(an, bart) | anders
    if gevuld["vervanger"] == "afwezige":
        gevuld["vervanger"] = an.pk

    antwoord = client_an.post("/vervangingen/nieuw/", gevuld)

    assert antwoord.status_code == 422
    assert zin in " ".join(antwoord.context["form"].errors[veld])
    assert f'<option value="{gevuld["vervanger"]}" selected>' in tekst(antwoord)
    assert not Vervanging.objects.exists()


def test_een_overlapping_staat_bij_de_eerste_dag(client_an, an, bart):
    vervang(an, bart)

    antwoord = client_an.post("/vervangingen/nieuw/", gegevens(an, bart, vanaf=2, tot=9))

    assert antwoord.status_code == 422
    assert "vervangt al in" in antwoord.context["form"].errors["vanaf"][0]


def test_an_komt_vroeger_terug_en_trekt_de_vervanging_in(client_an, an, bart):
    vervang(an, bart)
    vervanging = Vervanging.objects.get()

    client_an.post(f"/vervangingen/{vervanging.pk}/intrekken/")

    vervanging.refresh_from_db()
    assert vervanging.ingetrokken_op is not None
    assert berichten()[-1] == ("bart", "Bart Maes vervangt An Peeters niet meer")
    assert client_an.post(f"/vervangingen/{vervanging.pk}/intrekken/").status_code == 409


def test_de_vervanger_trekt_de_vervanging_niet_zelf_in(client_bart, an, bart):
    vervang(an, bart)

    assert client_bart.post(f"/vervangingen/{Vervanging.objects.get().pk}/intrekken/").status_code == 403


def test_de_coordinator_trekt_er_meerdere_samen_in_en_leest_het_resultaat_per_rij(client_carla, an, dirk, bart):
    vervang(an, bart)
    vervang(dirk, bart)
    een, twee = Vervanging.objects.order_by("pk")
    mensen.trek_vervanging_in(vervanging=een, door=an, op=timezone.now())

    antwoord = client_carla.post("/vervangingen/", {"bulk": "intrekken", "gekozen": [een.pk, twee.pk]})

    assert "is intussen gewijzigd door een collega" in tekst(antwoord)
    assert "Bart Maes vervangt Dirk Claes niet meer." in tekst(antwoord)
    assert not Vervanging.objects.filter(ingetrokken_op=None).exists()


def test_iedereen_ziet_de_eigen_vervangingen_en_de_coordinator_die_van_het_team(
    client_an, client_bart, client_carla, an, bart, dirk, els
):
    vervang(an, dirk)
    vervang(els, bart)

    assert "Dirk Claes" in tekst(client_an.get("/vervangingen/"))
    assert "Els Goossens" in tekst(client_bart.get("/vervangingen/"))
    assert "Dirk Claes" not in tekst(client_bart.get("/vervangingen/"))
    assert "Dirk Claes" in tekst(client_carla.get("/vervangingen/"))
    assert "Els Goossens" not in tekst(client_carla.get("/vervangingen/"))


@pytest.mark.parametrize(("stand", "staat_er"), [("loopt", True), ("komt", False), ("voorbij", False), ("ingetrokken", False)])
def test_de_lijst_kan_alleen_tonen_wat_nu_loopt(client_an, an, bart, stand, staat_er):
    vervang(an, bart)

    assert ("Bart Maes" in tekst(client_an.get("/vervangingen/", {"stand": stand}))) is staat_er


def test_wie_niet_bij_het_agentschap_werkt_regelt_geen_vervanging(hanne, inloggen):
    assert inloggen(hanne).get("/vervangingen/").status_code == 404
    assert inloggen(hanne).get("/vervangingen/nieuw/").status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_kost_evenveel_vragen_voor_een_als_voor_drie_vervangingen(
    client_carla, an, dirk, carla, bart, aantal, django_assert_num_queries
):
    for afwezige in (an, dirk, carla)[:aantal]:
        vervang(afwezige, bart)
    client_carla.get("/vervangingen/", headers={"HX-Request": "true"})

    with django_assert_num_queries(5):  # session, person, rows, count, saved filters
        client_carla.get("/vervangingen/", headers={"HX-Request": "true"})
